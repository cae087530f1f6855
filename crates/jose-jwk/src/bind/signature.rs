//! Keys that sign and verify.

use jose_core::{JwsAlgorithm, KeyType};
use jose_crypto::{SigningKey, VerifyingKey};

use super::{Named, algorithm::Facts, permission};
use crate::{JwkError, PrivateJwk, PublicJwk, SymmetricJwk};

const NAME_VERIFYING: &str = "set its alg, or name one with verifying_key_for";
const NAME_SIGNING: &str = "set its alg, or name one with signing_key_for";

impl PublicJwk {
    /// The key to verify with, for the algorithm that the JWK names. Without `alg`, P-256, P-384 and P-521 mean ES256, ES384 and ES512, and
    /// Ed25519 means EdDSA.
    ///
    /// # Errors
    /// [`JwkError::AlgorithmNeeded`] for an RSA key without `alg`;
    /// [`JwkError::AlgorithmUnknown`] and [`JwkError::AlgorithmPurpose`] if `alg` or the curve is not for signatures;
    /// [`JwkError::NotPermitted`] if `use` or `key_ops` forbids it.
    pub fn verifying_key(&self) -> Result<VerifyingKey, JwkError> {
        self.verifying(None)
    }

    /// The key to verify with, for this algorithm.
    ///
    /// # Errors
    /// [`JwkError::AlgorithmMismatch`] if the JWK names another one; [`JwkError::Key`] if the algorithm needs another type or curve;
    /// [`JwkError::NotPermitted`] if `use` or `key_ops` forbids it.
    pub fn verifying_key_for(&self, algorithm: JwsAlgorithm) -> Result<VerifyingKey, JwkError> {
        self.verifying(Some(algorithm))
    }

    fn verifying(&self, asked: Option<JwsAlgorithm>) -> Result<VerifyingKey, JwkError> {
        let algorithm = self.facts().signature(asked, "verify", NAME_VERIFYING)?;
        permission::verify(self.metadata())?;
        Ok(VerifyingKey::from_checked(algorithm, self.checked())?.named(self.metadata()))
    }

    pub(crate) fn facts(&self) -> Facts<'_> {
        Facts { algorithm: self.algorithm(), key_type: self.key_type(), curve: self.curve() }
    }
}

impl PrivateJwk {
    /// The key to sign with, for the algorithm that the JWK names. Without `alg`, the curve decides as for [`PublicJwk::verifying_key`].
    ///
    /// # Errors
    /// As for [`PublicJwk::verifying_key`].
    pub fn signing_key(&self) -> Result<SigningKey, JwkError> {
        self.signing(None)
    }

    /// The key to sign with, for this algorithm.
    ///
    /// # Errors
    /// As for [`PublicJwk::verifying_key_for`].
    pub fn signing_key_for(&self, algorithm: JwsAlgorithm) -> Result<SigningKey, JwkError> {
        self.signing(Some(algorithm))
    }

    fn signing(&self, asked: Option<JwsAlgorithm>) -> Result<SigningKey, JwkError> {
        let algorithm = self.facts().signature(asked, "sign", NAME_SIGNING)?;
        permission::sign(self.metadata())?;
        Ok(SigningKey::from_checked(algorithm, self.checked())?.named(self.metadata()))
    }

    pub(crate) fn facts(&self) -> Facts<'_> {
        Facts { algorithm: self.algorithm(), key_type: self.key_type(), curve: self.curve() }
    }
}

impl SymmetricJwk {
    /// The key to sign with, for the HMAC algorithm that the JWK names.
    ///
    /// # Errors
    /// [`JwkError::AlgorithmNeeded`] without `alg`;
    /// [`JwkError::AlgorithmUnknown`] and [`JwkError::AlgorithmPurpose`] if `alg` is not for signatures;
    /// [`JwkError::NotPermitted`] if `use` or `key_ops` forbids it;
    /// [`JwkError::Key`] if the secret is shorter than the hash.
    pub fn signing_key(&self) -> Result<SigningKey, JwkError> {
        self.signing(None)
    }

    /// The key to sign with, for this HMAC algorithm.
    ///
    /// # Errors
    /// [`JwkError::AlgorithmMismatch`] if the JWK names another one; otherwise as for [`SymmetricJwk::signing_key`].
    pub fn signing_key_for(&self, algorithm: JwsAlgorithm) -> Result<SigningKey, JwkError> {
        self.signing(Some(algorithm))
    }

    /// The key to verify with, for the HMAC algorithm that the JWK names.
    ///
    /// # Errors
    /// As for [`SymmetricJwk::signing_key`].
    pub fn verifying_key(&self) -> Result<VerifyingKey, JwkError> {
        self.verifying(None)
    }

    /// The key to verify with, for this HMAC algorithm.
    ///
    /// # Errors
    /// As for [`SymmetricJwk::signing_key_for`].
    pub fn verifying_key_for(&self, algorithm: JwsAlgorithm) -> Result<VerifyingKey, JwkError> {
        self.verifying(Some(algorithm))
    }

    fn signing(&self, asked: Option<JwsAlgorithm>) -> Result<SigningKey, JwkError> {
        let algorithm = self.facts().signature(asked, "sign", NAME_SIGNING)?;
        permission::sign(self.metadata())?;
        Ok(SigningKey::hmac(algorithm, self.secret().expose())?.named(self.metadata()))
    }

    fn verifying(&self, asked: Option<JwsAlgorithm>) -> Result<VerifyingKey, JwkError> {
        let algorithm = self.facts().signature(asked, "verify", NAME_VERIFYING)?;
        permission::verify(self.metadata())?;
        Ok(VerifyingKey::hmac(algorithm, self.secret().expose())?.named(self.metadata()))
    }

    pub(crate) fn facts(&self) -> Facts<'_> {
        Facts { algorithm: self.algorithm(), key_type: KeyType::Oct, curve: None }
    }
}
