//! Public keys in DER.

use der::{Decode, asn1::UintRef};
use jose_core::Curve;
use jose_crypto::{KeyError, material::PublicMaterial};
use pkcs1::RsaPublicKey;
use spki::SubjectPublicKeyInfoRef;

use super::{
    Fault,
    algorithm::{self, Algorithm},
};
use crate::JwkError;

pub(super) fn spki(bytes: &[u8]) -> Result<PublicMaterial, Fault> {
    let spki = SubjectPublicKeyInfoRef::from_der(bytes)?;
    let algorithm = algorithm::read(spki.algorithm)?;
    let key = spki
        .subject_public_key
        .as_bytes()
        .ok_or(JwkError::Broken { structure: "an SPKI public key", fault: "its key is not a whole number of bytes" })?;
    match algorithm {
        Algorithm::Rsa => pkcs1(key),
        Algorithm::Ec(curve) => Ok(point(curve, key)?),
        Algorithm::Okp(curve) => Ok(PublicMaterial::Okp { curve, x: key.to_vec() }),
        Algorithm::MlDsa(algorithm) => Ok(PublicMaterial::Akp { algorithm, public_key: key.to_vec() }),
    }
}

pub(super) fn pkcs1(bytes: &[u8]) -> Result<PublicMaterial, Fault> {
    let key = RsaPublicKey::<UintRef<'_>>::from_der(bytes)?;
    Ok(PublicMaterial::Rsa { n: key.modulus.as_bytes().to_vec(), e: key.public_exponent.as_bytes().to_vec() })
}

/// SEC1, section 2.3.4: the uncompressed form, and none of the others.
pub(crate) fn point(curve: Curve, bytes: &[u8]) -> Result<PublicMaterial, JwkError> {
    let size = curve.row().coordinate_bytes;
    let needed = size.saturating_mul(2).saturating_add(1);
    match bytes.split_first() {
        Some((4, coordinates)) => {
            let found = bytes.len();
            let wrong = JwkError::Key(KeyError::WrongLength { what: "the point", needed, found });
            let (x, y) = coordinates.split_at_checked(size).filter(|(_, y)| y.len() == size).ok_or(wrong)?;
            Ok(PublicMaterial::Ec { curve, x: x.to_vec(), y: y.to_vec() })
        }
        Some((2 | 3, _)) => Err(JwkError::Format {
            found: "a compressed point".into(),
            needed: "an uncompressed one",
            advice: "write the key again, with `openssl ec -in FILE -conv_form uncompressed -out NEW`",
        }),
        _ => Err(JwkError::Key(KeyError::Invalid { what: "the public key is not an uncompressed point" })),
    }
}
