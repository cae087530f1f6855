//! The compact form, in one step and in two.

use jose_core::JwsAlgorithm;
use jose_crypto::{SigningKey, remote::AsyncSign};

use super::{SignError, Signer, kernel::SigningInput};

impl Signer<'_, &SigningKey> {
    /// Signs `payload` and returns `header.payload.signature`.
    ///
    /// # Errors
    /// [`SignError::ReservedMember`] if a private header member has a registered name, [`SignError::Operation`] if the key could not do
    /// its work.
    pub fn sign_compact(&self, payload: &[u8]) -> Result<String, SignError> {
        let input = SigningInput::new(self.algorithm, self.header()?, payload);
        let signature = self.key.sign(input.as_bytes())?;
        input.finish_compact(&signature)
    }
}

impl Signer<'_, &dyn AsyncSign> {
    /// As [`Signer::sign_compact`], waiting for the device.
    ///
    /// # Errors
    /// As for [`Signer::sign_compact`]; [`SignError::SignatureLength`] if the device returned something else than a signature in the fixed form.
    pub async fn sign_compact_async(&self, payload: &[u8]) -> Result<String, SignError> {
        let pending = self.prepare_compact(payload)?;
        let signature = self.key.sign(pending.signing_input()).await?;
        pending.finish(&signature)
    }
}

impl<K> Signer<'_, K> {
    /// The first of two steps: everything but the signature.
    ///
    /// ```
    /// use jose_core::JwsAlgorithm;
    /// use jose_jws::Signer;
    ///
    /// let pending = Signer::without_key(JwsAlgorithm::Es256, Some("hsm-1")).prepare_compact(b"payload")?;
    /// let signature = vec![0; 64]; // what the device returns for pending.signing_input()
    /// let token = pending.finish(&signature)?;
    /// # assert!(token.ends_with("AAAA"));
    /// # Ok::<(), jose_jws::SignError>(())
    /// ```
    ///
    /// # Errors
    /// [`SignError::ReservedMember`] if a private header member has a registered name.
    pub fn prepare_compact(&self, payload: &[u8]) -> Result<PendingSignature, SignError> {
        Ok(PendingSignature(SigningInput::new(self.algorithm, self.header()?, payload)))
    }
}

/// A message that lacks only its signature.
#[derive(Debug)]
pub struct PendingSignature(SigningInput);

impl PendingSignature {
    /// The bytes to sign.
    #[must_use]
    pub fn signing_input(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// The algorithm to sign them with.
    #[must_use]
    pub fn algorithm(&self) -> JwsAlgorithm {
        self.0.algorithm
    }

    /// The second step: the compact form. The signature is not verified here.
    ///
    /// # Errors
    /// [`SignError::SignatureLength`] if the signature cannot be one of the algorithm's.
    pub fn finish(self, signature: &[u8]) -> Result<String, SignError> {
        self.0.finish_compact(signature)
    }
}
