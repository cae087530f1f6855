//! The forms in JSON: flattened with one signature or recipient, general with a list of them.
//!
//! ```
//! use jose_core::{Limits, json_form::JsonJws};
//!
//! let text = r#"{"payload":"cGF5bG9hZA","protected":"eyJhbGciOiJFUzI1NiJ9","header":{"kid":"1"},"signature":"c2ln"}"#;
//! let message = JsonJws::parse_flattened(text, &Limits::default())?;
//! assert_eq!(message.payload(), Some("cGF5bG9hZA"));
//! assert_eq!(message.signatures()[0].unprotected().and_then(|header| header.key_id()), Some("1"));
//! assert!(JsonJws::parse_general(text, &Limits::default()).is_err());
//! # Ok::<(), jose_core::ParseError>(())
//! ```
//!
//! Reading checks the size, the strict JSON, the types and limits of unprotected headers, and that the members are those of the form that
//! was asked for: no message can be read as both, nor as signed and as encrypted. Members that no standard defines are ignored, as the standards want. Nothing is
//! decoded, and protected headers are not parsed yet; [`crate::header::JoinedHeader`] joins the parts of a header and refuses what may not
//! stand outside the protected one. Specification: RFC 7515 section 7.2, RFC 7516 section 7.2.

mod jwe;
mod jws;
mod list;
mod rules;

pub use jwe::{JsonJwe, JsonRecipient};
pub use jws::{JsonJws, JsonSignature};

use alloc::borrow::Cow;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess};

use crate::{
    LimitExceeded, Limits, ParseError,
    header::{JoseHeader, parse},
    json::{self, JsonLimits},
};

use list::List;

/// Reads the members of a message.
fn read<'t, S: DeserializeSeed<'t>>(
    text: &'t str,
    list: &List,
    seed: S,
    limits: &Limits,
) -> Result<S::Value, ParseError> {
    LimitExceeded::check("token_bytes", text.len(), limits.token_bytes)?;
    // Around a header there are the message, the list and its entry; each entry has a few members besides its header, and so has the message.
    let whole = JsonLimits {
        depth: limits.header.depth.saturating_add(3),
        members: limits.header.members.saturating_add(8).saturating_mul(list.most_parts().saturating_add(2)),
    };
    // A list in a header has no names to count, and each of its values may take many times the room of its text.
    let values = whole.members.saturating_add(limits.header_bytes);
    let message = json::parse_seed(text.as_bytes(), &whole, values, seed);
    list.verdict()?;
    message.map_err(ParseError::json("message"))
}

/// An unprotected header, inside the message.
fn header<'t, A: MapAccess<'t>>(map: &mut A) -> Result<Option<JoseHeader<'t>>, A::Error> {
    map.next_value().map(|parse::Members(header)| Some(header))
}

fn text<'t, A: MapAccess<'t>>(map: &mut A) -> Result<Option<Cow<'t, str>>, A::Error> {
    parse::text(map).map(Some)
}

/// Passes over the value of a member that nobody took.
fn ignore_unless<'t, A: MapAccess<'t>>(taken: bool, map: &mut A) -> Result<(), A::Error> {
    if taken { Ok(()) } else { map.next_value::<IgnoredAny>().map(|_| ()) }
}
