//! Object identifiers: which key an `AlgorithmIdentifier` announces.

use der::{
    Tag, Tagged,
    asn1::{AnyRef, ObjectIdentifier},
};
use jose_core::{Curve, JwsAlgorithm, KeyType, printable};
use spki::AlgorithmIdentifierRef;

use crate::JwkError;

/// What an `AlgorithmIdentifier` announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    Rsa,
    Ec(Curve),
    Okp(Curve),
    MlDsa(JwsAlgorithm),
}

pub(super) const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
pub(super) const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");

/// The curves that are read and written.
const CURVES: [(Curve, ObjectIdentifier); 8] = [
    (Curve::P256, ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7")),
    (Curve::P384, ObjectIdentifier::new_unwrap("1.3.132.0.34")),
    (Curve::P521, ObjectIdentifier::new_unwrap("1.3.132.0.35")),
    (Curve::Secp256k1, ObjectIdentifier::new_unwrap("1.3.132.0.10")),
    (Curve::X25519, ObjectIdentifier::new_unwrap("1.3.101.110")),
    (Curve::X448, ObjectIdentifier::new_unwrap("1.3.101.111")),
    (Curve::Ed25519, ObjectIdentifier::new_unwrap("1.3.101.112")),
    (Curve::Ed448, ObjectIdentifier::new_unwrap("1.3.101.113")),
];

/// The algorithms that are the whole name of a key (RFC 9881, section 2).
const ML_DSA: [(JwsAlgorithm, ObjectIdentifier); 3] = [
    (JwsAlgorithm::MlDsa44, ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.17")),
    (JwsAlgorithm::MlDsa65, ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.18")),
    (JwsAlgorithm::MlDsa87, ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.19")),
];

/// Names for messages only: what people bring and cannot use here.
const OTHERS: [(&str, &str); 14] = [
    // tidy: sorted
    ("1.2.156.10197.1.301", "SM2"),
    ("1.2.643.7.1.1.1.1", "GOST R 34.10-2012"),
    ("1.2.840.10040.4.1", "DSA"),
    ("1.2.840.10045.3.1.1", "P-192"),
    ("1.2.840.113549.1.1.7", "id-RSAES-OAEP"),
    ("1.2.840.113549.1.3.1", "Diffie-Hellman"),
    ("1.3.132.0.33", "P-224"),
    ("1.3.132.1.12", "id-ecDH"),
    ("1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1"),
    ("1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1"),
    ("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"),
    ("2.16.840.1.101.3.4.4.1", "ML-KEM-512"),
    ("2.16.840.1.101.3.4.4.2", "ML-KEM-768"),
    ("2.16.840.1.101.3.4.4.3", "ML-KEM-1024"),
    // tidy: end
];

/// Reads an `AlgorithmIdentifier`, whose parameters must be exactly those of its key.
pub(super) fn read(identifier: AlgorithmIdentifierRef<'_>) -> Result<Algorithm, JwkError> {
    let parameters = identifier.parameters;
    if identifier.oid == RSA {
        // RFC 3279, section 2.3.1: NULL, and not nothing.
        return if parameters.is_some_and(AnyRef::is_null) { Ok(Algorithm::Rsa) } else { Err(PARAMETERS) };
    }
    if identifier.oid == EC {
        return parameters.ok_or(PARAMETERS).and_then(named_curve).map(Algorithm::Ec);
    }
    if identifier.oid == RSA_PSS {
        return Err(JwkError::Format {
            found: "an RSA key restricted to id-RSASSA-PSS".into(),
            needed: "one of rsaEncryption",
            advice: "make a new key, with `openssl genpkey -algorithm RSA`: it signs with PSS too",
        });
    }
    if let Some((algorithm, _)) = ML_DSA.iter().find(|(_, known)| *known == identifier.oid) {
        // RFC 9881, section 2: nothing, and not NULL.
        return if parameters.is_none() { Ok(Algorithm::MlDsa(*algorithm)) } else { Err(PARAMETERS) };
    }
    match curve(&identifier.oid).filter(|curve| curve.row().key_type == KeyType::Okp) {
        // RFC 8410, section 3: nothing, and not NULL.
        Some(curve) if parameters.is_none() => Ok(Algorithm::Okp(curve)),
        Some(_) => Err(PARAMETERS),
        None => Err(unsupported("key algorithm", &identifier.oid)),
    }
}

/// RFC 5480, section 2.1.1: only a named curve. One described by its numbers can be any curve.
fn named_curve(parameters: AnyRef<'_>) -> Result<Curve, JwkError> {
    if parameters.tag() == Tag::Sequence {
        return Err(JwkError::Format {
            found: "a curve described by its numbers".into(),
            needed: "one by its name",
            advice: "write the key again, with `openssl ec -in FILE -param_enc named_curve -out NEW`",
        });
    }
    named(&parameters.decode_as::<ObjectIdentifier>().map_err(|_| PARAMETERS)?)
}

/// The EC curve of this identifier.
pub(super) fn named(identifier: &ObjectIdentifier) -> Result<Curve, JwkError> {
    curve(identifier)
        .filter(|curve| curve.row().key_type == KeyType::Ec)
        .ok_or_else(|| unsupported("curve", identifier))
}

/// The identifier of this curve.
pub(super) fn identifier(curve: Curve) -> Result<ObjectIdentifier, JwkError> {
    let row = CURVES.iter().find(|(known, _)| *known == curve);
    row.map(|(_, identifier)| *identifier).ok_or(JwkError::Unwritable)
}

/// The identifier of this algorithm of AKP keys.
pub(super) fn ml_dsa(algorithm: JwsAlgorithm) -> Result<ObjectIdentifier, JwkError> {
    let row = ML_DSA.iter().find(|(known, _)| *known == algorithm);
    row.map(|(_, identifier)| *identifier).ok_or(JwkError::Unwritable)
}

fn curve(identifier: &ObjectIdentifier) -> Option<Curve> {
    CURVES.iter().find(|(_, known)| known == identifier).map(|(curve, _)| *curve)
}

fn unsupported(what: &'static str, identifier: &ObjectIdentifier) -> JwkError {
    let number = identifier.to_string();
    let name = OTHERS.iter().find(|(known, _)| *known == number).map(|(_, name)| *name);
    let name = name.map_or_else(|| printable(&number), |name| format!("{name} ({number})").into());
    JwkError::Unsupported { what, name }
}

const PARAMETERS: JwkError =
    JwkError::Broken { structure: "the key", fault: "its algorithm has other parameters than it should have" };
