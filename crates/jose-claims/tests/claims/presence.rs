//! Each registered claim: missing, empty, of the wrong type, there twice. Present with a wrong type is invalid, never absent, also where
//! the claim is optional or its check is waived.

use crate::{
    payload::Payload,
    world::{ACCEPTED, World, verdict},
};

const MALFORMED: &str = "claims.malformed";
const MISSING: &str = "claims.missing";

struct Claim {
    name: &'static str,
    /// The same name, spelled with an escape.
    escaped: &'static str,
    good: &'static str,
    other: &'static str,
    /// What an access token without it is.
    absent: &'static str,
}

const fn claim(
    name: &'static str,
    escaped: &'static str,
    good: &'static str,
    other: &'static str,
    absent: &'static str,
) -> Claim {
    Claim { name, escaped, good, other, absent }
}

const CLAIMS: &[Claim] = &[
    claim("aud", r"\u0061ud", r#""https://api.example""#, r#"["https://api.example"]"#, MISSING),
    claim("client_id", r"client\u005fid", r#""web""#, r#""other""#, MISSING),
    claim("exp", r"ex\u0070", "1700000600", "1700000601", MISSING),
    claim("iat", r"\u0069at", "1700000000", "1699999999", MISSING),
    claim("iss", r"\u0069ss", r#""https://id.example""#, r#""https://id.example/""#, MISSING),
    claim("jti", r"jt\u0069", r#""1""#, r#""2""#, MISSING),
    claim("nbf", r"n\u0062f", "1700000000", "1699999999", ACCEPTED),
    claim("scope", r"\u0073cope", r#""orders:read""#, r#""orders:write""#, ACCEPTED),
    claim("sub", r"\u0073ub", r#""user-42""#, r#""user-43""#, MISSING),
];

/// Each of these is wrong for every claim.
const WRONG_FOR_ALL: &[&str] = &[
    "null",
    "true",
    "false",
    "[]",
    "{}",
    "[null]",
    "[1]",
    "[[]]",
    "[{}]",
    r#"{"0":"planted-4f1c"}"#,
    r#"[["planted-4f1c"]]"#,
    r#"["planted-4f1c",1]"#,
    r#"["planted-4f1c",null]"#,
    "NaN",
    "undefined",
    "'planted-4f1c'",
    r#""planted-4f1c"#,
    r#""\ud800""#,
    r#""\x41""#,
    "",
];

const TIMES: &[&str] = &["exp", "iat", "nbf"];

/// What is wrong for a time and would do for a text, and the other way round.
const WRONG_FOR_TIMES: &[&str] = &[r#""1700000600""#, r#""planted-4f1c""#, r#""""#, r#""never""#, r#"["1"]"#];
const WRONG_FOR_TEXTS: &[&str] = &["0", "1", "-1", "1.5", "1e3", "1700000600"];

#[test]
fn missing() {
    let world = World::new();
    for claim in CLAIMS {
        let token = world.sign(Payload::good().without(claim.name).json());
        assert_eq!(verdict(claim.name, &world.signed(), &token), claim.absent, "{}", claim.name);
        assert_eq!(verdict(claim.name, &world.lax(), &token), ACCEPTED, "{}", claim.name);
    }
    let token = world.sign("{}");
    assert_eq!(verdict("all", &world.signed(), &token), MISSING);
    assert_eq!(verdict("all", &world.lax(), &token), ACCEPTED);
}

#[test]
fn names_are_compared_byte_for_byte() {
    let world = World::new();
    for claim in CLAIMS.iter().filter(|claim| claim.absent == MISSING) {
        for name in [claim.name.to_uppercase(), format!("{} ", claim.name), format!("{}\\u0000", claim.name)] {
            let token = world.sign(Payload::good().without(claim.name).and(&name, claim.good).json());
            assert_eq!(verdict(&name, &world.signed(), &token), MISSING, "{name}");
        }
        let token = world.sign(Payload::good().without(claim.name).and(claim.escaped, claim.good).json());
        assert_eq!(verdict(claim.escaped, &world.signed(), &token), ACCEPTED, "{}", claim.escaped);
    }
}

#[test]
fn of_the_wrong_type() {
    let world = World::new();
    let (signed, lax) = (world.signed(), world.lax());
    let mut refused = 0;
    for claim in CLAIMS {
        let own = if TIMES.contains(&claim.name) { WRONG_FOR_TIMES } else { WRONG_FOR_TEXTS };
        for value in WRONG_FOR_ALL.iter().chain(own) {
            let name = format!("{}: {value}", claim.name);
            let token = world.sign(Payload::good().with(claim.name, value).json());
            assert_eq!(verdict(&name, &signed, &token), MALFORMED, "{name}");
            assert_eq!(verdict(&name, &lax, &token), MALFORMED, "{name}, all waived");
            refused += 2;
        }
    }
    assert_eq!(refused, 2 * (9 * 20 + 3 * 5 + 6 * 6));
}

/// A list of texts is wrong for every text but `aud`.
#[test]
fn lists_of_texts() {
    let world = World::new();
    for claim in CLAIMS.iter().filter(|claim| !TIMES.contains(&claim.name) && claim.name != "aud") {
        let name = format!("[{}]", claim.name);
        let token = world.sign(Payload::good().with(claim.name, format!("[{}]", claim.good)).json());
        assert_eq!(verdict(&name, &world.signed(), &token), MALFORMED, "{name}");
        assert_eq!(verdict(&name, &world.lax(), &token), MALFORMED, "{name}, all waived");
    }
}

#[test]
fn empty() {
    let world = World::new();
    for (claim, expected) in [
        ("aud", "claims.audience"),
        ("client_id", MISSING),
        ("iss", "claims.issuer"),
        ("jti", MISSING),
        ("scope", ACCEPTED),
        ("sub", MISSING),
    ] {
        let token = world.sign(Payload::good().with(claim, r#""""#).json());
        assert_eq!(verdict(claim, &world.signed(), &token), expected, "{claim}");
        assert_eq!(verdict(claim, &world.lax(), &token), ACCEPTED, "{claim}, all waived");
    }
}

#[test]
fn there_twice() {
    let world = World::new();
    let (signed, lax) = (world.signed(), world.lax());
    for claim in CLAIMS {
        for (name, value) in [
            (claim.name, claim.good),
            (claim.name, claim.other),
            (claim.name, "null"),
            (claim.escaped, claim.good),
            (claim.escaped, claim.other),
            (claim.escaped, "null"),
        ] {
            let payload = Payload::good().with(claim.name, claim.good);
            assert_eq!(verdict(name, &signed, &world.sign(payload.json())), ACCEPTED, "{name}");
            let token = world.sign(payload.and(name, value).json());
            assert_eq!(verdict(name, &signed, &token), MALFORMED, "{name}: {value}");
            assert_eq!(verdict(name, &lax, &token), MALFORMED, "{name}: {value}, all waived");
        }
    }
}
