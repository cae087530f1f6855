//! Every known attack of sections A to G of `docs/attacks.md`, as a test named after it.
//!
//! Many have tests in depth in the crate that refuses them; here each is one test through the public interface, so that a reviewer can go down the list.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::too_many_lines,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

mod a_algorithm_and_key;
mod b_names;
mod c_signatures;
mod d_structure;
mod e_encoding;
mod f_key_management;
mod g_content_encryption;
mod page;
mod support;
