//! Signatures of a wrong length, shape or value. Attacks 30 to 34, 45 and 46.

use jose_core::JwsAlgorithm;

use crate::{
    forge::{encode, outcome, signed},
    keys,
};

fn header(algorithm: JwsAlgorithm) -> String {
    format!(r#"{{"alg":"{algorithm}"}}"#)
}

/// The outcome of a genuine message with this signature in the place of its own.
fn found(algorithm: JwsAlgorithm, signature: impl AsRef<[u8]>) -> &'static str {
    let input = format!("{}.{}", encode(header(algorithm)), encode("payload"));
    outcome(&format!("{input}.{}", encode(signature)), &keys::set(algorithm))
}

fn genuine(algorithm: JwsAlgorithm) -> Vec<u8> {
    let token = signed(&keys::signing(algorithm), header(algorithm), "payload");
    jose_core::base64url::decode(token.rsplit('.').next().unwrap()).unwrap()
}

#[test]
fn the_empty_signature_is_refused() {
    for algorithm in keys::algorithms() {
        assert_eq!(found(*algorithm, b""), "jws.signature", "{algorithm}");
    }
}

#[test]
fn signatures_of_a_wrong_length_are_refused() {
    for algorithm in keys::algorithms() {
        let genuine = genuine(*algorithm);
        assert_eq!(found(*algorithm, &genuine), "verified", "{algorithm}");
        let half = genuine.len() / 2;
        let (r, s) = genuine.split_at(half);
        for (name, signature) in [
            ("one byte", genuine[..1].to_vec()),
            ("half", r.to_vec()),
            ("a byte less", genuine[..genuine.len() - 1].to_vec()),
            ("without its first byte", genuine[1..].to_vec()),
            ("a zero behind", [&genuine[..], &[0]].concat()),
            ("a zero in front", [&[0], &genuine[..]].concat()),
            ("zeros in front of both halves", [&[0], r, &[0], s].concat()),
            ("zeros behind both halves", [r, &[0], s, &[0]].concat()),
            ("two zeros behind", [&genuine[..], &[0, 0]].concat()),
            ("16 bytes more", [&genuine[..], &[0; 16]].concat()),
            ("twice", genuine.repeat(2)),
            ("ten times", genuine.repeat(10)),
        ] {
            assert_eq!(found(*algorithm, signature), "jws.signature", "{name}, {algorithm}");
        }
        for length in [1, 15, 16, 31, 32, 33, 63, 64, 65, 66, 95, 96, 97, 131, 132, 133, 255, 256, 257, 512, 1024] {
            for byte in [0, 1, 0xff] {
                assert_eq!(found(*algorithm, vec![byte; length]), "jws.signature", "{length} x {byte}, {algorithm}");
            }
        }
    }
}

/// Attack 45: a prefix is not a MAC.
#[test]
fn no_beginning_of_a_mac_is_accepted() {
    for algorithm in [JwsAlgorithm::Hs256, JwsAlgorithm::Hs384, JwsAlgorithm::Hs512] {
        let genuine = genuine(algorithm);
        for length in 0..genuine.len() {
            assert_eq!(found(algorithm, &genuine[..length]), "jws.signature", "{length} bytes, {algorithm}");
        }
    }
}

/// The order of each curve's group, SEC 2.
fn order(algorithm: JwsAlgorithm) -> Vec<u8> {
    let hex = match algorithm {
        JwsAlgorithm::Es256 => "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551".to_owned(),
        JwsAlgorithm::Es384 => {
            "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973".to_owned()
        }
        _ => {
            "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c\
             47aebb6fb71e91386409"
                .to_owned()
        }
    };
    (0..hex.len() / 2).map(|index| u8::from_str_radix(&hex[2 * index..2 * index + 2], 16).unwrap()).collect()
}

const ECDSA: [JwsAlgorithm; 3] = [JwsAlgorithm::Es256, JwsAlgorithm::Es384, JwsAlgorithm::Es512];

/// Attack 30: the signature that verified for everything.
#[test]
fn integers_at_the_ends_of_their_range_are_refused() {
    for algorithm in ECDSA {
        let order = order(algorithm);
        let near = |change: i16| {
            let mut number = order.clone();
            let last = number.len() - 1;
            number[last] = u8::try_from(i16::from(number[last]) + change).unwrap();
            number
        };
        let small = |value: u8| {
            let mut number = vec![0; order.len()];
            number[order.len() - 1] = value;
            number
        };
        let numbers = [small(0), small(1), near(-1), near(0), near(1), vec![0xff; order.len()]];
        for r in &numbers {
            for s in &numbers {
                assert_eq!(found(algorithm, [&r[..], s].concat()), "jws.signature", "{algorithm} {r:?} {s:?}");
            }
        }
    }
}

/// Attack 31: the form of certificates, and the one of a well-known tool.
#[test]
fn ecdsa_in_der_is_refused() {
    for algorithm in ECDSA {
        let genuine = genuine(algorithm);
        let (r, s) = genuine.split_at(genuine.len() / 2);
        let integer = |number: &[u8]| {
            let start = number.iter().position(|byte| *byte != 0).unwrap();
            let sign: &[u8] = if number[start] < 0x80 { &[] } else { &[0] };
            let body = [sign, &number[start..]].concat();
            [&[2, u8::try_from(body.len()).unwrap()], &body[..]].concat()
        };
        let body = [integer(r), integer(s)].concat();
        let length = u8::try_from(body.len()).unwrap();
        let der = if length < 0x80 {
            [&[0x30, length], &body[..]].concat()
        } else {
            [&[0x30, 0x81, length], &body[..]].concat()
        };
        assert_eq!(found(algorithm, der), "jws.signature", "{algorithm}");
        assert_eq!(found(algorithm, [0x30, 6, 2, 1, 0, 2, 1, 0]), "jws.signature", "{algorithm}");
    }
}

/// Attack 34: with (r, s), (r, n - s) verifies too: RFC 7518 does not say which one to write. So a signature is no name for a message.
#[test]
fn the_other_s_of_an_ecdsa_signature_verifies() {
    for algorithm in ECDSA {
        let genuine = genuine(algorithm);
        let (r, s) = genuine.split_at(genuine.len() / 2);
        let mut other = order(algorithm);
        let mut borrow = 0;
        for (byte, part) in other.iter_mut().zip(s).rev() {
            let difference = i16::from(*byte) - i16::from(*part) - borrow;
            *byte = u8::try_from(difference.rem_euclid(256)).unwrap();
            borrow = i16::from(difference < 0);
        }
        assert_eq!(found(algorithm, [r, &other].concat()), "verified", "{algorithm}");
    }
}

/// Attack 33: a number that is not below the modulus, and the ends of the range.
#[test]
fn rsa_numbers_out_of_range_are_refused() {
    let jose_jwk::Jwk::Private(key) = keys::jwk(keys::RSA) else { panic!("not private") };
    let key = key.public();
    let jose_crypto::material::PublicMaterial::Rsa { n, .. } = key.material() else { panic!("not RSA") };
    let mut below = n.clone();
    below[255] -= 1;
    let mut one = vec![0; 256];
    one[255] = 1;
    for algorithm in keys::algorithms().iter().filter(|algorithm| algorithm.name().ends_with("S256")) {
        for (name, signature) in [
            ("n", n.clone()),
            ("n - 1", below.clone()),
            ("0", vec![0; 256]),
            ("1", one.clone()),
            ("2^2048 - 1", vec![0xff; 256]),
        ] {
            assert_eq!(found(*algorithm, signature), "jws.signature", "{name}, {algorithm}");
        }
    }
}

/// A signature belongs to its message.
#[test]
fn a_signature_of_another_message_is_refused() {
    for algorithm in keys::algorithms() {
        let token = signed(&keys::signing(*algorithm), header(*algorithm), "another");
        let foreign = jose_core::base64url::decode(token.rsplit('.').next().unwrap()).unwrap();
        assert_eq!(found(*algorithm, foreign), "jws.signature", "{algorithm}");
    }
}
