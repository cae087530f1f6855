//! The forms beyond the plain compact one: JSON, several signatures, detached and unencoded payloads. The numbers of attacks are those of
//! the attack catalogue.
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
#[path = "../support/keys.rs"]
mod keys;
mod parts;

mod changes;
mod critical;
mod general;
mod laws;
mod mix_ups;
mod structure;
mod trust;
mod unencoded;
mod writing;
