//! SPKI and PKCS#8 out.

use der::{
    Encode, SecretDocument,
    asn1::{AnyRef, BitStringRef, OctetStringRef, UintRef},
};
use jose_core::{Curve, JwsAlgorithm, SecretBytes};
use jose_crypto::material::{PrivateMaterial, PublicMaterial, RsaPrivate};
use pkcs1::{RsaPrivateKeyRef, RsaPublicKey};
use pkcs8::PrivateKeyInfoRef;
use sec1::EcPrivateKey;
use spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

use super::algorithm;
use crate::JwkError;

/// A public key as SPKI.
pub(crate) fn public(material: &PublicMaterial) -> Result<Vec<u8>, JwkError> {
    match material {
        PublicMaterial::Rsa { n, e } => {
            let key = RsaPublicKey { modulus: uint(n)?, public_exponent: uint(e)? };
            spki(RSA, &key.to_der().map_err(unwritable)?)
        }
        PublicMaterial::Ec { curve, x, y } => {
            let parameters = algorithm::identifier(*curve)?;
            let algorithm = AlgorithmIdentifierRef { oid: algorithm::EC, parameters: Some((&parameters).into()) };
            spki(algorithm, &point(x, y))
        }
        PublicMaterial::Okp { curve, x } => spki(okp(*curve)?, x),
        PublicMaterial::Akp { algorithm, public_key } => spki(akp(*algorithm)?, public_key),
        _ => Err(JwkError::Unwritable),
    }
}

/// A private key as PKCS#8, in the form that OpenSSL writes.
pub(crate) fn private(material: &PrivateMaterial) -> Result<SecretBytes, JwkError> {
    match material {
        PrivateMaterial::Rsa(key) => pkcs8(RSA, rsa(key)?.as_bytes()),
        PrivateMaterial::Ec { curve, x, y, d } => {
            let parameters = algorithm::identifier(*curve)?;
            let algorithm = AlgorithmIdentifierRef { oid: algorithm::EC, parameters: Some((&parameters).into()) };
            let point = point(x, y);
            let key = EcPrivateKey { private_key: d.expose(), parameters: None, public_key: Some(&point) };
            pkcs8(algorithm, SecretDocument::encode_msg(&key).map_err(unwritable)?.as_bytes())
        }
        PrivateMaterial::Okp { curve, d, .. } => pkcs8(okp(*curve)?, octets(OCTET_STRING, d)?.expose()),
        // RFC 9881, section 6: the seed alone, `[0] IMPLICIT OCTET STRING`.
        PrivateMaterial::Akp { algorithm, seed, .. } => pkcs8(akp(*algorithm)?, octets(SEED, seed)?.expose()),
        _ => Err(JwkError::Unwritable),
    }
}

const OCTET_STRING: u8 = 0x04;
const SEED: u8 = 0x80;

/// An octet string of at most 127 bytes: its tag, its length, itself. The encoder's own would not be wiped.
fn octets(tag: u8, secret: &SecretBytes) -> Result<SecretBytes, JwkError> {
    let length = u8::try_from(secret.len()).ok().filter(|length| *length < 128).ok_or(JwkError::Unwritable)?;
    let mut octets = Vec::with_capacity(secret.len().saturating_add(2));
    octets.extend([tag, length]);
    octets.extend_from_slice(secret.expose());
    Ok(SecretBytes::new(octets))
}

const RSA: AlgorithmIdentifierRef<'static> =
    AlgorithmIdentifierRef { oid: algorithm::RSA, parameters: Some(AnyRef::NULL) };

fn okp(curve: Curve) -> Result<AlgorithmIdentifierRef<'static>, JwkError> {
    Ok(AlgorithmIdentifierRef { oid: algorithm::identifier(curve)?, parameters: None })
}

fn akp(algorithm: JwsAlgorithm) -> Result<AlgorithmIdentifierRef<'static>, JwkError> {
    Ok(AlgorithmIdentifierRef { oid: algorithm::ml_dsa(algorithm)?, parameters: None })
}

fn spki(algorithm: AlgorithmIdentifierRef<'_>, key: &[u8]) -> Result<Vec<u8>, JwkError> {
    let subject_public_key = BitStringRef::from_bytes(key).map_err(unwritable)?;
    SubjectPublicKeyInfoRef { algorithm, subject_public_key }.to_der().map_err(unwritable)
}

fn pkcs8(algorithm: AlgorithmIdentifierRef<'_>, key: &[u8]) -> Result<SecretBytes, JwkError> {
    let info = PrivateKeyInfoRef::new(algorithm, OctetStringRef::new(key).map_err(unwritable)?);
    Ok(SecretBytes::from(SecretDocument::encode_msg(&info).map_err(unwritable)?.as_bytes()))
}

fn rsa(key: &RsaPrivate) -> Result<SecretDocument, JwkError> {
    let key = RsaPrivateKeyRef {
        modulus: uint(&key.n)?,
        public_exponent: uint(&key.e)?,
        private_exponent: uint(key.d.expose())?,
        prime1: uint(key.p.expose())?,
        prime2: uint(key.q.expose())?,
        exponent1: uint(key.dp.expose())?,
        exponent2: uint(key.dq.expose())?,
        coefficient: uint(key.qi.expose())?,
        other_prime_infos: None,
    };
    SecretDocument::encode_msg(&key).map_err(unwritable)
}

fn uint(bytes: &[u8]) -> Result<UintRef<'_>, JwkError> {
    UintRef::new(bytes).map_err(unwritable)
}

/// SEC1, section 2.3.3, uncompressed.
fn point(x: &[u8], y: &[u8]) -> Vec<u8> {
    [&[4], x, y].concat()
}

fn unwritable(_: der::Error) -> JwkError {
    JwkError::Unwritable
}
