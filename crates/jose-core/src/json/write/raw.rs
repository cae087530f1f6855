//! JSON inside JSON. `serde_json` passes off texts as structs with names of its own: under its feature `arbitrary_precision` every number of a `Value`,
//! under `raw_value` a text of the caller's. Whether the features are on is not ours to choose, as anybody in a build may do that.

use core::marker::PhantomData;

use serde::{Serialize, de::IgnoredAny};
use zeroize::Zeroizing;

use super::{WriteError, writer::Writer};
use crate::json::{
    JsonError, JsonLimits,
    state::{DEEPEST, Parser},
    string::unescape,
};

/// Writes the JSON that `value` holds as a string, if that is what it says it is.
pub(super) fn value<T: Serialize + ?Sized>(writer: &mut Writer, value: &T) -> Result<(), WriteError> {
    let start = writer.at();
    writer.value(value)?;
    let string = writer.take_back(start);
    let json = match string.expose() {
        [b'"', json @ .., b'"'] => Zeroizing::new(unescape(str::from_utf8(json).map_err(|_| WriteError::Unfit)?)),
        _ => return Err(WriteError::Unfit),
    };
    let limits = JsonLimits { depth: DEEPEST.saturating_sub(writer.depth()), members: usize::MAX };
    let mut parser = Parser::new(&json, &limits, usize::MAX);
    parser.space();
    let ignored = parser.value(PhantomData::<IgnoredAny>);
    parser.conclude(ignored).map_err(|error| match error {
        JsonError::Duplicate => WriteError::Duplicate,
        JsonError::Limit(exceeded) => WriteError::Limit(exceeded),
        _ => WriteError::Unfit,
    })?;
    let json = json.trim_matches([' ', '\t', '\n', '\r']);
    if is_too_wide(json) {
        return Err(WriteError::TooWide);
    }
    writer.put(json.as_bytes());
    Ok(())
}

/// Whether it is an integer that a reader makes another number of.
fn is_too_wide(json: &str) -> bool {
    let integer = json.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    integer && json.parse::<i64>().is_err() && json.parse::<u64>().is_err()
}
