//! What a verifying key holds.

use std::sync::Arc;

use aws_lc_rs::{
    hmac,
    rsa::PublicKeyComponents,
    signature::{self, ParsedPublicKey},
};
use jose_core::{Curve, JwsAlgorithm, registry::JwsKind};

use crate::{
    KeyError,
    backend::{self, ed448},
    material::{PublicMaterial, public::uncompressed},
};

/// Each behind an `Arc` of its own: an HMAC key takes much more room than a public one.
#[derive(Clone)]
pub(super) enum Prepared {
    Hmac(Arc<hmac::Key>),
    Public(Arc<ParsedPublicKey>),
    Ed448(Arc<ed448::VerifyingKey>),
}

/// Prepares a key that has been checked and fits the algorithm, where it will stay, and says how many bytes its signatures have. The check may have parsed the
/// point; which algorithm that is for, the curve decides here as there.
pub(super) fn new(
    algorithm: JwsAlgorithm,
    material: &PublicMaterial,
    point: Option<Arc<ParsedPublicKey>>,
) -> Result<(Prepared, usize), KeyError> {
    let row = algorithm.row();
    let refused = KeyError::Invalid { what: "the public key is not on its curve" };
    let parse = |parsed: Result<ParsedPublicKey, _>, refused| match parsed {
        Ok(parsed) => Ok(Prepared::Public(Arc::new(parsed))),
        Err(_) => Err(refused),
    };
    let (prepared, of_key) = match (row.kind, material) {
        (JwsKind::RsaPkcs1(_) | JwsKind::RsaPss(_), PublicMaterial::Rsa { n, e }) => {
            let parsed = PublicKeyComponents { n, e }.to_parsed_public_key(backend::rsa_verification(row.kind)?);
            (parse(parsed, KeyError::Invalid { what: "not an RSA public key" })?, n.len())
        }
        (JwsKind::Ecdsa(_), PublicMaterial::Ec { curve, x, y }) => {
            let parse = || {
                parse(ParsedPublicKey::new(backend::ecdsa_verification(*curve)?, uncompressed(*curve, x, y)?), refused)
            };
            (point.map_or_else(parse, |point| Ok(Prepared::Public(point)))?, two(*curve))
        }
        (JwsKind::Eddsa, PublicMaterial::Okp { curve: curve @ Curve::Ed448, x }) => {
            (ed448::VerifyingKey::from_bytes(x).map(|key| Prepared::Ed448(Arc::new(key))).ok_or(refused)?, two(*curve))
        }
        (JwsKind::Eddsa, PublicMaterial::Okp { curve, x }) => {
            (parse(ParsedPublicKey::new(&signature::ED25519, x), refused)?, two(*curve))
        }
        (JwsKind::MlDsa { .. }, PublicMaterial::Akp { algorithm, public_key }) => {
            let parsed = ParsedPublicKey::new(backend::ml_dsa_verification(*algorithm)?, public_key);
            (parse(parsed, KeyError::Invalid { what: "not an ML-DSA public key" })?, 0)
        }
        (_, other) => return Err(KeyError::WrongKeyType { algorithm: row.name, found: other.key_type() }),
    };
    Ok((prepared, row.signature_bytes.unwrap_or(of_key)))
}

/// Signatures on a curve are two integers, each as long as a coordinate.
fn two(curve: Curve) -> usize {
    curve.row().coordinate_bytes.saturating_mul(2)
}
