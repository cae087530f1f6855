//! Private keys in DER.

use der::{
    Decode,
    asn1::{OctetStringRef, UintRef},
};
use jose_core::{Curve, SecretBytes};
use jose_crypto::{
    KeyError,
    material::{CheckedPrivate, PrivateMaterial, PublicMaterial, RsaPrivate},
};
use pkcs1::RsaPrivateKeyRef;
use pkcs8::PrivateKeyInfoRef;
use sec1::EcPrivateKey;

use super::{
    Fault,
    algorithm::{self, Algorithm},
    ml_dsa,
    public::point,
};
use crate::JwkError;

pub(super) fn pkcs8(bytes: &[u8]) -> Result<CheckedPrivate, Fault> {
    let info = PrivateKeyInfoRef::from_der(bytes)?;
    let key = info.private_key.as_bytes();
    // Version 2 of the structure may repeat the public half. It must agree wherever it stands.
    let public = info.public_key.map(|bits| bits.as_bytes().ok_or(INCONSISTENT)).transpose()?;
    match algorithm::read(info.algorithm)? {
        Algorithm::Rsa => {
            let material = rsa(key)?;
            let stated = public.map(super::public::pkcs1).transpose()?;
            Ok(checked(agreeing(material, stated)?)?)
        }
        Algorithm::Ec(curve) => {
            let material = ec(Some(curve), &EcPrivateKey::from_der(key)?)?;
            let stated = public.map(|bytes| point(curve, bytes)).transpose()?;
            if stated.is_none_or(|stated| stated == material.material().public()) {
                Ok(material)
            } else {
                Err(INCONSISTENT.into())
            }
        }
        Algorithm::MlDsa(algorithm) => {
            let material = ml_dsa::private(algorithm, key)?;
            let stated = public.map(|key| PublicMaterial::Akp { algorithm, public_key: key.to_vec() });
            Ok(checked(agreeing(material, stated)?)?)
        }
        Algorithm::Okp(curve) => {
            // RFC 8410, section 7: an octet string inside the octet string.
            let d = <&OctetStringRef>::from_der(key)?;
            let material = from_private_half(curve, d.as_bytes())?;
            let stated = public.map(|x| PublicMaterial::Okp { curve, x: x.to_vec() });
            Ok(checked(agreeing(material, stated)?)?)
        }
    }
}

pub(super) fn sec1(bytes: &[u8]) -> Result<CheckedPrivate, Fault> {
    Ok(ec(None, &EcPrivateKey::from_der(bytes)?)?)
}

pub(super) fn pkcs1(bytes: &[u8]) -> Result<CheckedPrivate, Fault> {
    Ok(checked(rsa(bytes)?)?)
}

fn rsa(bytes: &[u8]) -> Result<PrivateMaterial, Fault> {
    let key = RsaPrivateKeyRef::from_der(bytes)?;
    if key.other_prime_infos.is_some() {
        return Err(Fault::Key(JwkError::unsupported("RSA key", "of more than two primes")));
    }
    let secret = |integer: &UintRef<'_>| SecretBytes::from(integer.as_bytes());
    Ok(PrivateMaterial::Rsa(Box::new(RsaPrivate {
        n: key.modulus.as_bytes().to_vec(),
        e: key.public_exponent.as_bytes().to_vec(),
        d: secret(&key.private_exponent),
        p: secret(&key.prime1),
        q: secret(&key.prime2),
        dp: secret(&key.exponent1),
        dq: secret(&key.exponent2),
        qi: secret(&key.coefficient),
    })))
}

/// The curve stands outside (in PKCS#8), inside (in SEC1), or in both places, and must then be the same.
fn ec(outside: Option<Curve>, key: &EcPrivateKey<'_>) -> Result<CheckedPrivate, JwkError> {
    let inside = key.parameters.and_then(sec1::EcParameters::named_curve);
    let inside = inside.map(|identifier| algorithm::named(&identifier)).transpose()?;
    let curve = match (outside, inside) {
        (Some(outside), Some(inside)) if outside != inside => return Err(INCONSISTENT),
        (Some(curve), _) | (None, Some(curve)) => curve,
        (None, None) => {
            return Err(JwkError::Format {
                found: "a SEC1 private key that does not name its curve".into(),
                needed: "one that does",
                advice: "write the key again as PKCS#8, with `openssl pkcs8 -topk8 -nocrypt -in FILE -out NEW`",
            });
        }
    };
    let stated = key.public_key.map(|bytes| point(curve, bytes)).transpose();
    // The check computes the public half, and so nobody else has to where the file states it. Where the check fails, the reason is found below.
    if let Ok(Some(PublicMaterial::Ec { curve, x, y })) = &stated {
        let (curve, x, y, d) = (*curve, x.clone(), y.clone(), SecretBytes::from(key.private_key));
        if let Ok(checked) = CheckedPrivate::new(PrivateMaterial::Ec { curve, x, y, d }) {
            return Ok(checked);
        }
    }
    checked(agreeing(from_private_half(curve, key.private_key)?, stated?)?)
}

fn checked(material: PrivateMaterial) -> Result<CheckedPrivate, JwkError> {
    Ok(CheckedPrivate::new(material)?)
}

fn from_private_half(curve: Curve, d: &[u8]) -> Result<PrivateMaterial, JwkError> {
    Ok(PrivateMaterial::from_private_half(curve, SecretBytes::from(d))?)
}

/// The material, if the public half that the file states is the one that belongs to it.
fn agreeing(material: PrivateMaterial, stated: Option<PublicMaterial>) -> Result<PrivateMaterial, JwkError> {
    if stated.is_none_or(|stated| stated == material.public()) { Ok(material) } else { Err(INCONSISTENT) }
}

const INCONSISTENT: JwkError = JwkError::Key(KeyError::Inconsistent);
