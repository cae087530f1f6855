//! Checks of the caller's own: on paths, with patterns and closures, and with names that errors repeat.

use jose_claims::{Check, ClaimError, ClaimPath, ClaimView, ValidateError, ValidatorBuilder};

use crate::{
    payload::Payload,
    world::{ACCEPTED, World, refusal, verdict},
};

const MISSING: &str = "claims.missing";
const RULE: &str = "claims.rule";

fn check(name: &str, world: &World, policy: ValidatorBuilder, cases: &[(&str, &str)], claim: &str) {
    let validator = policy.signed_only().build().unwrap();
    for (value, expected) in cases {
        let token = world.sign(Payload::good().with(claim, value).json());
        assert_eq!(verdict(name, &validator, &token), *expected, "{name}: {value}");
    }
}

#[test]
fn values() {
    let world = World::new();
    let equals = |value: Check| world.policy().claim("c", value);
    let numbers = [
        ("1", ACCEPTED),
        ("1.0", ACCEPTED),
        ("1e0", ACCEPTED),
        ("\"1\"", RULE),
        ("true", RULE),
        ("[1]", RULE),
        ("1.5", RULE),
        ("-1", RULE),
    ];
    check("a number", &world, equals(Check::equals(1)), &numbers, "c");
    check("the same as a double", &world, equals(Check::equals(1.0)), &numbers, "c");
    let most = u64::MAX.to_string();
    check(
        "the most",
        &world,
        equals(Check::equals(u64::MAX)),
        &[(&most, ACCEPTED), ("18446744073709551616", RULE), ("-1", RULE)],
        "c",
    );
    check(
        "a fraction",
        &world,
        equals(Check::equals(0.5)),
        &[("0.5", ACCEPTED), ("5e-1", ACCEPTED), ("0.25", RULE), ("0", RULE)],
        "c",
    );
    let truth = [("false", ACCEPTED), ("true", RULE), ("0", RULE), ("\"false\"", RULE), ("null", MISSING)];
    check("a boolean", &world, equals(Check::equals(false)), &truth, "c");
    let texts = [
        ("\"acme\"", ACCEPTED),
        (r#""\u0061cme""#, ACCEPTED),
        ("\"Acme\"", RULE),
        ("\"acme \"", RULE),
        ("[\"acme\"]", RULE),
        ("{\"acme\":1}", RULE),
    ];
    check("a text", &world, equals(Check::equals("acme")), &texts, "c");
    let several =
        [("\"a\"", ACCEPTED), ("\"b\"", ACCEPTED), ("\"c\"", RULE), ("\"a b\"", RULE), ("[\"a\",\"b\"]", RULE)];
    check("one of", &world, equals(Check::one_of(["a", "b"])), &several, "c");
    let there = [
        ("0", ACCEPTED),
        ("false", ACCEPTED),
        ("\" \"", ACCEPTED),
        ("[null]", ACCEPTED),
        ("null", MISSING),
        ("\"\"", MISSING),
        ("[]", MISSING),
        ("{}", MISSING),
    ];
    check("present", &world, equals(Check::present()), &there, "c");
}

#[test]
fn lists() {
    let world = World::new();
    let all = world.policy().claim("c", Check::contains_all(["a", "b"]));
    let cases = [
        (r#"["a","b"]"#, ACCEPTED),
        (r#"["x","b",1,"a"]"#, ACCEPTED),
        // Only the text of `scope` is a list of words: a group called "not a" is not the group "a".
        ("\"b a\"", RULE),
        ("\"a\"", RULE),
        (r#"["a"]"#, RULE),
        (r#"["a b"]"#, RULE),
        (r#"[["a","b"]]"#, RULE),
        (r#"{"a":true,"b":true}"#, RULE),
        ("\"a,b\"", RULE),
        ("\"ab\"", RULE),
        ("\"a\\tb\"", RULE),
        ("true", RULE),
    ];
    check("all", &world, all, &cases, "c");
    let any = world.policy().claim("c", Check::contains_any([1, 2]));
    let cases =
        [("[3,2]", ACCEPTED), ("[1.0]", ACCEPTED), ("[\"1\"]", RULE), ("\"1 2\"", RULE), ("1", RULE), ("[[1]]", RULE)];
    check("any number", &world, any, &cases, "c");
    let group = world.policy().claim("c", Check::contains_any(["admin"]));
    let cases =
        [("\"admin\"", ACCEPTED), (r#"["admin"]"#, ACCEPTED), ("\"Not admin\"", RULE), (r#"["Not admin"]"#, RULE)];
    check("a group", &world, group, &cases, "c");
}

#[test]
fn patterns() {
    let world = World::new();
    for (pattern, yes, no) in [
        ("eu-*", &["eu-", "eu-west", "eu-*"][..], &["eu", "EU-west", "xeu-west", ""][..]),
        ("*-prod", &["-prod", "a-prod", "a-prod-prod"], &["prod", "a-prod ", "a-prodx"]),
        ("a*b*c", &["abc", "a-b-c", "aXbYcZc"], &["ab", "acb", "abcd"]),
        ("user-??", &["user-42", "user-öé"], &["user-1", "user-123", "user-"]),
        ("exact", &["exact"], &["exac", "exactly", "Exact"]),
        ("?*", &["x", "xy"], &[]),
        ("*a?", &["ab", "aab", "xaay"], &["a", "ba", "abc"]),
        ("a.c+(d)[e]", &["a.c+(d)[e]"], &["abc+(d)[e]", "a.cc(d)[e]", "a.c+(d)e"]),
    ] {
        let validator = world.policy().claim("c", Check::pattern(pattern)).signed_only().build().unwrap();
        let token = |text: &str| world.sign(Payload::good().with("c", serde_json::json!(text)).json());
        for text in yes {
            assert_eq!(verdict(pattern, &validator, &token(text)), ACCEPTED, "{pattern}: {text}");
        }
        for text in no {
            assert_ne!(verdict(pattern, &validator, &token(text)), ACCEPTED, "{pattern}: {text}");
        }
    }
}

/// What would keep a matcher that tries everything busy for longer than the universe has left.
#[test]
fn a_pattern_takes_no_time() {
    let world = World::new();
    let pattern = format!("{}b", "a*".repeat(100));
    let validator = world.policy().claim("c", Check::pattern(&pattern)).signed_only().build().unwrap();
    let token = world.sign(Payload::good().with("c", format!("\"{}\"", "a".repeat(100_000))).json());
    let begin = std::time::Instant::now();
    assert_eq!(verdict("slow", &validator, &token), RULE);
    assert!(begin.elapsed().as_secs() < 10);
}

#[test]
fn paths() {
    let world = World::new();
    let roles = |path: ClaimPath| world.policy().claim(path, Check::contains_any(["admin"]));
    let nested = [
        (r#"{"roles":["admin"]}"#, ACCEPTED),
        (r#"{"roles":["user"]}"#, RULE),
        (r#"{"roles":[]}"#, MISSING),
        (r#"{"Roles":["admin"]}"#, MISSING),
        (r#"[{"roles":["admin"]}]"#, MISSING),
        (r#"{"x":{"roles":["admin"]}}"#, MISSING),
        ("\"admin\"", MISSING),
        ("null", MISSING),
    ];
    check("nested", &world, roles("realm_access.roles".into()), &nested, "realm_access");
    check(
        "nested, step by step",
        &world,
        roles(ClaimPath::name("realm_access").then("roles")),
        &nested,
        "realm_access",
    );
    let url = [("[\"admin\"]", ACCEPTED), ("[\"user\"]", RULE), ("null", MISSING)];
    check("a URL", &world, roles(ClaimPath::name("https://x.example/roles")), &url, "https://x.example/roles");
    check(
        "a URL that is split",
        &world,
        roles("https://x.example/roles".into()),
        &[("[\"admin\"]", MISSING)],
        "https://x.example/roles",
    );
    // A member of that name on top is not the one meant.
    check("dots in a name", &world, roles("a.b".into()), &[("[\"admin\"]", MISSING)], "a.b");
    let deep = world.policy().claim("a.b.c.d", Check::equals(true));
    check(
        "deep",
        &world,
        deep,
        &[
            (r#"{"b":{"c":{"d":true}}}"#, ACCEPTED),
            (r#"{"b":{"c":{"d":false}}}"#, RULE),
            (r#"{"b":{"c":true}}"#, MISSING),
        ],
        "a",
    );
}

#[test]
fn closures() {
    let world = World::new();
    let level = Check::satisfies(|level: ClaimView<'_>| level.integer().is_some_and(|level| level >= 2)).named("level");
    let cases = [("2", ACCEPTED), ("1", RULE), ("\"2\"", RULE), ("2.0", RULE), ("null", MISSING)];
    check("a claim", &world, world.policy().claim("lvl", level.clone()), &cases, "lvl");
    let optional = world.policy().claim("other", Check::if_present(level));
    check("a claim that may be absent", &world, optional, &[("7", ACCEPTED)], "lvl");
    let owner = world.policy().rule("own orders", |claims| {
        let owners = claims.path(["orders", "owners"]).and_then(|owners| owners.list());
        let subject = claims.member("sub").and_then(|subject| subject.text());
        owners.is_some_and(|mut owners| owners.any(|owner| owner.text() == subject))
    });
    let cases = [
        (r#"{"owners":["x","user-42"]}"#, ACCEPTED),
        (r#"{"owners":["x"]}"#, RULE),
        (r#"{"owners":"user-42"}"#, RULE),
        ("null", RULE),
    ];
    check("all claims", &world, owner, &cases, "orders");
}

#[test]
fn names_in_errors() {
    let world = World::new();
    let named = Check::equals("acme").named("right tenant");
    let policy = world.policy().claim("tenant", named).claim("a.b", Check::equals(1)).rule("never", |_| false);
    let validator = policy.signed_only().build().unwrap();
    let planted = Payload::good().with("tenant", "\"planted-4f1c\"").with("a", r#"{"b":1}"#);
    let error =
        |payload: Payload| refusal("named", validator.validate::<serde_json::Value>(&world.sign(payload.json())));
    assert_eq!(error(planted.clone()), ClaimError::Rule { name: "right tenant".into() }.into());
    let good = planted.with("tenant", "\"acme\"");
    assert_eq!(error(good.clone()), ClaimError::Rule { name: "never".into() }.into());
    assert_eq!(error(good.clone().with("a", r#"{"b":2}"#)), ClaimError::Rule { name: "a.b".into() }.into());
    let missing = error(good.clone().with("a", "{}"));
    assert_eq!(missing, ValidateError::Claim(ClaimError::Missing { claim: "a.b".into() }));
    assert_eq!(missing.to_string(), "the claim a.b is missing");
    assert_eq!(error(good.without("tenant")).to_string(), "the claim tenant is missing");
}

/// Claims with a meaning of their own come before the caller's, and those in the order stated.
#[test]
fn the_order_of_rules() {
    let world = World::new();
    let policy =
        world.policy().rule("first", |_| false).claim("second", Check::equals(1)).acr(["gold"]).scope_all(["read"]);
    let validator = policy.subject("nobody").signed_only().build().unwrap();
    let payload = Payload::good().with("acr", "\"x\"").with("second", 2);
    let explanation = validator.explain(&world.sign(payload.json()));
    let failures: Vec<&str> = explanation.failures().map(jose_claims::CheckReport::name).collect();
    assert_eq!(failures, ["rule: sub", "rule: scope", "rule: acr", "rule: first", "rule: second"]);
}

#[test]
fn a_waived_claim_changes_nothing() {
    let world = World::new();
    let policy = || world.policy().waive_claim("tenant", "every tenant is ours").waive_claim("scope", "not used");
    let cases = [("1", ACCEPTED), ("null", ACCEPTED), ("\"x\"", ACCEPTED)];
    check("private", &world, policy(), &cases, "tenant");
    check(
        "registered",
        &world,
        policy(),
        &[("\"x\"", ACCEPTED), ("1", "claims.malformed"), ("null", "claims.malformed")],
        "scope",
    );
}
