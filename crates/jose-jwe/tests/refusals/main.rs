//! What `decrypt_compact` and `Encryptor` refuse, and with which reason. The numbers of attacks are those of the attack catalogue.
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
mod alike;
mod changes;
mod content;
mod critical;
mod encoding;
mod encrypted_key;
mod ephemeral_key;
mod gcm_key_wrap;
mod header;
mod limits;
mod low_order;
mod padding;
mod party_info;
mod segments;
mod selection;
mod signed;
