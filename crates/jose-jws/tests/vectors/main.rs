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
mod rfc7515;
mod rfc7520;
mod rfc7797;
mod rfc8037;
mod sample_token;
