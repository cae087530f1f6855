//! `crit`: extensions that a recipient must understand or refuse.
//!
//! The form is checked when a header is parsed; whether the names are understood is checked by the one kernel of each direction, so that
//! no serialization and no fast path forgets it. Specification: RFC 7515 section 4.1.11, RFC 7516 section 4.1.13, RFC 7797 section 6.

use super::JoseHeader;
use crate::{LimitExceeded, Limits, ParseError, error::printable};

/// Names that RFC 7515, 7516 and 7518 define themselves: everybody must understand them, so nobody may list them.
pub(super) const DEFINED: &[&str] = &[
    // tidy: sorted
    "alg", "apu", "apv", "crit", "cty", "enc", "epk", "iv", "jku", "jwk", "kid", "p2c", "p2s", "tag", "typ", "x5c",
    "x5t", "x5t#S256", "x5u", "zip",
    // tidy: end
];

/// Refuses a header whose `crit` names an extension that is not in `understood`.
///
/// # Errors
/// [`ParseError::NotUnderstood`] with the first such name.
#[inline]
pub fn check_understood(header: &JoseHeader<'_>, understood: &[&str]) -> Result<(), ParseError> {
    let Some(names) = header.critical() else { return Ok(()) };
    let unknown = names.iter().find(|name| !understood.contains(&name.as_ref()));
    unknown.map_or(Ok(()), |name| Err(ParseError::NotUnderstood { name: printable(name) }))
}

/// Refuses a `crit` that no sender may write, and `b64` without the `crit` that must announce it.
pub(super) fn check_form(header: &JoseHeader<'_>, limits: &Limits) -> Result<(), ParseError> {
    let malformed = |expected| Err(ParseError::Member { name: "crit", expected });
    let names = header.critical().unwrap_or_default();
    LimitExceeded::check("critical_names", names.len(), limits.critical_names)?;
    if header.critical().is_some() && names.is_empty() {
        return malformed("a list that is not empty");
    }
    for (index, name) in names.iter().enumerate() {
        if names.iter().take(index).any(|earlier| earlier == name) {
            return malformed("a list without duplicates");
        }
        if DEFINED.contains(&name.as_ref()) {
            return malformed("a list of extensions, without names that every recipient knows");
        }
        if !header.has(name) {
            return malformed("a list of members that the header has");
        }
    }
    if header.member("b64").is_some() && !names.iter().any(|name| name == "b64") {
        return Err(ParseError::Member { name: "b64", expected: "listed in crit" });
    }
    Ok(())
}
