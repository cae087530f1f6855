//! Private keys. Specification: `PROTOCOL.key` of OpenSSH.

use jose_core::{Curve, SecretBytes};
use jose_crypto::{
    KeyError,
    material::{PrivateMaterial, PublicMaterial},
};

use super::{public, wire::Reader};
use crate::JwkError;

/// Reads what the PEM block of a private key holds: one key in the clear, with its public half before it.
pub(super) fn read(bytes: &[u8]) -> Result<PrivateMaterial, JwkError> {
    let mut outer = Reader::new(bytes, STRUCTURE);
    if outer.bytes(MAGIC.len())? != MAGIC {
        return Err(outer.broken("it does not start with openssh-key-v1"));
    }
    let (cipher, derivation, parameters) = (outer.name()?, outer.name()?, outer.string()?);
    if cipher != "none" {
        return Err(JwkError::Format {
            found: "an OpenSSH private key with a passphrase".into(),
            needed: "one without",
            advice: "take the passphrase off a copy of it, with `ssh-keygen -p -N \"\" -f COPY`",
        });
    }
    if derivation != "none" || !parameters.is_empty() {
        return Err(outer.broken("it is not encrypted and says how"));
    }
    if outer.number()? != 1 {
        return Err(outer.broken("it holds several keys, or none"));
    }
    let (stated, private) = (outer.string()?, outer.string()?);
    outer.finish()?;

    let mut inner = Reader::new(private, STRUCTURE);
    if inner.number()? != inner.number()? {
        return Err(inner.broken("its two check numbers differ"));
    }
    let key = key(&mut inner)?;
    let _comment = inner.string()?;
    padding(private, &inner)?;
    if half(stated)? == key.public() { Ok(key) } else { Err(INCONSISTENT) }
}

/// The public half, as it stands before the private one.
fn half(bytes: &[u8]) -> Result<PublicMaterial, JwkError> {
    let mut reader = Reader::new(bytes, STRUCTURE);
    let name = reader.name()?;
    public::check_type(name)?;
    let half = public::numbers(name, &mut reader)?;
    reader.finish()?;
    Ok(half)
}

fn key(reader: &mut Reader<'_>) -> Result<PrivateMaterial, JwkError> {
    let name = reader.name()?;
    public::check_type(name)?;
    match public::curve(name) {
        Some(Curve::Ed25519) => ed25519(reader),
        Some(curve) => ecdsa(name, curve, reader),
        None => rsa(reader),
    }
}

/// The public half, then the seed with the public half again.
fn ed25519(reader: &mut Reader<'_>) -> Result<PrivateMaterial, JwkError> {
    let (x, both) = (reader.string()?, reader.string()?);
    let seed = both.strip_suffix(x).filter(|_| !x.is_empty()).ok_or(INCONSISTENT)?;
    let key = PrivateMaterial::from_private_half(Curve::Ed25519, SecretBytes::from(seed))?;
    agreeing(key, &PublicMaterial::Okp { curve: Curve::Ed25519, x: x.to_vec() })
}

/// The point, then the scalar without leading zeros.
fn ecdsa(name: &str, curve: Curve, reader: &mut Reader<'_>) -> Result<PrivateMaterial, JwkError> {
    let point = public::point(name, curve, reader)?;
    let scalar = reader.integer()?;
    let size = curve.row().coordinate_bytes;
    let missing = size.checked_sub(scalar.len()).ok_or(INCONSISTENT)?;
    let mut d = SecretBytes::new(vec![0; size]);
    d.expose_mut().get_mut(missing..).ok_or(INCONSISTENT)?.copy_from_slice(scalar);
    agreeing(PrivateMaterial::from_private_half(curve, d)?, &point)
}

/// `n`, `e`, `d`, the inverse, and the primes. The two remaining exponents are computed, and with them the inverse.
fn rsa(reader: &mut Reader<'_>) -> Result<PrivateMaterial, JwkError> {
    let (modulus, exponent) = (reader.integer()?.to_vec(), reader.integer()?.to_vec());
    let mut secret = || reader.integer().map(SecretBytes::from);
    let (d, inverse, p, q) = (secret()?, secret()?, secret()?, secret()?);
    let key = PrivateMaterial::rsa_from_primes(modulus, exponent, &d, &p, &q)?;
    match &key {
        PrivateMaterial::Rsa(rsa) if rsa.qi.expose() == inverse.expose() => Ok(key),
        _ => Err(INCONSISTENT),
    }
}

fn agreeing(key: PrivateMaterial, stated: &PublicMaterial) -> Result<PrivateMaterial, JwkError> {
    if key.public() == *stated { Ok(key) } else { Err(INCONSISTENT) }
}

/// 1, 2, 3 and so on, up to the next whole block of eight bytes.
fn padding(section: &[u8], reader: &Reader<'_>) -> Result<(), JwkError> {
    let padding = reader.rest();
    if section.len().is_multiple_of(BLOCK)
        && padding.len() < BLOCK
        && padding.iter().copied().eq((1..).take(padding.len()))
    {
        Ok(())
    } else {
        Err(reader.broken("its padding is wrong"))
    }
}

const MAGIC: &[u8] = b"openssh-key-v1\0";
const BLOCK: usize = 8;
const STRUCTURE: &str = "the OpenSSH private key";
const INCONSISTENT: JwkError = JwkError::Key(KeyError::Inconsistent);
