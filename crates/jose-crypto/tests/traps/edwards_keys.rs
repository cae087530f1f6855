//! Ed25519 public keys. The backend takes any 32 bytes, and under a point of small order anybody can forge. Attacks 35 and 36.

use jose_core::{Curve, JwsAlgorithm, SecretBytes};
use jose_crypto::{
    BadSignature, KeyError, SigningKey, VerifyingKey,
    material::{PrivateMaterial, PublicMaterial},
};

use crate::keys::{self, hex};

const SMALL_ORDER: KeyError = KeyError::Invalid { what: "the public key has small order and protects nothing" };
const NOT_CANONICAL: KeyError = KeyError::Invalid { what: "the public key is not written canonically" };

/// 2^255 - 19 plus `small`, little-endian, with the sign bit.
fn field_plus(small: i16, sign: bool) -> Vec<u8> {
    let mut bytes = vec![0xff; 32];
    bytes[0] = u8::try_from(0xed + small).unwrap();
    bytes[31] = if sign { 0xff } else { 0x7f };
    bytes
}

fn low(value: u8, sign: bool) -> Vec<u8> {
    let mut bytes = vec![0; 32];
    bytes[0] = value;
    bytes[31] = if sign { 0x80 } else { 0 };
    bytes
}

fn refused() -> Vec<(String, Vec<u8>, KeyError)> {
    let mut cases = vec![
        // The eight points of small order, in their canonical encodings.
        ("order 1: the identity".to_owned(), low(1, false), SMALL_ORDER),
        ("order 2".to_owned(), field_plus(-1, false), SMALL_ORDER),
        ("order 4".to_owned(), low(0, false), SMALL_ORDER),
        ("order 4, other sign".to_owned(), low(0, true), SMALL_ORDER),
    ];
    for (name, digits) in [
        ("order 8", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        ("order 8, other sign", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"),
        ("another of order 8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        ("another of order 8, other sign", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"),
    ] {
        cases.push((name.to_owned(), hex(digits), SMALL_ORDER));
    }
    // The same points once more with a sign that their x, zero, does not have.
    cases.push(("the identity with a sign".to_owned(), low(1, true), SMALL_ORDER));
    cases.push(("order 2 with a sign".to_owned(), field_plus(-1, true), SMALL_ORDER));
    // Every y that is not below the field, small order or not.
    for small in 0..=18 {
        for sign in [false, true] {
            cases.push((format!("y is the field plus {small}, sign {sign}"), field_plus(small, sign), NOT_CANONICAL));
        }
    }
    for length in [0, 1, 31, 33, 44, 57, 64] {
        let error = KeyError::WrongLength { what: "x", needed: 32, found: length };
        cases.push((format!("{length} bytes"), vec![9; length], error));
    }
    cases
}

#[test]
fn refused_by_every_constructor() {
    for (name, x, error) in refused() {
        let material = PublicMaterial::Okp { curve: Curve::Ed25519, x: x.clone() };
        assert_eq!(material.check(), Err(error.clone()), "{name}");
        for algorithm in [JwsAlgorithm::EdDsa, JwsAlgorithm::Ed25519] {
            assert_eq!(VerifyingKey::new(algorithm, &material).err(), Some(error.clone()), "{name}, {algorithm}");
            let d = SecretBytes::new(vec![7; 32]);
            let private = PrivateMaterial::Okp { curve: Curve::Ed25519, x: x.clone(), d };
            assert_eq!(SigningKey::new(algorithm, &private).err(), Some(error.clone()), "{name}, {algorithm}");
        }
    }
}

/// `01 00 .. 00 || 00 .. 00` satisfies the equation of RFC 8032, section 5.1.7, for every message if the key is the identity.
#[test]
fn the_forgery_under_the_identity_has_no_key_to_verify_it() {
    let forged = [low(1, false), vec![0; 32]].concat();
    for (name, x) in
        [("canonical", low(1, false)), ("with a sign", low(1, true)), ("above the field", field_plus(1, false))]
    {
        let material = PublicMaterial::Okp { curve: Curve::Ed25519, x };
        assert!(VerifyingKey::new(JwsAlgorithm::EdDsa, &material).is_err(), "{name}");
        assert!(VerifyingKey::new(JwsAlgorithm::Ed25519, &material).is_err(), "{name}");
    }
    let honest = VerifyingKey::new(JwsAlgorithm::Ed25519, &keys::public(Curve::Ed25519)).unwrap();
    for message in [&b""[..], b"header.payload", &[0; 1000]] {
        assert_eq!(honest.verify(message, &forged), Err(BadSignature));
    }
}

#[test]
fn an_octet_key_fits_no_other_algorithm() {
    for curve in [Curve::Ed25519, Curve::X25519] {
        let material = keys::public(curve);
        for algorithm in JwsAlgorithm::ALL {
            let code = VerifyingKey::new(*algorithm, &material).err().map(|error| error.code());
            let expected = match algorithm.row() {
                row if row.curves.contains(&curve) => None,
                row if row.key_type == jose_core::KeyType::Okp => Some("key.curve"),
                _ => Some("key.type"),
            };
            assert_eq!(code, expected, "{algorithm}, {curve}");
        }
    }
}
