//! Published signatures of ES256K and ML-DSA. Those of the older algorithms stand in `signatures.rs`, those of Ed448 with its traps.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/keys.rs"]
mod keys;

use jose_core::{Curve, JwsAlgorithm, SecretBytes};
use jose_crypto::{
    BadSignature, SigningKey, VerifyingKey,
    material::{PrivateMaterial, PublicMaterial},
};

use keys::{altered, decode, hex};

/// Whether the key verifies this signature, and no other over no other message.
fn assert_verifies_this_alone(name: &str, key: &VerifyingKey, message: &[u8], signature: &[u8]) {
    assert_eq!(key.verify(message, signature), Ok(()), "{name}");
    for index in 0..signature.len() {
        assert_eq!(key.verify(message, &altered(signature, index)), Err(BadSignature), "{name}, byte {index}");
    }
    for index in 0..message.len() {
        assert_eq!(key.verify(&altered(message, index), signature), Err(BadSignature), "{name}, message byte {index}");
    }
    for length in [0, 1, signature.len() / 2, signature.len() - 1] {
        assert_eq!(key.verify(message, &signature[..length]), Err(BadSignature), "{name}, {length} bytes");
    }
    assert_eq!(key.verify(message, &[signature, &[0]].concat()), Err(BadSignature), "{name}, a byte more");
    assert_eq!(key.verify(&[message, b"."].concat(), signature), Err(BadSignature), "{name}, a longer message");
}

/// Wycheproof, `ecdsa_secp256k1_sha256_p1363`, the first key: the case, the message, the signature.
const SECP256K1: [(&str, &str, &str); 3] = [
    (
        "1",
        "313233343030",
        "813ef79ccefa9a56f7ba805f0e478584fe5f0dd5f567bc09b5123ccbc9832365\
         900e75ad233fcc908509dbff5922647db37c21f4afd3203ae8dc4ae7794b0f87",
    ),
    (
        "60, an edge case of the arithmetic",
        "3235353835",
        "dd1b7d09a7bd8218961034a39a87fecf5314f00c4d25eb58a07ac85e85eab516\
         35138c401ef8d3493d65c9002fe62b43aee568731b744548358996d9cc427e06",
    ),
    (
        "61, a hash of special form",
        "343236343739373234",
        "95c29267d972a043d955224546222bba343fc1d4db0fec262a33ac61305696ae\
         6edfe96713aed56f8a28a6653f57e0b829712e5eddc67f34682b24f0676b2640",
    ),
];

#[test]
fn es256k() {
    let material = PublicMaterial::Ec {
        curve: Curve::Secp256k1,
        x: hex("b838ff44e5bc177bf21189d0766082fc9d843226887fc9760371100b7ee20a6f"),
        y: hex("f0c9d75bfba7b31a6bca1974496eeb56de357071955d83c4b1badaa0b21832e9"),
    };
    let key = VerifyingKey::new(JwsAlgorithm::Es256K, &material).unwrap();
    for (name, message, signature) in SECP256K1 {
        assert_verifies_this_alone(name, &key, &hex(message), &hex(signature));
    }
}

/// SEC 2, section 2.4.1: the base point is the public half of one, and its opposite that of the order minus one.
#[test]
fn secp256k1_public_halves() {
    let x = hex("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
    let y = hex("483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");
    let opposite = hex("b7c52588d95c3b9aa25b0403f1eef75702e84bb7597aabe663b82f6f04ef2777");
    let one = [vec![0; 31], vec![1]].concat();
    for (d, y) in [(one, y), (keys::plus(&keys::order(Curve::Secp256k1), -1), opposite)] {
        let material = PrivateMaterial::from_private_half(Curve::Secp256k1, SecretBytes::new(d)).unwrap();
        assert_eq!(material.public(), PublicMaterial::Ec { curve: Curve::Secp256k1, x: x.clone(), y });
    }
}

/// The example of draft-ietf-cose-dilithium, which became RFC 9964: ML-DSA-44 with the seed that is zero.
#[test]
fn ml_dsa_44() {
    let jws: String = include_str!("published/ml-dsa-44.jws.txt").split_whitespace().collect();
    let (input, signature) = jws.rsplit_once('.').unwrap();
    let (input, signature) = (input.as_bytes(), decode(signature));
    let material = PrivateMaterial::from_seed(JwsAlgorithm::MlDsa44, SecretBytes::new(vec![0; 32])).unwrap();
    let key = VerifyingKey::new(JwsAlgorithm::MlDsa44, &material.public()).unwrap();
    assert_verifies_this_alone("ML-DSA-44", &key, input, &signature);

    let again = SigningKey::new(JwsAlgorithm::MlDsa44, &material).unwrap().sign(input).unwrap();
    assert_ne!(again, signature, "signatures are randomised");
    assert_eq!(key.verify(input, &again), Ok(()));

    // Another seed, or the same one in another size.
    for (algorithm, seed) in [(JwsAlgorithm::MlDsa44, 1), (JwsAlgorithm::MlDsa65, 0), (JwsAlgorithm::MlDsa87, 0)] {
        let other = PrivateMaterial::from_seed(algorithm, SecretBytes::new(vec![seed; 32])).unwrap();
        let other = VerifyingKey::new(algorithm, &other.public()).unwrap();
        assert_eq!(other.verify(input, &signature), Err(BadSignature), "{algorithm}");
    }
}
