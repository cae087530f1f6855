//! Why a key, or what was asked of it, was refused.

mod code;
mod display;

use jose_core::{KeyType, LimitExceeded, json::JsonError, printable};
use jose_crypto::KeyError;

use crate::KeyKind;

/// A key was refused, or it was asked for something that it is not for.
///
/// The variants are sorted by who must act: first whoever wrote the file, then whoever holds the key, then the caller. No message
/// repeats key bytes, and text that came from the file is shortened to 64 characters and escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JwkError {
    /// The file: not the strict JSON object that every key is read from.
    Json(JsonError),
    /// The file: larger, or with more in it, than is read.
    Limit(LimitExceeded),
    /// The file: something else than a key that can be read here.
    Format {
        /// What was found.
        found: Box<str>,
        /// What was needed.
        needed: &'static str,
        /// What to do about it.
        advice: &'static str,
    },
    /// The file: PEM or DER of a known kind, but damaged.
    Broken {
        /// What it should have been, such as `the PKCS#8 private key`.
        structure: &'static str,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// The key: a member that it needs is missing.
    Missing {
        /// The member.
        member: &'static str,
        /// What such a key needs.
        needed: &'static str,
    },
    /// The key: a registered member has a wrong type or an impossible value.
    Member {
        /// The member.
        member: &'static str,
        /// What it should have been.
        expected: &'static str,
    },
    /// The key: a private member of another type of key. Carried along as an unknown member, it would be published.
    Foreign {
        /// The member.
        member: &'static str,
        /// The type of the key.
        key_type: KeyType,
    },
    /// The key: a type, curve or algorithm that is not known here.
    Unsupported {
        /// What is not known, such as `key type`.
        what: &'static str,
        /// Its name.
        name: Box<str>,
    },
    /// The key: its numbers were refused.
    Key(KeyError),
    /// The holder: the password is wrong, or what it encrypts is damaged. There is no telling which, on purpose.
    NotDecrypted,
    /// The holder: a secret in a set that was published. Everybody who has read the set has it, so that it proves nothing any more.
    PublishedSecret {
        /// What kind of key it is.
        found: KeyKind,
    },
    /// The holder: a shared secret beside public keys. It cannot verify there, or whoever holds it could sign as everybody else.
    Mixed,
    /// The holder: another key has the same `kid` and the same algorithm, so that a message could not tell which it means.
    Duplicate {
        /// The algorithm.
        algorithm: &'static str,
    },
    /// The holder: the same key stands in the set before, under the same `kid` and for the same algorithm. It costs nothing.
    Repeated,
    /// The holder: `use` or `key_ops` does not permit the operation.
    NotPermitted {
        /// The member that forbids it.
        member: &'static str,
        /// The operation, by the name that `key_ops` would need.
        operation: &'static str,
    },
    /// The holder: `alg` names an algorithm that is not known here.
    AlgorithmUnknown {
        /// The name.
        name: Box<str>,
    },
    /// The holder: `alg` or the curve is for something else, such as `A256KW` where a signature is to be made.
    AlgorithmPurpose {
        /// The algorithm or the curve.
        name: Box<str>,
        /// What the key was to do, such as `verify`.
        purpose: &'static str,
    },
    /// The caller: the key fits several algorithms, and one must be named.
    AlgorithmNeeded {
        /// What kind of key this is, such as `an RSA key without alg`.
        key: &'static str,
        /// Where to name the algorithm.
        advice: &'static str,
    },
    /// The caller: the algorithm that was asked for is not the key's own.
    AlgorithmMismatch {
        /// The key's `alg`.
        key: Box<str>,
        /// The algorithm that was asked for.
        asked: &'static str,
    },
    /// The caller: none of the algorithms that were to be accepted is the key's own.
    NotAccepted {
        /// The key's algorithm, or its type where it has none.
        key: Box<str>,
    },
    /// The caller: another kind of key is needed.
    WrongKind {
        /// What was found.
        found: KeyKind,
        /// What was needed.
        needed: KeyKind,
    },
    /// Us: the key could not be written. No key that this crate has read or made is known to cause this.
    Unwritable,
}

impl JwkError {
    /// A registered member has a wrong type or an impossible value.
    pub(crate) const fn member(member: &'static str, expected: &'static str) -> Self {
        Self::Member { member, expected }
    }

    /// A type, curve or algorithm is not known here.
    pub(crate) fn unsupported(what: &'static str, name: &str) -> Self {
        Self::Unsupported { what, name: printable(name) }
    }
}

impl From<JsonError> for JwkError {
    fn from(fault: JsonError) -> Self {
        match fault {
            JsonError::Limit(exceeded) => Self::Limit(exceeded),
            fault => Self::Json(fault),
        }
    }
}

impl From<LimitExceeded> for JwkError {
    fn from(exceeded: LimitExceeded) -> Self {
        Self::Limit(exceeded)
    }
}

impl From<KeyError> for JwkError {
    fn from(fault: KeyError) -> Self {
        Self::Key(fault)
    }
}

impl core::error::Error for JwkError {
    /// What lies below the layer whose words the message already has: no error chain says anything twice.
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Json(fault) => fault.source(),
            Self::Limit(exceeded) => exceeded.source(),
            Self::Key(fault) => fault.source(),
            _ => None,
        }
    }
}
