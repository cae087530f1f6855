//! The messages of the draft.

use std::{fs, path::PathBuf};

use jose_core::{KeyManagementAlgorithm, registry::KeyManagementKind};
use jose_crypto::digest;
use jose_jwe::Decryptor;
use jose_jwk::{DecryptionKeySet, Jwk, JwkError};
use serde_json::Value;

use crate::table;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/vectors/jose-hpke/jose-vectors.json");

/// The text of RFC 7520, section 5, with hyphens where that has dashes.
const PLAINTEXT: &str = "You can trust us to stick with you through thick and thin-to the bitter end. And you can trust us to keep any \
    secret of yours-closer than you keep it yourself. But you cannot trust us to let you face trouble alone, and go off without a word. We \
    are your friends, Frodo.";

/// Decrypts both forms. Returns how many messages that were.
fn check(algorithm: &str, jwk: &str, compact: &str, flattened: &str) -> usize {
    let key = Jwk::from_json(jwk.as_bytes()).and_then(|jwk| jwk.decryption_key());
    let key = match key {
        Err(JwkError::Key(error)) if !cfg!(feature = "x448") && error.to_string().contains("x448") => return 0,
        key => key.expect(algorithm),
    };
    let keys = DecryptionKeySet::from(key);
    let integrated =
        matches!(KeyManagementAlgorithm::from_name(algorithm).unwrap().row().kind, KeyManagementKind::Hpke(_));
    let decryptor = Decryptor::new(&keys).require_protected_algorithm();
    for (form, decrypted) in
        [("compact", decryptor.decrypt_compact(compact)), ("flattened", decryptor.decrypt_flattened(flattened))]
    {
        let decrypted = decrypted.unwrap_or_else(|error| panic!("{algorithm} {form}: {error}"));
        assert_eq!(decrypted.plaintext(), PLAINTEXT.as_bytes(), "{algorithm} {form}");
        assert_eq!(decrypted.content_encryption().is_none(), integrated, "{algorithm} {form}");
        assert!(!decrypted.proves_shared_key(), "{algorithm} {form}");
    }
    2
}

#[test]
fn the_plaintext_is_the_one_that_is_meant() {
    let sum = digest::sha256(PLAINTEXT.as_bytes());
    assert_eq!((PLAINTEXT.len(), &sum[..4]), (269, &[0x40, 0xf8, 0xc6, 0x4c][..]));
}

#[test]
fn four_of_them() {
    let run: usize = table::read(include_str!("vectors.txt"))
        .iter()
        .map(|section| check(section.name, section.text("key"), section.text("compact"), section.text("flattened")))
        .sum();
    assert_eq!(run, 8);
}

#[test]
fn all_of_them() {
    let file = PathBuf::from(FILE);
    if !file.is_file() {
        println!("skipped: 32 messages of jose-hpke, which is not here");
        return;
    }
    let cases: Vec<Value> = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    assert_eq!(cases.len(), 16);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let run: usize = cases
        .iter()
        .map(|case| {
            let jwk = case["jwk"].to_string();
            check(&text(&case["alg"]), &jwk, &text(&case["compact"]), &case["flattened"].to_string())
        })
        .sum();
    assert_eq!(run, if cfg!(feature = "x448") { 32 } else { 24 });
}
