//! JSON that we write ourselves: claims, before they are signed or encrypted.

mod compound;
mod error;
mod raw;
mod serializer;
mod text;
mod writer;

use serde::Serialize;

pub use error::WriteError;

use crate::SecretBytes;
use writer::Writer;

/// Writes `value` as a JSON object, in one pass.
///
/// ```
/// use jose_core::json;
///
/// #[derive(serde::Serialize)]
/// struct Claims {
///     sub: &'static str,
///     weight: f64,
/// }
///
/// let claims = json::write_object(&Claims { sub: "ada", weight: 1.5 })?;
/// assert_eq!(claims.expose(), br#"{"sub":"ada","weight":1.5}"#);
///
/// let nothing = json::write_object(&Claims { sub: "ada", weight: f64::NAN });
/// assert_eq!(nothing.err(), Some(json::WriteError::NotANumber));
/// # Ok::<(), json::WriteError>(())
/// ```
///
/// You want this for claims and for any other payload that [`parse_object`](super::parse_object) is to read again. The text is that of `serde_json`, without
/// white space; JSON that a value brings along ready (`serde_json`'s `RawValue`) is read as strictly as a stranger's and stays as it is. What
/// `serde_json` would write and a strict reader refuses, or reads as something else, is an error here: a number that is not finite (it would become
/// `null`), an integer beyond 64 bits, a name that occurs twice (two flattened maps may both have it), a name that `serde_json` keeps for itself, too
/// much depth, and anything but an object on top. A type that goes on when it is told so changes nothing about it. How many members there are is for
/// the reader to bound.
///
/// # Errors
/// [`WriteError`]: see its variants. No message repeats a value.
///
/// # Security
/// The text may be meant for one reader alone, so it is wiped when it is dropped, and so is room that it has outgrown while it was written. Names are
/// not taken for secrets: those with escapes, and those beyond the sixteenth of an object, are kept elsewhere while it is written.
///
/// Specification: RFC 8259.
pub fn write_object<T: Serialize + ?Sized>(value: &T) -> Result<SecretBytes, WriteError> {
    let mut writer = Writer::new();
    writer.value(value)?;
    let text = writer.finish()?;
    if text.expose().first() == Some(&b'{') { Ok(text) } else { Err(WriteError::NotAnObject) }
}
