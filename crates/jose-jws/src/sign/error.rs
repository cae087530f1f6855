//! Why a message could not be signed.

use std::fmt;

use jose_crypto::OperationError;

/// A message could not be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignError {
    /// A header member has a registered name. The caller must act.
    ReservedMember {
        /// The name.
        name: String,
    },
    /// The signature that came back has not the length that the algorithm fixes. For ECDSA it must be in the fixed form, not DER.
    SignatureLength {
        /// The length it must have.
        needed: usize,
        /// The length it has.
        found: usize,
    },
    /// The key could not do its work.
    Operation(OperationError),
}

impl SignError {
    /// A stable code, such as `jws.operation`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ReservedMember { .. } => "jws.reserved_member",
            Self::SignatureLength { .. } => "jws.signature_length",
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
            Self::SignatureLength { needed, found } => {
                write!(f, "the signature has {found} bytes and must have {needed}; ECDSA needs the fixed form, not DER")
            }
            Self::Operation(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SignError {
    /// What lies below the layer whose words the message already has: no error chain says anything twice.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Operation(error) => error.source(),
            _ => None,
        }
    }
}
