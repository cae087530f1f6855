//! The same policy in Rust, JSON and TOML: the same verdict and the same code for every token.

use std::{sync::LazyLock, time::Duration};

use jose_claims::{Check, ClaimPath, PolicyDocument, Validator};
use jose_crypto::{SigningKey, VerifyingKey};
use jose_jwk::JwkSet;
use proptest::{prelude::*, sample::select};

use crate::{
    Store,
    payload::Payload,
    world::{API, ISSUER, NOW, clock, sign, verdict},
};

const OTHER: &str = "https://other.example";

const JSON: &str = r#"{
    "profile": "access_token",
    "issuers": [
        { "issuer": "https://id.example", "keys": "id" },
        { "issuer": "https://other.example", "keys": "other" }
    ],
    "audiences": ["https://api.example", "https://alias.example"],
    "mode": "signed_only",
    "leeway": 5,
    "maximum_lifetime": "10m",
    "maximum_age": "2m",
    "minimum_remaining_lifetime": "30s",
    "maximum_authentication_age": "1h",
    "scope": { "all": ["read"] },
    "roles": { "any": ["admin", "auditor"] },
    "groups": { "all": ["ops"] },
    "acr": ["silver", "gold"],
    "amr": { "any": ["hwk", "otp"] },
    "algorithms": { "signature": ["ES256"] },
    "claims": [
        { "path": "tenant", "one_of": ["acme", 7, true] },
        { "path": "realm_access.level", "name": "level", "equals": 3 },
        { "path": ["https://x.example/region"], "when": "present", "pattern": "eu-*" },
        { "path": "tags", "when": "present", "contains_all": ["a", "b"] },
        { "path": "nonce", "present": "forbidden" },
        { "path": "client", "present": "required" },
        { "path": "ignored", "waived": "a test" }
    ]
}"#;

const TOML: &str = r#"
profile = "access_token"
audiences = ["https://api.example", "https://alias.example"]
mode = "signed_only"
leeway = "5s"
maximum_lifetime = 600
maximum_age = "1m60s"
minimum_remaining_lifetime = 30
maximum_authentication_age = "60m"
scope.all = ["read"]
roles = { any = ["admin", "auditor"] }
groups.all = ["ops"]
acr = ["silver", "gold"]
amr.any = ["hwk", "otp"]
algorithms.signature = ["ES256"]

[[issuers]]
issuer = "https://id.example"
keys = "id"

[[issuers]]
issuer = "https://other.example"
keys = "other"

[[claims]]
path = "tenant"
one_of = ["acme", 7, true]

[[claims]]
path = "realm_access.level"
name = "level"
equals = 3

[[claims]]
path = ["https://x.example/region"]
when = "present"
pattern = "eu-*"

[[claims]]
path = "tags"
when = "present"
contains_all = ["a", "b"]

[[claims]]
path = "nonce"
present = "forbidden"

[[claims]]
path = "client"
present = "required"

[[claims]]
path = "ignored"
waived = "a test"
"#;

struct Three {
    signing: [SigningKey; 2],
    rust: Validator,
    json: Validator,
    toml: Validator,
}

static THREE: LazyLock<Three> = LazyLock::new(|| {
    let store = Store::new();
    let signing = |set: &JwkSet| set.keys().next().unwrap().signing_key().unwrap();
    let verifying = |set: &JwkSet| -> VerifyingKey { set.keys().next().unwrap().verifying_key().unwrap() };
    let rust = Validator::access_token()
        .issuer(ISSUER, verifying(&store.id))
        .issuer(OTHER, verifying(&store.other))
        .audience(API)
        .audience("https://alias.example")
        .signed_only()
        .leeway(Duration::from_secs(5))
        .maximum_lifetime(Duration::from_secs(600))
        .maximum_age(Duration::from_secs(120))
        .minimum_remaining_lifetime(Duration::from_secs(30))
        .maximum_authentication_age(Duration::from_secs(3_600))
        .scope_all(["read"])
        .roles_any(["admin", "auditor"])
        .groups_all(["ops"])
        .acr(["silver", "gold"])
        .amr_any(["hwk", "otp"])
        .signature_algorithms([jose_core::JwsAlgorithm::Es256])
        .claim("tenant", Check::one_of([jose_claims::ClaimValue::from("acme"), 7.into(), true.into()]))
        .claim("realm_access.level", Check::equals(3).named("level"))
        .claim(ClaimPath::name("https://x.example/region"), Check::if_present(Check::pattern("eu-*")))
        .claim("tags", Check::if_present(Check::contains_all(["a", "b"])))
        .forbid("nonce")
        .claim("client", Check::present())
        .waive_claim("ignored", "a test")
        .clock(clock(NOW))
        .build()
        .unwrap();
    let json = store.build(PolicyDocument::from_json(JSON.as_bytes()).unwrap()).unwrap();
    let toml = store.build(PolicyDocument::from_toml(TOML).unwrap()).unwrap();
    Three { signing: [signing(&store.id), signing(&store.other)], rust, json, toml }
});

/// A token that the policy accepts.
fn good() -> Payload {
    Payload::good()
        .with("auth_time", NOW - 60)
        .with("scope", "\"write read\"")
        .with("roles", r#"["admin"]"#)
        .with("groups", r#"["ops"]"#)
        .with("acr", "\"gold\"")
        .with("amr", r#"["otp"]"#)
        .with("tenant", "\"acme\"")
        .with("realm_access", r#"{"level":3}"#)
        .with("client", "1")
}

const CLAIMS: &[&str] = &[
    "iss",
    "aud",
    "sub",
    "exp",
    "iat",
    "nbf",
    "jti",
    "client_id",
    "auth_time",
    "scope",
    "roles",
    "groups",
    "acr",
    "amr",
    "tenant",
    "realm_access",
    "https://x.example/region",
    "tags",
    "nonce",
    "client",
    "ignored",
];

const VALUES: &[&str] = &[
    "null",
    "true",
    "7",
    "7.0",
    "\"\"",
    "[]",
    "{}",
    "\"acme\"",
    "\"planted-4f1c\"",
    "\"read\"",
    r#"["a","b"]"#,
    r#"["a"]"#,
    "\"a b\"",
    "\"eu-west\"",
    "\"us-east\"",
    r#"["auditor","x"]"#,
    r#"{"level":3.0}"#,
    r#"{"level":4}"#,
    r#"{"level":"3"}"#,
    "\"https://other.example\"",
    "\"https://alias.example\"",
    r#"["x","https://api.example"]"#,
    "\"gold\"",
    "\"hwk\"",
    "1699999875",
    "1699999874",
    "1699999880",
    "1700000030",
    "1700000029",
    "1700000005",
    "1700000006",
    "1700000601",
    "1e400",
];

/// A claim, and its new value; `None` leaves it out.
type Change = (&'static str, Option<&'static str>);

fn change() -> impl Strategy<Value = Change> {
    (select(CLAIMS), prop_oneof![1 => Just(None), 8 => select(VALUES).prop_map(Some)])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_every_language(changes in proptest::collection::vec(change(), 0..4), signer in 0..2_usize, typ in select(&["at+jwt", "application/AT+JWT", "JWT"][..])) {
        let payload = changes.iter().fold(good(), |payload, (claim, value)| match value {
            Some(value) => payload.with(claim, value),
            None => payload.without(claim),
        });
        let three = &*THREE;
        let token = sign(&three.signing[signer], Some(typ), payload.json());
        let expected = verdict("rust", &three.rust, &token);
        prop_assert_eq!(verdict("json", &three.json, &token), expected);
        prop_assert_eq!(verdict("toml", &three.toml, &token), expected);
        // Not only the first failure: every check says the same.
        let explained = three.rust.explain(&token);
        prop_assert_eq!(explained.verdict(), expected);
        prop_assert_eq!(&three.json.explain(&token), &explained);
        prop_assert_eq!(&three.toml.explain(&token), &explained);
    }
}

/// The policy is one that tokens can meet, and one that each change of a kind is refused by.
#[test]
fn verdicts_differ() {
    let three = &*THREE;
    let token = |payload: Payload| sign(&three.signing[0], Some("at+jwt"), payload.json());
    assert_eq!(verdict("good", &three.toml, &token(good())), "accepted");
    let codes: std::collections::BTreeSet<&str> = CLAIMS
        .iter()
        .flat_map(|claim| VALUES.iter().map(|value| token(good().with(claim, value))))
        .map(|token| verdict("changed", &three.toml, &token))
        .collect();
    assert!(codes.len() >= 14, "{codes:?}");
}

#[test]
fn toml_that_is_refused() {
    for (name, text) in [
        ("an unknown member", "subjct = 1"),
        ("an unknown member of a claim", "[[claims]]\npath = \"x\"\nequal = 1"),
        ("a member twice", "leeway = 1\nleeway = 1"),
        ("a date", "migrate_until = 2026-01-01T00:00:00Z"),
        ("JSON", "{}"),
        ("cut short", "scope = {"),
    ] {
        let error = PolicyDocument::from_toml(text).unwrap_err();
        assert_eq!(error.code(), "policy.document", "{name}");
        assert!(!error.to_string().contains('\n'), "{name}: {error}");
    }
}
