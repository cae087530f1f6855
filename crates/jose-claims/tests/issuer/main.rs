//! Issuing: what an issuer refuses to be, what it refuses to issue, and the exact bytes of what it issues.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "../support/keys.rs"]
mod keys;
#[path = "../support/world.rs"]
mod world;

mod audiences;
mod bytes;
mod claims;
mod elsewhere;
mod exposure;
mod lifetimes;
mod numbers;
mod refused;
mod replicated;
mod size;
