//! The codes, for programs and logs.

use super::JwkError;

impl JwkError {
    /// A stable code, such as `jwk.unsupported`. [`source`](core::error::Error::source) has the code of the layer below.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Json(_) => "jwk.json",
            Self::Limit(_) => "jwk.limit",
            Self::Format { .. } => "jwk.format",
            Self::Broken { .. } => "jwk.broken",
            Self::Missing { .. } => "jwk.missing",
            Self::Member { .. } => "jwk.member",
            Self::Foreign { .. } => "jwk.foreign",
            Self::Unsupported { .. } => "jwk.unsupported",
            Self::Key(_) => "jwk.key",
            Self::NotDecrypted => "jwk.not_decrypted",
            Self::PublishedSecret { .. } => "jwk.published_secret",
            Self::Mixed => "jwk.mixed",
            Self::Duplicate { .. } => "jwk.duplicate",
            Self::Repeated => "jwk.repeated",
            Self::NotPermitted { .. } => "jwk.not_permitted",
            Self::AlgorithmUnknown { .. } => "jwk.algorithm_unknown",
            Self::AlgorithmPurpose { .. } => "jwk.algorithm_purpose",
            Self::AlgorithmNeeded { .. } => "jwk.algorithm_needed",
            Self::AlgorithmMismatch { .. } => "jwk.algorithm_mismatch",
            Self::NotAccepted { .. } => "jwk.not_accepted",
            Self::WrongKind { .. } => "jwk.wrong_kind",
            Self::Unwritable => "jwk.unwritable",
        }
    }
}
