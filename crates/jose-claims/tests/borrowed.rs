//! Claims that the caller's type borrows.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/payload.rs"]
mod payload;
#[path = "support/world.rs"]
mod world;

use std::borrow::Cow;

use jose_claims::{ClaimsBuffer, Token};
use payload::Payload;
use serde::Deserialize;
use world::{NOW, PLANTED, World, refusal};

#[derive(Debug, Deserialize)]
struct Borrowing<'c> {
    tenant: &'c str,
    #[serde(borrow)]
    note: Option<Cow<'c, str>>,
    /// Registered claims are borrowed too.
    sub: &'c str,
}

#[test]
fn in_every_mode() {
    let world = World::new();
    let payload = Payload::good().with("tenant", "\"acme\"").with("note", r#""a\u0062c""#);
    let signed = world.sign(payload.json());
    let mut room = ClaimsBuffer::new();
    for (validator, token) in [(world.signed(), signed.clone()), (world.nested(), world.seal(&signed))] {
        let token: Token<Borrowing<'_>> = validator.validate_in(&token, &mut room).unwrap();
        assert_eq!((token.claims().tenant, token.claims().sub), ("acme", "user-42"));
        assert!(matches!(&token.claims().note, Some(Cow::Owned(note)) if note == "abc"));
        assert_eq!(token.subject(), Some("user-42"));
    }
    // What was read before does not shine through.
    let other = world.sign(Payload::good().with("tenant", "\"x\"").json());
    let token: Token<Borrowing<'_>> = world.signed().validate_in(&other, &mut room).unwrap();
    assert_eq!((token.claims().tenant, &token.claims().note), ("x", &None));
}

#[test]
fn refusals_are_the_same() {
    let world = World::new();
    let mut room = ClaimsBuffer::new();
    for (name, payload, expected) in [
        ("expired", Payload::good().with("exp", NOW), "claims.expired"),
        ("expired, and does not fit", Payload::good().with("exp", NOW).with("tenant", 1), "claims.expired"),
        ("malformed", Payload::good().with("sub", 1), "claims.malformed"),
        ("does not fit", Payload::good().with("tenant", 1), "claims.private"),
        ("absent", Payload::good(), "claims.private"),
        ("an escape cannot be borrowed", Payload::good().with("tenant", r#""\u0061""#), "claims.private"),
    ] {
        let error = refusal(name, world.signed().validate_in::<Borrowing<'_>>(&world.sign(payload.json()), &mut room));
        assert_eq!(error.code(), expected, "{name}");
    }
    let planted = world.sign(Payload::good().with("tenant", format!("\"{PLANTED}\"")).json());
    drop(world.signed().validate_in::<Borrowing<'_>>(&planted, &mut room).unwrap());
    assert!(!format!("{room:?}").contains(PLANTED));
}
