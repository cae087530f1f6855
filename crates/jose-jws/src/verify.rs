//! Verifying: a function, a set of keys, and a result that only verification can make.

mod compact;
mod error;
mod kernel;

use std::fmt;

use jose_core::{JwsAlgorithm, header::JoseHeader};

pub use compact::{verify_compact, verify_compact_with};
pub use error::VerifyError;

/// A message whose signature has been checked, and the key that checked it. Only the functions of this crate that verify can make one.
pub struct Verified {
    payload: Vec<u8>,
    header: JoseHeader<'static>,
    algorithm: JwsAlgorithm,
    key_id: Option<String>,
}

impl Verified {
    /// The payload.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The payload, taken out.
    #[must_use]
    pub fn into_payload(self) -> Vec<u8> {
        self.payload
    }

    /// The protected header, which the signature covers.
    #[must_use]
    pub fn header(&self) -> &JoseHeader<'static> {
        &self.header
    }

    /// The algorithm of the key that verified.
    #[must_use]
    pub fn algorithm(&self) -> JwsAlgorithm {
        self.algorithm
    }

    /// The identifier of the key that verified. It is the key's own, not what the header says.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }
}

impl fmt::Debug for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("algorithm", &self.algorithm)
            .field("key_id", &self.key_id)
            .field("payload_bytes", &self.payload.len())
            .finish_non_exhaustive()
    }
}
