//! Every claim with every kind of value: missing, null, of the wrong type, empty, around its boundary, huge, and there twice.

use std::time::Duration;

use jose_claims::{Check, ValidatorBuilder};

use crate::{
    payload::Payload,
    world::{ACCEPTED, NOW, World, verdict},
};

const MALFORMED: &str = "claims.malformed";
const MISSING: &str = "claims.missing";
const PRIVILEGE: &str = "claims.privilege";
const RULE: &str = "claims.rule";

/// In the order of the columns of [`rows`].
const KINDS: [&str; 9] =
    ["missing", "null", "wrong type", "empty", "boundary - 1", "boundary", "boundary + 1", "huge", "duplicated"];

struct Row {
    claim: &'static str,
    policy: fn(ValidatorBuilder) -> ValidatorBuilder,
    wrong: &'static str,
    empty: &'static str,
    /// Around the boundary. For a text: cut short by a letter, as it should be, and longer by one.
    around: [String; 3],
    huge: String,
    expected: [&'static str; 9],
}

const fn nothing(policy: ValidatorBuilder) -> ValidatorBuilder {
    policy
}

fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(60 * minutes)
}

fn text(text: &str) -> [String; 3] {
    [format!("\"{}\"", &text[..text.len() - 1]), format!("\"{text}\""), format!("\"{text}x\"")]
}

fn list(text: &str) -> [String; 3] {
    [format!("[\"{}\"]", &text[..text.len() - 1]), format!("[\"{text}\"]"), format!("[\"{text}x\"]")]
}

fn around(time: i64) -> [String; 3] {
    [-1, 0, 1].map(|offset| (time + offset).to_string())
}

fn row(
    claim: &'static str,
    policy: fn(ValidatorBuilder) -> ValidatorBuilder,
    (wrong, empty): (&'static str, &'static str),
    around: [String; 3],
    expected: [&'static str; 9],
) -> Row {
    let huge = if matches!(claim, "exp" | "iat" | "nbf" | "auth_time") {
        "253402300800".to_owned()
    } else {
        format!("\"{}\"", "planted-4f1c".repeat(5_000))
    };
    Row { claim, policy, wrong, empty, around, huge, expected }
}

const NUMBER: (&str, &str) = ("1", "\"\"");
const TEXT: (&str, &str) = ("\"1700000600\"", "\"\"");

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    let (bad, ok) = (MALFORMED, ACCEPTED);
    let (issuer, audience) = ("claims.issuer", "claims.audience");
    vec![
        row("iss", nothing, NUMBER, text("https://id.example"),
            [MISSING, bad, bad, issuer, issuer, ok, issuer, issuer, bad]),
        row("aud", nothing, NUMBER, text("https://api.example"),
            [MISSING, bad, bad, audience, audience, ok, audience, audience, bad]),
        row("sub", |policy| policy.subject("user-42"), NUMBER, text("user-42"),
            [MISSING, bad, bad, MISSING, RULE, ok, RULE, RULE, bad]),
        row("jti", |policy| policy.claim("jti", Check::equals("id-1")), NUMBER, text("id-1"),
            [MISSING, bad, bad, MISSING, RULE, ok, RULE, RULE, bad]),
        row("client_id", |policy| policy.claim("client_id", Check::one_of(["web", "app"])), NUMBER, text("web"),
            [MISSING, bad, bad, MISSING, RULE, ok, RULE, RULE, bad]),
        row("exp", nothing, TEXT, around(NOW),
            [MISSING, bad, bad, bad, "claims.expired", "claims.expired", ok, bad, bad]),
        row("exp", |policy| policy.maximum_lifetime(minutes(10)), TEXT, around(NOW + 600),
            [MISSING, bad, bad, bad, ok, ok, "claims.lifetime", bad, bad]),
        row("exp", |policy| policy.minimum_remaining_lifetime(minutes(5)), TEXT, around(NOW + 300),
            [MISSING, bad, bad, bad, "claims.remaining_lifetime", ok, ok, bad, bad]),
        row("nbf", nothing, TEXT, around(NOW),
            [ok, bad, bad, bad, ok, ok, "claims.not_yet_valid", bad, bad]),
        row("nbf", |policy| policy.forbid("nbf"), TEXT, around(NOW),
            [ok, bad, bad, bad, "claims.forbidden", "claims.forbidden", "claims.forbidden", bad, bad]),
        row("iat", nothing, TEXT, around(NOW),
            [MISSING, bad, bad, bad, ok, ok, "claims.issued_in_future", bad, bad]),
        row("iat", |policy| policy.maximum_age(minutes(5)), TEXT, around(NOW - 300),
            [MISSING, bad, bad, bad, "claims.age", "claims.age", ok, bad, bad]),
        row("auth_time", |policy| policy.maximum_authentication_age(minutes(5)), TEXT, around(NOW - 300),
            [MISSING, bad, bad, bad, "claims.authentication_age", "claims.authentication_age", ok, bad, bad]),
        row("auth_time", |policy| policy.maximum_authentication_age(minutes(5)), ("true", "[]"), around(NOW + 1),
            [MISSING, bad, bad, bad, ok, "claims.authentication_age", "claims.authentication_age", bad, bad]),
        row("scope", |policy| policy.scope_all(["read"]), NUMBER, text("read"),
            [PRIVILEGE, bad, bad, PRIVILEGE, PRIVILEGE, ok, PRIVILEGE, PRIVILEGE, bad]),
        row("scope", |policy| policy.scope_any(["read", "write"]), ("[\"read\"]", "\" \""), text("write"),
            [PRIVILEGE, bad, bad, PRIVILEGE, PRIVILEGE, ok, PRIVILEGE, PRIVILEGE, bad]),
        row("roles", |policy| policy.roles_all(["admin"]), ("{\"admin\":true}", "[]"), list("admin"),
            [PRIVILEGE, PRIVILEGE, PRIVILEGE, PRIVILEGE, PRIVILEGE, ok, PRIVILEGE, PRIVILEGE, bad]),
        row("groups", |policy| policy.groups_any(["ops", "dev"]), ("[[\"ops\"]]", "[]"), list("ops"),
            [PRIVILEGE, PRIVILEGE, PRIVILEGE, PRIVILEGE, PRIVILEGE, ok, PRIVILEGE, PRIVILEGE, bad]),
        row("acr", |policy| policy.acr(["silver", "gold"]), ("[\"gold\"]", "\"\""), text("gold"),
            [MISSING, MISSING, RULE, MISSING, RULE, ok, RULE, RULE, bad]),
        row("amr", |policy| policy.amr_all(["hwk"]), ("7", "[]"), list("hwk"),
            [MISSING, MISSING, RULE, MISSING, RULE, ok, RULE, RULE, bad]),
        row("tenant", |policy| policy.claim("tenant", Check::equals("acme")), ("1", "\"\""), text("acme"),
            [MISSING, MISSING, RULE, MISSING, RULE, ok, RULE, RULE, bad]),
        row("level", |policy| policy.claim("level", Check::equals(3)), ("\"3\"", "\"\""), around(3),
            [MISSING, MISSING, RULE, MISSING, RULE, ok, RULE, RULE, bad]),
        row("region", |policy| policy.claim("region", Check::if_present(Check::pattern("eu-????"))), ("1", "\"\""), text("eu-west"),
            [ok, RULE, RULE, RULE, RULE, ok, RULE, RULE, bad]),
        row("nonce", |policy| policy.forbid("nonce"), ("1", "\"\""), text("n-1"),
            [ok, "claims.forbidden", "claims.forbidden", "claims.forbidden", "claims.forbidden", "claims.forbidden",
             "claims.forbidden", "claims.forbidden", bad]),
    ]
}

#[test]
fn every_claim_with_every_kind_of_value() {
    let world = World::new();
    let (mut accepted, mut refused) = (0, 0);
    for row in rows() {
        let validator = (row.policy)(world.policy()).signed_only().leeway(Duration::ZERO).build().unwrap();
        let [less, exact, more] = &row.around;
        let base = Payload::good().with("iat", NOW - 1);
        // Where `iat` sets the boundary of `exp`, it stands at the present.
        let base = if row.claim == "exp" { base.with("iat", NOW) } else { base };
        let with = |value: &str| base.clone().with(row.claim, value);
        let payloads = [
            base.clone().without(row.claim),
            with("null"),
            with(row.wrong),
            with(row.empty),
            with(less),
            with(exact),
            with(more),
            with(&row.huge),
            with(exact).and(row.claim, exact),
        ];
        for ((kind, payload), expected) in KINDS.iter().zip(payloads).zip(row.expected) {
            let name = format!("{}: {kind}", row.claim);
            let token = world.sign(payload.json());
            assert_eq!(verdict(&name, &validator, &token), expected, "{name}");
            assert_eq!(validator.explain(&token).verdict(), expected, "{name}, explained");
            if expected == ACCEPTED { accepted += 1 } else { refused += 1 }
        }
    }
    assert_eq!(accepted + refused, 24 * KINDS.len());
    assert!(refused >= 3 * accepted, "{refused} refusals to {accepted}");
}

/// With leeway the boundaries move by as much, and no further.
#[test]
fn boundaries_with_leeway() {
    let world = World::new();
    let policy = || world.policy().signed_only().leeway(Duration::from_secs(30));
    for (name, builder, claim, last, first_refused) in [
        ("exp", policy(), "exp", NOW - 29, NOW - 30),
        ("nbf", policy(), "nbf", NOW + 30, NOW + 31),
        ("iat", policy(), "iat", NOW + 30, NOW + 31),
        ("age", policy().maximum_age(minutes(5)), "iat", NOW - 329, NOW - 330),
        ("authentication", policy().maximum_authentication_age(minutes(5)), "auth_time", NOW - 329, NOW - 330),
        ("remaining, which has none", policy().minimum_remaining_lifetime(minutes(5)), "exp", NOW + 300, NOW + 299),
    ] {
        let validator = builder.build().unwrap();
        let token = |value: i64| world.sign(Payload::good().with(claim, value).json());
        assert_eq!(verdict(name, &validator, &token(last)), ACCEPTED, "{name}");
        assert_ne!(verdict(name, &validator, &token(first_refused)), ACCEPTED, "{name}");
    }
}
