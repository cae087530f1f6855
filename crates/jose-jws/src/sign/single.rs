//! The forms with one signature, in one step and in two: compact and flattened, each with the payload in the message or detached.

use jose_crypto::{SigningKey, remote::AsyncSign};

use super::{
    PendingSignature, SignError, Signer,
    pending::Form::{Compact, Json},
};

impl Signer<'_, &SigningKey> {
    /// Signs `payload` and returns `header.payload.signature`.
    ///
    /// # Errors
    /// [`SignError::ReservedMember`] if a private header member has a registered name, [`SignError::UnprotectedInCompact`] if anything was to
    /// stand in an unprotected header, [`SignError::UnencodedPayload`] if the payload is to stand as it is and cannot,
    /// [`SignError::Operation`] if the key could not do its work.
    pub fn sign_compact(&self, payload: &[u8]) -> Result<String, SignError> {
        self.sign(self.prepare_compact(payload)?)
    }

    /// Signs `payload` and returns `header..signature`: the payload travels by another way.
    ///
    /// # Errors
    /// As for [`Signer::sign_compact`]; any payload will do.
    pub fn sign_detached_compact(&self, payload: &[u8]) -> Result<String, SignError> {
        self.sign(self.prepare_detached_compact(payload)?)
    }

    /// Signs `payload` and returns the flattened form, a JSON object.
    ///
    /// ```
    /// use jose_core::JwsAlgorithm;
    /// use jose_crypto::SigningKey;
    /// use jose_jws::Signer;
    ///
    /// let key = SigningKey::hmac(JwsAlgorithm::Hs256, &[7; 32])?.with_key_id("1");
    /// let json = Signer::new(&key).unprotected_key_id().sign_flattened(b"payload")?;
    /// assert!(json.starts_with(r#"{"payload":"cGF5bG9hZA","protected":"eyJhbGciOiJIUzI1NiJ9","header":{"kid":"1"},"#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`SignError::ReservedMember`] if a private header member has a registered name, [`SignError::RepeatedMember`] if one stands in both
    /// headers, [`SignError::UnencodedPayload`] if the payload is to stand as it is and is not UTF-8, [`SignError::Operation`] if the key could
    /// not do its work.
    pub fn sign_flattened(&self, payload: &[u8]) -> Result<String, SignError> {
        self.sign(self.prepare_flattened(payload)?)
    }

    /// As [`Signer::sign_flattened`], without the payload, which travels by another way.
    ///
    /// # Errors
    /// As for [`Signer::sign_flattened`]; any payload will do.
    pub fn sign_detached_flattened(&self, payload: &[u8]) -> Result<String, SignError> {
        self.sign(self.prepare_detached_flattened(payload)?)
    }

    fn sign(&self, pending: PendingSignature) -> Result<String, SignError> {
        let signature = self.key.sign(pending.signing_input())?;
        pending.finish(&signature)
    }
}

impl Signer<'_, &dyn AsyncSign> {
    /// As [`Signer::sign_compact`], waiting for the device.
    ///
    /// # Errors
    /// As for [`Signer::sign_compact`]; [`SignError::SignatureLength`] if the device returned something else than a signature in the fixed form.
    pub async fn sign_compact_async(&self, payload: &[u8]) -> Result<String, SignError> {
        self.sign_async(self.prepare_compact(payload)?).await
    }

    /// As [`Signer::sign_detached_compact`], waiting for the device.
    ///
    /// # Errors
    /// As for [`Signer::sign_compact_async`].
    pub async fn sign_detached_compact_async(&self, payload: &[u8]) -> Result<String, SignError> {
        self.sign_async(self.prepare_detached_compact(payload)?).await
    }

    /// As [`Signer::sign_flattened`], waiting for the device.
    ///
    /// # Errors
    /// As for [`Signer::sign_flattened`] and [`Signer::sign_compact_async`].
    pub async fn sign_flattened_async(&self, payload: &[u8]) -> Result<String, SignError> {
        self.sign_async(self.prepare_flattened(payload)?).await
    }

    /// As [`Signer::sign_detached_flattened`], waiting for the device.
    ///
    /// # Errors
    /// As for [`Signer::sign_flattened_async`].
    pub async fn sign_detached_flattened_async(&self, payload: &[u8]) -> Result<String, SignError> {
        self.sign_async(self.prepare_detached_flattened(payload)?).await
    }

    async fn sign_async(&self, pending: PendingSignature) -> Result<String, SignError> {
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
    /// As for [`Signer::sign_compact`], but for the key's.
    pub fn prepare_compact(&self, payload: &[u8]) -> Result<PendingSignature, SignError> {
        PendingSignature::new(&self.settings.write()?, payload, Compact, false)
    }

    /// As [`Signer::prepare_compact`], for [`Signer::sign_detached_compact`].
    ///
    /// # Errors
    /// As for [`Signer::sign_detached_compact`], but for the key's.
    pub fn prepare_detached_compact(&self, payload: &[u8]) -> Result<PendingSignature, SignError> {
        PendingSignature::new(&self.settings.write()?, payload, Compact, true)
    }

    /// As [`Signer::prepare_compact`], for [`Signer::sign_flattened`].
    ///
    /// # Errors
    /// As for [`Signer::sign_flattened`], but for the key's.
    pub fn prepare_flattened(&self, payload: &[u8]) -> Result<PendingSignature, SignError> {
        PendingSignature::new(&self.settings.write()?, payload, Json, false)
    }

    /// As [`Signer::prepare_compact`], for [`Signer::sign_detached_flattened`].
    ///
    /// # Errors
    /// As for [`Signer::sign_detached_flattened`], but for the key's.
    pub fn prepare_detached_flattened(&self, payload: &[u8]) -> Result<PendingSignature, SignError> {
        PendingSignature::new(&self.settings.write()?, payload, Json, true)
    }
}
