//! RFC 7520, section 5: with what was random given, every form comes out to the letter.

use jose_core::{ContentEncryption, KeyManagementAlgorithm};
use jose_crypto::EncryptionKey;
use jose_jwe::{
    EncryptError, Encryptor,
    hazmat::{self, FixedRandom},
};
use jose_jwk::{Jwk, PrivateJwk};
use serde_json::Value;

use crate::{
    forge::decode,
    rfc7520::{Example, examples},
};

fn encryption_key(example: &Example) -> EncryptionKey {
    let (algorithm, section) = (example.algorithms[0], &example.section);
    if let Some(password) = section.find("password") {
        let rounds = section.text("rounds").parse().unwrap();
        return EncryptionKey::password(algorithm, password.as_bytes()).unwrap().with_rounds(rounds).unwrap();
    }
    let jwk = Jwk::from_json(section.text("key").as_bytes()).unwrap();
    match algorithm {
        KeyManagementAlgorithm::Dir => jwk.encryption_key_direct(example.enc).unwrap(),
        other => jwk.encryption_key_for(other).unwrap(),
    }
}

fn ephemeral(example: &Example) -> Option<PrivateJwk> {
    let jwk = Jwk::from_json(example.section.find("ephemeral")?.as_bytes()).unwrap();
    let Jwk::Private(private) = jwk else { panic!("not a private key") };
    Some(private)
}

fn array<const N: usize>(example: &Example, member: &str) -> [u8; N] {
    example.section.find(member).map_or([0; N], |text| decode(text).try_into().unwrap())
}

/// The encryptor that writes the headers of the example.
fn encryptor<'e>(example: &'e Example, key: &'e EncryptionKey, aad: &'e [u8]) -> Encryptor<'e> {
    let mut encryptor = Encryptor::new(key, example.enc).aad(aad);
    let unprotected: Value = serde_json::from_str(example.section.find("unprotected").unwrap_or("{}")).unwrap();
    let protected: Value = serde_json::from_str(example.section.find("protected").unwrap_or("{}")).unwrap();
    if unprotected.get("alg").is_some() {
        encryptor = encryptor.unprotected_algorithm();
    }
    if unprotected.get("kid").is_some() {
        encryptor = encryptor.unprotected_key_id();
    }
    if unprotected.get("enc").is_some() {
        encryptor = encryptor.unprotected_content_encryption();
    }
    if protected.get("cty").is_some() {
        encryptor = encryptor.content_type("jwk-set+json");
    }
    if protected.get("zip").is_some() {
        encryptor = hazmat::already_compressed(encryptor);
    }
    encryptor
}

/// 5.1, 5.2 and 5.13 are padded at random, in a way that nobody writes down.
#[test]
fn the_examples_come_out_to_the_letter() {
    let mut reproduced = 0;
    for example in examples() {
        let name = example.section.name;
        if ["5.1", "5.2", "5.13"].contains(&name) {
            continue;
        }
        let (key, ephemeral) = (encryption_key(&example), ephemeral(&example));
        let decoded = |member| decode(example.section.find(member).unwrap_or_default());
        let (content_key, iv, aad) = (decoded("content_key"), decoded("iv"), decoded("aad"));
        let random = FixedRandom {
            key_iv: array(&example, "key_iv"),
            salt: array(&example, "salt"),
            ephemeral: ephemeral.as_ref().map(PrivateJwk::secret_material),
            ..FixedRandom::new(&content_key, &iv)
        };
        let encryptor = encryptor(&example, &key, &aad);
        let compressed = example.section.find("compressed").map(decode);
        let plaintext = compressed.as_deref().unwrap_or(example.plaintext.as_bytes());
        for (form, expected) in example.forms() {
            let written = match form {
                "compact" => hazmat::encrypt_compact(&encryptor, plaintext, &random),
                "flattened" => hazmat::encrypt_flattened(&encryptor, plaintext, &random),
                _ => hazmat::encrypt_general(&encryptor, plaintext, &random),
            };
            assert_eq!(written.as_deref(), Ok(expected), "{name} {form}");
            reproduced += 1;
        }
    }
    assert_eq!(reproduced, 25);
}

#[test]
fn values_that_do_not_fit_are_refused() {
    let key = EncryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &[7; 16]).unwrap();
    for (name, content_key, iv) in [
        ("a short key", &[1; 15][..], &[2; 12][..]),
        ("a long key", &[1; 17], &[2; 12]),
        ("no key", &[], &[2; 12]),
        ("a short vector", &[1; 16], &[2; 11]),
        ("a long vector", &[1; 16], &[2; 16]),
        ("no vector", &[1; 16], &[]),
    ] {
        let encryptor = Encryptor::new(&key, ContentEncryption::A128Gcm);
        let random = FixedRandom::new(content_key, iv);
        let error = hazmat::encrypt_compact(&encryptor, b"", &random).unwrap_err();
        assert!(matches!(error, EncryptError::Key(_)), "{name}: {error:?}");
    }
}
