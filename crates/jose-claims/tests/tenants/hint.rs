//! What is read of a token before its policy is known, and what a resolver is shown.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use jose_claims::{Limits, Tenants, UntrustedIssuer};
use jose_core::ContentEncryption;
use jose_jwe::Encryptor;
use serde_json::{Value, json};

use crate::{ACCEPTED, ACME, GLOBEX, Payload, STRANGER, UNKNOWN, World, from, policy, signed, verdict};

/// Whether the resolver was asked, and whether it was shown the issuer that it should be.
fn asked(token: &str, limits: Limits, expected: Option<&'static str>) -> (&'static str, usize, bool) {
    let world = World::new();
    let validator = Arc::new(signed(ACME, &world));
    let (count, right) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(true)));
    let (counted, seen) = (Arc::clone(&count), Arc::clone(&right));
    let tenants = Tenants::<()>::new(move |issuer: Option<&UntrustedIssuer<'_>>, (): &()| {
        counted.fetch_add(1, Ordering::Relaxed);
        *seen.lock().unwrap() &= match (issuer, expected) {
            (Some(issuer), Some(expected)) => *issuer == *expected && *issuer == expected,
            (None, None) => true,
            _ => false,
        };
        Some(Arc::clone(&validator))
    });
    let code = tenants.limits(limits).policy(token, &()).err().map_or(ACCEPTED, |error| error.code());
    let right = *right.lock().unwrap();
    (code, count.load(Ordering::Relaxed), right)
}

#[test]
fn what_a_resolver_is_shown() {
    let world = World::new();
    let token = |payload: &Payload| world.sign(payload.json());
    let sealed = |members: Vec<(&str, Value)>| {
        let encryptor = Encryptor::new(&world.encryption, ContentEncryption::A256Gcm).content_type("JWT");
        let encryptor = members.into_iter().fold(encryptor, |encryptor, (name, value)| encryptor.member(name, value));
        encryptor.encrypt_compact(token(&from(ACME)).as_bytes()).unwrap()
    };
    for (name, token, expected) in [
        ("an issuer", token(&from(ACME)), Some(ACME)),
        ("with an escape", token(&from(r"https:\u002f/acme.example")), Some(ACME)),
        ("none", token(&from(ACME).without("iss")), None),
        ("none, deeper one", token(&from(ACME).without("iss").with("x", format!("{{\"iss\":\"{ACME}\"}}"))), None),
        ("an envelope with it", sealed(vec![("iss", json!(ACME))]), Some(ACME)),
        ("an envelope without", sealed(vec![]), None),
        ("an envelope with another", sealed(vec![("sub", json!(ACME))]), None),
    ] {
        assert_eq!(asked(&token, Limits::token(), expected), (ACCEPTED, 1, true), "{name}");
    }
}

/// Whatever is wrong here is wrong under every policy, so nobody is asked for one.
#[test]
fn what_is_refused_before_anybody_is_asked() {
    let world = World::new();
    let token = |payload: &str| world.sign(payload);
    let header = |iss: Value| {
        let encryptor = Encryptor::new(&world.encryption, ContentEncryption::A256Gcm).member("iss", iss);
        encryptor.encrypt_compact(b"x").unwrap()
    };
    let good = token(&from(ACME).json());
    let (head, rest) = good.split_once('.').unwrap();
    let many = (0..1100).map(|number| format!(",\"{number}\":1")).collect::<Vec<_>>().concat();
    for (name, token, expected) in [
        ("empty", String::new(), "parse.segments"),
        ("two segments", format!("{head}.e30"), "parse.segments"),
        ("four segments", format!("{good}.AA"), "parse.segments"),
        ("six segments", format!("{good}.AA.AA.AA"), "parse.segments"),
        ("no header", format!(".{rest}"), "parse.segments"),
        ("dots", ".".repeat(300_000), "parse.limit"),
        ("large", format!("{head}.{}.AA", "A".repeat(300_000)), "parse.limit"),
        ("payload no base64", format!("{head}.!.AA"), "parse.base64"),
        ("payload padded", format!("{head}.e30=.AA"), "parse.base64"),
        ("payload empty", format!("{head}..AA"), UNKNOWN),
        ("a list", token("[]"), UNKNOWN),
        ("a number", token(&from(ACME).with("iss", 1).json()), UNKNOWN),
        ("null", token(&from(ACME).with("iss", "null").json()), UNKNOWN),
        ("two issuers", token(&from(ACME).with("iss", format!("[\"{ACME}\",\"{GLOBEX}\"]")).json()), UNKNOWN),
        ("the issuer twice", token(&from(ACME).and("iss", format!("\"{ACME}\"")).json()), UNKNOWN),
        ("twice, by an escape", token(&from(ACME).and(r"\u0069ss", format!("\"{GLOBEX}\"")).json()), UNKNOWN),
        ("too deep", token(&from(ACME).with("x", format!("{}{}", "[".repeat(40), "]".repeat(40))).json()), UNKNOWN),
        ("too many", token(&format!("{}{many}}}", from(ACME).json().trim_end_matches('}'))), UNKNOWN),
        ("something behind", token(&format!("{} x", from(ACME).json())), UNKNOWN),
        ("an envelope with a number", header(json!(1)), UNKNOWN),
        ("an envelope with null", header(Value::Null), UNKNOWN),
        ("an envelope with a list", header(json!([ACME])), UNKNOWN),
        ("an envelope with bad base64", "!!!.AA.AA.AA.AA".into(), "parse.segments"),
        ("an envelope with no header", "AAAA.AA.AA.AA.AA".into(), "json.object"),
        ("an envelope with half a letter", "eyJ.AA.AA.AA.AA".into(), "parse.base64"),
        ("an envelope with half a header", "eyI.AA.AA.AA.AA".into(), "json.syntax"),
        ("an envelope with a large header", format!("{}.AA.AA.AA.AA", "A".repeat(30_000)), "parse.limit"),
    ] {
        let (code, count, _) = asked(&token, Limits::token(), None);
        assert_eq!((code, count), (expected, 0), "{name}");
    }
}

#[test]
fn limits_come_before_reading() {
    let world = World::new();
    let (short, long) = (world.sign(from(ACME).json()), world.sign(from(ACME).with("x", 1).json()));
    let mut limits = Limits::token();
    limits.token_bytes = short.len();
    assert!(long.len() > short.len());
    assert_eq!(asked(&short, limits, Some(ACME)), (ACCEPTED, 1, true));
    assert_eq!(asked(&long, limits, None).0, "parse.limit");
    limits.token_bytes = short.len() - 1;
    assert_eq!(asked(&short, limits, None).0, "parse.limit");
    // The policy has its own besides, which count for itself alone.
    let mut tight = Limits::token();
    tight.token_bytes = 100;
    let validator = Arc::new(policy(ACME, &world).signed_only().limits(tight).build().unwrap());
    let tenants = Tenants::<()>::new(move |_: Option<&UntrustedIssuer<'_>>, (): &()| Some(Arc::clone(&validator)));
    assert_eq!(verdict("tight", &tenants, &short, &()), "parse.limit");
}

/// It can be compared. Printed, it is short and moves no cursor.
#[test]
fn an_untrusted_issuer_is_not_given_away() {
    let world = World::new();
    let long = format!(r"\u001b[2J\u202e{}", "x".repeat(10_000));
    for issuer in [long.as_str(), STRANGER, "", "a\\nb"] {
        let token = world.sign(from(issuer).json());
        let tenants = Tenants::<()>::new(|issuer: Option<&UntrustedIssuer<'_>>, (): &()| {
            let issuer = issuer.unwrap();
            let shown = format!("{issuer} {issuer:?}");
            assert!(shown.len() < 1000 && !shown.contains(char::is_control) && !shown.contains('\u{202e}'), "{shown}");
            assert!(*issuer != *ACME && *issuer != ACME);
            None
        });
        assert_eq!(verdict(issuer, &tenants, &token, &()), UNKNOWN);
    }
}
