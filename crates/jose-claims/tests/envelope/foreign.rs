//! Signatures and envelopes by keys that are not the issuer's and not the API's.

use jose_core::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, base64url};
use jose_crypto::{EncryptionKey, SigningKey, VerifyingKey, digest, material::PrivateMaterial};
use jose_jwk::PublicJwk;

use crate::{
    payload::Payload,
    world::{World, seal, sign, verdict},
};

#[test]
fn a_jws_by_a_foreign_key_inside_an_envelope_is_refused() {
    let (world, foreign) = (World::new(), World::new());
    let payload = Payload::good().json();
    let key = |key_id: &str| foreign.signing.clone().with_key_id(key_id);
    let material = PrivateMaterial::generate_on(Curve::P256).unwrap();
    let nameless = SigningKey::new(JwsAlgorithm::Es256, &material).unwrap();
    for (name, signed, expected) in [
        ("the issuer's name", sign(&key("issuer"), Some("at+jwt"), &payload), "jws.signature"),
        ("no name", sign(&nameless, Some("at+jwt"), &payload), "jws.signature"),
        ("another name", sign(&key("other"), Some("at+jwt"), &payload), "key.not_found"),
        ("nearly the name", sign(&key("Issuer"), Some("at+jwt"), &payload), "key.not_found"),
        ("the name of the API's key", sign(&key("api"), Some("at+jwt"), &payload), "key.not_found"),
        ("a path", sign(&key("../../dev/null"), Some("at+jwt"), &payload), "key.not_found"),
        ("a long name", sign(&key(&"k".repeat(1_025)), Some("at+jwt"), &payload), "parse.limit"),
    ] {
        assert_eq!(verdict(name, &world.nested(), &world.seal(&signed)), expected, "{name}");
        assert_eq!(verdict(name, &world.signed(), &signed), expected, "{name}, signed");
    }
}

/// A key that the token brings along is no key, and neither is one that it points to.
#[test]
fn a_key_inside_the_token_is_not_used() {
    let world = World::new();
    let material = PrivateMaterial::generate_on(Curve::P256).unwrap();
    let own = SigningKey::new(JwsAlgorithm::Es256, &material).unwrap();
    let jwk: serde_json::Value =
        serde_json::from_str(&PublicJwk::from_material(material.public()).unwrap().to_json()).unwrap();
    for (member, value) in [
        ("jwk", jwk),
        ("jku", "http://127.0.0.1:9/jwks.json".into()),
        ("x5u", "http://127.0.0.1:9/chain.pem".into()),
        ("x5c", vec!["MIIB"].into()),
        ("x5t", "AA".into()),
    ] {
        // Written by hand: our own signer refuses to send such members.
        let header = serde_json::json!({ "alg": "ES256", "typ": "at+jwt", member: value }).to_string();
        let [header, payload] =
            [header.as_str(), &Payload::good().json()].map(|part| base64url::encode(part.as_bytes()));
        let input = format!("{header}.{payload}");
        let signed = format!("{input}.{}", base64url::encode(&own.sign(input.as_bytes()).unwrap()));
        assert_eq!(verdict(member, &world.nested(), &world.seal(&signed)), "jws.signature", "{member}");
    }
}

/// CVE-2015-9235 inside an envelope: the public key taken for a shared secret.
#[test]
fn an_inner_token_keyed_with_the_bytes_of_the_issuers_public_key_is_refused() {
    let issuer = PrivateMaterial::generate_on(Curve::P256).unwrap();
    let world = World {
        signing: SigningKey::new(JwsAlgorithm::Es256, &issuer).unwrap().with_key_id("issuer"),
        verifying: VerifyingKey::new(JwsAlgorithm::Es256, &issuer.public()).unwrap().with_key_id("issuer"),
        ..World::new()
    };
    let public = PublicJwk::from_material(issuer.public()).unwrap();
    let jose_crypto::material::PublicMaterial::Ec { x, y, .. } = public.material() else { panic!("no point") };
    let pem = public.to_pem().unwrap();
    for (name, secret) in [
        ("PEM", pem.clone().into_bytes()),
        ("PEM without the last line break", pem.trim_end().into()),
        ("PEM with other line breaks", pem.replace('\n', "\r\n").into()),
        ("PEM with a space in front", format!(" {pem}").into()),
        ("DER", public.to_der().unwrap()),
        ("JWK", public.to_json().into()),
        ("both coordinates", [x.as_slice(), y].concat()),
        ("the point", [&[4][..], x, y].concat()),
        ("one coordinate", x.clone()),
    ] {
        for algorithm in [JwsAlgorithm::Hs256, JwsAlgorithm::Hs384, JwsAlgorithm::Hs512] {
            let token = hmac_with(algorithm, &secret, &Payload::good().json());
            assert_eq!(verdict(name, &world.nested(), &world.seal(&token)), "key.algorithm_not_allowed", "{name}");
            assert_eq!(verdict(name, &world.signed(), &token), "key.algorithm_not_allowed", "{name}, signed");
        }
    }
}

/// A token with a MAC under any secret at all. HMAC hashes a secret that is longer than a block, so a long one and its hash are the same key;
/// that gets past the constructor, which knows what a public key looks like.
fn hmac_with(algorithm: JwsAlgorithm, secret: &[u8], payload: &str) -> String {
    let header = format!(r#"{{"alg":"{algorithm}","kid":"issuer","typ":"at+jwt"}}"#);
    let covered = format!("{}.{}", base64url::encode(header.as_bytes()), base64url::encode(payload.as_bytes()));
    let signature = if algorithm == JwsAlgorithm::Hs256 {
        let key = if secret.len() > 64 { digest::sha256(secret).to_vec() } else { secret.to_vec() };
        SigningKey::hmac(algorithm, &key).unwrap().sign(covered.as_bytes()).unwrap()
    } else {
        vec![7; algorithm.row().signature_bytes.unwrap()]
    };
    format!("{covered}.{}", base64url::encode(&signature))
}

#[test]
fn an_envelope_encrypted_to_another_key_than_the_apis_is_refused() {
    let issuer = PrivateMaterial::generate_on(Curve::P256).unwrap();
    let world = World {
        signing: SigningKey::new(JwsAlgorithm::Es256, &issuer).unwrap().with_key_id("issuer"),
        verifying: VerifyingKey::new(JwsAlgorithm::Es256, &issuer.public()).unwrap().with_key_id("issuer"),
        ..World::new()
    };
    let signed = world.sign(Payload::good().json());
    let signers_own = |algorithm| EncryptionKey::new(algorithm, &issuer.public()).unwrap();
    let by = KeyManagementAlgorithm::EcdhEsA256Kw;
    let foreign = World::new().encryption;
    for (name, key, expected) in [
        ("the signer's own", signers_own(by).with_key_id("issuer"), "key.not_found"),
        ("the signer's own, without a name", signers_own(by), "jwe.decryption"),
        ("the signer's own, under the API's name", signers_own(by).with_key_id("api"), "jwe.decryption"),
        ("another API's", foreign.clone().with_key_id("other"), "key.not_found"),
        ("another API's, under our name", foreign, "jwe.decryption"),
        ("another algorithm", signers_own(KeyManagementAlgorithm::EcdhEs), "key.algorithm_not_allowed"),
        (
            "a shared key",
            EncryptionKey::direct(ContentEncryption::A256Gcm, &[7; 32]).unwrap(),
            "key.algorithm_not_allowed",
        ),
    ] {
        assert_eq!(verdict(name, &world.nested(), &seal(&key, Some("JWT"), &signed)), expected, "{name}");
    }
}
