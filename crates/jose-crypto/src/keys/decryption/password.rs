//! Decrypting with a password.

use jose_core::KeyManagementAlgorithm;

use super::{DecryptionKey, Prepared};
use crate::{KeyError, key_management::pbes2::Password};

impl DecryptionKey {
    /// Binds a password to `PBES2-HS256+A128KW`, `PBES2-HS384+A192KW` or `PBES2-HS512+A256KW`.
    ///
    /// # Security
    /// The message says how many rounds the password is stretched by, and that is work for a stranger. Nothing can be prepared: each message
    /// costs it anew, for each key that is tried. `jose-jwe` compares the rounds with [`jose_core::Limits::pbes2_rounds`] before it comes here;
    /// whoever calls [`DecryptionKey::content_key`] does that first.
    ///
    /// # Errors
    /// [`KeyError::TooShort`] if the password is empty, [`KeyError::Invalid`] if the algorithm does not work with one.
    pub fn password(algorithm: KeyManagementAlgorithm, password: &[u8]) -> Result<Self, KeyError> {
        Ok(Self::from_prepared(algorithm, Prepared::Password(Password::new(algorithm, password)?)))
    }
}
