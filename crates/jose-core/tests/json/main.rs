//! The strict JSON entry point, from outside.
//!
//! Tables of texts with a name, the text and what becomes of it; each refused text is tried on types that look at it in
//! quite different ways, since no type may be an easier way in than another.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::zero_sized_map_values,
    reason = "tests"
)]
#![allow(dead_code, reason = "most types here are read and then never looked at")]

mod duplicates;
mod errors;
mod lenient;
mod limits;
mod oracle;
mod properties;
mod readers;
mod text;
mod types;
mod usual;

use jose_core::json::{self, JsonError, JsonLimits};
use serde::Deserialize;
use serde_json::Value;

/// Wide enough that only the tests about limits meet one.
const WIDE: JsonLimits = JsonLimits { depth: 32, members: 2048 };

fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, JsonError> {
    json::parse_object(text.as_bytes(), &WIDE)
}

/// Whether two values are the same. Without its feature `float_roundtrip`, serde_json reads some fractions a little beside the nearest double.
fn same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        (Value::Object(ours), Value::Object(theirs)) => {
            ours.len() == theirs.len()
                && ours.iter().all(|(name, ours)| theirs.get(name).is_some_and(|theirs| same(ours, theirs)))
        }
        (Value::Number(ours), Value::Number(theirs)) if ours.is_f64() && theirs.is_f64() => {
            let (ours, theirs) = (ours.as_f64().unwrap_or(f64::NAN), theirs.as_f64().unwrap_or(f64::NAN));
            ours.is_sign_negative() == theirs.is_sign_negative() && (ours - theirs).abs() <= ours.abs() * 1e-15
        }
        _ => ours == theirs,
    }
}
