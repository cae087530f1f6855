//! Encrypting under a password.

use std::sync::Arc;

use jose_core::KeyManagementAlgorithm;

use super::{EncryptionKey, Prepared};
use crate::{KeyError, key_management::pbes2::Password};

impl EncryptionKey {
    /// Binds a password to `PBES2-HS256+A128KW`, `PBES2-HS384+A192KW` or `PBES2-HS512+A256KW`. Each message stretches it by 600,000 rounds
    /// under a salt of its own.
    ///
    /// ```
    /// use jose_core::{ContentEncryption, KeyManagementAlgorithm};
    /// use jose_crypto::EncryptionKey;
    ///
    /// let key = EncryptionKey::password(KeyManagementAlgorithm::Pbes2Hs256A128Kw, b"entrap_o-peter_long-credit_tun")?;
    /// let key = key.with_rounds(1_000)?; // so that this example runs fast
    /// let established = key.establish(ContentEncryption::A256Gcm, b"", b"")?;
    /// let (salt, rounds) = established.password_parameters().ok_or("no salt")?;
    /// assert_eq!((salt.len(), rounds), (16, 1_000));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// You want this for keys and files that a person opens. For services generate a key: it is safer, and a million times faster. The
    /// password's bytes are taken as they are; normalise what a person typed before.
    ///
    /// # Security
    /// Whoever has a message can guess at its password for as long as they like, and the rounds only make each guess dear. Use a password of
    /// many random words or letters (RFC 7518, section 8.8).
    ///
    /// # Errors
    /// [`KeyError::TooShort`] if the password is empty, [`KeyError::Invalid`] if the algorithm does not work with one.
    pub fn password(algorithm: KeyManagementAlgorithm, password: &[u8]) -> Result<Self, KeyError> {
        Ok(Self::from_prepared(algorithm, Prepared::Password(Password::new(algorithm, password)?)))
    }

    /// Stretches the password by another number of rounds than 600,000, from 1,000 to 10,000,000.
    ///
    /// # Security
    /// Fewer rounds help those who guess. More cost the recipient as much as the sender, who may refuse: [`jose_core::Limits::PBES2_ROUNDS`] is
    /// what recipients are advised to allow.
    ///
    /// # Errors
    /// [`KeyError::Invalid`] if the number is outside, or this is not the key of a password.
    pub fn with_rounds(self, rounds: u32) -> Result<Self, KeyError> {
        let Prepared::Password(password) = &*self.prepared else {
            return Err(KeyError::Invalid { what: "only the key of a password has a number of rounds" });
        };
        let prepared = Arc::new(Prepared::Password(password.with_rounds(rounds)?));
        Ok(Self { prepared, ..self })
    }
}
