//! What a public key must be before anything is done with it. The backend checks little of this.

use aws_lc_rs::signature::ParsedPublicKey;
use jose_core::{Curve, JwsAlgorithm, KeyType, registry::JwsKind};

use super::{PublicMaterial, octets, roca};
use crate::{EphemeralPublicKey, KeyError, backend};

/// Whether a point of an EC curve is on it is found out by parsing it: it is returned, so that nobody has to do that again.
pub(crate) fn check(material: &PublicMaterial) -> Result<Option<ParsedPublicKey>, KeyError> {
    match material {
        PublicMaterial::Rsa { n, e } => check_rsa(n, e)?,
        PublicMaterial::Ec { curve, x, y } => return point(*curve, uncompressed(*curve, x, y)?.as_ref()).map(Some),
        PublicMaterial::Okp { curve, x } => check_octets(*curve, x)?,
        PublicMaterial::Akp { algorithm, public_key } => check_ml_dsa(*algorithm, public_key)?,
    }
    Ok(None)
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
        Some(_) => point(key.curve(), key.encoded()).map(|_| ()),
        None => check_octets(key.curve(), key.x()),
    }
}

/// The uncompressed form `04 || x || y` (SEC 1, section 2.3.3) of a point whose coordinates have the curve's exact length. It is made here,
/// because the backend would also read compressed and hybrid points.
pub(crate) fn uncompressed(curve: Curve, x: &[u8], y: &[u8]) -> Result<Uncompressed, KeyError> {
    let row = curve.row();
    if row.key_type != KeyType::Ec {
        return Err(KeyError::WrongCurve { algorithm: "an EC key", found: curve });
    }
    for (what, coordinate) in [("x", x), ("y", y)] {
        exact(what, row.coordinate_bytes, coordinate)?;
    }
    let mut point = Uncompressed { bytes: [0; LONGEST_POINT], length: 0 };
    for part in [&[4], x, y] {
        let room = point.bytes.get_mut(point.length..).and_then(|room| room.get_mut(..part.len()));
        room.ok_or(KeyError::Invalid { what: "the point is longer than any" })?.copy_from_slice(part);
        point.length = point.length.saturating_add(part.len());
    }
    Ok(point)
}

/// A point, written out.
pub(crate) struct Uncompressed {
    bytes: [u8; LONGEST_POINT],
    length: usize,
}

impl AsRef<[u8]> for Uncompressed {
    fn as_ref(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

/// 04, then two coordinates of P-521.
const LONGEST_POINT: usize = 133;

fn point(curve: Curve, encoded: &[u8]) -> Result<ParsedPublicKey, KeyError> {
    ParsedPublicKey::new(backend::ecdsa_verification(curve)?, encoded)
        .map_err(|_| KeyError::Invalid { what: "the point is not on the curve" })
}

/// Every string of the right length is a public key (FIPS 204, algorithm 23).
fn check_ml_dsa(algorithm: JwsAlgorithm, public_key: &[u8]) -> Result<(), KeyError> {
    match algorithm.row().kind {
        JwsKind::MlDsa { public_key_bytes } => exact("pub", public_key_bytes, public_key),
        _ => Err(KeyError::WrongKeyType { algorithm: algorithm.name(), found: KeyType::Akp }),
    }
}

pub(super) fn exact(what: &'static str, needed: usize, bytes: &[u8]) -> Result<(), KeyError> {
    match bytes.len() {
        found if found == needed => Ok(()),
        found => Err(KeyError::WrongLength { what, needed, found }),
    }
}

fn check_octets(curve: Curve, x: &[u8]) -> Result<(), KeyError> {
    backend::built_in(curve)?;
    if !octets::is_octet_curve(curve) {
        return Err(KeyError::WrongCurve { algorithm: "an octet key pair", found: curve });
    }
    exact("x", curve.row().coordinate_bytes, x)?;
    if !octets::is_canonical(curve, x) {
        return Err(KeyError::Invalid { what: "the public key is not written canonically" });
    }
    if octets::has_small_order(curve, x) {
        return Err(KeyError::Invalid { what: "the public key has small order and protects nothing" });
    }
    // Any bytes pass as an Ed25519 key there, and every number is a coordinate on a Montgomery curve or on its twist.
    if curve == Curve::Ed448 && backend::ed448::VerifyingKey::from_bytes(x).is_none() {
        return Err(KeyError::Invalid { what: "the point is not on the curve" });
    }
    Ok(())
}
