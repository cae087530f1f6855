//! The further claims of `jose token issue`, as a file has them.

use jose::{
    Limits,
    core::{json, printable},
};
use serde_json::{Map, Number, Value};

use crate::{
    exit::Failure,
    input::{Kind, Source},
};

/// Reads a claims file: one JSON object, which says the same in the token.
pub(super) fn read(source: &Source) -> Result<Map<String, Value>, Failure> {
    let bytes = source.read(Kind::Claims)?;
    let claims: Map<String, Value> =
        json::parse_object(&bytes, &Limits::token().claims).map_err(|error| Failure::from(error).about(source))?;
    match claims.iter().find(|(_, value)| !is_exact(value)) {
        None => Ok(claims),
        Some((name, _)) => {
            let name = printable(name);
            let message = format!(
                "the claim {name} has a number that does not fit 64 bits and would be rounded: write it as a string"
            );
            Err(Failure::refused("json.number", message).about(source))
        }
    }
}

/// Whether no number in it is too large to be kept as it was written. The depth was limited by whoever parsed it.
fn is_exact(value: &Value) -> bool {
    match value {
        Value::Number(number) => fits(number),
        Value::Array(values) => values.iter().all(is_exact),
        Value::Object(members) => members.values().all(is_exact),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

/// An integer out of range arrives as the nearest float, so a float out of range may be one.
fn fits(number: &Number) -> bool {
    let in_range = |float: f64| LEAST < float && float < GREATEST;
    number.is_i64() || number.is_u64() || number.as_f64().is_some_and(in_range)
}

/// -2^63. The integer itself does not arrive as a float, but the ones below it are rounded to this.
const LEAST: f64 = -9_223_372_036_854_775_808.0;

/// 2^64.
const GREATEST: f64 = 18_446_744_073_709_551_616.0;
