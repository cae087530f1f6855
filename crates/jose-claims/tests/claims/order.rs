//! Several things wrong at once: who must act decides what is said. Type, then issuer and audience, then what is missing, then time, and
//! the caller's own type last.

use jose_claims::Token;
use serde::Deserialize;

use crate::{
    payload::Payload,
    world::{NOW, World, code, sign, verdict},
};

#[derive(Debug, Deserialize)]
struct Private {
    #[expect(dead_code, reason = "no token here has it")]
    tenant: String,
}

/// Makes one thing wrong.
type Spoil = fn(Payload) -> Payload;

#[test]
fn the_first_in_order_is_said() {
    let world = World::new();
    let steps: [(&str, Spoil); 6] = [
        ("claims.issuer", |payload| payload.with("iss", r#""planted-4f1c""#)),
        ("claims.audience", |payload| payload.with("aud", r#""planted-4f1c""#)),
        ("claims.missing", |payload| payload.without("jti")),
        ("claims.expired", |payload| payload.with("exp", NOW - 1)),
        ("claims.not_yet_valid", |payload| payload.with("nbf", NOW + 1)),
        ("claims.issued_in_future", |payload| payload.with("iat", NOW + 1)),
    ];
    for first in 0..steps.len() {
        let payload = steps[first..].iter().fold(Payload::good(), |payload, (_, spoil)| spoil(payload));
        let expected = steps[first].0;
        assert_eq!(verdict(expected, &world.signed(), &world.sign(payload.json())), expected);

        // A wrong type of token comes before, and a payload that is no claims set at all before every claim.
        let typed = sign(&world.signing, Some("JWT"), payload.json());
        assert_eq!(verdict("typ", &world.signed(), &typed), "token.type");
        let malformed = world.sign(payload.with("scope", 1).json());
        assert_eq!(verdict("scope", &world.signed(), &malformed), "claims.malformed");
        // The signature comes before everything.
        let (covered, _) = typed.rsplit_once('.').unwrap();
        let unsigned = format!("{covered}.{}", "A".repeat(86));
        assert_eq!(verdict("signature", &world.signed(), &unsigned), "jws.signature");
    }
}

#[test]
fn the_policy_comes_before_the_callers_type() {
    let world = World::new();
    let unfit = |payload: Payload| -> &'static str {
        let result: Result<Token<Private>, _> = world.signed().validate(&world.sign(payload.json()));
        code("unfit", &result.unwrap_err())
    };
    assert_eq!(unfit(Payload::good()), "claims.private");
    assert_eq!(unfit(Payload::good().with("exp", NOW - 1)), "claims.expired");
    assert_eq!(unfit(Payload::good().with("aud", r#""planted-4f1c""#)), "claims.audience");
    assert_eq!(unfit(Payload::good().with("iss", r#""planted-4f1c""#)), "claims.issuer");
    assert_eq!(unfit(Payload::good().without("sub")), "claims.missing");
    assert_eq!(unfit(Payload::good().with("nbf", NOW + 1)), "claims.not_yet_valid");
    assert_eq!(unfit(Payload::good().with("iat", NOW + 1)), "claims.issued_in_future");
    assert_eq!(unfit(Payload::good().with("sub", "1")), "claims.malformed");
}
