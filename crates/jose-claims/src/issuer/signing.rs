//! Where the key is that signs.

use std::{fmt, sync::Arc};

use jose_core::JwsAlgorithm;
use jose_crypto::{SigningKey, remote::AsyncSign};
use jose_jws::{PreparedSigner, SignError, Signer};

use crate::both_jobs::ReadyKey;

pub(super) enum SigningBy {
    /// In this process, or in a device that blocks.
    Key(SigningKey),
    /// In a device that is awaited.
    Device(Arc<dyn AsyncSign>),
    /// Nobody here can ask it: signatures are brought from there.
    Elsewhere { algorithm: JwsAlgorithm, key_id: Option<String> },
}

impl SigningBy {
    pub(super) fn algorithm(&self) -> JwsAlgorithm {
        match self {
            Self::Key(key) => key.algorithm(),
            Self::Device(device) => device.algorithm(),
            Self::Elsewhere { algorithm, .. } => *algorithm,
        }
    }

    pub(super) fn key_id(&self) -> Option<&str> {
        match self {
            Self::Key(key) => key.key_id(),
            Self::Device(device) => device.key_id(),
            Self::Elsewhere { key_id, .. } => key_id.as_deref(),
        }
    }

    /// Which key it is, as far as that can be told here.
    pub(super) fn ready(&self) -> ReadyKey<'_> {
        let identity = if let Self::Key(key) = self { key.identity() } else { None };
        ReadyKey { identity, name: self.key_id() }
    }

    /// How long a signature will be: the algorithm tells, or the key if it is here.
    pub(super) fn signature_bytes(&self) -> Option<usize> {
        match self {
            Self::Key(key) => key.signature_bytes(),
            Self::Device(_) | Self::Elsewhere { .. } => self.algorithm().row().signature_bytes,
        }
    }

    /// The header of every token, written once. No key is touched.
    pub(super) fn header(&self) -> Result<PreparedSigner<()>, SignError> {
        Signer::without_key(self.algorithm(), self.key_id()).message_type("at+jwt").prepared()
    }
}

impl fmt::Debug for SigningBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => key.fmt(f),
            Self::Device(_) | Self::Elsewhere { .. } => f
                .debug_struct("RemoteKey")
                .field("algorithm", &self.algorithm())
                .field("key_id", &self.key_id())
                .finish_non_exhaustive(),
        }
    }
}
