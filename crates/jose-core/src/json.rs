//! The one entry point for JSON that somebody else wrote, and the way out for what we write.
//!
//! ```
//! use jose_core::json::{self, JsonLimits};
//!
//! #[derive(serde::Deserialize)]
//! struct Claims {
//!     sub: String,
//! }
//!
//! let limits = JsonLimits { depth: 32, members: 1024 };
//! let claims: Claims = json::parse_object(br#"{"sub":"ada","roles":["admin"]}"#, &limits)?;
//! assert_eq!(claims.sub, "ada");
//!
//! let twice = json::parse_object::<Claims>(br#"{"sub":"ada","\u0073ub":"eve"}"#, &limits);
//! assert_eq!(twice.err(), Some(json::JsonError::Duplicate));
//! # Ok::<(), json::JsonError>(())
//! ```
//!
//! You want this for every header, key, key set and claims set. It reads any type that implements [`Deserialize`], in one pass,
//! and refuses whatever two parsers might read differently: a member that occurs twice in one object at any depth (compared after
//! unescaping, also inside members that the type ignores), text that is not UTF-8, anything but an object on top, and anything after
//! it. Depth and members are bounded.
//!
//! [`write_object`] makes such objects. Reading does not judge values: `null` where a string should be is for the type to refuse. A type
//! may be lenient about values, for instance by taking a wrong one for absent; what is wrong with the text it cannot overlook. Two things
//! that serde_json accepts are refused: a list where a derived struct is read, and names that serde_json keeps for itself. What is accepted
//! does not depend on the features of serde_json that others in a build switch on.
//!
//! Specification: RFC 7515 section 4, RFC 7519 section 4, RFC 8259, RFC 8725 section 2.4.

mod access;
mod deserializer;
mod error;
mod fault;
mod identifier;
mod ignore;
mod list;
mod names;
mod number;
mod read;
mod scanner;
mod state;
mod string;
mod text;
mod trouble;
mod usual;
mod variant;
mod write;

use core::marker::PhantomData;

use serde::{Deserialize, de::DeserializeSeed};

pub use error::JsonError;
pub use text::Text;
pub use write::{WriteError, write_object};

use state::Parser;

pub(crate) use state::is_private;

/// How much structure a JSON text may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonLimits {
    /// Objects and arrays inside each other, the outermost included. Values above 64 count as 64.
    pub depth: usize,
    /// Object members in the whole text, at all depths together.
    pub members: usize,
}

/// Reads a `T` from a JSON object.
///
/// The length of `bytes` is the caller's to bound, before calling.
///
/// # Errors
/// [`JsonError`]: see its variants. No message repeats a value.
#[inline]
pub fn parse_object<'de, T: Deserialize<'de>>(bytes: &'de [u8], limits: &JsonLimits) -> Result<T, JsonError> {
    parse_seed(bytes, limits, usize::MAX, PhantomData)
}

/// As [`parse_object`], for what needs to know something to be read: a seed.
///
/// # Errors
/// As for [`parse_object`].
#[inline]
pub fn parse_object_with<'de, S: DeserializeSeed<'de>>(
    seed: S,
    bytes: &'de [u8],
    limits: &JsonLimits,
) -> Result<S::Value, JsonError> {
    parse_seed(bytes, limits, usize::MAX, seed)
}

/// Reads what `seed` makes of a JSON object of at most `values` values below it, those in lists included.
#[inline]
pub(crate) fn parse_seed<'de, S: DeserializeSeed<'de>>(
    bytes: &'de [u8],
    limits: &JsonLimits,
    values: usize,
    seed: S,
) -> Result<S::Value, JsonError> {
    let text = core::str::from_utf8(bytes).map_err(|_| JsonError::Utf8)?;
    let mut parser = Parser::new(text, limits, values);
    if parser.space() != Some(b'{') {
        return Err(JsonError::NotAnObject);
    }
    let value = parser.value(seed);
    parser.conclude(value)
}
