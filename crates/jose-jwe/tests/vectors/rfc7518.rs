//! RFC 7518, appendix C: the agreed key is the one the RFC derives, so a message under that key opens.

use jose_core::{ContentEncryption, KeyManagementAlgorithm};
use jose_jwk::DecryptionKeySet;

use crate::{
    forge::{concat_kdf, decode, decrypt, encode, outcome, sealed},
    keys,
};

const HEADER: &str = r#"{"alg":"ECDH-ES","enc":"A128GCM","apu":"QWxpY2U","apv":"Qm9i","epk":{"kty":"EC","crv":"P-256","x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0","y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps"}}"#;

/// The shared secret Z.
const Z: [u8; 32] = [
    158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156, 251, 49, 110, 163, 218, 128, 106, 72,
    246, 218, 167, 121, 140, 254, 144, 196,
];

const DERIVED: &str = "VqqN6vgjbSBcIijNcacQGg";

fn bob() -> DecryptionKeySet {
    keys::jwk(keys::P256).decryption_key_for(KeyManagementAlgorithm::EcdhEs).unwrap().into()
}

fn message(header: &str, key: &[u8]) -> String {
    sealed(header, ContentEncryption::A128Gcm, key, b"for Bob").token()
}

#[test]
fn a_message_under_the_derived_key_opens() {
    let decrypted = decrypt(&message(HEADER, &decode(DERIVED)), &bob()).unwrap();
    assert_eq!(decrypted.plaintext(), b"for Bob");
    assert_eq!(decrypted.header().party_u_info(), Some("QWxpY2U"));
    assert!(!decrypted.proves_shared_key());
}

#[test]
fn the_derivation_of_these_tests_is_the_one_of_the_rfc() {
    assert_eq!(encode(concat_kdf(&Z, "A128GCM", b"Alice", b"Bob", 16)), DERIVED);
}

/// Attack 90: whatever enters the derivation must be what the header says.
#[test]
fn a_message_under_any_other_derivation_is_refused() {
    for (name, key) in [
        ("no apu", concat_kdf(&Z, "A128GCM", b"", b"Bob", 16)),
        ("no apv", concat_kdf(&Z, "A128GCM", b"Alice", b"", 16)),
        ("apu and apv exchanged", concat_kdf(&Z, "A128GCM", b"Bob", b"Alice", 16)),
        ("apu still encoded", concat_kdf(&Z, "A128GCM", b"QWxpY2U", b"Qm9i", 16)),
        ("the name of alg", concat_kdf(&Z, "ECDH-ES", b"Alice", b"Bob", 16)),
        ("another length", concat_kdf(&Z, "A128GCM", b"Alice", b"Bob", 32)[..16].to_vec()),
        ("no derivation", Z[..16].to_vec()),
        ("zeros", vec![0; 16]),
    ] {
        assert_eq!(outcome(&message(HEADER, &key), &bob()), "jwe.decryption", "{name}");
    }
}

#[test]
fn a_header_that_says_something_else_is_refused() {
    for (name, from, to) in [
        ("another apu", "QWxpY2U", "QmxpY2U"),
        ("no apu", r#""apu":"QWxpY2U","#, ""),
        ("another apv", "Qm9i", "Qm9j"),
        ("no apv", r#""apv":"Qm9i","#, ""),
        ("an empty apv", "Qm9i", ""),
    ] {
        let header = HEADER.replace(from, to);
        assert_ne!(header, HEADER, "{name}");
        assert_eq!(outcome(&message(&header, &decode(DERIVED)), &bob()), "jwe.decryption", "{name}");
    }
}
