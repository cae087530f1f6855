//! Keys for old messages of `RSA1_5`, by a name that says what they are.

use jose_core::KeyManagementAlgorithm::Rsa15;
use jose_crypto::DecryptionKey;

use super::{Named, permission};
use crate::{Jwk, JwkError, KeyKind, PrivateJwk};

const ADVICE: &str = "set its alg";

impl PrivateJwk {
    /// The key to decrypt old messages of `RSA1_5` with.
    ///
    /// # Security
    /// Read [`DecryptionKey::rsa1_5_insecure`] first: such a key should do nothing else, and be retired soon.
    ///
    /// # Errors
    /// [`JwkError::AlgorithmMismatch`] if the JWK names another algorithm; [`JwkError::Key`] if the key is not an RSA key;
    /// [`JwkError::NotPermitted`] if `use` or `key_ops` forbids it.
    pub fn rsa1_5_insecure_decryption_key(&self) -> Result<DecryptionKey, JwkError> {
        self.facts().key_management(Some(Rsa15), "decrypt", ADVICE)?;
        permission::decrypt(self.metadata(), Rsa15)?;
        Ok(DecryptionKey::rsa1_5_insecure(self.secret_material())?.named(self.metadata()))
    }
}

impl Jwk {
    /// As [`PrivateJwk::rsa1_5_insecure_decryption_key`].
    ///
    /// # Security
    /// Read [`DecryptionKey::rsa1_5_insecure`] first: such a key should do nothing else, and be retired soon.
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] for anything but a private key; otherwise as for [`PrivateJwk::rsa1_5_insecure_decryption_key`].
    pub fn rsa1_5_insecure_decryption_key(&self) -> Result<DecryptionKey, JwkError> {
        match self {
            Self::Private(key) => key.rsa1_5_insecure_decryption_key(),
            _ => Err(self.is_not(KeyKind::Private)),
        }
    }
}
