//! Why a message could not be signed.

use std::fmt;

use jose_core::JwsAlgorithm;
use jose_crypto::OperationError;
use jose_jwk::JwkError;

/// A message could not be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignError {
    /// A header member has a registered name. The caller must act.
    ReservedMember {
        /// The name.
        name: String,
    },
    /// A header member stands in the protected and in the unprotected header. The caller must act.
    RepeatedMember {
        /// The name.
        name: String,
    },
    /// The compact form has no place for an unprotected header. The caller must sign another form.
    UnprotectedInCompact,
    /// The payload cannot stand in this form as it is (RFC 7797, section 5). The caller must encode or detach it.
    UnencodedPayload {
        /// What it should have been.
        expected: &'static str,
    },
    /// Some signatures were to cover the payload as it is, and others its encoding (RFC 7797, section 3). The caller must act.
    MixedPayloads,
    /// No signature was asked for. The caller must act.
    NoSignature,
    /// Another number of signatures came back than there are signing inputs.
    SignatureCount {
        /// How many there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// The signature that came back has not the length that the algorithm fixes. For ECDSA it must be in the fixed form, not DER.
    SignatureLength {
        /// The algorithm.
        algorithm: JwsAlgorithm,
        /// The length it has.
        found: usize,
    },
    /// What was to go into the header is no certificate that we can read. The caller must act.
    Certificate(JwkError),
    /// The key could not do its work.
    Operation(OperationError),
}

impl SignError {
    /// A stable code, such as `jws.operation`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ReservedMember { .. } => "jws.reserved_member",
            Self::RepeatedMember { .. } => "jws.repeated_member",
            Self::UnprotectedInCompact => "jws.unprotected_in_compact",
            Self::UnencodedPayload { .. } => "jws.unencoded_payload",
            Self::MixedPayloads => "jws.mixed_payloads",
            Self::NoSignature => "jws.no_signature",
            Self::SignatureCount { .. } => "jws.signature_count",
            Self::SignatureLength { .. } => "jws.signature_length",
            Self::Certificate(error) => error.code(),
            Self::Operation(_) => "jws.operation",
        }
    }
}

impl From<OperationError> for SignError {
    fn from(error: OperationError) -> Self {
        Self::Operation(error)
    }
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReservedMember { name } => write!(
                f,
                "the header member {name} is registered: it has a method of its own, or is not the caller's to set"
            ),
            Self::RepeatedMember { name } => {
                write!(f, "the header member {name} stands in the protected and in the unprotected header")
            }
            Self::UnprotectedInCompact => {
                f.write_str("the compact form has no unprotected header: sign the flattened or the general form")
            }
            Self::UnencodedPayload { expected } => {
                write!(f, "an unencoded payload of this form must be {expected}: encode it, or detach it")
            }
            Self::MixedPayloads => {
                f.write_str("the signatures of one message must all cover the payload encoded, or all unencoded")
            }
            Self::NoSignature => f.write_str("a message needs at least one signature"),
            Self::SignatureCount { expected, found } => {
                write!(f, "{found} signatures came back for {expected} signing inputs")
            }
            Self::SignatureLength { algorithm, found } => {
                write!(f, "{algorithm} has no signature of {found} bytes; ECDSA needs the fixed form, not DER")
            }
            Self::Certificate(error) => error.fmt(f),
            Self::Operation(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SignError {
    /// What lies below the layer whose words the message already has: no error chain says anything twice.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Certificate(error) => error.source(),
            Self::Operation(error) => error.source(),
            _ => None,
        }
    }
}
