//! `typ`: an access token is no other token, whatever else is right about it.

use jose_claims::{ValidateError, Validator};
use serde_json::Value;

use crate::{
    payload::Payload,
    world::{ACCEPTED, API, ISSUER, World, clock, refusal, sign, verdict},
};

const TYPE: &str = "token.type";

const TABLE: &[(Option<&str>, &str)] = &[
    (Some("at+jwt"), ACCEPTED),
    (Some("AT+JWT"), ACCEPTED),
    (Some("At+Jwt"), ACCEPTED),
    (Some("application/at+jwt"), ACCEPTED),
    (Some("APPLICATION/AT+JWT"), ACCEPTED),
    (None, TYPE),
    (Some(""), TYPE),
    (Some("JWT"), TYPE),
    (Some("jwt"), TYPE),
    (Some("application/jwt"), TYPE),
    (Some("id+jwt"), TYPE),
    (Some("logout+jwt"), TYPE),
    (Some("dpop+jwt"), TYPE),
    (Some("at+jwt;v=1"), TYPE),
    (Some("application/at+jwt; charset=utf-8"), TYPE),
    (Some("at+jwt "), TYPE),
    (Some(" at+jwt"), TYPE),
    (Some("at jwt"), TYPE),
    (Some("at-jwt"), TYPE),
    (Some("at"), TYPE),
    (Some("at+jwt+x"), TYPE),
    (Some("x-at+jwt"), TYPE),
    (Some("/at+jwt"), TYPE),
    (Some("text/at+jwt"), TYPE),
    (Some("at+jwt/"), TYPE),
    (Some("application/"), TYPE),
    (Some("application/application/at+jwt"), TYPE),
    (Some("\u{ff41}t+jwt"), TYPE),
];

#[test]
fn table() {
    let world = World::new();
    let shared = jose_crypto::EncryptionKey::direct(jose_core::ContentEncryption::A256Gcm, &[7; 32]).unwrap();
    let direct = jose_crypto::DecryptionKey::direct(jose_core::ContentEncryption::A256Gcm, &[7; 32]).unwrap();
    let policy = Validator::access_token().issuer_with_shared_key(ISSUER).audience(API).clock(clock(1_700_000_000));
    let sealed_policy = policy.encrypted_with_shared_key(direct).build().unwrap();
    for (message_type, expected) in TABLE {
        let name = format!("{message_type:?}");
        let signed = sign(&world.signing, *message_type, Payload::good().json());
        assert_eq!(verdict(&name, &world.signed(), &signed), *expected, "{name}");
        assert_eq!(verdict(&name, &world.nested(), &world.seal(&signed)), *expected, "{name}, nested");
        assert_eq!(verdict(&name, &world.lax(), &signed), ACCEPTED, "{name}, waived");

        let sealed = jose_jwe::Encryptor::new(&shared, jose_core::ContentEncryption::A256Gcm);
        let sealed = message_type.map_or(sealed.clone(), |message_type| sealed.message_type(message_type));
        let sealed = sealed.encrypt_compact(Payload::good().json().as_bytes()).unwrap();
        assert_eq!(verdict(&name, &sealed_policy, &sealed), *expected, "{name}, under a shared key");
    }
}

/// The type that counts is under the signature. What an envelope says of itself is the envelope's affair.
#[test]
fn the_type_of_the_envelope_does_not_count() {
    let world = World::new();
    let signed = sign(&world.signing, Some("JWT"), Payload::good().json());
    let sealed = jose_jwe::Encryptor::new(&world.encryption, jose_core::ContentEncryption::A256Gcm);
    let sealed = sealed.content_type("JWT").message_type("at+jwt").encrypt_compact(signed.as_bytes()).unwrap();
    assert_eq!(verdict("typ outside", &world.nested(), &sealed), TYPE);
}

#[test]
fn the_type_of_other_tokens_is_stated_alike() {
    let world = World::new();
    let policy = Validator::builder().issuer(ISSUER, world.verifying.clone()).audience(API).expires();
    let policy = policy.token_type("application/example+jwt").clock(clock(1_700_000_000));
    let validator = policy.signed_only().build().unwrap();
    for (message_type, expected) in
        [("example+jwt", ACCEPTED), ("Application/Example+JWT", ACCEPTED), ("at+jwt", TYPE), ("JWT", TYPE)]
    {
        let token = sign(&world.signing, Some(message_type), Payload::good().json());
        assert_eq!(verdict(message_type, &validator, &token), expected, "{message_type}");
    }
}

/// A `typ` that is no text makes the header malformed.
#[test]
fn of_the_wrong_type() {
    let world = World::new();
    for value in ["null", "1", "true", "[]", r#"["at+jwt"]"#, r#"{"at+jwt":"at+jwt"}"#] {
        let header = format!(r#"{{"alg":"ES256","kid":"issuer","typ":{value}}}"#);
        let [header, payload] =
            [header, Payload::good().json()].map(|part| jose_core::base64url::encode(part.as_bytes()));
        let signature = world.signing.sign(format!("{header}.{payload}").as_bytes()).unwrap();
        let token = format!("{header}.{payload}.{}", jose_core::base64url::encode(&signature));
        assert_eq!(verdict(value, &world.signed(), &token), "json.type", "{value}");
        assert_eq!(verdict(value, &world.lax(), &token), "json.type", "{value}, waived");
    }
}

#[test]
fn the_refusal_names_what_was_expected_and_not_what_was_there() {
    let world = World::new();
    let token = sign(&world.signing, Some("planted-4f1c"), Payload::good().json());
    let error = refusal("typ", world.signed().validate::<Value>(&token));
    assert_eq!(error, ValidateError::Type { expected: "at+jwt".into() });
}
