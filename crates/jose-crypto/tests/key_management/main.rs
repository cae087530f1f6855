//! How a content encryption key comes to the recipient: every algorithm, published vectors, and what a changed message does.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "../support/keys.rs"]
mod keys;

mod freshness;
mod message;
mod round_trips;
mod substitutes;
mod vectors;
