//! Why a value was not written, without repeating any of it.

use core::fmt;

use crate::LimitExceeded;

/// A value was not written as a JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WriteError {
    /// JSON, but not an object on top.
    NotAnObject,
    /// A number that is none: NaN or an infinite one. JSON cannot say these.
    NotANumber,
    /// An integer that no 64 bits hold. Most readers would make another number of it.
    TooWide,
    /// The name of a member is no text, nor a number or a truth value, which become text.
    Name,
    /// A name that `serde_json` keeps for itself.
    ReservedName,
    /// A name occurs twice in one object.
    Duplicate,
    /// Too deep.
    Limit(LimitExceeded),
    /// The type refuses to be written, or holds a text that it takes for JSON and that is none.
    Unfit,
}

impl WriteError {
    /// A stable code, such as `json.not_a_number`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAnObject => "json.object",
            Self::NotANumber => "json.not_a_number",
            Self::TooWide => "json.too_wide",
            Self::Name => "json.name",
            Self::ReservedName => "json.reserved_name",
            Self::Duplicate => "json.duplicate",
            Self::Limit(_) => "json.limit",
            Self::Unfit => "json.unfit",
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnObject => f.write_str("the value does not serialize to a JSON object"),
            Self::NotANumber => f.write_str("a number is NaN or infinite, which JSON cannot say"),
            Self::TooWide => f.write_str("an integer has more than 64 bits"),
            Self::Name => f.write_str("the name of a member is no text"),
            Self::ReservedName => f.write_str("the name of a member is one that serde_json keeps for itself"),
            Self::Duplicate => f.write_str("a member occurs twice"),
            Self::Limit(exceeded) => exceeded.fmt(f),
            Self::Unfit => f.write_str("the value does not serialize"),
        }
    }
}

impl core::error::Error for WriteError {}

impl serde::ser::Error for WriteError {
    /// What a type says of its value may hold the value, so it is dropped.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Unfit
    }
}
