//! What a token must say: each claim with every value that it may and may not have. One page for each kind of question.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "../support/payload.rs"]
mod payload;
#[path = "../support/world.rs"]
mod world;

mod audience;
mod issuer;
mod leeway;
mod lifetime;
mod message_type;
mod order;
mod presence;
mod private;
mod rules;
mod secrecy;
mod seen;
mod shape;
mod table;
mod text;
mod times;
mod waivers;
