//! DER in and out: PKCS#8, SPKI, SEC1 and PKCS#1. Specification: RFC 5958, RFC 5280, RFC 5915, RFC 8017, RFC 8410, RFC 9881.
//!
//! The backend accepts bytes after the key, compressed points and numbers with leading zeros. So every structure is taken apart here,
//! completely, and only numbers go further.

mod algorithm;
mod ml_dsa;
mod private;
mod public;
pub(crate) mod shape;
pub(crate) mod write;

use jose_crypto::material::{CheckedPrivate, PublicMaterial};

use crate::{JwkError, pem};
#[cfg(feature = "openssh")]
pub(crate) use public::point;
use shape::Structure;

/// The numbers of a key file.
#[derive(Debug)]
pub(crate) enum Material {
    Public(PublicMaterial),
    Private(CheckedPrivate),
}

/// Reads a key whose structure has to be found out.
pub(crate) fn read(bytes: &[u8]) -> Result<Material, JwkError> {
    let any = ::der::asn1::AnyRef::try_from(bytes);
    if let Err(fault) = any {
        return Err(JwkError::Broken { structure: "the DER", fault: explain(&fault) });
    }
    match shape::of(bytes) {
        Some(structure) => read_as(structure, bytes),
        None => Err(JwkError::Format {
            found: "DER of another structure".into(),
            needed: pem::NEEDED,
            advice: "check that this is the right file",
        }),
    }
}

/// Reads a key whose structure is known.
pub(crate) fn read_as(structure: Structure, bytes: &[u8]) -> Result<Material, JwkError> {
    let broken = |fault: Fault| broken(structure.name(), fault);
    let refuse = |advice| JwkError::Format { found: structure.name().into(), needed: pem::NEEDED, advice };
    match structure {
        Structure::Pkcs8 => private::pkcs8(bytes).map(Material::Private).map_err(broken),
        Structure::Sec1 => private::sec1(bytes).map(Material::Private).map_err(broken),
        Structure::Pkcs1Private => private::pkcs1(bytes).map(Material::Private).map_err(broken),
        Structure::Spki => public::spki(bytes).map(Material::Public).map_err(broken),
        Structure::Pkcs1Public => public::pkcs1(bytes).map(Material::Public).map_err(broken),
        Structure::EncryptedPkcs8 => Err(refuse(pem::DECRYPT)),
        Structure::Certificate => Err(refuse(pem::TAKE_FROM_CERTIFICATE)),
        Structure::Pkcs12 => Err(refuse("take its key out, with `openssl pkcs12 -in FILE -nodes -nocerts -out PLAIN`")),
    }
}

/// Reads the SubjectPublicKeyInfo of a certificate.
pub(crate) fn subject_public_key(spki: &[u8]) -> Result<PublicMaterial, JwkError> {
    public::spki(spki).map_err(|fault| broken("the key in the certificate", fault))
}

fn broken(structure: &'static str, fault: Fault) -> JwkError {
    match fault {
        Fault::Der(fault) => JwkError::Broken { structure, fault: explain(&fault) },
        Fault::Key(refusal) => refusal,
    }
}

/// Damage, or a refusal of ours in the middle of a structure.
#[derive(Debug)]
enum Fault {
    Der(::der::Error),
    Key(JwkError),
}

impl From<::der::Error> for Fault {
    fn from(fault: ::der::Error) -> Self {
        Self::Der(fault)
    }
}

impl From<JwkError> for Fault {
    fn from(refusal: JwkError) -> Self {
        Self::Key(refusal)
    }
}

pub(crate) fn explain(fault: &::der::Error) -> &'static str {
    match fault.kind() {
        ::der::ErrorKind::TrailingData { .. } => "something follows it",
        ::der::ErrorKind::Incomplete { .. } => "it is cut short",
        ::der::ErrorKind::Noncanonical { .. } | ::der::ErrorKind::IndefiniteLength => "it is not canonical DER",
        _ => "it does not have the parts that it should have",
    }
}
