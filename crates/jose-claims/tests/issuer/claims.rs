//! Private claims: an object, without the registered names, each name once.

use std::collections::BTreeMap;

use jose_claims::{AccessTokenDraft, IssueError, Token};
use jose_core::json::JsonError;
use serde::{
    Serialize, Serializer,
    ser::{Error as _, SerializeMap},
};
use serde_json::{Value, json};

use crate::world::{API, World};

const REGISTERED: &[&str] = &["aud", "client_id", "exp", "iat", "iss", "jti", "nbf", "scope", "sub"];

fn issue(claims: &[&Value]) -> Result<String, IssueError> {
    let world = World::new();
    let issuer = world.issuer().signed_only().build().unwrap();
    let draft = issuer.access_token("user-42", API).client_id("web");
    claims.iter().fold(draft, AccessTokenDraft::claims).issue()
}

#[test]
fn registered_names_are_reserved() {
    for name in REGISTERED {
        for value in [json!("x"), json!(0), Value::Null, json!(["x"])] {
            let error = issue(&[&json!({ *name: value })]).unwrap_err();
            assert_eq!(error, IssueError::ReservedClaim { name: (*name).to_owned() });
            assert_eq!(error.code(), "issue.reserved_claim");
        }
        // Hidden between others, or in a second set.
        assert!(issue(&[&json!({ "a": 1, *name: 1, "z": 1 })]).is_err(), "{name}");
        assert!(issue(&[&json!({ "a": 1 }), &json!({ *name: 1 })]).is_err(), "{name}");
        // Inside another claim, or spelled another way, it is just a name.
        let (upper, spaced) = (name.to_uppercase(), format!("{name} "));
        assert!(issue(&[&json!({ "act": { *name: "x" }, upper: 1, spaced: 1 })]).is_ok(), "{name}");
    }
}

#[test]
fn no_name_twice() {
    for (first, second) in [
        (json!({ "tenant": 1 }), json!({ "tenant": 1 })),
        (json!({ "tenant": 1 }), json!({ "tenant": 2 })),
        (json!({ "a": 1, "tenant": 1 }), json!({ "b": 1, "tenant": null })),
    ] {
        let error = issue(&[&first, &second]).unwrap_err();
        assert_eq!(error, IssueError::ReservedClaim { name: "tenant".into() });
    }
    assert!(issue(&[&json!({ "a": 1 }), &json!({}), &json!({ "b": 2, "A": 3 })]).is_ok());
}

#[test]
fn only_objects() {
    for claims in [json!(null), json!(true), json!(1), json!("text"), json!([]), json!([{ "a": 1 }]), json!(["a", "b"])]
    {
        let error = issue(&[&claims]).unwrap_err();
        assert_eq!((&error, error.code()), (&IssueError::NotAnObject, "issue.not_an_object"), "{claims}");
    }
    // The first thing that is wrong is said, and nothing after it makes it good.
    assert_eq!(issue(&[&json!(1), &json!({ "a": 1 })]), Err(IssueError::NotAnObject));
    assert_eq!(issue(&[&json!({ "sub": 1 }), &json!(1)]), Err(IssueError::ReservedClaim { name: "sub".into() }));
}

/// What is written is what is checked, whatever a type does: one that writes a name twice is refused like a second set that repeats it.
#[test]
fn a_type_that_repeats_itself() {
    struct Twice(&'static str, &'static str);
    impl Serialize for Twice {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(Some(2))?;
            map.serialize_entry(self.0, &1)?;
            map.serialize_entry(self.1, &2)?;
            map.end()
        }
    }
    #[derive(Serialize)]
    struct Inner {
        inner: Twice,
    }
    let world = World::new();
    let issuer = world.issuer().signed_only().build().unwrap();
    let draft = || issuer.access_token("user-42", API).client_id("web");
    assert!(draft().claims(&Twice("a", "b")).issue().is_ok());
    for (name, draft, code) in [
        ("twice", draft().claims(&Twice("a", "a")), "issue.unreadable"),
        ("twice inside", draft().claims(&Inner { inner: Twice("a", "a") }), "issue.unreadable"),
        ("twice in a second set", draft().claims(&json!({ "c": 1 })).claims(&Twice("a", "a")), "issue.unreadable"),
        ("again in a second set", draft().claims(&json!({ "b": 1 })).claims(&Twice("a", "b")), "issue.reserved_claim"),
        ("reserved", draft().claims(&Twice("a", "sub")), "issue.reserved_claim"),
        ("reserved twice", draft().claims(&Twice("scope", "scope")), "issue.unreadable"),
        (
            "reserved in a second set",
            draft().claims(&json!({ "c": 1 })).claims(&Twice("a", "nbf")),
            "issue.reserved_claim",
        ),
    ] {
        assert_eq!(draft.issue().map_err(|error| error.code()), Err(code), "{name}");
    }
}

/// As many as a validator reads with those that the issuer writes, and no more, in however many sets they were said.
#[test]
fn as_many_as_a_validator_reads() {
    let world = World::new();
    let issuer = world.issuer().signed_only().build().unwrap();
    let many = |from: usize, members: usize| {
        Value::Object((from..from + members).map(|index| (format!("c{index}"), json!(1))).collect())
    };
    for (scopes, members, fits) in [(0, 1_017, true), (0, 1_018, false), (1, 1_016, true), (1, 1_017, false)] {
        for sets in [vec![many(0, members)], vec![many(0, 500), many(500, members - 500)]] {
            let draft = issuer.access_token("user-42", API).client_id("web").scope(["a"].iter().take(scopes));
            let token = sets.iter().fold(draft, AccessTokenDraft::claims).issue();
            match token {
                Ok(token) => assert!(fits && world.signed().validate::<Value>(&token).is_ok(), "{members}"),
                Err(error) => assert!(!fits && error.code() == "issue.unreadable", "{members}: {error}"),
            }
        }
    }
}

/// What a serializer says about the value it could not write may hold the value.
#[test]
fn a_type_that_does_not_serialize() {
    struct Broken;
    impl Serialize for Broken {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(S::Error::custom("planted-4f1c"))
        }
    }
    let world = World::new();
    let issuer = world.issuer().signed_only().build().unwrap();
    let draft = || issuer.access_token("user-42", API).client_id("web");
    for result in [draft().claims(&Broken).issue(), draft().claims(&(Broken,)).issue()] {
        let error = result.unwrap_err();
        assert_eq!(error, IssueError::NotAnObject);
        assert!(!format!("{error} {error:?}").contains("planted"));
    }
    let by_list = BTreeMap::from([(vec![1], 1)]);
    assert_eq!(draft().claims(&by_list).issue(), Err(IssueError::NotAnObject));
}

/// Names can come from data, and errors go to logs.
#[test]
fn a_name_is_escaped_in_messages() {
    let name = "evil\n\u{1b}[31m\u{202e}";
    let claims = json!({ name: 1 });
    let sentence = issue(&[&claims, &claims]).unwrap_err().to_string();
    assert!(!sentence.chars().any(|letter| letter.is_control() || letter == '\u{202e}'), "{sentence:?}");
    assert!(sentence.contains("evil"), "{sentence}");
    let endless = json!({ "x".repeat(100_000): 1 });
    let sentence = issue(&[&endless, &endless]).unwrap_err().to_string();
    assert!(sentence.len() < 300, "{}", sentence.len());
}

#[test]
fn every_kind_of_value_comes_out_as_it_went_in() {
    let world = World::new();
    let issuer = world.issuer().signed_only().build().unwrap();
    let claims = json!({
        "": "empty", "null": null, "yes": true, "most": u64::MAX, "least": i64::MIN, "part": -0.125,
        "text": "\u{0}\"\\\n\u{1f600}", "list": [1, [2, []]], "object": { "sub": "x", "": {} },
    });
    let token = issuer.access_token("user-42", API).client_id("web").claims(&claims).issue().unwrap();
    let token: Token<BTreeMap<String, Value>> = world.signed().validate(&token).unwrap();
    for (name, value) in claims.as_object().unwrap() {
        assert_eq!(token.claims().get(name), Some(value), "{name}");
    }
    assert_eq!(token.claims().len(), 9 + 7);
}

/// A token that every validator refuses would fail far away, at somebody who can do nothing about it.
#[test]
fn what_no_validator_would_read_is_not_issued() {
    let deep = |levels: usize| (0..levels).fold(json!(1), |inner, _| json!({ "a": inner }));
    let many = |members: usize| Value::Object((0..members).map(|index| (format!("c{index}"), json!(1))).collect());
    for (name, claims, code) in [
        ("32 levels", deep(32), None),
        ("33 levels", deep(33), Some("issue.unreadable")),
        ("1,000 members", many(1000), None),
        ("1,024 members of its own", many(1024), Some("issue.unreadable")),
        ("a name of the parser's", json!({ "$serde_json::private::Number": "1" }), Some("issue.unreadable")),
        ("100 KiB", json!({ "text": "x".repeat(100 * 1024) }), None),
        ("300 KiB", json!({ "text": "x".repeat(300 * 1024) }), Some("issue.limit")),
    ] {
        assert_eq!(issue(&[&claims]).err().map(|error| error.code()), code, "{name}");
    }
    // However deep they are, the error speaks of what validators read.
    for levels in [33, 63, 64, 65, 70, 100] {
        let error = issue(&[&deep(levels)]).unwrap_err();
        let IssueError::Unreadable(JsonError::Limit(exceeded)) = error else { panic!("{levels}: {error}") };
        assert_eq!((exceeded.limit(), exceeded.maximum()), ("json_depth", 32), "{levels}");
    }
    // Signed it would fit, and inside the envelope it is a third longer.
    let world = World::new();
    let issuer = world.issuer().encrypt_to(API, world.encryption.clone()).build().unwrap();
    let claims = json!({ "text": "x".repeat(160 * 1024) });
    let error = issuer.access_token("user-42", API).client_id("web").claims(&claims).issue().unwrap_err();
    assert_eq!(error.code(), "issue.limit");
    assert!(issue(&[&claims]).is_ok());
}
