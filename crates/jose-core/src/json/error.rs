//! Why a JSON text was refused, without repeating any of its values.

use alloc::boxed::Box;
use core::fmt;

use crate::LimitExceeded;

/// A JSON text was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonError {
    /// Not UTF-8.
    Utf8,
    /// Not JSON, or cut short, or with a number that is too large for a double.
    Syntax,
    /// JSON, but not an object on top.
    NotAnObject,
    /// Something follows the object.
    Trailing,
    /// A member occurs twice in one object.
    Duplicate,
    /// Too deep, or too many members.
    Limit(LimitExceeded),
    /// A member is missing.
    Missing {
        /// The member.
        name: &'static str,
    },
    /// A value has the wrong type.
    Type {
        /// The member of the outermost object in which it stands, shortened and escaped; empty where that is not known.
        member: Box<str>,
        /// What the type that was read wanted.
        expected: Box<str>,
    },
    /// The type that was read refuses the text for a reason of its own, or does not read all of it.
    Unfit {
        /// The member of the outermost object in which it happened, shortened and escaped; empty for the object itself.
        member: Box<str>,
    },
}

impl JsonError {
    /// A stable code, such as `json.duplicate`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Utf8 => "json.utf8",
            Self::Syntax => "json.syntax",
            Self::NotAnObject => "json.object",
            Self::Trailing => "json.trailing",
            Self::Duplicate => "json.duplicate",
            Self::Limit(_) => "json.limit",
            Self::Missing { .. } => "json.missing",
            Self::Type { .. } => "json.type",
            Self::Unfit { .. } => "json.unfit",
        }
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Utf8 => f.write_str("not UTF-8"),
            Self::Syntax => f.write_str("not JSON"),
            Self::NotAnObject => f.write_str("not a JSON object"),
            Self::Trailing => f.write_str("something follows the JSON object"),
            Self::Duplicate => f.write_str("a member occurs twice"),
            Self::Limit(exceeded) => exceeded.fmt(f),
            Self::Missing { name } => write!(f, "the member {name} is missing"),
            Self::Type { member, expected } if member.is_empty() => {
                write!(f, "the object, or a member of it, must be {expected}")
            }
            Self::Type { member, expected } => write!(f, "the member {member} must be {expected}"),
            Self::Unfit { member } if member.is_empty() => {
                f.write_str("the object does not fit the type it is read into")
            }
            Self::Unfit { member } => write!(f, "the member {member} does not fit the type it is read into"),
        }
    }
}

impl core::error::Error for JsonError {}
