//! Every algorithm with every content encryption in every form, there and back; and every single character of a message changed.
//!
//! The tables of `jose-core` make the cases, so that a new row is tested without a line here. What this build leaves out is counted and said.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

mod changes;
mod encryption;
mod keys;
mod signatures;
