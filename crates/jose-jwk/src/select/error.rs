//! Why no key set was made, and why none of its keys was chosen.

use std::fmt;

use jose_core::{LimitExceeded, printable};

use crate::SkippedKey;

/// A key set was refused when it was made. Whoever configures it must act.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeySetError {
    /// There are no keys.
    Empty,
    /// There are keys, and none of them can be used.
    NothingUsable {
        /// Each of them, with the reason.
        skipped: Vec<SkippedKey>,
    },
    /// Two keys have the same name and the same algorithm, so that a message could not tell which it means.
    Duplicate {
        /// The name, shortened and escaped.
        key_id: Box<str>,
        /// The algorithm.
        algorithm: &'static str,
    },
    /// Symmetric and public keys in one set for verifying.
    Mixed,
}

impl KeySetError {
    /// A stable code, such as `key_set.duplicate`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "key_set.empty",
            Self::NothingUsable { .. } => "key_set.nothing_usable",
            Self::Duplicate { .. } => "key_set.duplicate",
            Self::Mixed => "key_set.mixed",
        }
    }
}

impl fmt::Display for KeySetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a key set needs at least one key"),
            Self::NothingUsable { skipped } => {
                f.write_str("no key of the set can be used here")?;
                for key in skipped.iter().take(3) {
                    write!(f, "; {key}")?;
                }
                match skipped.len().checked_sub(3) {
                    Some(more @ 1..) => write!(f, "; and {more} more"),
                    _ => Ok(()),
                }
            }
            Self::Duplicate { key_id, algorithm } => {
                write!(f, "two keys for {algorithm} are named {key_id}: give each a kid of its own")
            }
            Self::Mixed => f.write_str(
                "shared secrets and public keys cannot verify in one set: whoever holds the secret could sign as everybody else",
            ),
        }
    }
}

impl core::error::Error for KeySetError {}

impl fmt::Display for SkippedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "key {}", self.index)?;
        if let Some(key_id) = &self.key_id {
            write!(f, " ({key_id})")?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// No key was chosen for a message. Nothing was tried. Texts are shortened to 64 characters and escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SelectError {
    /// No key of the set has the message's algorithm; perhaps nobody has it. The sender must act.
    AlgorithmNotAllowed {
        /// The algorithm of the message.
        algorithm: Box<str>,
    },
    /// No key answers to the message's `kid`. Fetching the set again may help.
    KeyNotFound {
        /// The `kid` of the message.
        key_id: Option<Box<str>>,
    },
    /// The key of the message's `kid` has another algorithm. The sender must act.
    AlgorithmMismatch {
        /// The `kid` of the message.
        key_id: Box<str>,
        /// The algorithm of the message.
        algorithm: &'static str,
    },
    /// More keys would have to be tried than the limits allow. A `kid` in the messages helps.
    Limit(LimitExceeded),
}

impl SelectError {
    /// A stable code, such as `key.not_found`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::AlgorithmNotAllowed { .. } => "key.algorithm_not_allowed",
            Self::KeyNotFound { .. } => "key.not_found",
            Self::AlgorithmMismatch { .. } => "key.algorithm_mismatch",
            Self::Limit(_) => "key.limit",
        }
    }

    /// The refusal when no key has the algorithm.
    #[cold]
    pub(super) fn not_allowed(algorithm: &str) -> Self {
        Self::AlgorithmNotAllowed { algorithm: printable(algorithm) }
    }

    /// The refusal when nobody answers to a `kid`.
    #[cold]
    pub(super) fn nobody(key_id: &str, algorithm: &'static str, known: bool) -> Self {
        let key_id = printable(key_id);
        if known { Self::AlgorithmMismatch { key_id, algorithm } } else { Self::KeyNotFound { key_id: Some(key_id) } }
    }
}

impl fmt::Display for SelectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlgorithmNotAllowed { algorithm } => write!(f, "no key here is for the algorithm {algorithm}"),
            Self::KeyNotFound { key_id: Some(key_id) } => write!(f, "no key here is named {key_id}"),
            Self::KeyNotFound { key_id: None } => f.write_str("no key here fits, and the message names none"),
            Self::AlgorithmMismatch { key_id, algorithm } => {
                write!(f, "the message is for {algorithm} and the key named {key_id} is not")
            }
            Self::Limit(exceeded) => write!(f, "trying every key that fits is {exceeded}: name one with kid"),
        }
    }
}

impl core::error::Error for SelectError {
    /// What lies below the layer whose words the message already has: no error chain says anything twice.
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Limit(exceeded) => exceeded.source(),
            _ => None,
        }
    }
}

impl From<LimitExceeded> for SelectError {
    fn from(exceeded: LimitExceeded) -> Self {
        Self::Limit(exceeded)
    }
}
