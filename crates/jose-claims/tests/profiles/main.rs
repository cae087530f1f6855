//! Profiles: what each accepts and refuses, and that none accepts another's tokens.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

mod binding;
mod build;
mod challenges;
mod client_assertion;
mod dpop;
mod elsewhere;
mod explain;
mod id_token;
mod logout_token;
mod matrix;
#[path = "../support/payload.rs"]
mod payload;
mod proof_explained;
mod replay;
mod table;
mod targets;
#[path = "../support/world.rs"]
mod world;

use std::{sync::Arc, time::Duration};

use jose_claims::{MemoryReplayStore, Validator, ValidatorBuilder};
use payload::Payload;
use world::{API, ISSUER, NOW, World, clock};

/// The client, and for the matrix everybody else.
const CLIENT: &str = "web";

/// The member of `events` that ends sessions.
const LOGOUT: &str = r#"{"http://schemas.openid.net/event/backchannel-logout":{}}"#;

fn store() -> Arc<MemoryReplayStore> {
    Arc::new(MemoryReplayStore::with_capacity(1000))
}

/// What an identity token must have.
fn id_token() -> Payload {
    Payload::good().with("aud", format!("\"{CLIENT}\"")).without("client_id").without("jti").with("nonce", "\"n-1\"")
}

/// What a logout token must have.
fn logout_token() -> Payload {
    Payload::good().with("aud", format!("\"{CLIENT}\"")).without("client_id").with("events", LOGOUT)
}

/// What a client assertion must have.
fn assertion() -> Payload {
    let client = format!("\"{CLIENT}\"");
    Payload::good()
        .with("iss", &client)
        .with("sub", client)
        .without("client_id")
        .without("iat")
        .with("aud", quoted(API))
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// Keys, mode and clock; without leeway.
fn settle(world: &World, issuer: &str, builder: ValidatorBuilder) -> ValidatorBuilder {
    builder.issuer(issuer, world.verifying.clone()).signed_only().clock(clock(NOW)).leeway(Duration::ZERO)
}

fn id_policy(world: &World) -> ValidatorBuilder {
    settle(world, ISSUER, Validator::id_token(CLIENT))
}

fn logout_policy(world: &World) -> ValidatorBuilder {
    settle(world, ISSUER, Validator::logout_token(CLIENT))
}

fn assertion_policy(world: &World) -> ValidatorBuilder {
    settle(world, CLIENT, Validator::client_assertion(API))
}
