//! Writing JSON, from outside: what is written is what serde_json writes, and what a strict reader would not read is refused.
#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests")]

mod accepted;
mod inside;
mod properties;
mod refused;

use jose_core::json::{self, WriteError};
use serde::Serialize;

/// The text of an object.
fn write(value: &(impl Serialize + ?Sized)) -> Result<String, WriteError> {
    json::write_object(value).map(|text| String::from_utf8(text.into_exposed()).expect("UTF-8"))
}

/// Something where a member's value may be.
#[derive(Serialize)]
struct Of<T> {
    value: T,
}

#[derive(Serialize)]
enum Shape<T> {
    Unit,
    Newtype(T),
    Tuple(u8, T),
    Struct { deep: T },
}

#[derive(Serialize)]
struct Unit;

#[derive(Serialize)]
struct Newtype<T>(T);

#[derive(Serialize)]
struct Pair<T>(u8, T);
