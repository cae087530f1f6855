//! RFC 7517, appendix C: an encrypted private key.

use jose_core::Limits;
use jose_jwe::{decrypt_compact, encrypted_jwk};
use jose_jwk::{DecryptionKeySet, Jwk};
use serde_json::Value;

use crate::{
    forge::{Parts, limits},
    table,
};

#[test]
fn the_encrypted_key() {
    let section = table::read(include_str!("rfc7517.txt")).remove(0);
    let (message, password) = (section.text("compact"), section.text("password").as_bytes());
    let key = encrypted_jwk::decrypt_jwk(message, password).unwrap();
    let own: Value = serde_json::from_str(section.text("key")).unwrap();
    let read: Value = serde_json::from_str(&key.to_secret_json()).unwrap();
    assert_eq!(read, own);
    assert_eq!(key.key_id(), Some("juliet@capulet.lit"));
    assert_eq!(key.thumbprint(), Jwk::from_json(section.text("key").as_bytes()).unwrap().thumbprint());
    assert_eq!(Parts::of(message).header_text().matches("4096").count(), 1);
}

#[test]
fn it_is_refused_with_another_password_as_a_set_and_where_passwords_are_off() {
    let section = table::read(include_str!("rfc7517.txt")).remove(0);
    let (message, password) = (section.text("compact"), section.text("password"));
    for wrong in
        ["thus from my lips, by yours, my sin is purged.", "Thus from my lips, by yours, my sin is purged. ", "x"]
    {
        let error = encrypted_jwk::decrypt_jwk(message, wrong.as_bytes()).unwrap_err();
        assert_eq!(error.code(), "jwe.decryption", "{wrong}");
    }
    assert_eq!(encrypted_jwk::decrypt_jwk(message, b"").unwrap_err().code(), "encrypted_jwk.password");
    let error = encrypted_jwk::decrypt_jwk_set(message, password.as_bytes()).unwrap_err();
    assert_eq!(error.code(), "encrypted_jwk.content_type");

    let algorithm = jose_core::KeyManagementAlgorithm::Pbes2Hs256A128Kw;
    let key = jose_crypto::DecryptionKey::password(algorithm, password.as_bytes()).unwrap();
    let keys = DecryptionKeySet::from(key);
    assert_eq!(decrypt_compact(message, &keys, &Limits::default()).unwrap_err().code(), "jwe.passwords_off");
    assert!(decrypt_compact(message, &keys, &limits()).is_ok());
}
