//! A token of one kind where another is required: encoded is not encrypted, signed is not nested, and encrypted is not signed.

use jose_core::{Curve, JwsAlgorithm, KeyManagementAlgorithm, base64url};
use jose_crypto::{EncryptionKey, VerifyingKey, material::PrivateMaterial};
use jose_jws::Signer;

use crate::{
    payload::Payload,
    world::{ACCEPTED, API, ISSUER, World, seal, verdict},
};

#[test]
fn base64_of_a_signed_token_presented_where_an_encrypted_one_is_required_is_refused() {
    let world = World::new();
    let signed = world.sign(Payload::good().json());
    let base64 = base64url::encode(signed.as_bytes());
    let [header, payload, signature] = signed.split('.').collect::<Vec<_>>().try_into().unwrap();
    for (name, token, expected) in [
        ("base64", base64.clone(), "parse.segments"),
        ("base64 twice", base64url::encode(base64.as_bytes()), "parse.segments"),
        ("base64 with padding", format!("{base64}=="), "parse.segments"),
        ("base64 as a segment", format!("{base64}...."), "json.object"),
        ("base64 as the ciphertext", format!("{header}...{base64}.{signature}"), "parse.member"),
        ("two dots more", format!("{signed}.."), "parse.member"),
        ("two segments more", format!("{signed}.{payload}.{signature}"), "parse.member"),
        (
            "each segment in base64",
            [header, payload, signature].map(|part| base64url::encode(part.as_bytes())).join("."),
            "token.not_encrypted",
        ),
    ] {
        assert_eq!(verdict(name, &world.nested(), &token), expected, "{name}");
    }
}

#[test]
fn a_signed_token_presented_where_a_nested_one_is_required_is_refused() {
    let world = World::new();
    let signed = world.sign(Payload::good().json());
    assert_eq!(verdict("signed", &world.signed(), &signed), ACCEPTED);
    assert_eq!(verdict("signed", &world.nested(), &signed), "token.not_encrypted");
    for content_type in ["JWT", "jwt", "application/jwt"] {
        let by = Signer::new(&world.signing).message_type("at+jwt").content_type(content_type);
        let signed = by.sign_compact(Payload::good().json().as_bytes()).unwrap();
        assert_eq!(verdict(content_type, &world.nested(), &signed), "token.not_encrypted", "{content_type}");
    }
}

#[test]
fn an_encrypted_token_presented_where_a_signed_one_is_required_is_refused() {
    let world = World::new();
    let nested = world.seal(world.sign(Payload::good().json()));
    assert_eq!(verdict("nested", &world.signed(), &nested), "token.encrypted");
    assert_eq!(verdict("nested", &world.lax(), &nested), "token.encrypted");
    assert_eq!(verdict("claims", &world.signed(), &world.seal(Payload::good().json())), "token.encrypted");
    // Encrypted to the very key that signs, as RFC 8725, section 3.3, warns of.
    let material = PrivateMaterial::generate_on(Curve::P256).unwrap();
    let verifying = VerifyingKey::new(JwsAlgorithm::Es256, &material.public()).unwrap();
    let encryption = EncryptionKey::new(KeyManagementAlgorithm::EcdhEs, &material.public()).unwrap();
    let policy = jose_claims::Validator::access_token().issuer(ISSUER, verifying).audience(API);
    let validator = policy.signed_only().build().unwrap();
    let token = seal(&encryption, Some("JWT"), Payload::good().json());
    assert_eq!(verdict("the key that signs", &validator, &token), "token.encrypted");
}
