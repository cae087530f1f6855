//! Many policies, one for each token: how it is found, and that no tenant can change what another one's token comes to.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "../support/payload.rs"]
mod payload;
#[path = "../support/world.rs"]
mod world;

mod chosen;
mod hint;
mod isolation;
mod map;

use jose_claims::{Tenants, Validator, ValidatorBuilder};
use payload::Payload;
use world::{ACCEPTED, API, World, clock, code};

const ACME: &str = "https://acme.example";
const GLOBEX: &str = "https://globex.example";
const STRANGER: &str = "https://planted-4f1c.example";
const UNKNOWN: &str = "token.unknown_issuer";

/// A policy for one issuer, without a mode.
fn policy(issuer: &str, world: &World) -> ValidatorBuilder {
    Validator::access_token().issuer(issuer, world.verifying.clone()).audience(API).clock(clock(world::NOW))
}

fn signed(issuer: &str, world: &World) -> Validator {
    policy(issuer, world).signed_only().build().unwrap()
}

fn from(issuer: &str) -> Payload {
    Payload::good().with("iss", format!("\"{issuer}\""))
}

/// [`ACCEPTED`], or the code of the refusal. The explanation must say the same.
fn verdict<C: ?Sized>(name: &str, tenants: &Tenants<C>, token: &str, context: &C) -> &'static str {
    let verdict = match tenants.validate::<serde_json::Value>(token, context) {
        Ok(_) => ACCEPTED,
        Err(error) => code(name, &error),
    };
    let explanation = tenants.explain(token, context);
    assert_eq!(explanation.verdict(), verdict, "{name}: {explanation}");
    assert_eq!(explanation.checks()[0].name(), "known_tenant", "{name}");
    assert!(!format!("{explanation} {explanation:?}").contains(world::PLANTED), "{name}: {explanation}");
    verdict
}
