//! The short ways to a new key, with the usual choices.

use jose_core::{ContentEncryption, JwsAlgorithm, KeyManagementAlgorithm};

use super::Generator;
use crate::{Jwk, JwkError, PrivateJwk, SymmetricJwk};

impl Jwk {
    /// A new key for the algorithm of this name, as [`Generator::named`] makes it with the usual choices.
    ///
    /// # Errors
    /// [`JwkError::AlgorithmUnknown`] if there is none of this name, [`JwkError::AlgorithmNeeded`] for `dir`, [`JwkError::Key`] if the
    /// system gives no random bytes.
    pub fn generate(name: &str) -> Result<Self, JwkError> {
        Generator::new().named(name)
    }
}

impl PrivateJwk {
    /// A new key that signs.
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] for HMAC, whose keys [`SymmetricJwk::generate_signing`] makes; otherwise as [`Generator::signing`].
    pub fn generate_signing(algorithm: JwsAlgorithm) -> Result<Self, JwkError> {
        Generator::new().signing(algorithm)?.try_into()
    }

    /// A new key that decrypts.
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] for key wrapping, whose keys [`SymmetricJwk::generate_encryption`] makes; otherwise as
    /// [`Generator::encryption`].
    pub fn generate_encryption(algorithm: KeyManagementAlgorithm) -> Result<Self, JwkError> {
        Generator::new().encryption(algorithm)?.try_into()
    }
}

impl SymmetricJwk {
    /// A new secret for HMAC, as long as its hash.
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] for an asymmetric algorithm; otherwise as [`Generator::signing`].
    pub fn generate_signing(algorithm: JwsAlgorithm) -> Result<Self, JwkError> {
        Generator::new().signing(algorithm)?.try_into()
    }

    /// A new secret for key wrapping.
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] for an asymmetric algorithm; otherwise as [`Generator::encryption`].
    pub fn generate_encryption(algorithm: KeyManagementAlgorithm) -> Result<Self, JwkError> {
        Generator::new().encryption(algorithm)?.try_into()
    }

    /// A new secret that encrypts content itself (`dir`).
    ///
    /// # Errors
    /// As for [`Generator::direct`].
    pub fn generate_direct(enc: ContentEncryption) -> Result<Self, JwkError> {
        Generator::new().direct(enc)
    }
}
