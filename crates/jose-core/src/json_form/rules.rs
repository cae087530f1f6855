//! What the members of a message must be, once they have been read.

use crate::{LimitExceeded, Limits, ParseError, header::JoseHeader};

/// The rules for a protected header that is there.
pub(super) fn check_protected(protected: Option<&str>) -> Result<(), ParseError> {
    not_empty("protected", protected)
}

/// What is empty is left out, so that there is one way to say it (RFC 7515, section 7.2.1; RFC 7516, section 7.2.1).
pub(super) fn not_empty(name: &'static str, text: Option<&str>) -> Result<(), ParseError> {
    forbidden(name, text == Some(""), "absent or not empty")
}

/// The limits of a header. A protected one meets them in [`JoseHeader::parse`]; of this one there is no text of its own.
pub(super) fn check_unprotected(header: Option<&JoseHeader<'_>>, limits: &Limits) -> Result<(), ParseError> {
    let Some(header) = header else { return Ok(()) };
    let size = header.size();
    LimitExceeded::check("header_bytes", size.bytes, limits.header_bytes)?;
    LimitExceeded::check("header.depth", size.depth, limits.header.depth)?;
    LimitExceeded::check("header.members", size.members, limits.header.members)?;
    Ok(header.check_key_id(limits)?)
}

pub(super) fn forbidden(name: &'static str, is_there: bool, expected: &'static str) -> Result<(), ParseError> {
    if is_there { Err(ParseError::Form { name, expected }) } else { Ok(()) }
}

pub(super) const NOT_IN_GENERAL: &str = "absent from the general form";
pub(super) const NOT_IN_FLATTENED: &str = "absent from the flattened form";
pub(super) const PRESENT: &str = "present";
