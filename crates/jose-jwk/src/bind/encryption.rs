//! Keys that encrypt and decrypt.

use jose_core::{ContentEncryption, KeyManagementAlgorithm, registry::KeyManagementKind};
use jose_crypto::{DecryptionKey, EncryptionKey, KeyError};

use super::{Named, algorithm::Management, permission};
use crate::{JwkError, PrivateJwk, PublicJwk, SymmetricJwk};

const NAME_ENCRYPTION: &str = "set its alg, or name one with encryption_key_for";
const NAME_DECRYPTION: &str = "set its alg, or name one with decryption_key_for";
const RSA1_5: KeyManagementAlgorithm = KeyManagementAlgorithm::Rsa15;
const RSA1_5_BY_NAME_ONLY: KeyError = KeyError::Invalid {
    what: "RSA1_5 decrypts only through rsa1_5_insecure_decryption_key, which needs the feature `rsa1_5-insecure`",
};
const DIR: KeyManagementAlgorithm = KeyManagementAlgorithm::Dir;

impl PublicJwk {
    /// The key to encrypt to, for the algorithm that the JWK names. Nothing is inferred: each key fits several algorithms.
    ///
    /// # Errors
    /// [`JwkError::AlgorithmNeeded`] without `alg`;
    /// [`JwkError::AlgorithmUnknown`] and [`JwkError::AlgorithmPurpose`] if `alg` or the curve is not for encryption;
    /// [`JwkError::NotPermitted`] if `use` or `key_ops` forbids it.
    pub fn encryption_key(&self) -> Result<EncryptionKey, JwkError> {
        self.encryption(None)
    }

    /// The key to encrypt to, for this algorithm.
    ///
    /// # Errors
    /// [`JwkError::AlgorithmMismatch`] if the JWK names another one; [`JwkError::Key`] if the algorithm needs another type or curve;
    /// [`JwkError::NotPermitted`] if `use` or `key_ops` forbids it.
    pub fn encryption_key_for(&self, algorithm: KeyManagementAlgorithm) -> Result<EncryptionKey, JwkError> {
        self.encryption(Some(algorithm))
    }

    fn encryption(&self, asked: Option<KeyManagementAlgorithm>) -> Result<EncryptionKey, JwkError> {
        let algorithm = asymmetric(self.facts().key_management(asked, "encrypt", NAME_ENCRYPTION)?);
        permission::encrypt(self.metadata(), algorithm)?;
        Ok(EncryptionKey::new(algorithm, self.material())?.named(self.metadata()))
    }
}

impl PrivateJwk {
    /// The key to decrypt with, for the algorithm that the JWK names.
    ///
    /// # Errors
    /// As for [`PublicJwk::encryption_key`].
    pub fn decryption_key(&self) -> Result<DecryptionKey, JwkError> {
        self.decryption(None)
    }

    /// The key to decrypt with, for this algorithm.
    ///
    /// # Errors
    /// As for [`PublicJwk::encryption_key_for`].
    pub fn decryption_key_for(&self, algorithm: KeyManagementAlgorithm) -> Result<DecryptionKey, JwkError> {
        self.decryption(Some(algorithm))
    }

    fn decryption(&self, asked: Option<KeyManagementAlgorithm>) -> Result<DecryptionKey, JwkError> {
        let algorithm = asymmetric(self.facts().key_management(asked, "decrypt", NAME_DECRYPTION)?);
        permission::decrypt(self.metadata(), algorithm)?;
        if algorithm == RSA1_5 {
            return Err(RSA1_5_BY_NAME_ONLY.into());
        }
        Ok(DecryptionKey::from_checked(algorithm, self.checked())?.named(self.metadata()))
    }
}

impl SymmetricJwk {
    /// The key to encrypt with, for the algorithm that the JWK names: a key wrapping algorithm; a content encryption, which makes it a
    /// `dir` key for that one; or a `PBES2` algorithm, for which `k` is the password.
    ///
    /// # Errors
    /// [`JwkError::AlgorithmNeeded`] without `alg`, or if it is `dir` and so leaves the content encryption open;
    /// [`JwkError::AlgorithmUnknown`] and [`JwkError::AlgorithmPurpose`] if `alg` is not for encryption;
    /// [`JwkError::NotPermitted`] if `use` or `key_ops` forbids it;
    /// [`JwkError::Key`] if the secret has another length than the algorithm fixes.
    pub fn encryption_key(&self) -> Result<EncryptionKey, JwkError> {
        self.encryption(None)
    }

    /// The key to encrypt with, for this algorithm.
    ///
    /// # Errors
    /// [`JwkError::AlgorithmMismatch`] if the JWK names another one; otherwise as for [`SymmetricJwk::encryption_key`].
    pub fn encryption_key_for(&self, algorithm: KeyManagementAlgorithm) -> Result<EncryptionKey, JwkError> {
        self.encryption(Some(algorithm))
    }

    /// The `dir` key to encrypt with, for this content encryption.
    ///
    /// # Errors
    /// [`JwkError::AlgorithmMismatch`] if `alg` is neither this nor `dir`; otherwise as for [`SymmetricJwk::encryption_key`].
    pub fn encryption_key_direct(&self, enc: ContentEncryption) -> Result<EncryptionKey, JwkError> {
        self.facts().direct(enc)?;
        permission::encrypt(self.metadata(), DIR)?;
        Ok(EncryptionKey::direct(enc, self.secret().expose())?.named(self.metadata()))
    }

    /// The key to decrypt with, for the algorithm that the JWK names.
    ///
    /// # Errors
    /// As for [`SymmetricJwk::encryption_key`].
    pub fn decryption_key(&self) -> Result<DecryptionKey, JwkError> {
        self.decryption(None)
    }

    /// The key to decrypt with, for this algorithm.
    ///
    /// # Errors
    /// As for [`SymmetricJwk::encryption_key_for`].
    pub fn decryption_key_for(&self, algorithm: KeyManagementAlgorithm) -> Result<DecryptionKey, JwkError> {
        self.decryption(Some(algorithm))
    }

    /// The `dir` key to decrypt with, for this content encryption.
    ///
    /// # Errors
    /// As for [`SymmetricJwk::encryption_key_direct`].
    pub fn decryption_key_direct(&self, enc: ContentEncryption) -> Result<DecryptionKey, JwkError> {
        self.facts().direct(enc)?;
        permission::decrypt(self.metadata(), DIR)?;
        Ok(DecryptionKey::direct(enc, self.secret().expose())?.named(self.metadata()))
    }

    fn encryption(&self, asked: Option<KeyManagementAlgorithm>) -> Result<EncryptionKey, JwkError> {
        match self.facts().key_management(asked, "encrypt", NAME_ENCRYPTION)? {
            Management::Direct(enc) => self.encryption_key_direct(enc),
            Management::By(algorithm) => {
                permission::encrypt(self.metadata(), algorithm)?;
                let secret = self.secret().expose();
                let key = if takes_password(algorithm) {
                    EncryptionKey::password(algorithm, secret)?
                } else {
                    EncryptionKey::symmetric(algorithm, secret)?
                };
                Ok(key.named(self.metadata()))
            }
        }
    }

    fn decryption(&self, asked: Option<KeyManagementAlgorithm>) -> Result<DecryptionKey, JwkError> {
        match self.facts().key_management(asked, "decrypt", NAME_DECRYPTION)? {
            Management::Direct(enc) => self.decryption_key_direct(enc),
            Management::By(algorithm) => {
                permission::decrypt(self.metadata(), algorithm)?;
                let secret = self.secret().expose();
                let key = if takes_password(algorithm) {
                    DecryptionKey::password(algorithm, secret)?
                } else {
                    DecryptionKey::symmetric(algorithm, secret)?
                };
                Ok(key.named(self.metadata()))
            }
        }
    }
}

/// Whether a shared secret is a password for this algorithm, to be stretched, and not the key itself.
fn takes_password(algorithm: KeyManagementAlgorithm) -> bool {
    matches!(algorithm.row().kind, KeyManagementKind::Pbes2AesKeyWrap { .. })
}

/// The algorithm of a key that is no shared secret. `dir` stays `dir`, for the constructor to refuse.
fn asymmetric(management: Management) -> KeyManagementAlgorithm {
    match management {
        Management::By(algorithm) => algorithm,
        Management::Direct(_) => DIR,
    }
}
