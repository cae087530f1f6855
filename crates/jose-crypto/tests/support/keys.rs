//! Keys for tests: one RSA key typed from RFC 7515, the others made on the spot.
#![allow(dead_code, reason = "each test binary uses a part of this page")]
#![allow(clippy::arithmetic_side_effects, reason = "a test that overflows should fail")]

use jose_core::{Curve, JwsAlgorithm, KeyType, SecretBytes, base64url};
use jose_crypto::material::{PrivateMaterial, PublicMaterial, RsaPrivate};

/// The bytes that these hexadecimal digits spell. White space is ignored.
pub(crate) fn hex(digits: &str) -> Vec<u8> {
    let digits: Vec<u8> = digits.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let pairs = digits.chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}

pub(crate) fn decode(text: &str) -> Vec<u8> {
    base64url::decode(text).unwrap()
}

pub(crate) fn secret(text: &str) -> SecretBytes {
    SecretBytes::new(decode(text))
}

pub(crate) fn private(curve: Curve) -> PrivateMaterial {
    PrivateMaterial::generate_on(curve).unwrap()
}

pub(crate) fn public(curve: Curve) -> PublicMaterial {
    private(curve).public()
}

/// Whether this build has the curve.
pub(crate) fn is_built_in(curve: Curve) -> bool {
    let left_out = [(Curve::Ed448, cfg!(not(feature = "ed448"))), (Curve::X448, cfg!(not(feature = "x448")))];
    !left_out.contains(&(curve, true))
}

/// The signature algorithms for which this build has keys.
pub(crate) fn signature_algorithms() -> Vec<JwsAlgorithm> {
    let has_keys = |algorithm: &JwsAlgorithm| algorithm.row().curves.first().is_none_or(|curve| is_built_in(*curve));
    JwsAlgorithm::ALL.iter().copied().filter(has_keys).collect()
}

/// A key that signs with the algorithm, which must not be HMAC. New where making one is cheap.
pub(crate) fn for_signing(algorithm: JwsAlgorithm) -> PrivateMaterial {
    match (algorithm.row().key_type, algorithm.row().curves.first()) {
        (KeyType::Akp, _) => PrivateMaterial::generate_ml_dsa(algorithm).unwrap(),
        (_, Some(curve)) => private(*curve),
        (_, None) => rsa(),
    }
}

pub(crate) fn rsa() -> PrivateMaterial {
    PrivateMaterial::Rsa(Box::new(rsa_numbers()))
}

/// RFC 7515, appendix A.2.1: 2048 bits.
pub(crate) fn rsa_numbers() -> RsaPrivate {
    RsaPrivate {
        n: decode(N),
        e: decode("AQAB"),
        d: secret(
            "Eq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyWPEAeP88vLNO97IjlA7_GQ5sLKMgvfTeXZx9SE-7YwVol2NXOoAJe46sui395IW_GO-pWJ1O0\
             BkTGoVEn2bKVRUCgu-GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzjkn439X0M_V51gfpRLI9JYanrC4D4qAdGcopV_0ZHHzQlBjudU2QvXt4ehNYT\
             CBr6XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl_x_jTj3ccPDVZFD9pIuhLhBOneufuBiB4cS98l2SR_RQyGWSeWjnczT0QU91p1DhOVRuOopznQ",
        ),
        p: secret(
            "4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH_5IB3jw3bcxGn6QLvnEtfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7ouZ2KKDcmnPG\
             BY5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgtldC-KDV5z-y2XDwGUc",
        ),
        q: secret(
            "uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7TjeLQeZD_YwD66t62wDmpe_HlB-TnBA\
             -njbglfIsRLtXlnDzQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc",
        ),
        dp: secret(
            "BwKfV3Akq5_MFZDFZCnW-wzl-CCo83WoZvnLQwCTeDv8uzluRSnm71I3QCLdhrqE2e9YkxvuxdBfpT_PI7Yz-FOKnu1R6HsJeDCjn12Sk3vmAktV2zb3\
             4MCdy7cpdTh_YVr7tss2u6vneTwrA86rZtu5Mbr1C1XsmvkxHQAdYo0",
        ),
        dq: secret(
            "h_96-mK1R_7glhsum81dZxjTnYynPbZpHziZjeeHcXYsXaaMwkOlODsWa7I9xXDoRwbKgB719rrmI2oKr6N3Do9U0ajaHF-NKJnwgjMd2w9cjz3_-kyN\
             lxAr2v4IKhGNpmM5iIgOS1VZnOZ68m6_pbLBSp3nssTdlqvd0tIiTHU",
        ),
        qi: secret(
            "IYd7DHOhrWvxkwPQsRM2tOgrjbcrfvtQJipd-DlcxyVuuM9sQLdgjVk2oy26F0EmpScGLq2MowX7fhd_QJQ3ydy5cY7YIBi87w93IKLEdfnbJtoOPLUW\
             0ITrJReOgo1cq9SbsxYawBgfp_gh6A5603k2-ZQwVK0JKSHuLFkuQ3U",
        ),
    }
}

const N: &str = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_\
    YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5Zw\
    Kh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";

/// The curves of NIST.
pub(crate) const NIST: [Curve; 3] = [Curve::P256, Curve::P384, Curve::P521];

/// The curves whose keys are points with two coordinates.
pub(crate) const POINTS: [Curve; 4] = [Curve::P256, Curve::P384, Curve::P521, Curve::Secp256k1];

/// The order of such a curve (SEC 2, sections 2.4.1, 2.4.2, 2.5.1 and 2.6.1), as long as a coordinate.
pub(crate) fn order(curve: Curve) -> Vec<u8> {
    match curve {
        Curve::P256 => hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
        Curve::P384 => {
            hex("ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973")
        }
        Curve::P521 => hex(
            "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6f\
             b71e91386409",
        ),
        Curve::Secp256k1 => hex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"),
        other => panic!("{other} has no order here"),
    }
}

/// The field of such a curve: the first number that is no coordinate.
pub(crate) fn field(curve: Curve) -> Vec<u8> {
    match curve {
        Curve::P256 => hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"),
        Curve::P384 => {
            hex("fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff")
        }
        Curve::P521 => [vec![0x01], vec![0xff; 65]].concat(),
        Curve::Secp256k1 => hex("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f"),
        other => panic!("{other} has no field here"),
    }
}

/// A big-endian number plus a small one. The sum must fit.
pub(crate) fn plus(number: &[u8], small: i16) -> Vec<u8> {
    let mut sum = number.to_vec();
    let mut carry = small;
    for byte in sum.iter_mut().rev() {
        let value = i16::from(*byte) + carry;
        *byte = u8::try_from(value.rem_euclid(256)).unwrap();
        carry = value.div_euclid(256);
    }
    assert_eq!(carry, 0, "the sum does not fit");
    sum
}

/// `bytes` with one bit changed.
pub(crate) fn altered(bytes: &[u8], index: usize) -> Vec<u8> {
    let mut altered = bytes.to_vec();
    altered[index] ^= 1;
    altered
}

/// Bytes that look random and are the same in every run.
pub(crate) fn scattered(seed: u32, length: usize) -> Vec<u8> {
    let blocks =
        (0_u32..).map(|block| jose_crypto::digest::sha256(&[seed.to_be_bytes(), block.to_be_bytes()].concat()));
    blocks.flatten().take(length).collect()
}
