//! What the cryptographic library accepts, or panics on, and what is refused here before it gets there. One page for each kind of trap.
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

mod content;
mod curve448_keys;
mod ed25519_speccheck;
mod edwards_keys;
mod hmac_secrets;
mod key_pairs;
mod ml_dsa_keys;
mod montgomery_keys;
mod points;
mod rsa_paddings;
mod rsa_public_keys;
mod signatures;
mod wrapped_keys;
