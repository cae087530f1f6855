//! HPKE, as draft-ietf-jose-hpke-encrypt has it: published messages, both families in every form, and attack 98.
#![cfg(feature = "hpke-unstable")]
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
#[path = "../vectors/table.rs"]
mod table;

mod integrated;
mod published;
