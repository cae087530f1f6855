//! Content encryption: the key that meets the plaintext, prepared.
//!
//! ```
//! use jose_core::ContentEncryption;
//! use jose_crypto::content::{ContentDecrypter, ContentEncrypter};
//!
//! let (key, iv, aad) = ([7; 32], [1; 12], b"header");
//! let mut buffer = b"secret".to_vec();
//! let tag = ContentEncrypter::new(ContentEncryption::A256Gcm, &key)?.encrypt(&iv, aad, &mut buffer)?;
//!
//! let plaintext = ContentDecrypter::new(ContentEncryption::A256Gcm, &key)?.decrypt(&iv, aad, tag.as_bytes(), &mut buffer)?;
//! assert_eq!(plaintext, b"secret");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! You want this only to build another envelope than JWE. The initialization vector is an argument here, so whoever calls must never use
//! one twice with the same key; [`crate::EncryptionKey::establish`] draws it for you. Specification: RFC 7518 section 5.

mod cbc_hmac;
mod key;
mod message;

use core::fmt;

use aws_lc_rs::{
    aead::{Aad, LessSafeKey, Nonce},
    constant_time,
};
use jose_core::{ContentEncryption, registry::ContentEncryptionKind};

pub use key::ContentKey;
pub use message::MessageDecrypter;

use self::cbc_hmac::{CbcHmacDecrypter, CbcHmacEncrypter};
use crate::{DecryptFailed, KeyError, OperationError, backend};

/// A content encryption key, ready to encrypt.
pub struct ContentEncrypter {
    algorithm: ContentEncryption,
    key: EncrypterKey,
}

enum EncrypterKey {
    Gcm(LessSafeKey),
    CbcHmac(Box<CbcHmacEncrypter>),
}

impl ContentEncrypter {
    /// Prepares `key`.
    ///
    /// # Errors
    /// [`KeyError::WrongLength`] if the key has not the algorithm's exact length.
    pub fn new(algorithm: ContentEncryption, key: &[u8]) -> Result<Self, KeyError> {
        check_key(algorithm, key)?;
        let key = match algorithm.row().kind {
            ContentEncryptionKind::AesCbcHmac(hash) => {
                EncrypterKey::CbcHmac(Box::new(CbcHmacEncrypter::new(hash, key)?))
            }
            _ => EncrypterKey::Gcm(backend::aes_gcm(key)?),
        };
        Ok(Self { algorithm, key })
    }

    /// The algorithm.
    #[must_use]
    pub fn algorithm(&self) -> ContentEncryption {
        self.algorithm
    }

    /// Encrypts `buffer` in place (it grows by the padding, if the algorithm pads) and returns the tag.
    ///
    /// # Errors
    /// [`OperationError::Backend`] if `iv` has the wrong length or the message is too long for the algorithm.
    pub fn encrypt(&self, iv: &[u8], aad: &[u8], buffer: &mut Vec<u8>) -> Result<ContentTag, OperationError> {
        match &self.key {
            EncrypterKey::Gcm(key) => {
                let nonce = Nonce::try_assume_unique_for_key(iv).map_err(|_| OperationError::Backend)?;
                let tag = key
                    .seal_in_place_separate_tag(nonce, Aad::from(aad), buffer)
                    .map_err(|_| OperationError::Backend)?;
                Ok(ContentTag::new(tag.as_ref()))
            }
            EncrypterKey::CbcHmac(key) => key.encrypt(iv, aad, buffer),
        }
    }
}

/// A content encryption key, ready to decrypt.
pub struct ContentDecrypter {
    algorithm: ContentEncryption,
    key: DecrypterKey,
}

enum DecrypterKey {
    Gcm(LessSafeKey),
    CbcHmac(Box<CbcHmacDecrypter>),
}

impl ContentDecrypter {
    /// Prepares `key`.
    ///
    /// # Errors
    /// [`KeyError::WrongLength`] if the key has not the algorithm's exact length.
    pub fn new(algorithm: ContentEncryption, key: &[u8]) -> Result<Self, KeyError> {
        check_key(algorithm, key)?;
        let key = match algorithm.row().kind {
            ContentEncryptionKind::AesCbcHmac(hash) => {
                DecrypterKey::CbcHmac(Box::new(CbcHmacDecrypter::new(hash, key)?))
            }
            _ => DecrypterKey::Gcm(backend::aes_gcm(key)?),
        };
        Ok(Self { algorithm, key })
    }

    /// The algorithm.
    #[must_use]
    pub fn algorithm(&self) -> ContentEncryption {
        self.algorithm
    }

    /// Decrypts `buffer` in place and returns its front, the plaintext. Nothing is decrypted before the tag is checked.
    ///
    /// # Errors
    /// [`DecryptFailed`] for every reason alike: lengths, tag, padding. The buffer is then worthless and holds no plaintext.
    pub fn decrypt<'b>(
        &self,
        iv: &[u8],
        aad: &[u8],
        tag: &[u8],
        buffer: &'b mut [u8],
    ) -> Result<&'b mut [u8], DecryptFailed> {
        if tag.len() != self.algorithm.row().tag_bytes {
            return Err(DecryptFailed);
        }
        match &self.key {
            DecrypterKey::Gcm(key) => {
                let nonce = Nonce::try_assume_unique_for_key(iv).map_err(|_| DecryptFailed)?;
                key.open_in_place_separate_tag(nonce, Aad::from(aad), tag, buffer).map_err(|_| DecryptFailed)
            }
            DecrypterKey::CbcHmac(key) => key.decrypt(iv, aad, tag, buffer),
        }
    }
}

/// An authentication tag. Two are compared in constant time.
#[derive(Clone, Copy, Debug)]
pub struct ContentTag {
    bytes: [u8; 32],
    length: usize,
}

impl ContentTag {
    fn new(tag: &[u8]) -> Self {
        let mut bytes = [0; 32];
        for (room, byte) in bytes.iter_mut().zip(tag) {
            *room = *byte;
        }
        Self { bytes, length: tag.len().min(32) }
    }

    /// The tag's bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

impl PartialEq for ContentTag {
    fn eq(&self, other: &Self) -> bool {
        constant_time::verify_slices_are_equal(self.as_bytes(), other.as_bytes()).is_ok()
    }
}

impl Eq for ContentTag {}

fn check_key(algorithm: ContentEncryption, key: &[u8]) -> Result<(), KeyError> {
    let row = algorithm.row();
    if key.len() == row.key_bytes {
        Ok(())
    } else {
        Err(KeyError::WrongLength { what: row.name, needed: row.key_bytes, found: key.len() })
    }
}

impl fmt::Debug for ContentEncrypter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContentEncrypter").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}

impl fmt::Debug for ContentDecrypter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContentDecrypter").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}
