//! No refusal repeats what a token says. Every other test looks for the planted text too; here it stands everywhere at once.

use std::collections::BTreeSet;

use jose_claims::Token;
use serde::Deserialize;

use crate::{
    payload::Payload,
    world::{ACCEPTED, NOW, PLANTED, World, code, sign},
};

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only whether it fits is of interest")]
struct Private {
    level: Level,
    tenant: u8,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Low,
    High,
}

fn full_of_secrets() -> Payload {
    let planted = format!("\"{PLANTED}\"");
    let inside = format!("[\"{PLANTED}\",{{\"a\":\"{PLANTED}\"}}]");
    let texts = ["sub", "client_id", "jti", "scope"].iter();
    texts.fold(Payload::good(), |payload, claim| payload.with(claim, &planted)).with("x", inside)
}

#[test]
fn every_refusal_of_a_claim() {
    let world = World::new();
    let planted = format!("\"{PLANTED}\"");
    let good = full_of_secrets;
    let tokens = [
        good().with("iss", &planted),
        good().with("aud", &planted),
        good().without("iat"),
        good().with("exp", NOW),
        good().with("nbf", NOW + 1),
        good().with("iat", NOW + 1),
        good().with("exp", NOW + 601),
        good().with("exp", &planted),
        good().with("sub", format!("[{planted}]")),
        good().with("aud", format!("{{\"a\":{planted}}}")),
        good().and("sub", &planted),
        good().with("y", PLANTED),
        good().with("y", format!("{}{planted}{}", "[".repeat(40), "]".repeat(40))),
        good(),
        good().with("level", &planted),
        good().with("level", "\"low\"").with("tenant", &planted),
        good().with("level", "\"low\"").with("tenant", format!("[{planted}]")),
    ];
    let policy = world.policy().signed_only().leeway(std::time::Duration::ZERO);
    let validator = policy.maximum_lifetime(std::time::Duration::from_secs(600)).build().unwrap();
    let mut codes = BTreeSet::new();
    for payload in tokens {
        let result: Result<Token<Private>, _> = validator.validate(&world.sign(payload.json()));
        codes.insert(code("planted", &result.unwrap_err()));
    }
    let all = [
        "claims.audience",
        "claims.expired",
        "claims.issued_in_future",
        "claims.issuer",
        "claims.lifetime",
        "claims.malformed",
        "claims.missing",
        "claims.not_yet_valid",
        "claims.private",
    ];
    assert_eq!(codes, BTreeSet::from(all));
    let fits = good().with("level", "\"high\"").with("tenant", 7);
    assert!(validator.validate::<Private>(&world.sign(fits.json())).is_ok());
}

/// Nor does a refusal before the claims are read.
#[test]
fn every_refusal_of_an_envelope_or_a_signature() {
    let (world, foreign) = (World::new(), World::new());
    let claims = full_of_secrets().json();
    let signed = world.sign(&claims);
    for (name, token, expected) in [
        ("good", world.seal(&signed), ACCEPTED),
        ("not encrypted", signed.clone(), "token.not_encrypted"),
        ("another type", world.seal(sign(&world.signing, Some("JWT"), &claims)), "token.type"),
        ("no content type", crate::world::seal(&world.encryption, None, &signed), "token.content_type"),
        ("not signed", world.seal(&claims), "token.not_signed"),
        ("text", world.seal(PLANTED), "token.not_signed"),
        ("not text", world.seal([PLANTED.as_bytes(), b"\xff"].concat()), "token.not_signed"),
        ("too deep", world.seal(world.seal(&signed)), "token.nesting"),
        ("a foreign signature", world.seal(foreign.sign(&claims)), "jws.signature"),
        ("a foreign envelope", foreign.seal(&signed), "jwe.decryption"),
        ("words as payload", world.seal(world.sign(PLANTED)), "claims.malformed"),
        ("words as token", PLANTED.to_owned(), "parse.segments"),
        ("words as segments", [PLANTED; 5].join("."), "json.utf8"),
    ] {
        assert_eq!(crate::world::verdict(name, &world.nested(), &token), expected, "{name}");
    }
}
