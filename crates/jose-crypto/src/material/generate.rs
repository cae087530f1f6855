//! New keys, public halves, and whether two halves belong together.

use aws_lc_rs::{
    agreement,
    encoding::{AsBigEndian, AsDer, Curve25519SeedBin, EcPrivateKeyBin, Pkcs8V1Der},
    rsa::{KeyPair as RsaKeyPair, KeySize},
    signature::{Ed25519KeyPair, KeyPair},
};
use jose_core::{Curve, KeyType, SecretBytes};

use super::PrivateMaterial;
use crate::{EphemeralPublicKey, KeyError, backend, keys::rsa, random};

const UNUSABLE: KeyError = KeyError::Invalid { what: "the private half is zero or too large for its curve" };

pub(super) fn on(curve: Curve) -> Result<PrivateMaterial, KeyError> {
    if curve == Curve::Ed25519 {
        // Any 32 random bytes are a seed (RFC 8032, section 5.1.5). The backend would make one too, but not wipe its copy.
        let mut seed = SecretBytes::new(vec![0; 32]);
        random::fill(seed.expose_mut()).map_err(|_| KeyError::NoRandomness)?;
        return from_private_half(curve, seed);
    }
    let key = agreement::PrivateKey::generate(backend::agreement(curve)?).map_err(|_| KeyError::NoRandomness)?;
    from_private_half(curve, private_half(curve, &key)?)
}

fn private_half(curve: Curve, key: &agreement::PrivateKey) -> Result<SecretBytes, KeyError> {
    if curve == Curve::X25519 {
        let bytes: Curve25519SeedBin<'_> = key.as_be_bytes().map_err(|_| KeyError::NoRandomness)?;
        Ok(SecretBytes::from(bytes.as_ref()))
    } else {
        let bytes: EcPrivateKeyBin<'_> = key.as_be_bytes().map_err(|_| KeyError::NoRandomness)?;
        Ok(SecretBytes::from(bytes.as_ref()))
    }
}

pub(super) fn from_private_half(curve: Curve, d: SecretBytes) -> Result<PrivateMaterial, KeyError> {
    let needed = curve.row().coordinate_bytes;
    if d.len() != needed {
        return Err(KeyError::WrongLength { what: "d", needed, found: d.len() });
    }
    if curve == Curve::Ed25519 {
        let pair = Ed25519KeyPair::from_seed_unchecked(d.expose()).map_err(|_| UNUSABLE)?;
        return Ok(PrivateMaterial::Okp { curve, x: pair.public_key().as_ref().to_vec(), d });
    }
    let key = agreement::PrivateKey::from_private_key(backend::agreement(curve)?, d.expose()).map_err(|_| UNUSABLE)?;
    let public = key.compute_public_key().map_err(|_| UNUSABLE)?;
    let public = EphemeralPublicKey::from_encoded(curve, public.as_ref());
    let x = public.x().to_vec();
    Ok(match (curve.row().key_type, public.y()) {
        (KeyType::Ec, Some(y)) => PrivateMaterial::Ec { curve, x, y: y.to_vec(), d },
        _ => PrivateMaterial::Okp { curve, x, d },
    })
}

pub(super) fn check_pair(material: &PrivateMaterial) -> Result<(), KeyError> {
    match material {
        PrivateMaterial::Rsa(private) => rsa::key_pair(private).map(|_| ()),
        PrivateMaterial::Ec { curve, d, .. } | PrivateMaterial::Okp { curve, d, .. } => {
            let computed = from_private_half(*curve, d.duplicate())?;
            if computed.public() == material.public() { Ok(()) } else { Err(KeyError::Inconsistent) }
        }
    }
}

pub(super) fn rsa_pkcs8(bits: usize) -> Result<SecretBytes, KeyError> {
    let size = match bits {
        2048 => KeySize::Rsa2048,
        3072 => KeySize::Rsa3072,
        4096 => KeySize::Rsa4096,
        8192 => KeySize::Rsa8192,
        _ => return Err(KeyError::RsaSize { bits }),
    };
    let pair = RsaKeyPair::generate(size).map_err(|_| KeyError::NoRandomness)?;
    let der: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| KeyError::NoRandomness)?;
    Ok(SecretBytes::from(der.as_ref()))
}
