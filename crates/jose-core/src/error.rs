//! The one error for text that is not what it should be.

use alloc::{boxed::Box, string::ToString};
use core::fmt;

use crate::{LimitExceeded, base64url::Base64Error, json::JsonError};

/// A message could not be read. The sender must act; no key was touched.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseError {
    /// Not the right number of dot-separated segments, or an empty header.
    Segments {
        /// How many segments this form has.
        expected: usize,
    },
    /// A part is not canonical unpadded base64url.
    Base64 {
        /// The part, such as `signature`.
        part: &'static str,
    },
    /// A part is not the JSON it should be.
    Json {
        /// The part, such as `header`.
        part: &'static str,
        /// What is wrong with it.
        source: JsonError,
    },
    /// A header member has an impossible value.
    Member {
        /// The member, such as `crit`.
        name: &'static str,
        /// What it should have been.
        expected: &'static str,
    },
    /// A header member stands in two headers that belong together.
    Repeated {
        /// The member, shortened and escaped.
        name: Box<str>,
    },
    /// A message in JSON has or lacks a member that its form demands or forbids.
    Form {
        /// The member, such as `signatures`.
        name: &'static str,
        /// What it should have been.
        expected: &'static str,
    },
    /// `crit` names an extension that is not understood.
    NotUnderstood {
        /// The extension, shortened and escaped.
        name: Box<str>,
    },
    /// A part has the wrong length for its algorithm.
    Length {
        /// The part, such as `iv`.
        part: &'static str,
    },
    /// A limit of [`crate::Limits`] was exceeded.
    Limit(LimitExceeded),
}

impl ParseError {
    /// A stable code, such as `parse.base64`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Segments { .. } => "parse.segments",
            Self::Base64 { .. } => "parse.base64",
            Self::Json { source, .. } => source.code(),
            Self::Member { .. } => "parse.member",
            Self::Repeated { .. } => "parse.repeated",
            Self::Form { .. } => "parse.form",
            Self::NotUnderstood { .. } => "parse.crit",
            Self::Length { .. } => "parse.length",
            Self::Limit(_) => "parse.limit",
        }
    }

    /// Names the part that was not base64url.
    pub fn base64(part: &'static str) -> impl FnOnce(Base64Error) -> Self {
        move |Base64Error| Self::Base64 { part }
    }

    /// Names the part whose JSON was wrong.
    pub fn json(part: &'static str) -> impl FnOnce(JsonError) -> Self {
        move |source| Self::Json { part, source }
    }
}

impl From<LimitExceeded> for ParseError {
    fn from(exceeded: LimitExceeded) -> Self {
        Self::Limit(exceeded)
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Segments { expected } => {
                write!(f, "not {expected} segments separated by dots with a header in front")
            }
            Self::Base64 { part } => write!(f, "the {part} is not canonical unpadded base64url"),
            Self::Json { part, source } => write!(f, "the {part} is refused: {source}"),
            Self::Member { name, expected } => write!(f, "the header member {name} must be {expected}"),
            Self::Repeated { name } => write!(f, "the header member {name} stands in two headers of one message"),
            Self::Form { name, expected } => write!(f, "the member {name} of the message must be {expected}"),
            Self::NotUnderstood { name } => write!(f, "crit demands the extension {name}, which is not understood"),
            Self::Length { part } => write!(f, "the {part} has the wrong length for its algorithm"),
            Self::Limit(exceeded) => write!(f, "the message is {exceeded}"),
        }
    }
}

impl core::error::Error for ParseError {
    /// What lies below the layer whose words the message already has: no error chain says anything twice.
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Json { source, .. } => source.source(),
            Self::Limit(exceeded) => exceeded.source(),
            _ => None,
        }
    }
}

/// A name of the sender's for an error message: no control character reaches a log, and no name fills it.
pub fn printable(name: &str) -> Box<str> {
    // Names mostly look like this, and then nothing is escaped.
    if name.len() <= 64 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:/+= ".contains(&byte)) {
        return Box::from(name);
    }
    let end = name.char_indices().nth(64).map_or(name.len(), |(index, _)| index);
    name.get(..end).unwrap_or_default().escape_debug().to_string().into()
}
