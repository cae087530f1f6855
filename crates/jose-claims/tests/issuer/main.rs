//! Issuing: what an issuer refuses to be, what it refuses to issue, and the exact bytes of what it issues.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "../support/world.rs"]
mod world;

mod bytes;
mod claims;
mod lifetimes;
mod refused;
