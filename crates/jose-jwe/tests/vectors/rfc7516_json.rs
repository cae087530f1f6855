//! RFC 7516, appendix A: A.2 with RSA1_5, and A.4 and A.5 in JSON.

use jose_core::{ContentEncryption, KeyManagementAlgorithm};
use jose_crypto::DecryptionKey;
use jose_jwe::{DecryptError, Decryptor};
use jose_jwk::{DecryptionKeySet, SelectError};

use crate::{
    forge::{decode, limits, outcome},
    rfc7520::decryption_key,
    table::{self, Section},
};

const PLAINTEXT: &[u8] = b"Live long and prosper.";
/// A.3.3.
const A128KW: &str = r#"{"kty":"oct","k":"GawgguFyGrWKav7AX4VKUg"}"#;

fn section(name: &str) -> Section {
    table::read(include_str!("rfc7516.txt")).into_iter().find(|section| section.name == name).unwrap()
}

fn shared(key_id: Option<&str>) -> DecryptionKeySet {
    let key = decryption_key(A128KW, KeyManagementAlgorithm::A128Kw, ContentEncryption::A128CbcHs256).unwrap();
    match key_id {
        Some(key_id) => key.with_key_id(key_id),
        None => key,
    }
    .into()
}

fn rsa1_5(key_id: &str) -> Option<DecryptionKey> {
    // The file of the RFC names no key; the name in the message is A.4.1's.
    let with_name = section("A.2").text("key").replacen('{', &format!(r#"{{"kid":"{key_id}","#), 1);
    decryption_key(&with_name, KeyManagementAlgorithm::Rsa15, ContentEncryption::A128CbcHs256)
}

#[test]
fn the_example_with_rsa1_5() {
    let token = section("A.2").text("compact");
    assert_eq!(outcome(token, &shared(None)), "key.algorithm_not_allowed");
    let Some(key) = rsa1_5("any") else { return };
    let keys = DecryptionKeySet::from(key);
    assert_eq!(Decryptor::new(&keys).decrypt_compact(token).unwrap().plaintext(), PLAINTEXT);
    // Padding that is no padding, and another key inside, look like any wrong tag.
    let encrypted_key = token.split('.').nth(1).unwrap();
    for changed in ["A".repeat(342), format!("B{}", &encrypted_key[1..]), encrypted_key[..340].to_owned()] {
        assert_eq!(outcome(&token.replace(encrypted_key, &changed), &keys), "jwe.decryption");
    }
}

#[test]
fn two_recipients() {
    let message = section("A.4").text("general");
    for keys in [shared(Some("7")), shared(None)] {
        let decrypted = Decryptor::new(&keys).decrypt_general(message).unwrap();
        assert_eq!((decrypted.plaintext(), decrypted.recipient_index()), (PLAINTEXT, 1));
        let jku = decrypted.unprotected_header().unwrap().member("jku").unwrap();
        assert_eq!(jku, "https://server.example.com/keys.jwks");
        assert_eq!(decrypted.recipient_header().unwrap().key_id(), Some("7"));
        assert_eq!(decrypted.header().algorithm(), None);
        assert!(!decrypted.protects_algorithm() && decrypted.protects_content_encryption() && !decrypted.is_compact());
        let strict = Decryptor::new(&keys).require_protected_algorithm().decrypt_general(message);
        assert_eq!(strict.unwrap_err().code(), "parse.member");
    }
    if let Some(key) = rsa1_5("2011-04-29") {
        let keys = DecryptionKeySet::from(key);
        let decrypted = Decryptor::new(&keys).decrypt_general(message).unwrap();
        assert_eq!((decrypted.plaintext(), decrypted.recipient_index()), (PLAINTEXT, 0));
        assert!(!decrypted.proves_shared_key());
    }
}

#[test]
fn one_recipient_with_all_three_headers() {
    let message = section("A.5").text("flattened");
    let keys = shared(Some("7"));
    let decrypted = Decryptor::new(&keys).limits(limits()).decrypt_flattened(message).unwrap();
    assert_eq!((decrypted.plaintext(), decrypted.key_id(), decrypted.recipient_index()), (PLAINTEXT, Some("7"), 0));
    assert_eq!(decode("TGl2ZSBsb25nIGFuZCBwcm9zcGVyLg"), PLAINTEXT);
    for (key_id, error) in [
        ("8", SelectError::KeyNotFound { key_id: Some("7".into()) }),
        ("2011-04-29", SelectError::KeyNotFound { key_id: Some("7".into()) }),
    ] {
        let error_found = Decryptor::new(&shared(Some(key_id))).decrypt_flattened(message).unwrap_err();
        assert_eq!(error_found, DecryptError::Key(error), "{key_id}");
    }
}
