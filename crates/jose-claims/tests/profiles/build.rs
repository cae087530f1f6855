//! Policies that are not built: what a profile leaves to be stated, and what does not go together.

use std::time::Duration;

use jose_claims::{PolicyError, ValidatorBuilder};
use jose_core::JwsAlgorithm;

use crate::{
    Validator, assertion_policy, id_policy, logout_policy, settle, store,
    world::{ISSUER, World, waive_all},
};

fn code(name: &str, builder: ValidatorBuilder, expected: &str) {
    let error = builder.build().expect_err(name);
    assert_eq!(error.code(), expected, "{name}: {error}");
}

#[test]
fn refused() {
    let world = World::new();
    let id = || id_policy(&world);
    let logout = || logout_policy(&world);
    let assertion = || assertion_policy(&world);
    let api = || world.policy().signed_only();
    for (name, builder, expected) in vec![
        ("no word about the nonce", id(), "policy.unstated"),
        ("the nonce twice", id().require_nonce().waive_nonce("x"), "policy.contradiction"),
        ("no reason for no nonce", id().waive_nonce(" "), "policy.empty"),
        ("another type", id().require_nonce().token_type("at+jwt"), "policy.contradiction"),
        ("any type", id().require_nonce().waive_token_type("x"), "policy.contradiction"),
        ("any audience", id().require_nonce().waive_audience("x"), "policy.contradiction"),
        ("for nobody", id().require_nonce().forbid_audience(), "policy.contradiction"),
        ("without an end", id().require_nonce().waive_expiry("x"), "policy.contradiction"),
        ("an empty client", settle(&world, ISSUER, Validator::id_token("")).require_nonce(), "policy.empty"),
        (
            "events after all",
            id().require_nonce().claim("events", jose_claims::Check::present()),
            "policy.contradiction",
        ),
        ("untyped identity", id().require_nonce().accept_untyped_logout_tokens("x"), "policy.check"),
        ("logout, no word about replays", logout(), "policy.unstated"),
        ("logout, replays twice", logout().replay_store(store()).waive_replay("x"), "policy.contradiction"),
        ("logout, no reason", logout().waive_replay(""), "policy.empty"),
        (
            "logout, untyped without a reason",
            logout().waive_replay("x").accept_untyped_logout_tokens(""),
            "policy.empty",
        ),
        ("logout with a nonce", logout().waive_replay("x").require_nonce(), "policy.check"),
        ("logout, any type", logout().waive_replay("x").waive_token_type("x"), "policy.contradiction"),
        ("assertion, no word about replays", assertion(), "policy.unstated"),
        ("assertion, without an end", assertion().waive_replay("x").waive_expiry("x"), "policy.contradiction"),
        (
            "assertion, no lifetime",
            assertion().waive_replay("x").maximum_remaining_lifetime(Duration::ZERO),
            "policy.empty",
        ),
        ("bound twice", api().bound_to_dpop().bound_to_certificate(), "policy.contradiction"),
        ("bound and waived", api().bound_to_dpop().waive_binding("x"), "policy.contradiction"),
        ("bound and perhaps", api().bound_to_dpop().bearer_unless_bound(), "policy.contradiction"),
        ("perhaps and waived", api().bearer_unless_bound().waive_binding("x"), "policy.contradiction"),
        ("no reason for no binding", api().waive_binding(""), "policy.empty"),
        ("a nonce in access tokens", api().require_nonce(), "policy.check"),
        ("a waived nonce in access tokens", api().waive_nonce("x"), "policy.check"),
        ("remembered for ever", waive_all(&world).signed_only().replay_store(store()), "policy.check"),
    ] {
        code(name, builder, expected);
    }
    let unstated = id().build().expect_err("nonce").to_string();
    assert!(unstated.contains("require_nonce() or waive_nonce(..)"), "{unstated}");
    assert!(id().waive_nonce("x").build().is_ok() && logout().waive_replay("x").build().is_ok());
    assert!(api().bound_to_dpop().build().is_ok() && assertion().replay_store(store()).build().is_ok());
}

#[test]
fn verifiers_of_proofs() {
    let new = || Validator::dpop_proof().waive_replay("a test");
    for (name, builder, expected) in [
        ("no word about replays", Validator::dpop_proof(), "policy.unstated"),
        ("replays twice", new().replay_store(store()), "policy.contradiction"),
        ("no reason", Validator::dpop_proof().waive_replay(" "), "policy.empty"),
        ("no algorithm", new().algorithms([]), "policy.empty"),
        ("a shared secret", new().algorithms([JwsAlgorithm::Es256, JwsAlgorithm::Hs256]), "policy.check"),
        ("algorithms twice", new().algorithms([JwsAlgorithm::Es256]).algorithms([]), "policy.contradiction"),
        ("no age", new().maximum_age(Duration::ZERO), "policy.empty"),
        ("too old", new().maximum_age(Duration::from_secs(601)), "policy.check"),
        ("too much leeway", new().leeway(Duration::from_secs(601)), "policy.leeway"),
    ] {
        let error: PolicyError = builder.build().expect_err(name);
        assert_eq!(error.code(), expected, "{name}: {error}");
    }
    assert!(new().algorithms([JwsAlgorithm::Es256]).build().is_ok());
    assert!(new().maximum_age(Duration::from_secs(600)).build().is_ok());
}
