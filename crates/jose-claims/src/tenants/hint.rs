//! The issuer that a token names, before anything is proven.

use std::fmt;

use jose_core::{
    Limits,
    compact::Segments,
    header::{self, JoseHeader},
    printable,
};
use serde_json::Value;
use zeroize::Zeroizing;

use crate::{
    ValidateError,
    validator::{form::Form, select::in_payload},
};

/// The issuer that a token names, as somebody wrote it. It can be compared, and looked up in an [`crate::IssuerMap`]; the text itself is not given
/// away, as it has proven nothing. Printing it shows a short piece of it without control characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct UntrustedIssuer<'t>(&'t str);

impl<'t> UntrustedIssuer<'t> {
    pub(super) fn new(name: &'t str) -> Self {
        Self(name)
    }

    /// For tables whose names are trusted.
    pub(super) fn name(&self) -> &str {
        self.0
    }
}

impl PartialEq<str> for UntrustedIssuer<'_> {
    /// Byte for byte, as issuers are compared everywhere (RFC 7519, section 2, `StringOrURI`).
    fn eq(&self, known: &str) -> bool {
        self.0 == known
    }
}

impl PartialEq<&str> for UntrustedIssuer<'_> {
    fn eq(&self, known: &&str) -> bool {
        self == *known
    }
}

impl PartialEq<String> for UntrustedIssuer<'_> {
    fn eq(&self, known: &String) -> bool {
        self == known.as_str()
    }
}

impl fmt::Display for UntrustedIssuer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(self.0))
    }
}

impl fmt::Debug for UntrustedIssuer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UntrustedIssuer({self})")
    }
}

/// `iss`, if the token has one where it can be read. What is there and is no text names nobody, and no policy would accept it.
pub(super) fn read(token: &str, limits: &Limits) -> Result<Option<String>, ValidateError> {
    let segments = Segments::split(token, limits).map_err(jose_core::ParseError::Limit)?;
    if Form::of(token, Some(&segments)) != Form::Encrypted {
        let mut payload = Zeroizing::new(Vec::new());
        return Ok(in_payload(token, limits, &mut payload)?.map(Into::into));
    }
    let message = segments.jwe()?;
    let json = header::decode(message.protected(), limits)?;
    match JoseHeader::parse(message.protected(), &json, limits)?.member("iss") {
        None => Ok(None),
        Some(Value::String(issuer)) => Ok(Some(issuer.clone())),
        Some(_) => Err(ValidateError::UnknownIssuer),
    }
}
