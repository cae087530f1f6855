//! Keys that are awaited, or somewhere else altogether.

use std::fmt;

use jose_core::{ContentEncryption, KeyManagementAlgorithm, Limits, SecretBytes, header::JoseHeader, printable};
use jose_crypto::{
    DecryptFailed, UnwrapError,
    remote::{AsyncUnwrapKey, KeyOperation},
};
use jose_jwk::SelectError;

use super::{
    DecryptError, Decrypted,
    compact::{split, with_message},
    content::Content,
    message::Rules,
    parameters::Decoded,
};

/// A message whose content encryption key is still to be unwrapped: the first of two steps.
///
/// ```no_run
/// # fn device(_: jose_crypto::remote::KeyOperation<'_>) -> Result<jose_core::SecretBytes, jose_crypto::UnwrapError> { todo!() }
/// # fn example(token: &str) -> Result<(), jose_jwe::DecryptError> {
/// use jose_core::{KeyManagementAlgorithm, Limits};
/// use jose_jwe::PendingDecryption;
///
/// let pending = PendingDecryption::parse(token, KeyManagementAlgorithm::RsaOaep256, &Limits::default())?;
/// let secret = device(pending.operation()?); // RSA-OAEP decryption in a KMS
/// let decrypted = pending.finish(secret)?;
/// # Ok(())
/// # }
/// ```
pub struct PendingDecryption {
    header: JoseHeader<'static>,
    algorithm: KeyManagementAlgorithm,
    content_encryption: ContentEncryption,
    decoded: Decoded<'static>,
    content: Content,
}

impl PendingDecryption {
    /// Reads a compact message for a key that is bound to `algorithm`. All that can be malformed is found here, so that the key is not asked
    /// for a message that could not be opened.
    ///
    /// # Errors
    /// As for [`crate::decrypt_compact`], before any cryptography. [`DecryptError::Key`] if the message names another algorithm.
    pub fn parse(token: &str, algorithm: KeyManagementAlgorithm, limits: &Limits) -> Result<Self, DecryptError> {
        with_message(&split(token, limits)?, limits, None, |header, _, message| {
            let checked = message.check(&Rules::strict(limits, &[]))?;
            let named = header.algorithm().unwrap_or_default();
            // A device unwraps keys. Where its algorithm encrypts the content itself, there is no step to divide.
            let (Some(content_encryption), [recipient], true) =
                (checked.content_encryption, message.recipients, named == algorithm.name())
            else {
                return Err(SelectError::AlgorithmNotAllowed { algorithm: printable(named) }.into());
            };
            let content = Content::read(message, Some(content_encryption))?;
            let decoded = Decoded::read(recipient, algorithm, limits, None)?;
            let header = header.clone().into_owned();
            Ok(Self { header, algorithm, content_encryption, decoded, content })
        })
    }

    /// The header, to find the key by. Nothing has checked it yet.
    #[must_use]
    pub fn unverified_header(&self) -> &JoseHeader<'static> {
        &self.header
    }

    /// What the key must do.
    ///
    /// # Errors
    /// [`DecryptError::Failed`] if no key could do it: the encrypted key has a length that the algorithm does not make, or the sender's key is
    /// not on its curve. Also for `dir`, which has no private operation.
    pub fn operation(&self) -> Result<KeyOperation<'_>, DecryptError> {
        self.decoded.parameters(self.content_encryption).operation(self.algorithm).map_err(DecryptError::from)
    }

    /// The second step: decrypts the content with what the key returned. A key that refused is treated like a wrong one.
    ///
    /// # Errors
    /// [`DecryptError::Failed`] for everything cryptographic alike, [`DecryptError::Operation`] if the key could not be asked.
    pub fn finish(self, secret: Result<SecretBytes, UnwrapError>) -> Result<Decrypted, DecryptError> {
        let Self { header, algorithm, content_encryption, decoded, mut content } = self;
        let key = decoded.parameters(content_encryption).finish(algorithm, secret)?;
        let plaintext = content.open(&key, header.received().as_bytes())?;
        let content_encryption = Some(content_encryption);
        Ok(Decrypted {
            plaintext,
            header,
            algorithm,
            content_encryption,
            key_id: None,
            was_compressed: false,
            json: None,
        })
    }
}

impl fmt::Debug for PendingDecryption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingDecryption")
            .field("algorithm", &self.algorithm)
            .field("content_encryption", &self.content_encryption)
            .finish_non_exhaustive()
    }
}

/// As [`crate::decrypt_compact`], for one key in a device that is awaited.
///
/// # Errors
/// As for [`crate::decrypt_compact`]. [`DecryptError::Key`] if the message names another algorithm or another `kid` than the device's.
pub async fn decrypt_compact_async(
    token: &str,
    device: &dyn AsyncUnwrapKey,
    limits: &Limits,
) -> Result<Decrypted, DecryptError> {
    let pending = PendingDecryption::parse(token, device.algorithm(), limits)?;
    if let (Some(named), Some(own)) = (pending.header.key_id(), device.key_id())
        && named != own
    {
        return Err(SelectError::KeyNotFound { key_id: Some(printable(named)) }.into());
    }
    let secret = match pending.operation() {
        Ok(operation) => device.unwrap_key(operation).await,
        Err(_) => Err(DecryptFailed.into()),
    };
    let key_id = device.key_id().map(str::to_owned);
    pending.finish(secret).map(|decrypted| Decrypted { key_id, ..decrypted })
}
