//! What `verify_compact` refuses, and with which reason. The numbers of attacks are those of the attack catalogue.
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

mod algorithm;
mod changes;
mod confusion;
mod critical;
mod encoding;
mod header;
mod limits;
mod segments;
mod selection;
mod signatures;
