//! What only verification can make.

use std::fmt;

use jose_core::{
    JwsAlgorithm,
    header::{JoinedHeader, JoseHeader},
};
use jose_crypto::VerifyingKey;

/// A message whose signature has been checked, and the key that checked it. Only the functions of this crate that verify can make one.
pub struct Verified {
    pub(super) payload: Vec<u8>,
    pub(super) signature: VerifiedSignature,
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

    /// The protected header, as [`VerifiedSignature::header`].
    #[must_use]
    pub fn header(&self) -> &JoseHeader<'static> {
        self.signature.header()
    }

    /// The unprotected header, as [`VerifiedSignature::unprotected_header`].
    #[must_use]
    pub fn unprotected_header(&self) -> Option<&JoseHeader<'static>> {
        self.signature.unprotected_header()
    }

    /// Whether `alg` is protected, as [`VerifiedSignature::protects_algorithm`].
    #[must_use]
    pub fn protects_algorithm(&self) -> bool {
        self.signature.protects_algorithm()
    }

    /// The algorithm of the key that verified.
    #[must_use]
    pub fn algorithm(&self) -> JwsAlgorithm {
        self.signature.algorithm()
    }

    /// The identifier of the key that verified. It is the key's own, not what the header says.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.signature.key_id()
    }
}

impl fmt::Debug for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("algorithm", &self.algorithm())
            .field("key_id", &self.key_id())
            .field("payload_bytes", &self.payload.len())
            .finish_non_exhaustive()
    }
}

/// A signature that has been checked, and the key that checked it.
pub struct VerifiedSignature {
    header: JoseHeader<'static>,
    // In a box, as most messages have none and the results of those should stay small.
    unprotected: Option<Box<JoseHeader<'static>>>,
    algorithm: JwsAlgorithm,
    key_id: Option<String>,
}

impl VerifiedSignature {
    pub(super) fn new(header: &JoinedHeader<'_>, unprotected: Option<&JoseHeader<'_>>, key: &VerifyingKey) -> Self {
        let owned = |header: &JoseHeader<'_>| header.clone().into_owned();
        Self {
            header: header.protected().map(owned).unwrap_or_default(),
            unprotected: unprotected.map(|header| Box::new(owned(header))),
            algorithm: key.algorithm(),
            key_id: key.key_id().map(str::to_owned),
        }
    }

    /// The protected header, which the signature covers. It is empty where the message has none, as the forms in JSON may; its
    /// [`received`](JoseHeader::received) text is empty then too.
    #[must_use]
    pub fn header(&self) -> &JoseHeader<'static> {
        &self.header
    }

    /// The unprotected header, which only the forms in JSON have.
    ///
    /// # Security
    /// The signature does not cover it: whoever carried the message may have written it.
    #[must_use]
    pub fn unprotected_header(&self) -> Option<&JoseHeader<'static>> {
        self.unprotected.as_deref()
    }

    /// Whether `alg` stands in the protected header. It says nothing about the strength of the signature: a key verifies with its own algorithm.
    #[must_use]
    pub fn protects_algorithm(&self) -> bool {
        self.header.algorithm().is_some()
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

impl fmt::Debug for VerifiedSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedSignature")
            .field("algorithm", &self.algorithm)
            .field("key_id", &self.key_id)
            .finish_non_exhaustive()
    }
}
