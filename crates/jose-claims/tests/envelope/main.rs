//! Envelopes that prove nothing: what was encrypted to the API by anybody at all, and what is not the token that it looks like.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "../support/payload.rs"]
mod payload;
#[path = "../support/world.rs"]
mod world;

mod confused;
mod content;
mod foreign;
mod replicated;
mod text;
mod unsigned;
