//! The calls of `hazmat`: as the public ones, with everything that is random given.

use std::fmt;

use jose_core::ContentEncryption;

use super::{
    EncryptError, EncryptionKey, Established, Prepared, Sealed, WrappedKey, establish, randomness::Wrapping, wrap,
};
use crate::{KeyError, content::ContentKey, key_management::agreement::AgreementKey, material::PrivateMaterial};

/// Everything that is random in one message, given. An algorithm takes what it needs of it and leaves the rest.
#[derive(Clone, Copy)]
pub struct FixedRandom<'r> {
    /// The content encryption key. `dir` and `ECDH-ES` have one of their own and leave this one.
    pub content_key: &'r [u8],
    /// The initialization vector of the content.
    pub iv: &'r [u8],
    /// The initialization vector of AES-GCM key wrap.
    pub key_iv: [u8; 12],
    /// The salt of a password, `p2s`.
    pub salt: [u8; 16],
    /// The ephemeral private key of ECDH-ES or HPKE. Without one a new one is made, as ever.
    pub ephemeral: Option<&'r PrivateMaterial>,
}

impl<'r> FixedRandom<'r> {
    /// These two values, and the others zero or absent.
    #[must_use]
    pub fn new(content_key: &'r [u8], iv: &'r [u8]) -> Self {
        Self { content_key, iv, key_iv: [0; 12], salt: [0; 16], ephemeral: None }
    }

    /// The ephemeral key for a recipient of this kind, if there is one and the recipient needs one.
    fn ephemeral_for(&self, key: &EncryptionKey) -> Result<Option<AgreementKey>, EncryptError> {
        let (Prepared::Agreement(peer) | Prepared::Hpke(peer), Some(material)) = (&*key.prepared, self.ephemeral)
        else {
            return Ok(None);
        };
        match material {
            PrivateMaterial::Ec { curve, d, .. } | PrivateMaterial::Okp { curve, d, .. }
                if *curve == peer.point().curve() =>
            {
                AgreementKey::new(*curve, d.expose()).map(Some).map_err(EncryptError::Fixed)
            }
            _ => Err(EncryptError::Fixed(KeyError::Invalid {
                what: "the fixed ephemeral key is not on the recipient's curve",
            })),
        }
    }

    fn wrapping<'w>(&self, ephemeral: Option<&'w AgreementKey>) -> Wrapping<'w> {
        Wrapping { gcm_iv: self.key_iv, salt: self.salt, ephemeral }
    }
}

/// As [`ContentKey::generate`], with this key and this initialization vector.
///
/// # Errors
/// [`KeyError::WrongLength`] if one has not the exact length of `content_encryption`.
pub fn content_key(content_encryption: ContentEncryption, key: &[u8], iv: &[u8]) -> Result<ContentKey, KeyError> {
    ContentKey::fixed(content_encryption, key, iv)
}

/// As [`EncryptionKey::establish`], with nothing random.
///
/// # Errors
/// [`EncryptError::Fixed`] if a value does not fit; otherwise as [`EncryptionKey::establish`].
pub fn establish<'k>(
    key: &'k EncryptionKey,
    content_encryption: ContentEncryption,
    apu: &[u8],
    apv: &[u8],
    random: &FixedRandom<'_>,
) -> Result<Established<'k>, EncryptError> {
    let ephemeral = random.ephemeral_for(key)?;
    let wrapping = random.wrapping(ephemeral.as_ref());
    let prepared = (key.algorithm, &*key.prepared);
    establish::establish(prepared, content_encryption, (apu, apv), (random.content_key, random.iv), &wrapping)
}

/// As [`EncryptionKey::wrap`], with nothing random. `content_key` and `iv` of `random` are left.
///
/// # Errors
/// As [`establish`].
pub fn wrap(
    key: &EncryptionKey,
    content_key: &ContentKey,
    apu: &[u8],
    apv: &[u8],
    random: &FixedRandom<'_>,
) -> Result<WrappedKey, EncryptError> {
    let ephemeral = random.ephemeral_for(key)?;
    let wrapping = random.wrapping(ephemeral.as_ref());
    let prepared = (key.algorithm, &*key.prepared);
    wrap::wrap(prepared, content_key.content_encryption(), content_key.key(), (apu, apv), &wrapping)
}

/// As [`EncryptionKey::seal`], with the ephemeral key of `random`.
///
/// # Errors
/// [`EncryptError::Fixed`] if it does not fit; otherwise as [`EncryptionKey::seal`].
pub fn seal(
    key: &EncryptionKey,
    aad: &[u8],
    plaintext: &[u8],
    random: &FixedRandom<'_>,
) -> Result<Sealed, EncryptError> {
    let ephemeral = random.ephemeral_for(key)?;
    key.seal_with(aad, plaintext, &random.wrapping(ephemeral.as_ref()))
}

impl fmt::Debug for FixedRandom<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FixedRandom").finish_non_exhaustive()
    }
}
