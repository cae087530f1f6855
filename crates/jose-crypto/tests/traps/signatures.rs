//! Signatures of impossible length, form or value. None may pass, and none may panic. Attacks 30 to 35, 37 and 46.

use jose_core::{Curve, JwsAlgorithm, KeyType};
use jose_crypto::{
    BadSignature, SigningKey, VerifyingKey, material::PrivateMaterial, remote::ecdsa_signature_from_der,
};

use crate::keys::{self, altered, hex, order, plus};

const ECDSA: [(JwsAlgorithm, Curve); 4] = [
    (JwsAlgorithm::Es256, Curve::P256),
    (JwsAlgorithm::Es256K, Curve::Secp256k1),
    (JwsAlgorithm::Es384, Curve::P384),
    (JwsAlgorithm::Es512, Curve::P521),
];
const MESSAGE: &[u8] = b"header.payload";

fn pair(algorithm: JwsAlgorithm) -> (SigningKey, VerifyingKey) {
    if algorithm.row().key_type == KeyType::Oct {
        let secret = [7; 64];
        return (SigningKey::hmac(algorithm, &secret).unwrap(), VerifyingKey::hmac(algorithm, &secret).unwrap());
    }
    let material = keys::for_signing(algorithm);
    of(algorithm, &material)
}

fn of(algorithm: JwsAlgorithm, material: &PrivateMaterial) -> (SigningKey, VerifyingKey) {
    (SigningKey::new(algorithm, material).unwrap(), VerifyingKey::new(algorithm, &material.public()).unwrap())
}

#[test]
fn every_other_length() {
    for algorithm in &keys::signature_algorithms() {
        let (signing, verifying) = pair(*algorithm);
        let signature = signing.sign(MESSAGE).unwrap();
        assert_eq!(verifying.verify(MESSAGE, &signature), Ok(()), "{algorithm}");
        let right = signature.len();
        let mut lengths = vec![0, 1, 2, 31, 32, 33, 63, 64, 65, 66, 96, 131, 132, 133, 255, 256, 257, 512, 1024, 4096];
        lengths.extend([right / 2, right - 1, right + 1, right * 2]);
        for length in lengths.into_iter().filter(|length| *length != right) {
            let shortened = &signature[..length.min(right)];
            let padding = vec![0; length - shortened.len()];
            for (name, bytes) in [
                ("cut or padded behind", [shortened, &padding].concat()),
                ("cut or padded before", [&padding, &signature[right - shortened.len()..]].concat()),
                ("zeros", vec![0; length]),
                ("ones", vec![0xff; length]),
            ] {
                assert_eq!(verifying.verify(MESSAGE, &bytes), Err(BadSignature), "{algorithm}, {name}, {length} bytes");
            }
        }
    }
}

#[test]
fn every_changed_byte() {
    for algorithm in &keys::signature_algorithms() {
        let (signing, verifying) = pair(*algorithm);
        let signature = signing.sign(MESSAGE).unwrap();
        for index in 0..signature.len() {
            let changed = altered(&signature, index);
            assert_eq!(verifying.verify(MESSAGE, &changed), Err(BadSignature), "{algorithm}, byte {index}");
        }
        for index in 0..MESSAGE.len() {
            let changed = altered(MESSAGE, index);
            assert_eq!(verifying.verify(&changed, &signature), Err(BadSignature), "{algorithm}, message byte {index}");
        }
        assert_eq!(verifying.verify(b"", &signature), Err(BadSignature), "{algorithm}, no message");
    }
}

#[test]
fn rsa_numbers_outside_the_modulus() {
    let PrivateMaterial::Rsa(numbers) = keys::rsa() else { panic!("not RSA") };
    let zero = vec![0; 256];
    for algorithm in JwsAlgorithm::ALL.iter().filter(|algorithm| algorithm.row().key_type == KeyType::Rsa) {
        let (_, verifying) = pair(*algorithm);
        for (name, signature) in [
            ("zero", zero.clone()),
            ("one", plus(&zero, 1)),
            ("the modulus minus one", plus(&numbers.n, -1)),
            ("the modulus", numbers.n.clone()),
            ("the modulus plus one", plus(&numbers.n, 1)),
            ("all ones", vec![0xff; 256]),
        ] {
            assert_eq!(verifying.verify(MESSAGE, &signature), Err(BadSignature), "{algorithm}, {name}");
        }
    }
}

/// A DER integer; zero bytes in front are removed and one is added where the number would look negative.
fn integer(number: &[u8]) -> Vec<u8> {
    let start = number.iter().position(|byte| *byte != 0).unwrap_or(number.len() - 1);
    let sign = if number[start] < 0x80 { &[][..] } else { &[0] };
    let body = [sign, &number[start..]].concat();
    [vec![2, u8::try_from(body.len()).unwrap()], body].concat()
}

fn to_der(fixed: &[u8]) -> Vec<u8> {
    let (r, s) = fixed.split_at(fixed.len() / 2);
    let body = [integer(r), integer(s)].concat();
    let length = u8::try_from(body.len()).unwrap();
    let head = if length < 128 { vec![0x30, length] } else { vec![0x30, 0x81, length] };
    [head, body].concat()
}

#[test]
fn the_der_form_of_a_good_signature() {
    for (algorithm, _) in ECDSA {
        let (signing, verifying) = pair(algorithm);
        for _ in 0..20 {
            let fixed = signing.sign(MESSAGE).unwrap();
            let der = to_der(&fixed);
            assert_eq!(ecdsa_signature_from_der(algorithm, &der), Some(fixed.clone()), "{algorithm}");
            let padded = [&*der, &[0; 132]].concat();
            for bytes in [&*der, &padded[..fixed.len()], &der[der.len().saturating_sub(fixed.len())..]] {
                assert_eq!(verifying.verify(MESSAGE, bytes), Err(BadSignature), "{algorithm}");
            }
        }
        let (_, verifying) = pair(algorithm);
        let psychic = hex("3006020100020100");
        assert_eq!(verifying.verify(MESSAGE, &psychic), Err(BadSignature), "{algorithm}");
        let zeros = ecdsa_signature_from_der(algorithm, &psychic).unwrap();
        assert_eq!(verifying.verify(MESSAGE, &zeros), Err(BadSignature), "{algorithm}");
    }
}

#[test]
fn the_grid_of_special_numbers() {
    for (algorithm, curve) in ECDSA {
        let (signing, verifying) = pair(algorithm);
        let good = signing.sign(MESSAGE).unwrap();
        let (r, s) = good.split_at(good.len() / 2);
        let zero = vec![0; r.len()];
        let special = [
            ("0", zero.clone()),
            ("1", plus(&zero, 1)),
            ("n-1", plus(&order(curve), -1)),
            ("n", order(curve)),
            ("n+1", plus(&order(curve), 1)),
            ("the field", keys::field(curve)),
            ("all ones", vec![0xff; r.len()]),
        ];
        for (r_name, other_r) in &special {
            for (s_name, other_s) in &special {
                let signature = [&**other_r, other_s].concat();
                let result = verifying.verify(MESSAGE, &signature);
                assert_eq!(result, Err(BadSignature), "{algorithm}, r = {r_name}, s = {s_name}");
            }
            let (with_r, with_s) = ([other_r, s].concat(), [r, other_r].concat());
            assert_eq!(verifying.verify(MESSAGE, &with_r), Err(BadSignature), "{algorithm}, r = {r_name}");
            assert_eq!(verifying.verify(MESSAGE, &with_s), Err(BadSignature), "{algorithm}, s = {r_name}");
        }
        let swapped = [s, r].concat();
        assert_eq!(verifying.verify(MESSAGE, &swapped), Err(BadSignature), "{algorithm}, swapped");
    }
}

/// RFC 8032, section 5.1.7: s must be below the order of the group, or each signature would have a second spelling.
#[test]
fn the_second_spelling_of_an_eddsa_signature() {
    let group = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    for algorithm in [JwsAlgorithm::EdDsa, JwsAlgorithm::Ed25519] {
        let (signing, verifying) = pair(algorithm);
        let signature = signing.sign(MESSAGE).unwrap();
        let mut respelled = signature.clone();
        let mut carry = 0;
        for (byte, addend) in respelled[32..].iter_mut().zip(&group) {
            let sum = u16::from(*byte) + u16::from(*addend) + carry;
            *byte = u8::try_from(sum & 0xff).unwrap();
            carry = sum >> 8;
        }
        assert_eq!(verifying.verify(MESSAGE, &respelled), Err(BadSignature), "{algorithm}");
        for (name, s) in
            [("zero", vec![0; 32]), ("the order of the group", group.clone()), ("all ones", vec![0xff; 32])]
        {
            let forged = [&signature[..32], &s].concat();
            assert_eq!(verifying.verify(MESSAGE, &forged), Err(BadSignature), "{algorithm}, s is {name}");
        }
    }
}
