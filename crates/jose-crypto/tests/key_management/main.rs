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
#[cfg(feature = "rsa1_5-insecure")]
#[path = "../support/rsa1_5.rs"]
mod rsa1_5;

mod devices;
mod freshness;
#[cfg(feature = "hpke-unstable")]
mod hpke;
mod message;
mod passwords;
#[cfg(feature = "rsa1_5-insecure")]
mod pkcs1;
#[cfg(feature = "hazmat")]
mod published;
mod round_trips;
mod several;
mod substitutes;
mod vectors;
