//! Readable tokens with claims that nobody else should read are not issued, unless a reason stands in the code. No refusal repeats a value.

mod names;
mod personal;
mod secrets;

use jose_claims::{BuildIssuerError, IssueError, IssuerBuilder, LooksLike, ReplicatedClaim};
use serde_json::{Value, json};

use crate::world::{API, World};

const REASON: &str = "the clients cannot decrypt, and agreed to it";

/// The refusal of a readable token with these claims, after what every refusal must keep to.
fn refusal(claims: &Value) -> Option<(String, LooksLike)> {
    refusal_of(World::new().issuer().signed_only(), claims)
}

fn refusal_of(builder: IssuerBuilder, claims: &Value) -> Option<(String, LooksLike)> {
    let issuer = builder.build().unwrap();
    let error = issuer.access_token("user-42", API).client_id("web").claims(claims).issue().err()?;
    let (sentence, debug) = (error.to_string(), format!("{error:?}"));
    assert!(!sentence.contains("planted") && !debug.contains("planted"), "a value shows: {sentence}");
    assert!(sentence.len() < 300 && !sentence.ends_with('.') && !sentence.contains('\n'), "{sentence}");
    assert_eq!(error.code(), "issue.exposed", "{claims}: {sentence}");
    let IssueError::Exposed { claim, looks_like } = error else { panic!("{error:?}") };
    assert!(sentence.contains(&*claim) && sentence.contains(looks_like.name()) && sentence.contains("encrypt_to(..)"));
    Some((claim.into(), looks_like))
}

fn found(value: &Value) -> Option<LooksLike> {
    refusal(&json!({ "x": value })).map(|(claim, looks_like)| {
        assert_eq!(claim, "x");
        looks_like
    })
}

fn is_found(looks_like: LooksLike, values: &[&str]) {
    for value in values {
        for spelled in [(*value).to_owned(), format!(" {value}\n")] {
            assert_eq!(found(&json!(spelled)), Some(looks_like), "{spelled:?}");
        }
    }
}

fn is_not_found(values: &[&str]) {
    for value in values {
        assert_eq!(found(&json!(value)), None, "{value:?}");
    }
}

/// Wherever it stands, and the error says where.
/// Whatever says what a token is about is as readable as the rest of it, in the claims and in the header of an envelope.
#[test]
fn in_registered_claims() {
    let world = World::new();
    let secret = "https://planted:planted@id.example";
    let named = |name: &str| jose_claims::Issuer::builder(name).sign_with(world.signing.clone());
    let sealed = |name: &str, claim| {
        named(name)
            .encrypt_to(API, world.encryption.clone())
            .encrypt_to(secret, world.encryption.clone())
            .replicate_claims([claim])
    };
    for (claim, builder, subject, audience) in [
        ("iss", named(secret).signed_only(), "user-42", API),
        ("sub", named("x").signed_only(), "planted@mail.example", API),
        ("aud", named("x").signed_only(), "user-42", secret),
        ("aud", named("x").signed_only_for(secret, "a test"), "user-42", secret),
        ("iss", sealed(secret, ReplicatedClaim::Issuer), "user-42", API),
        ("sub", sealed("x", ReplicatedClaim::Subject), "planted@mail.example", API),
        ("aud", sealed("x", ReplicatedClaim::Audience), "user-42", secret),
    ] {
        let error = builder.build().unwrap().access_token(subject, audience).client_id("web").issue().unwrap_err();
        assert!(!format!("{error} {error:?}").contains("planted"), "{error:?}");
        let IssueError::Exposed { claim: found, .. } = error else { panic!("{error:?}") };
        assert_eq!(&*found, claim);
    }
    // What is hidden by an envelope may say what it likes.
    let hidden = sealed(secret, ReplicatedClaim::Audience).build().unwrap();
    assert!(hidden.access_token("planted@mail.example", API).client_id("web").issue().is_ok());
    let allowed = named(secret).signed_only().allow_readable("iss", REASON).build().unwrap();
    assert!(allowed.access_token("user-42", API).client_id("web").issue().is_ok());
}

/// A key whose members are the claims themselves.
#[test]
fn a_key_spread_over_the_claims() {
    let key = json!({ "kty": "EC", "crv": "P-256", "x": "planted", "y": "planted", "d": "planted" });
    assert_eq!(refusal(&key), Some(("kty".into(), LooksLike::PrivateKey)));
    assert_eq!(refusal(&json!({ "kty": "oct", "k": "planted" })), Some(("kty".into(), LooksLike::PrivateKey)));
    assert_eq!(refusal(&json!({ "kty": "EC", "crv": "P-256", "x": "a", "y": "b" })), None);
    assert_eq!(refusal(&json!({ "d": 1, "k": 2 })), None);
    let allowed = World::new().issuer().signed_only().allow_readable("kty", REASON);
    assert_eq!(refusal_of(allowed, &key), None);
}

#[test]
fn at_any_depth() {
    for (claims, place) in [
        (json!({ "password": "planted-1" }), "password"),
        (json!({ "a": { "password": "planted-1" } }), "a.password"),
        (json!({ "a": { "b": { "c": { "password": "planted-1" } } } }), "a.b.c.password"),
        (json!({ "users": [{ "id": 1 }, { "password": "planted-1" }] }), "users.password"),
        (json!({ "a": [[{ "password": "planted-1" }]] }), "a.password"),
        (json!({ "": { "password": "planted-1" } }), ".password"),
        (json!({ "a": ["x", "planted@mail.example"] }), "a"),
        (json!({ "a": [[["planted@mail.example"]]] }), "a"),
        (json!({ "password": { "hash": "planted-1" } }), "password"),
        (json!({ "password": [["planted-1"]] }), "password"),
        (json!({ "password": 1_234 }), "password"),
        // A name may come from data, and then it is a value.
        (json!({ "planted@mail.example": true }), "(a name)"),
        (json!({ "grants": { "planted@mail.example": true } }), "grants"),
    ] {
        assert_eq!(refusal(&claims).map(|(claim, _)| claim).as_deref(), Some(place), "{claims}");
    }
    // However long and whatever it is, the name that is given is short and can be printed.
    let (claim, _) = refusal(&json!({ "x\u{1b}[31m\n.password": "planted" })).unwrap();
    assert!(!claim.chars().any(char::is_control), "{claim:?}");
    let (claim, _) = refusal(&json!({ format!("{}_password", "x".repeat(10_000)): "planted" })).unwrap();
    assert!(claim.len() <= 64, "{}", claim.len());
}

#[test]
fn what_says_nothing_exposes_nothing() {
    for value in
        [json!(null), json!(true), json!(false), json!(""), json!([]), json!({}), json!([null, {}]), json!({ "a": "" })]
    {
        assert_eq!(refusal(&json!({ "password": value, "email": value })), None, "{value}");
    }
}

#[test]
fn encrypted_tokens_are_not_looked_at() {
    let world = World::new();
    let claims = json!({ "password": "p", "email": "jane@mail.example", "card": "4111111111111111" });
    let encrypting = || world.issuer().encrypt_to(API, world.encryption.clone());
    assert_eq!(refusal_of(encrypting(), &claims), None);
    // Of one issuer's audiences, only those are looked at that cannot decrypt.
    let issuer = encrypting().signed_only_for("plain", REASON).build().unwrap();
    let issue =
        |audience: &str| issuer.access_token("jane@mail.example", audience).client_id("web").claims(&claims).issue();
    assert!(issue(API).is_ok());
    assert_eq!(issue("plain").unwrap_err().code(), "issue.exposed");
}

#[test]
fn a_reason_lets_a_claim_through_and_no_other() {
    let claims =
        json!({ "email": "planted@mail.example", "user": { "email": "planted@mail.example", "n": { "phone": "1" } } });
    let refused = |names: &[&str]| {
        let builder = World::new().issuer().signed_only();
        let builder = names.iter().fold(builder, |builder, name| builder.allow_readable(*name, REASON));
        refusal_of(builder, &claims).map(|(claim, _)| claim)
    };
    for (names, expected) in [
        (&[][..], Some("email")),
        (&["Email"], Some("email")),
        (&["emai"], Some("email")),
        (&["user.email"], Some("email")),
        (&["*"], Some("email")),
        (&[""], Some("email")),
        (&["email"], Some("user.email")),
        (&["email", "user.email"], Some("user.n.phone")),
        (&["email", "user.email", "phone"], Some("user.n.phone")),
        (&["email", "user.email", "user.n"], None),
        (&["email", "user.email", "user.n.phone"], None),
        (&["email", "user"], None),
    ] {
        assert_eq!(refused(names).as_deref(), expected, "{names:?}");
    }
    // A name with dots is its own path.
    let claims = json!({ "https://x.example/email": "planted@mail.example" });
    assert!(refusal(&claims).is_some());
    let builder = World::new().issuer().signed_only().allow_readable("https://x.example/email", REASON);
    assert_eq!(refusal_of(builder, &claims), None);
}

#[test]
fn a_reason_is_a_reason() {
    let world = World::new();
    for (claim, other) in [("email", "phone"), ("", "phone")] {
        let builder = world.issuer().signed_only().allow_readable(other, REASON).allow_readable(claim, "");
        let error = builder.build().unwrap_err();
        assert_eq!(
            (&error, error.code()),
            (&BuildIssuerError::EmptyReason { what: claim.into() }, "issuer.empty_reason")
        );
    }
    let issuer = world.issuer().signed_only().allow_readable("email", REASON).build().unwrap();
    assert!(format!("{issuer:?}").contains(REASON), "whoever looks at an issuer sees what was let through, and why");
}

/// What the issuer writes itself has names that say nothing, and values that may.
#[test]
fn subjects_clients_and_scopes() {
    let world = World::new();
    let issuer = world.issuer().signed_only().build().unwrap();
    let token = world.sign("{}");
    let issue = |subject: &str, client: &str, scope: &str| {
        issuer.access_token(subject, API).client_id(client).scope([scope]).issue().err().map(|error| match error {
            IssueError::Exposed { claim, looks_like } => (claim.into_string(), looks_like),
            other => panic!("{other:?}"),
        })
    };
    let found = |claim: &str, looks_like| Some((claim.to_owned(), looks_like));
    for (subject, client, scope, expected) in [
        ("planted@mail.example", "web", "a", found("sub", LooksLike::EmailAddress)),
        ("mailto:planted@mail.example", "web", "a", found("sub", LooksLike::EmailAddress)),
        ("DE89370400440532013000", "web", "a", found("sub", LooksLike::BankAccount)),
        ("user-42", "robot@project.mail.example", "a", found("client_id", LooksLike::EmailAddress)),
        ("user-42", &token, "a", found("client_id", LooksLike::Token)),
        ("user-42", "web", &token, found("scope", LooksLike::Token)),
        ("user-42", "web", "email", None),
        ("user-42", "web", "https://mail.example/auth/email.read", None),
        // Identifiers are long numbers often enough.
        ("4111111111111111", "4111111111111111", "a", None),
        ("auth0|5f7c8ec7c33c6c004bbafe82", "web", "a", None),
    ] {
        assert_eq!(issue(subject, client, scope), expected, "{subject} {client} {scope}");
    }
    let issuer = world.issuer().signed_only().allow_readable("sub", REASON).build().unwrap();
    assert!(issuer.access_token("jane@mail.example", API).client_id("web").issue().is_ok());
    assert!(issuer.access_token("jane@mail.example", API).subject_is_client().issue().is_err());
}
