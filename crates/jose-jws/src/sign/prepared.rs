//! A signer that has written its header already.

use jose_crypto::{SigningKey, remote::AsyncSign};

use super::{PendingSignature, SignError, Signer, header::Headers, pending::Form::Compact};

/// Signs any number of payloads in the compact form under one header, which was written and checked once.
///
/// ```
/// use jose_core::JwsAlgorithm;
/// use jose_crypto::SigningKey;
/// use jose_jws::Signer;
///
/// let key = SigningKey::hmac(JwsAlgorithm::Hs256, &[7; 32])?.with_key_id("1");
/// let signer = Signer::new(&key).message_type("at+jwt").prepared()?;
/// let token = signer.sign_compact(b"payload")?;
/// assert_eq!(token, Signer::new(&key).message_type("at+jwt").sign_compact(b"payload")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// You want this where tokens of one kind are made one after the other, by an issuer for instance. It makes the same tokens as the [`Signer`] that it
/// comes from. It borrows nothing but a device that is awaited, so it can be kept in a struct; the key is shared, not copied.
#[derive(Clone, Debug)]
pub struct PreparedSigner<K = SigningKey> {
    key: K,
    headers: Headers,
}

impl Signer<'_> {
    /// Writes the header once, for many tokens in the compact form.
    ///
    /// # Errors
    /// As for [`Signer::sign_compact`], as far as it is about the header.
    pub fn prepared(&self) -> Result<PreparedSigner, SignError> {
        self.prepare_for(self.key.clone())
    }
}

impl<'s> Signer<'s, &'s dyn AsyncSign> {
    /// Writes the header once, for many tokens in the compact form.
    ///
    /// # Errors
    /// As for [`Signer::sign_compact_async`], as far as it is about the header.
    pub fn prepared(&self) -> Result<PreparedSigner<&'s dyn AsyncSign>, SignError> {
        self.prepare_for(self.key)
    }
}

impl Signer<'_, ()> {
    /// Writes the header once, for many tokens in the compact form that are signed elsewhere.
    ///
    /// # Errors
    /// As for [`Signer::prepare_compact`], as far as it is about the header.
    pub fn prepared(&self) -> Result<PreparedSigner<()>, SignError> {
        self.prepare_for(())
    }
}

impl<K> Signer<'_, K> {
    fn prepare_for<T>(&self, key: T) -> Result<PreparedSigner<T>, SignError> {
        let headers = self.settings.write()?;
        if headers.unprotected.is_some() {
            return Err(SignError::UnprotectedInCompact);
        }
        Ok(PreparedSigner { key, headers })
    }
}

impl<K> PreparedSigner<K> {
    /// As [`Signer::prepare_compact`].
    ///
    /// # Errors
    /// [`SignError::UnencodedPayload`] if the payload is to stand as it is and cannot.
    pub fn prepare_compact(&self, payload: &[u8]) -> Result<PendingSignature, SignError> {
        PendingSignature::new(&self.headers, payload, Compact, false)
    }
}

impl PreparedSigner {
    /// As [`Signer::sign_compact`].
    ///
    /// # Errors
    /// [`SignError::UnencodedPayload`] if the payload is to stand as it is and cannot, [`SignError::Operation`] if the key could not do its work.
    pub fn sign_compact(&self, payload: &[u8]) -> Result<String, SignError> {
        let pending = self.prepare_compact(payload)?;
        let signature = self.key.sign(pending.signing_input())?;
        pending.finish(&signature)
    }
}

impl PreparedSigner<&dyn AsyncSign> {
    /// As [`Signer::sign_compact_async`].
    ///
    /// # Errors
    /// As for [`PreparedSigner::sign_compact`]; [`SignError::SignatureLength`] if the device returned something else than a signature in the fixed
    /// form.
    pub async fn sign_compact_async(&self, payload: &[u8]) -> Result<String, SignError> {
        let pending = self.prepare_compact(payload)?;
        let signature = self.key.sign(pending.signing_input()).await?;
        pending.finish(&signature)
    }
}
