//! Public keys: a line of text, and the bytes in it.

use jose_core::Curve;
use jose_crypto::material::PublicMaterial;

use super::wire::Reader;
use crate::{JwkError, base64, der};

/// Reads a line: the type, the key in base64, and perhaps a comment.
pub(super) fn line(text: &[u8]) -> Result<PublicMaterial, JwkError> {
    let text = str::from_utf8(text).map_err(|_| something_else("text that is not UTF-8"))?.trim_ascii();
    if text.contains(['\n', '\r']) {
        return Err(JwkError::Format {
            found: "several lines".into(),
            needed: "one public key of OpenSSH",
            advice: "put each key into a file of its own",
        });
    }
    let mut words = text.split([' ', '\t']).filter(|word| !word.is_empty());
    let (Some(name), Some(encoded)) = (words.next(), words.next()) else {
        return Err(something_else("something else"));
    };
    check_type(name)?;
    let fault = "its base64 is damaged";
    let bytes = base64::decode(encoded).ok_or(JwkError::Broken { structure: STRUCTURE, fault })?;
    let mut reader = Reader::new(&bytes, STRUCTURE);
    if reader.name()? != name {
        return Err(reader.broken("its type stands in it twice and differs"));
    }
    let key = numbers(name, &mut reader)?;
    reader.finish()?;
    Ok(key)
}

/// Reads the numbers that follow the type, which has been checked.
pub(super) fn numbers(name: &str, reader: &mut Reader<'_>) -> Result<PublicMaterial, JwkError> {
    match curve(name) {
        Some(Curve::Ed25519) => Ok(PublicMaterial::Okp { curve: Curve::Ed25519, x: reader.string()?.to_vec() }),
        Some(curve) => point(name, curve, reader),
        None => {
            let (e, n) = (reader.integer()?.to_vec(), reader.integer()?.to_vec());
            Ok(PublicMaterial::Rsa { n, e })
        }
    }
}

/// The name of the curve, which the type has said already, and the point.
pub(super) fn point(name: &str, curve: Curve, reader: &mut Reader<'_>) -> Result<PublicMaterial, JwkError> {
    if name.strip_prefix(ECDSA) != Some(reader.name()?) {
        return Err(reader.broken("its curve stands in it twice and differs"));
    }
    der::point(curve, reader.string()?)
}

/// Refuses every type that is not read, by its name.
pub(super) fn check_type(name: &str) -> Result<(), JwkError> {
    if name == RSA || curve(name).is_some() {
        return Ok(());
    }
    let refuse = |found: &str, advice| {
        Err(JwkError::Format { found: found.into(), needed: "an OpenSSH key for Ed25519, ECDSA or RSA", advice })
    };
    if name.contains("-cert-v0") {
        refuse("an OpenSSH certificate", "read the public key that it was made from, in the file without -cert")
    } else if name.starts_with("sk-") {
        refuse("a key that lives in a security key", "make a key that does not: it signs in a form of its own")
    } else if name.starts_with("ssh-") || name.starts_with("ecdsa-") {
        Err(JwkError::unsupported("OpenSSH key type", name))
    } else {
        Err(something_else("something else"))
    }
}

/// The curve of a type, unless it is RSA or unknown.
pub(super) fn curve(name: &str) -> Option<Curve> {
    match name {
        "ssh-ed25519" => Some(Curve::Ed25519),
        "ecdsa-sha2-nistp256" => Some(Curve::P256),
        "ecdsa-sha2-nistp384" => Some(Curve::P384),
        "ecdsa-sha2-nistp521" => Some(Curve::P521),
        _ => None,
    }
}

fn something_else(found: &str) -> JwkError {
    JwkError::Format {
        found: found.into(),
        needed: "a key of OpenSSH",
        advice: "check that this is the right file, and read JWK, PEM or DER as what they are",
    }
}

const ECDSA: &str = "ecdsa-sha2-";
const RSA: &str = "ssh-rsa";
const STRUCTURE: &str = "the OpenSSH public key";
