//! A device that unwraps keys. For AES-GCM it has a key and does the work; for the rest it has a list of what each input opens to.

use std::{
    collections::HashMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use jose_core::{ContentEncryption, KeyManagementAlgorithm, SecretBytes};
use jose_crypto::{
    DecryptFailed, OperationError, UnwrapError,
    content::ContentDecrypter,
    remote::{AsyncUnwrapKey, BoxFuture, KeyOperation, UnwrapKey},
};

use crate::block_on::yield_once;

pub(crate) struct Vault {
    algorithm: KeyManagementAlgorithm,
    answers: HashMap<Vec<u8>, Vec<u8>>,
    gcm: Option<ContentDecrypter>,
    /// What the device says instead of doing anything.
    broken: Option<OperationError>,
    asked: AtomicUsize,
}

impl Vault {
    /// A device that answers `answer` to the input `question`: an encrypted key, or an encoded ephemeral key.
    pub(crate) fn answering(algorithm: KeyManagementAlgorithm, question: &[u8], answer: &[u8]) -> Self {
        let answers = HashMap::from([(question.to_vec(), answer.to_vec())]);
        Self { algorithm, answers, gcm: None, broken: None, asked: AtomicUsize::new(0) }
    }

    pub(crate) fn with_gcm_key(algorithm: KeyManagementAlgorithm, key: &[u8]) -> Self {
        let enc = match key.len() {
            16 => ContentEncryption::A128Gcm,
            24 => ContentEncryption::A192Gcm,
            _ => ContentEncryption::A256Gcm,
        };
        let gcm = Some(ContentDecrypter::new(enc, key).unwrap());
        Self { gcm, ..Self::answering(algorithm, &[], &[]) }
    }

    pub(crate) fn broken(algorithm: KeyManagementAlgorithm, error: OperationError) -> Self {
        Self { broken: Some(error), ..Self::answering(algorithm, &[], &[]) }
    }

    /// How often the device was asked.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    fn perform(&self, operation: KeyOperation<'_>) -> Result<SecretBytes, UnwrapError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if let Some(error) = &self.broken {
            return Err(UnwrapError::Operation(error.clone()));
        }
        let question = match operation {
            KeyOperation::UnwrapWithGcm { encrypted_key, iv, tag } => {
                let mut key = encrypted_key.to_vec();
                let gcm = self.gcm.as_ref().ok_or(DecryptFailed)?;
                return Ok(SecretBytes::from(&*gcm.decrypt(iv, b"", tag, &mut key)?));
            }
            KeyOperation::Unwrap { encrypted_key } => encrypted_key,
            KeyOperation::Agree { ephemeral } => ephemeral.encoded(),
            other => panic!("{other:?}"),
        };
        let answer = self.answers.get(question).ok_or(DecryptFailed)?;
        Ok(SecretBytes::from(&**answer))
    }
}

impl UnwrapKey for Vault {
    fn algorithm(&self) -> KeyManagementAlgorithm {
        self.algorithm
    }

    fn key_id(&self) -> Option<&str> {
        Some("vault-1")
    }

    fn unwrap_key(&self, operation: KeyOperation<'_>) -> Result<SecretBytes, UnwrapError> {
        self.perform(operation)
    }
}

impl AsyncUnwrapKey for Vault {
    fn algorithm(&self) -> KeyManagementAlgorithm {
        self.algorithm
    }

    fn key_id(&self) -> Option<&str> {
        Some("vault-1")
    }

    fn unwrap_key<'a>(&'a self, operation: KeyOperation<'a>) -> BoxFuture<'a, Result<SecretBytes, UnwrapError>> {
        Box::pin(async move {
            yield_once().await;
            self.perform(operation)
        })
    }
}
