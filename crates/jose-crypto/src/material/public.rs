//! What a public key must be before anything is done with it. The backend checks little of this.

use aws_lc_rs::signature;
use jose_core::Curve;

use super::{PublicMaterial, roca};
use crate::{EphemeralPublicKey, KeyError, backend};

pub(super) fn check(material: &PublicMaterial) -> Result<(), KeyError> {
    match material {
        PublicMaterial::Rsa { n, e } => check_rsa(n, e),
        PublicMaterial::Ec { curve, x, y } => check_point(*curve, x, y),
        PublicMaterial::Okp { curve, x } => check_octets(*curve, x),
    }
}

/// RSA: a modulus of 2048 to 8192 bits, odd; an exponent that is odd, at least 3 and below 2^33; both without leading zeros.
fn check_rsa(n: &[u8], e: &[u8]) -> Result<(), KeyError> {
    if n.first().is_none_or(|first| *first == 0) || e.first().is_none_or(|first| *first == 0) {
        return Err(KeyError::Invalid { what: "an RSA integer is empty or starts with a zero byte" });
    }
    let bits = bit_length(n);
    if !(2048..=8192).contains(&bits) {
        return Err(KeyError::RsaSize { bits });
    }
    if n.last().is_none_or(|last| last & 1 == 0) {
        return Err(KeyError::Invalid { what: "the RSA modulus is even" });
    }
    if bit_length(e) > 33 {
        return Err(KeyError::Invalid { what: "the RSA exponent is longer than 33 bits" });
    }
    if e == [1] || e.last().is_none_or(|last| last & 1 == 0) {
        return Err(KeyError::Invalid { what: "the RSA exponent is even or 1" });
    }
    if roca::is_weak(n) {
        return Err(KeyError::Invalid {
            what: "the RSA key was made by a faulty device (ROCA) and can be computed by others",
        });
    }
    Ok(())
}

fn bit_length(integer: &[u8]) -> usize {
    let leading = integer.first().map_or(0, |first| usize::try_from(first.leading_zeros()).unwrap_or(0));
    integer.len().saturating_mul(8).saturating_sub(leading)
}

/// As [`check`], for the key of a sender.
pub(crate) fn check_ephemeral(key: &EphemeralPublicKey) -> Result<(), KeyError> {
    match key.y() {
        Some(y) => check_point(key.curve(), key.x(), y),
        None => check_octets(key.curve(), key.x()),
    }
}

/// The coordinates are checked first and the uncompressed form is ours, because the backend would also read compressed and hybrid points.
fn check_point(curve: Curve, x: &[u8], y: &[u8]) -> Result<(), KeyError> {
    let point = EphemeralPublicKey::new(curve, x, Some(y))?;
    signature::ParsedPublicKey::new(backend::ecdsa_verification(curve)?, point.encoded())
        .map(|_| ())
        .map_err(|_| KeyError::Invalid { what: "the point is not on the curve" })
}

/// 2^255 - 19, little-endian.
const FIELD: [u8; 32] = {
    let mut prime = [0xff; 32];
    prime[0] = 0xed;
    prime[31] = 0x7f;
    prime
};

/// The y coordinates of the Ed25519 points of small order, canonical and without the sign bit. Under such a key signatures can be forged.
const ED25519_SMALL_ORDER: [&[u8; 32]; 5] = [
    &[0; 32],
    &little_endian(1),
    &field_minus_one(),
    b"\xc7\x17\x6a\x70\x3d\x4d\xd8\x4f\xba\x3c\x0b\x76\x0d\x10\x67\x0f\x2a\x20\x53\xfa\x2c\x39\xcc\xc6\x4e\xc7\xfd\x77\x92\xac\x03\x7a",
    b"\x26\xe8\x95\x8f\xc2\xb2\x27\xb0\x45\xc3\xf4\x89\xf2\xef\x98\xf0\xd5\xdf\xac\x05\xd3\xc6\x33\x39\xb1\x38\x02\x88\x6d\x53\xfc\x05",
];

/// The u coordinates of the X25519 points of small order, canonical. Agreement with such a key always gives the same secret.
const X25519_SMALL_ORDER: [&[u8; 32]; 5] = [
    &[0; 32],
    &little_endian(1),
    &field_minus_one(),
    b"\xe0\xeb\x7a\x7c\x3b\x41\xb8\xae\x16\x56\xe3\xfa\xf1\x9f\xc4\x6a\xda\x09\x8d\xeb\x9c\x32\xb1\xfd\x86\x62\x05\x16\x5f\x49\xb8\x00",
    b"\x5f\x9c\x95\xbc\xa3\x50\x8c\x24\xb1\xd0\xb1\x55\x9c\x83\xef\x5b\x04\x44\x5c\xc4\x58\x1c\x8e\x86\xd8\x22\x4e\xdd\xd0\x9f\x11\x57",
];

fn check_octets(curve: Curve, x: &[u8]) -> Result<(), KeyError> {
    let small_order = match curve {
        Curve::Ed25519 => ED25519_SMALL_ORDER,
        Curve::X25519 => X25519_SMALL_ORDER,
        found => return Err(KeyError::WrongCurve { algorithm: "an octet key pair", found }),
    };
    let mut coordinate: [u8; 32] =
        x.try_into().map_err(|_| KeyError::WrongLength { what: "x", needed: 32, found: x.len() })?;
    if curve == Curve::Ed25519 {
        // The top bit is the sign of the other coordinate. X25519 has none, and setting it spells the same key a second way.
        coordinate[31] &= 0x7f;
    }
    if !below_field(&coordinate) {
        return Err(KeyError::Invalid { what: "the public key is not written canonically" });
    }
    if small_order.contains(&&coordinate) {
        return Err(KeyError::Invalid { what: "the public key has small order and protects nothing" });
    }
    Ok(())
}

fn below_field(coordinate: &[u8; 32]) -> bool {
    coordinate.iter().rev().lt(FIELD.iter().rev())
}

const fn little_endian(small: u8) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[0] = small;
    bytes
}

const fn field_minus_one() -> [u8; 32] {
    let mut bytes = FIELD;
    bytes[0] = 0xec;
    bytes
}
