//! Ed448 and X448 keys and signatures: points of small order, second spellings, other lengths. Attacks 35, 36 and 88.
//!
//! Without the features there are no such keys, and everything that would need one says so.

use jose_core::{Curve, JwsAlgorithm, SecretBytes};
use jose_crypto::{
    BadSignature, KeyError, SigningKey, VerifyingKey,
    material::{PrivateMaterial, PublicMaterial},
};

use crate::keys::{self, altered, hex};

const SMALL_ORDER: KeyError = KeyError::Invalid { what: "the public key has small order and protects nothing" };
const NOT_CANONICAL: KeyError = KeyError::Invalid { what: "the public key is not written canonically" };
const NOT_A_POINT: KeyError = KeyError::Invalid { what: "the point is not on the curve" };

/// 2^448 - 2^224 - 1, little-endian.
fn field() -> Vec<u8> {
    let mut field = vec![0xff; 56];
    field[28] = 0xfe;
    field
}

/// A little-endian number plus a small one.
fn plus(number: &[u8], small: i16) -> Vec<u8> {
    let big_endian: Vec<u8> = number.iter().rev().copied().collect();
    keys::plus(&big_endian, small).into_iter().rev().collect()
}

fn low(value: u8) -> Vec<u8> {
    [vec![value], vec![0; 55]].concat()
}

fn ed448(y: &[u8], last: u8) -> Vec<u8> {
    [y, &[last]].concat()
}

/// What each key needs if its curve was left out, in the place of `error`.
fn expected(curve: Curve, error: &KeyError) -> KeyError {
    match curve.row().feature {
        Some(feature) if !keys::is_built_in(curve) => KeyError::FeatureNeeded { what: curve.name(), feature },
        _ => error.clone(),
    }
}

#[test]
fn ed448_public_keys_are_refused() {
    let mut cases = vec![
        ("order 1: the identity", ed448(&low(1), 0), SMALL_ORDER),
        ("the identity with a sign", ed448(&low(1), 0x80), SMALL_ORDER),
        ("order 2", ed448(&plus(&field(), -1), 0), SMALL_ORDER),
        ("order 2 with a sign", ed448(&plus(&field(), -1), 0x80), SMALL_ORDER),
        ("order 4", ed448(&low(0), 0), SMALL_ORDER),
        ("order 4, other sign", ed448(&low(0), 0x80), SMALL_ORDER),
        ("the field", ed448(&field(), 0), NOT_CANONICAL),
        ("the field plus one", ed448(&plus(&field(), 1), 0), NOT_CANONICAL),
        ("the field plus one, with a sign", ed448(&plus(&field(), 1), 0x80), NOT_CANONICAL),
        ("all ones", ed448(&[0xff; 56], 0), NOT_CANONICAL),
        ("all ones, with a sign", ed448(&[0xff; 56], 0xff), NOT_CANONICAL),
        ("a bit above the number", ed448(&low(5), 1), NOT_CANONICAL),
        ("a bit below the sign", ed448(&low(5), 0x40), NOT_CANONICAL),
        ("all bits below the sign, and it", ed448(&low(5), 0xff), NOT_CANONICAL),
        ("no point has y = 2", ed448(&low(2), 0), NOT_A_POINT),
    ];
    for length in [0, 1, 32, 56, 58, 69, 114] {
        let error = KeyError::WrongLength { what: "x", needed: 57, found: length };
        cases.push(("a length", vec![9; length], error));
    }
    for (name, x, error) in cases {
        let (curve, error) = (Curve::Ed448, expected(Curve::Ed448, &error));
        let material = PublicMaterial::Okp { curve, x: x.clone() };
        assert_eq!(material.check(), Err(error.clone()), "{name}");
        let private = PrivateMaterial::Okp { curve, x, d: SecretBytes::new(vec![7; 57]) };
        for algorithm in [JwsAlgorithm::EdDsa, JwsAlgorithm::Ed448] {
            assert_eq!(VerifyingKey::new(algorithm, &material).err(), Some(error.clone()), "{name}, {algorithm}");
            assert_eq!(SigningKey::new(algorithm, &private).err(), Some(error.clone()), "{name}, {algorithm}");
        }
    }
}

#[test]
fn x448_public_keys_are_refused() {
    let mut cases = vec![
        ("zero", low(0), SMALL_ORDER),
        ("one", low(1), SMALL_ORDER),
        ("the field minus one", plus(&field(), -1), SMALL_ORDER),
        ("the field", field(), NOT_CANONICAL),
        ("the field plus one", plus(&field(), 1), NOT_CANONICAL),
        ("the field plus five, a second base point", plus(&field(), 5), NOT_CANONICAL),
        ("all ones", vec![0xff; 56], NOT_CANONICAL),
    ];
    for length in [0, 1, 32, 55, 57, 68, 112] {
        let error = KeyError::WrongLength { what: "x", needed: 56, found: length };
        cases.push(("a length", vec![9; length], error));
    }
    for (name, x, error) in cases {
        let (curve, error) = (Curve::X448, expected(Curve::X448, &error));
        assert_eq!(PublicMaterial::Okp { curve, x: x.clone() }.check(), Err(error.clone()), "{name}");
        let private = PrivateMaterial::Okp { curve, x, d: SecretBytes::new(vec![7; 56]) };
        assert_eq!(private.check(), Err(error), "{name}");
    }
}

#[test]
fn what_was_left_out_says_so() {
    for curve in [Curve::Ed448, Curve::X448] {
        let needed = KeyError::FeatureNeeded { what: curve.name(), feature: curve.row().feature.unwrap() };
        let half = || SecretBytes::new(vec![7; curve.row().coordinate_bytes]);
        let results = [
            PrivateMaterial::generate_on(curve).err(),
            PrivateMaterial::from_private_half(curve, half()).err(),
            PublicMaterial::Okp { curve, x: ed448(&[9; 56], 0)[..curve.row().coordinate_bytes].to_vec() }.check().err(),
        ];
        let is_there = keys::is_built_in(curve);
        for result in results {
            assert_eq!(result == Some(needed.clone()), !is_there, "{curve}: {result:?}");
        }
        assert!(needed.to_string().contains(&format!("feature `{}`", curve.name().to_lowercase())), "{needed}");
        assert_eq!(needed.code(), "key.feature");
    }
}

/// RFC 8032, section 7.4: the seed, the public key, the message and the signature, all without context.
const ED448: &[(&str, &str, &str, &str, &str)] = &[
    (
        "blank",
        "6c82a562cb808d10d632be89c8513ebf6c929f34ddfa8c9f63c9960ef6e348a3528c8a3fcc2f044e39a3fc5b94492f8f032e7549a20098f95b",
        "5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778edf124769b46c7061bd6783df1e50f6cd1fa1abeafe8256180",
        "",
        "533a37f6bbe457251f023c0d88f976ae2dfb504a843e34d2074fd823d41a591f2b233f034f628281f2fd7a22ddd47d7828c59bd0a21bfd3980ff0d2028d4b18a9df63e006c5d1c2d345b925d8dc00b4104852db99ac5c7cdda8530a113a0f4dbb61149f05a7363268c71d95808ff2e652600",
    ),
    (
        "1 octet",
        "c4eab05d357007c632f3dbb48489924d552b08fe0c353a0d4a1f00acda2c463afbea67c5e8d2877c5e3bc397a659949ef8021e954e0a12274e",
        "43ba28f430cdff456ae531545f7ecd0ac834a55d9358c0372bfa0c6c6798c0866aea01eb00742802b8438ea4cb82169c235160627b4c3a9480",
        "03",
        "26b8f91727bd62897af15e41eb43c377efb9c610d48f2335cb0bd0087810f4352541b143c4b981b7e18f62de8ccdf633fc1bf037ab7cd779805e0dbcc0aae1cbcee1afb2e027df36bc04dcecbf154336c19f0af7e0a6472905e799f1953d2a0ff3348ab21aa4adafd1d234441cf807c03a00",
    ),
];

#[test]
fn published_ed448_signatures() {
    if !keys::is_built_in(Curve::Ed448) {
        return;
    }
    for (name, seed, public, message, signature) in ED448 {
        let material = PrivateMaterial::from_private_half(Curve::Ed448, SecretBytes::new(hex(seed))).unwrap();
        assert_eq!(material.public(), PublicMaterial::Okp { curve: Curve::Ed448, x: hex(public) }, "{name}");
        let (message, signature) = (hex(message), hex(signature));
        for algorithm in [JwsAlgorithm::EdDsa, JwsAlgorithm::Ed448] {
            let signing = SigningKey::new(algorithm, &material).unwrap();
            let verifying = VerifyingKey::new(algorithm, &material.public()).unwrap();
            assert_eq!(signing.sign(&message).unwrap(), signature, "{name}");
            assert_eq!(verifying.verify(&message, &signature), Ok(()), "{name}");
            for index in 0..signature.len() {
                let altered = altered(&signature, index);
                assert_eq!(verifying.verify(&message, &altered), Err(BadSignature), "{name}, byte {index}");
            }
            assert_eq!(verifying.verify(&[&*message, &[0]].concat(), &signature), Err(BadSignature), "{name}");
        }
    }
}

/// RFC 8032, section 7.4, "1 octet (with context)": the same key and message, but the context `foo`; and section 7.5, "TEST abc", where the message
/// was hashed before. JOSE knows neither.
const ANOTHER_ED448: &[(&str, &str, &str, &str)] = &[
    (
        "with a context",
        "43ba28f430cdff456ae531545f7ecd0ac834a55d9358c0372bfa0c6c6798c0866aea01eb00742802b8438ea4cb82169c235160627b4c3a9480",
        "03",
        "d4f8f6131770dd46f40867d6fd5d5055de43541f8c5e35abbcd001b32a89f7d2151f7647f11d8ca2ae279fb842d607217fce6e042f6815ea000c85741de5c8da1144a6a1aba7f96de42505d7a7298524fda538fccbbb754f578c1cad10d54d0d5428407e85dcbc98a49155c13764e66c3c00",
    ),
    (
        "with a hash",
        "259b71c19f83ef77a7abd26524cbdb3161b590a48f7d17de3ee0ba9c52beb743c09428a131d6b1b57303d90d8132c276d5ed3d5d01c0f53880",
        "616263",
        "822f6901f7480f3d5f562c592994d9693602875614483256505600bbc281ae381f54d6bce2ea911574932f52a4e6cadd78769375ec3ffd1b801a0d9b3f4030cd433964b6457ea39476511214f97469b57dd32dbc560a9a94d00bff07620464a3ad203df7dc7ce360c3cd3696d9d9fab90f00",
    ),
    (
        "with a hash and a context",
        "259b71c19f83ef77a7abd26524cbdb3161b590a48f7d17de3ee0ba9c52beb743c09428a131d6b1b57303d90d8132c276d5ed3d5d01c0f53880",
        "616263",
        "c32299d46ec8ff02b54540982814dce9a05812f81962b649d528095916a2aa481065b1580423ef927ecf0af5888f90da0f6a9a85ad5dc3f280d91224ba9911a3653d00e484e2ce232521481c8658df304bb7745a73514cdb9bf3e15784ab71284f8d0704a608c54a6b62d97beb511d132100",
    ),
];

#[test]
fn signatures_with_a_context_or_a_hash_are_others() {
    if !keys::is_built_in(Curve::Ed448) {
        return;
    }
    for (name, public, message, signature) in ANOTHER_ED448 {
        let material = PublicMaterial::Okp { curve: Curve::Ed448, x: hex(public) };
        let key = VerifyingKey::new(JwsAlgorithm::Ed448, &material).unwrap();
        assert_eq!(key.verify(&hex(message), &hex(signature)), Err(BadSignature), "{name}");
    }
}

/// RFC 8032, section 5.2.7: S must be below the order of the group, and R is written canonically.
#[test]
fn the_second_spelling_of_an_ed448_signature() {
    if !keys::is_built_in(Curve::Ed448) {
        return;
    }
    let order = hex(
        "f34458ab92c27823558fc58d72c26c219036d6ae49db4ec4e923ca7cffffffffffffffffffffffffffffffffffffffffffffffffffffff3f",
    );
    let material = keys::private(Curve::Ed448);
    let signing = SigningKey::new(JwsAlgorithm::Ed448, &material).unwrap();
    let verifying = VerifyingKey::new(JwsAlgorithm::Ed448, &material.public()).unwrap();
    let message = b"header.payload";
    let signature = signing.sign(message).unwrap();
    let (r, s) = signature.split_at(57);
    let mut respelled = s.to_vec();
    let mut carry = 0;
    for (byte, addend) in respelled.iter_mut().zip(order.iter().chain(&[0])) {
        let sum = u16::from(*byte) + u16::from(*addend) + carry;
        *byte = u8::try_from(sum & 0xff).unwrap();
        carry = sum >> 8;
    }
    assert_eq!(carry, 0);
    let high = |last: u8| [&s[..56], &[last]].concat();
    for (name, r, s) in [
        ("S plus the order", r, respelled),
        ("S is the order", r, ed448(&order, 0)),
        ("S is zero", r, vec![0; 57]),
        ("S is all ones", r, vec![0xff; 57]),
        ("a bit above S", r, high(1)),
        ("a bit far above S", r, high(0x80)),
        ("R is the identity, S is zero", &ed448(&low(1), 0), vec![0; 57]),
        ("R is the identity", &ed448(&low(1), 0), s.to_vec()),
        ("R has order 2", &ed448(&plus(&field(), -1), 0), s.to_vec()),
        ("R has order 4", &ed448(&low(0), 0), s.to_vec()),
        ("R is not canonical", &ed448(&plus(&field(), 1), 0), s.to_vec()),
        ("R has a bit below its sign", &[&r[..56], &[r[56] | 0x40]].concat(), s.to_vec()),
        ("R has the other sign", &[&r[..56], &[r[56] ^ 0x80]].concat(), s.to_vec()),
    ] {
        assert_eq!(verifying.verify(message, &[r, &s].concat()), Err(BadSignature), "{name}");
    }
    assert_eq!(verifying.verify(message, &signature), Ok(()));
}

/// `EdDSA` is one name for two curves, and a key on one of them verifies no signature as long as the other's.
#[test]
fn the_length_of_an_eddsa_signature_is_that_of_its_key() {
    for (curve, right, wrong) in [(Curve::Ed25519, 64, 114), (Curve::Ed448, 114, 64)] {
        if !keys::is_built_in(curve) {
            continue;
        }
        let material = keys::private(curve);
        let signature = SigningKey::new(JwsAlgorithm::EdDsa, &material).unwrap().sign(b"").unwrap();
        assert_eq!(signature.len(), right);
        let key = VerifyingKey::new(JwsAlgorithm::EdDsa, &material.public()).unwrap();
        assert_eq!(key.verify(b"", &signature), Ok(()));
        let mut resized = signature.clone();
        resized.resize(wrong, 0);
        assert_eq!(key.verify(b"", &resized), Err(BadSignature));
        let other = if curve == Curve::Ed448 { JwsAlgorithm::Ed25519 } else { JwsAlgorithm::Ed448 };
        let error = Some(KeyError::WrongCurve { algorithm: other.name(), found: curve });
        assert_eq!(VerifyingKey::new(other, &material.public()).err(), error);
        assert_eq!(SigningKey::new(other, &material).err(), error);
    }
}

/// RFC 7748, section 6.2: the public halves come out of the private ones.
#[test]
fn published_x448_public_halves() {
    if !keys::is_built_in(Curve::X448) {
        return;
    }
    for (name, private, public) in [
        (
            "Alice",
            "9a8f4925d1519f5775cf46b04b5800d4ee9ee8bae8bc5565d498c28dd9c9baf574a9419744897391006382a6f127ab1d9ac2d8c0a598726b",
            "9b08f7cc31b7e3e67d22d5aea121074a273bd2b83de09c63faa73d2c22c5d9bbc836647241d953d40c5b12da88120d53177f80e532c41fa0",
        ),
        (
            "Bob",
            "1c306a7ac2a0e2e0990b294470cba339e6453772b075811d8fad0d1d6927c120bb5ee8972b0d3e21374c9c921b09d1b0366f10b65173992d",
            "3eb7a829b0cd20f5bcfc0b599b6feccf6da4627107bdb0d4f345b43027d8b972fc3e34fb4232a13ca706dcb57aec3dae07bdc1c67bf33609",
        ),
    ] {
        let material = PrivateMaterial::from_private_half(Curve::X448, SecretBytes::new(hex(private))).unwrap();
        assert_eq!(material.public(), PublicMaterial::Okp { curve: Curve::X448, x: hex(public) }, "{name}");
    }
}
