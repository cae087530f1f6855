//! What can be wrong with the size of a token.

use std::fmt;

use super::SizePart;

/// Where trouble begins: browsers drop longer cookies, and some servers refuse longer headers.
pub(super) const LARGE: usize = 4 * 1024;

/// A size that will make trouble on the way. Nothing is refused for it but what is [`SizeWarning::OverLimit`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SizeWarning {
    /// The token is longer than validators read, and will not be issued.
    OverLimit {
        /// The token.
        bytes: usize,
        /// What validators read.
        limit: usize,
    },
    /// The header line is longer than its budget.
    OverBudget {
        /// The line.
        bytes: usize,
        /// The budget.
        budget: usize,
        /// What takes most of it.
        largest: SizePart,
    },
    /// The header line is longer than 4 KiB.
    Large {
        /// The line.
        bytes: usize,
        /// What takes most of it.
        largest: SizePart,
    },
}

impl SizeWarning {
    /// A stable code, such as `size.large`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::OverLimit { .. } => "size.over_limit",
            Self::OverBudget { .. } => "size.over_budget",
            Self::Large { .. } => "size.large",
        }
    }
}

impl fmt::Display for SizeWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OverLimit { bytes, limit } => {
                write!(f, "the token has {bytes} bytes, and validators read at most {limit}")
            }
            Self::OverBudget { bytes, budget, largest } => {
                write!(
                    f,
                    "the header line has {bytes} bytes and its budget is {budget}; the {} takes most",
                    largest.name()
                )
            }
            Self::Large { bytes, largest } => {
                write!(f, "the header line has {bytes} bytes, over 4 KiB; the {} takes most", largest.name())
            }
        }
    }
}
