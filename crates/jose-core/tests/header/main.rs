//! The JOSE header, from outside.
#![allow(clippy::arithmetic_side_effects, clippy::panic, clippy::unwrap_used, reason = "tests")]

#[cfg(feature = "std")]
mod cache;
mod critical;
mod draft;
mod joined;
mod media_type;
mod members;
mod refused;

use jose_core::{Limits, ParseError, header::JoseHeader};

fn parse(json: &str) -> Result<JoseHeader<'_>, ParseError> {
    JoseHeader::parse("received", json.as_bytes(), &Limits::default())
}
