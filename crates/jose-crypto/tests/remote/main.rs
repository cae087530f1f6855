//! Keys in a device, which is played by keys that nobody but the device can reach.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "../support/keys.rs"]
mod keys;

mod bad_devices;
mod block_on;
mod from_der;
mod operations;
mod signing;
mod unwrapping;
mod vault;
