//! The private operation that a message asks for.

use jose_core::{
    ContentEncryption, KeyManagementAlgorithm,
    registry::{KeyManagementKind, RSA_MODULUS_BYTES},
};

use super::KeyParameters;
use crate::{DecryptFailed, hpke, key_management::pbes2, material::public::check_ephemeral, remote::KeyOperation};

/// What a key must do to open one message.
#[derive(Clone, Copy)]
pub(in crate::keys) enum PrivateOperation<'m> {
    /// Something that a device can do as well.
    Remote(KeyOperation<'m>),
    /// Stretch the password, then unwrap.
    Stretch { encrypted_key: &'m [u8], salt: &'m [u8], rounds: u32 },
    /// Decrypt with RSAES-PKCS1-v1_5. No device is asked: its answer, or its time, would tell good padding from bad.
    #[cfg_attr(not(feature = "rsa1_5-insecure"), expect(dead_code, reason = "no key asks for it then"))]
    Pkcs1 { encrypted_key: &'m [u8] },
    /// Open with HPKE.
    Decapsulate { encapsulated_key: &'m [u8], encrypted_key: &'m [u8], content_encryption: ContentEncryption },
}

impl<'m> KeyParameters<'m> {
    /// As [`KeyParameters::operation`], as long as all parts are there, whatever they hold.
    pub(in crate::keys) fn described(
        &self,
        algorithm: KeyManagementAlgorithm,
    ) -> Result<PrivateOperation<'m>, DecryptFailed> {
        let encrypted_key = self.encrypted_key;
        let must_have_key = algorithm != KeyManagementAlgorithm::EcdhEs;
        if encrypted_key.is_empty() == must_have_key {
            return Err(DecryptFailed);
        }
        match algorithm.row().kind {
            KeyManagementKind::AesKeyWrap { .. } | KeyManagementKind::RsaOaep(_) => {
                Ok(PrivateOperation::Remote(KeyOperation::Unwrap { encrypted_key }))
            }
            KeyManagementKind::AesGcmKeyWrap { .. } => {
                let (iv, tag) = self.gcm_key_wrap.ok_or(DecryptFailed)?;
                Ok(PrivateOperation::Remote(KeyOperation::UnwrapWithGcm { encrypted_key, iv, tag }))
            }
            KeyManagementKind::EcdhEs | KeyManagementKind::EcdhEsAesKeyWrap { .. } => {
                let ephemeral = self.ephemeral.ok_or(DecryptFailed)?;
                Ok(PrivateOperation::Remote(KeyOperation::Agree { ephemeral }))
            }
            KeyManagementKind::Pbes2AesKeyWrap { .. } => {
                let (salt, rounds) = self.password.ok_or(DecryptFailed)?;
                if !pbes2::is_possible(salt, rounds) {
                    return Err(DecryptFailed);
                }
                Ok(PrivateOperation::Stretch { encrypted_key, salt, rounds })
            }
            KeyManagementKind::RsaPkcs1 => Ok(PrivateOperation::Pkcs1 { encrypted_key }),
            KeyManagementKind::HpkeKeyEncryption(_) => {
                let encapsulated_key = self.encapsulated_key.ok_or(DecryptFailed)?;
                let content_encryption = self.content_encryption;
                Ok(PrivateOperation::Decapsulate { encapsulated_key, encrypted_key, content_encryption })
            }
            _ => Err(DecryptFailed),
        }
    }

    /// Whether the encrypted key has a length that `algorithm` makes for this content encryption. Otherwise a stranger could choose how long
    /// the unwrapping takes.
    pub(in crate::keys) fn check_length(&self, algorithm: KeyManagementAlgorithm) -> Result<(), DecryptFailed> {
        let (found, key_bytes) = (self.encrypted_key.len(), self.content_encryption.row().key_bytes);
        let possible = match algorithm.row().kind {
            KeyManagementKind::AesKeyWrap { .. }
            | KeyManagementKind::EcdhEsAesKeyWrap { .. }
            | KeyManagementKind::Pbes2AesKeyWrap { .. } => found == key_bytes.saturating_add(8),
            KeyManagementKind::AesGcmKeyWrap { .. } => found == key_bytes,
            KeyManagementKind::RsaOaep(_) | KeyManagementKind::RsaPkcs1 => RSA_MODULUS_BYTES.contains(&found),
            KeyManagementKind::HpkeKeyEncryption(_) => found == key_bytes.saturating_add(hpke::TAG_BYTES),
            _ => found == 0,
        };
        if possible { Ok(()) } else { Err(DecryptFailed) }
    }
}

/// What keeps a key of this algorithm out of devices.
pub(in crate::keys) fn why_not_remote(algorithm: KeyManagementAlgorithm) -> Option<&'static str> {
    match algorithm.row().kind {
        KeyManagementKind::Direct => Some("a dir key is the content's own and cannot stay in a device"),
        KeyManagementKind::Pbes2AesKeyWrap { .. } => Some("a password is stretched here and cannot stay in a device"),
        KeyManagementKind::RsaPkcs1 => {
            Some("an RSA1_5 key cannot stay in a device: what the device says of a bad message would tell its content")
        }
        KeyManagementKind::Hpke(_) | KeyManagementKind::HpkeKeyEncryption(_) => {
            Some("an HPKE key cannot stay in a device yet")
        }
        _ => None,
    }
}

/// Whether the sender's key may meet a private key: a point off its curve would give the private key away, bit by bit.
pub(in crate::keys) fn check_peer(operation: KeyOperation<'_>) -> Result<(), DecryptFailed> {
    match operation {
        KeyOperation::Agree { ephemeral } => check_ephemeral(ephemeral).map_err(|_| DecryptFailed),
        _ => Ok(()),
    }
}
