//! The command as scripts see it: its words, its exit status, and what it leaves on standard output.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

mod encrypt_decrypt;
mod fixtures;
mod forms;
mod friendly;
mod grammar;
mod input;
mod inspect;
mod jwks;
mod jwks_files;
mod key_files;
mod key_formats;
mod key_lint;
mod key_password;
mod keys;
mod optional;
mod policy_lint;
mod quickstart;
mod readme;
mod recipients;
mod sign_verify;
mod support;
mod token_explain;
mod token_keys;
mod tokens;
