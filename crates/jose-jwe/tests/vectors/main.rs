//! What others have published: typed from the RFCs, and read from files where they are.
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

mod published;
#[cfg(feature = "hazmat")]
mod reproduced;
mod rfc7516;
mod rfc7516_json;
mod rfc7517;
mod rfc7518;
mod rfc7520;
mod rfc8037;
mod table;
