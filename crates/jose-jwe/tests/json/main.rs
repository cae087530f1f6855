//! The forms in JSON: what they hold, and what is refused in them.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "../support/forge.rs"]
mod forge;
#[path = "../support/json.rs"]
mod json;
#[path = "../support/keys.rs"]
mod keys;

mod aad;
mod form;
mod headers;
mod passwords;
mod placement;
mod recipients;
mod round_trips;
