//! Why a policy was not built.

use std::{borrow::Cow, fmt};

/// A policy was not built. The caller must act; the message says how.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PolicyError {
    /// Something is neither stated nor waived.
    Unstated {
        /// What.
        what: Cow<'static, str>,
        /// The methods that state or waive it.
        how: &'static str,
    },
    /// Something is stated twice, or stated and waived.
    Contradiction {
        /// What.
        what: Cow<'static, str>,
    },
    /// An expectation that nothing, or everything, would meet: an empty text, or a waiver without a reason.
    Empty {
        /// What.
        what: Cow<'static, str>,
    },
    /// More leeway than ten minutes.
    Leeway,
    /// Keys that the mode does not use, or a mode without the keys it needs.
    Keys {
        /// What is wrong and what to do.
        what: &'static str,
    },
    /// A check that is no check, or that has a method of its own.
    Check {
        /// The rule or the claim.
        name: Cow<'static, str>,
        /// What is wrong and what to do.
        what: &'static str,
    },
    /// A policy document that cannot be read, or that names what is not there.
    Document {
        /// What is wrong.
        what: Box<str>,
    },
}

impl PolicyError {
    /// A stable code, such as `policy.unstated`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unstated { .. } => "policy.unstated",
            Self::Contradiction { .. } => "policy.contradiction",
            Self::Empty { .. } => "policy.empty",
            Self::Leeway => "policy.leeway",
            Self::Keys { .. } => "policy.keys",
            Self::Check { .. } => "policy.check",
            Self::Document { .. } => "policy.document",
        }
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unstated { what, how } => write!(f, "the policy says nothing about the {what}: use {how}"),
            Self::Contradiction { what } => write!(f, "the policy says two things about the {what}"),
            Self::Empty { what } => write!(f, "the policy's {what} is empty"),
            Self::Leeway => f.write_str("the policy's leeway is over ten minutes"),
            Self::Keys { what } => f.write_str(what),
            Self::Check { name, what } => write!(f, "the policy's check of {name} {what}"),
            Self::Document { what } => write!(f, "the policy document is refused: {what}"),
        }
    }
}

impl std::error::Error for PolicyError {}
