//! New keys, public halves, and whether two halves belong together.

use aws_lc_rs::{
    agreement,
    encoding::{AsBigEndian, AsDer, Curve25519SeedBin, EcPrivateKeyBin, Pkcs8V1Der},
    rsa::{KeyPair as RsaKeyPair, KeySize},
    signature::{EcdsaKeyPair, Ed25519KeyPair, KeyPair},
};
use jose_core::{Curve, KeyType, SecretBytes};
use zeroize::Zeroizing;

use super::{PrivateMaterial, ml_dsa, public::exact};
use crate::{EphemeralPublicKey, KeyError, backend, keys::rsa, random};

const UNUSABLE: KeyError = KeyError::Invalid { what: "the private half is zero or too large for its curve" };

pub(super) fn on(curve: Curve) -> Result<PrivateMaterial, KeyError> {
    backend::built_in(curve)?;
    let d = match curve {
        // Any random bytes are a seed (RFC 8032, sections 5.1.5 and 5.2.5), and any are a scalar once they are clamped, which happens at
        // each use (RFC 7748, section 5). The backend would make an Ed25519 seed too, but not wipe its copy.
        Curve::Ed25519 | Curve::Ed448 | Curve::X448 => {
            random::secret(curve.row().coordinate_bytes).map_err(|_| KeyError::NoRandomness)?
        }
        // The backend has no key agreement on this curve, and so the way through its signatures.
        Curve::Secp256k1 => {
            let pair = EcdsaKeyPair::generate(backend::ecdsa_signing(curve)?).map_err(|_| KeyError::NoRandomness)?;
            let bytes: EcPrivateKeyBin<'_> = pair.private_key().as_be_bytes().map_err(|_| KeyError::NoRandomness)?;
            SecretBytes::from(bytes.as_ref())
        }
        _ => {
            let key =
                agreement::PrivateKey::generate(backend::agreement(curve)?).map_err(|_| KeyError::NoRandomness)?;
            private_half(curve, &key)?
        }
    };
    from_private_half(curve, d)
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
    backend::built_in(curve)?;
    exact("d", curve.row().coordinate_bytes, d.expose())?;
    let x = match curve {
        Curve::Ed25519 => {
            let pair = Ed25519KeyPair::from_seed_unchecked(d.expose()).map_err(|_| UNUSABLE)?;
            pair.public_key().as_ref().to_vec()
        }
        Curve::Ed448 => backend::ed448::SigningKey::from_seed(d.expose()).ok_or(UNUSABLE)?.public(),
        Curve::X448 => backend::x448::public_half(d.expose()).ok_or(UNUSABLE)?.to_vec(),
        Curve::Secp256k1 => {
            let (x, y) = secp256k1_point(&d)?;
            return Ok(PrivateMaterial::Ec { curve, x, y, d });
        }
        _ => {
            let key = agreement::PrivateKey::from_private_key(backend::agreement(curve)?, d.expose());
            let public = key.and_then(|key| key.compute_public_key().map_err(Into::into)).map_err(|_| UNUSABLE)?;
            let public = EphemeralPublicKey::from_encoded(curve, public.as_ref());
            let x = public.x().to_vec();
            if let (KeyType::Ec, Some(y)) = (curve.row().key_type, public.y()) {
                return Ok(PrivateMaterial::Ec { curve, x, y: y.to_vec(), d });
            }
            x
        }
    };
    Ok(PrivateMaterial::Okp { curve, x, d })
}

/// The backend computes the point only where a file leaves it out, so such a file is made: a SEC1 private key with the scalar alone (RFC 5915,
/// section 3). Its curve is the one that is asked for.
fn secp256k1_point(d: &SecretBytes) -> Result<(Vec<u8>, Vec<u8>), KeyError> {
    /// A sequence of the version 1 and an octet string of 32 bytes.
    const BEFORE_SCALAR: [u8; 7] = [0x30, 37, 0x02, 1, 1, 0x04, 32];
    let mut file = Zeroizing::new(Vec::with_capacity(BEFORE_SCALAR.len().saturating_add(d.len())));
    file.extend_from_slice(&BEFORE_SCALAR);
    file.extend_from_slice(d.expose());
    let pair = EcdsaKeyPair::from_private_key_der(backend::ecdsa_signing(Curve::Secp256k1)?, &file);
    let pair = pair.map_err(|_| UNUSABLE)?;
    let (_, coordinates) = pair.public_key().as_ref().split_first().ok_or(UNUSABLE)?;
    let (x, y) = coordinates.split_at_checked(Curve::Secp256k1.row().coordinate_bytes).ok_or(UNUSABLE)?;
    Ok((x.to_vec(), y.to_vec()))
}

pub(super) fn check_pair(material: &PrivateMaterial) -> Result<(), KeyError> {
    match material {
        PrivateMaterial::Rsa(private) => rsa::key_pair(private).map(|_| ()),
        PrivateMaterial::Ec { curve, d, .. } | PrivateMaterial::Okp { curve, d, .. } => {
            same(&from_private_half(*curve, d.duplicate())?, material)
        }
        PrivateMaterial::Akp { algorithm, seed, .. } => {
            same(&ml_dsa::from_seed(*algorithm, seed.duplicate())?, material)
        }
    }
}

fn same(computed: &PrivateMaterial, stated: &PrivateMaterial) -> Result<(), KeyError> {
    if computed.public() == stated.public() { Ok(()) } else { Err(KeyError::Inconsistent) }
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
