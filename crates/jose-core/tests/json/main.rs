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
mod properties;
mod readers;
mod text;
mod types;

use jose_core::json::{self, JsonError, JsonLimits};
use serde::Deserialize;

/// Wide enough that only the tests about limits meet one.
const WIDE: JsonLimits = JsonLimits { depth: 32, members: 2048 };

fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, JsonError> {
    json::parse_object(text.as_bytes(), &WIDE)
}
