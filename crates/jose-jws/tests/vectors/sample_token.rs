//! The sample token that everybody pastes first, with its secret of 19 bytes.

use jose_core::JwsAlgorithm;
use jose_crypto::{KeyError, SigningKey, VerifyingKey};
use jose_jwk::VerifyingKeySet;

use crate::forge::{ALPHABET, outcome, replaced, verify};

const TOKEN: &str = "\
    eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\
    eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.\
    SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";

const SECRET: &[u8; 19] = b"your-256-bit-secret";

fn keys() -> VerifyingKeySet {
    VerifyingKey::hmac_with_short_legacy_secret(JwsAlgorithm::Hs256, SECRET).unwrap().into()
}

#[test]
fn its_secret_is_refused_by_default_with_the_reason() {
    let expected = KeyError::TooShort { algorithm: "HS256", needed: 32, found: 19 };
    let error = VerifyingKey::hmac(JwsAlgorithm::Hs256, SECRET).unwrap_err();
    assert_eq!(error, expected);
    assert_eq!(
        error.to_string(),
        "HS256 needs a secret of at least 32 bytes and this one has 19: generate one instead of typing it"
    );
    assert_eq!(SigningKey::hmac(JwsAlgorithm::Hs256, SECRET).unwrap_err(), expected);
}

#[test]
fn it_is_accepted_through_the_constructor_named_legacy() {
    let verified = verify(TOKEN, &keys()).unwrap();
    assert_eq!(verified.payload(), br#"{"sub":"1234567890","name":"John Doe","iat":1516239022}"#);
    assert_eq!(verified.header().message_type(), Some("JWT"));
}

#[test]
fn every_change_of_one_byte_is_refused() {
    let keys = keys();
    let mut refused = 0;
    for (index, original) in TOKEN.bytes().enumerate() {
        for byte in (0..0x80).filter(|byte| *byte != original) {
            let code = outcome(&replaced(TOKEN, index, byte), &keys);
            assert_ne!(code, "verified", "byte {index} as {byte:#04x}");
            refused += 1;
        }
    }
    assert_eq!(refused, TOKEN.len() * 127);
}

#[test]
fn every_byte_that_is_missing_or_added_is_refused() {
    let keys = keys();
    for index in 0..=TOKEN.len() {
        let (front, back) = TOKEN.split_at(index);
        for added in [b'.', b'=', b' ', b'\n', b'\0'].iter().chain(ALPHABET) {
            let token = format!("{front}{}{back}", char::from(*added));
            assert_ne!(outcome(&token, &keys), "verified", "{added:#04x} before byte {index}");
        }
        if index < TOKEN.len() {
            assert_ne!(outcome(&format!("{front}{}", &back[1..]), &keys), "verified", "without byte {index}");
            assert_ne!(outcome(front, &keys), "verified", "the first {index} bytes alone");
        }
    }
}

#[test]
fn other_secrets_are_refused() {
    for secret in [&b"your-256-bit-secreT"[..], b"your-256-bit-secret\n", b"your-256-bit-secre", b"\0"] {
        let key = VerifyingKey::hmac_with_short_legacy_secret(JwsAlgorithm::Hs256, secret).unwrap();
        assert_eq!(outcome(TOKEN, &key.into()), "jws.signature", "{secret:?}");
    }
    let empty = VerifyingKey::hmac_with_short_legacy_secret(JwsAlgorithm::Hs256, b"");
    assert_eq!(empty.unwrap_err(), KeyError::TooShort { algorithm: "HS256", needed: 32, found: 0 });
}
