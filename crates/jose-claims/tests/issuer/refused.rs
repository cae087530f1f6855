//! Issuers that are not built, and tokens that are not issued. Above all: no readable token where an encrypted one was meant.

use std::{collections::BTreeSet, time::Duration};

use jose_claims::{BuildIssuerError, IssueError, Issuer, IssuerBuilder};
use jose_core::{ContentEncryption, JwsAlgorithm, KeyManagementAlgorithm, UnixTime};
use jose_crypto::EncryptionKey;

use crate::world::{API, ISSUER, NOW, World, clock};

const OTHER: &str = "https://other.example";

#[test]
fn issuers_that_are_not_built() {
    let world = World::new();
    let with = |builder: IssuerBuilder| builder.sign_with(world.signing.clone());
    let key = || world.encryption.clone();
    let direct = || EncryptionKey::direct(ContentEncryption::A256Gcm, &[7; 32]).unwrap();
    let password =
        || EncryptionKey::password(KeyManagementAlgorithm::Pbes2Hs512A256Kw, b"correct horse battery").unwrap();
    let thumbprint = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";
    let one_key = || Issuer::builder(ISSUER).sign_with(world.signing.clone().with_key_id(thumbprint));
    let day = Duration::from_secs(86_400);
    let over = day + Duration::from_nanos(1);
    let too_long = BuildIssuerError::Lifetime { maximum: day };
    let named = |audience: &str| audience.to_owned();
    let good = || with(Issuer::builder(ISSUER));
    let mut codes = BTreeSet::new();
    for (name, builder, expected) in [
        ("no name", with(Issuer::builder("")).signed_only(), BuildIssuerError::EmptyName),
        ("no key", Issuer::builder(ISSUER).signed_only(), BuildIssuerError::NoSigningKey),
        ("no key, encrypted", Issuer::builder(ISSUER).encrypt_to(API, key()), BuildIssuerError::NoSigningKey),
        ("two keys to sign with", with(good()).signed_only(), BuildIssuerError::TwoSigningKeys),
        ("three keys to sign with", with(with(good())).signed_only(), BuildIssuerError::TwoSigningKeys),
        ("no decision about encryption", good(), BuildIssuerError::Encryption),
        ("both decisions", good().signed_only().encrypt_to(API, key()), BuildIssuerError::Encryption),
        ("both decisions, turned round", good().encrypt_to(API, key()).signed_only(), BuildIssuerError::Encryption),
        ("no lifetime", good().signed_only().lifetime(Duration::ZERO), too_long.clone()),
        ("under a second", good().signed_only().lifetime(Duration::from_millis(999)), too_long.clone()),
        ("over the maximum", good().signed_only().lifetime(over), too_long.clone()),
        ("for ever", good().signed_only().lifetime(Duration::MAX), too_long),
        (
            "a stated lifetime over the maximum",
            good().signed_only().lifetime(Duration::from_secs(600)).maximum_lifetime(Duration::from_secs(599)),
            BuildIssuerError::Lifetime { maximum: Duration::from_secs(599) },
        ),
        (
            "no maximum",
            good().signed_only().maximum_lifetime(Duration::ZERO),
            BuildIssuerError::Lifetime { maximum: Duration::ZERO },
        ),
        ("nobody", good().encrypt_to("", key()), BuildIssuerError::Recipient { audience: named("") }),
        (
            "somebody and nobody",
            good().encrypt_to(API, key()).encrypt_to("", key()),
            BuildIssuerError::Recipient { audience: named("") },
        ),
        (
            "a dir key for something else",
            good().encrypt_to_with(API, direct(), ContentEncryption::A128Gcm),
            BuildIssuerError::Recipient { audience: named(API) },
        ),
        ("a password", good().encrypt_to(API, password()), BuildIssuerError::Password { audience: named(API) }),
        (
            "a password beside a key",
            good().encrypt_to(OTHER, key()).encrypt_to(API, password()),
            BuildIssuerError::Password { audience: named(API) },
        ),
        (
            "one key for both jobs",
            one_key().encrypt_to(API, key().with_key_id(thumbprint)),
            BuildIssuerError::BothJobs { audience: named(API) },
        ),
        (
            "one key for both jobs, in a device",
            Issuer::builder(ISSUER)
                .sign_elsewhere(JwsAlgorithm::Es256, Some(thumbprint))
                .encrypt_to(OTHER, key())
                .encrypt_to(API, key().with_key_id(thumbprint)),
            BuildIssuerError::BothJobs { audience: named(API) },
        ),
        (
            "the same twice",
            good().encrypt_to(API, key()).encrypt_to(API, key()),
            BuildIssuerError::TwoKeys { audience: named(API) },
        ),
        (
            "two keys for one",
            good().encrypt_to(OTHER, key()).encrypt_to(API, key()).encrypt_to(API, direct()),
            BuildIssuerError::TwoKeys { audience: named(API) },
        ),
    ] {
        let error = builder.build().expect_err(name);
        assert_eq!(error, expected, "{name}");
        assert!(error.code().starts_with("issuer."), "{name}: {}", error.code());
        assert!(!error.to_string().ends_with('.') && !error.to_string().contains('\n'), "{name}: {error}");
        codes.insert(error.code());
    }
    assert_eq!(codes.len(), 9);
    // Other names say nothing of the key.
    for name in ["1", "2026-11", &thumbprint[1..]] {
        let builder = Issuer::builder(ISSUER).sign_with(world.signing.clone().with_key_id(name));
        assert!(builder.encrypt_to(API, key().with_key_id(name)).build().is_ok(), "{name}");
    }
    assert!(one_key().encrypt_to(API, key()).build().is_ok());
}

/// A reason says something, and is said once.
#[test]
fn reasons_that_are_none() {
    let world = World::new();
    let good = || world.issuer().signed_only();
    let (email, api) = ("email".to_owned(), API.to_owned());
    for (name, builder, expected) in [
        ("none", good().allow_readable("email", ""), BuildIssuerError::EmptyReason { what: email.clone() }),
        ("blanks", good().allow_readable("email", " \n"), BuildIssuerError::EmptyReason { what: email.clone() }),
        (
            "no reason for an audience",
            world.issuer().signed_only_for(API, ""),
            BuildIssuerError::EmptyReason { what: api.clone() },
        ),
        (
            "blanks for an audience",
            world.issuer().signed_only_for(API, " "),
            BuildIssuerError::EmptyReason { what: api },
        ),
        (
            "two",
            good().allow_readable("email", "x").allow_readable("email", "y"),
            BuildIssuerError::TwoReasons { claim: email.clone() },
        ),
        (
            "the same twice",
            good().allow_readable("email", "x").allow_readable("sub", "x").allow_readable("email", "x"),
            BuildIssuerError::TwoReasons { claim: email },
        ),
    ] {
        let error = builder.build().expect_err(name);
        assert_eq!(error, expected, "{name}");
        assert!(["issuer.empty_reason", "issuer.two_reasons"].contains(&error.code()), "{name}");
        assert!(!error.to_string().ends_with('.') && !error.to_string().contains('\n'), "{name}: {error}");
    }
    assert!(good().allow_readable("email", "x").allow_readable("sub", "x").build().is_ok());
}

#[test]
fn messages_say_what_to_do() {
    for (error, way) in [
        (BuildIssuerError::NoSigningKey, "sign_with(..)"),
        (BuildIssuerError::Encryption, "encrypt_to(..)"),
        (BuildIssuerError::Encryption, "signed_only()"),
    ] {
        assert!(error.to_string().contains(way), "{error}");
    }
    for (error, way) in [
        (IssueError::NoRecipientKey, "encrypt_to(..)"),
        (IssueError::NoClient, "client_id(..)"),
        (IssueError::NoClient, "subject_is_client()"),
    ] {
        assert!(error.to_string().contains(way), "{error}");
    }
}

/// The one thing that must never happen: a token for an audience without a key is not issued at all.
#[test]
fn an_unknown_audience_never_yields_a_readable_token() {
    let world = World::new();
    let issuer = world.issuer().encrypt_to(API, world.encryption.clone()).build().unwrap();
    for audience in [
        OTHER,
        "",
        " ",
        "https://api.example/",
        "https://api.example ",
        "HTTPS://API.EXAMPLE",
        "https://api",
        "api.example",
        ISSUER,
        "*",
    ] {
        let result = issuer.access_token("user-42", audience).client_id("web").issue();
        assert_eq!(result, Err(IssueError::NoRecipientKey), "{audience:?}");
    }
    let token = issuer.access_token("user-42", API).client_id("web").issue().unwrap();
    assert_eq!(token.split('.').count(), 5);
    assert_eq!(IssueError::NoRecipientKey.code(), "issue.no_recipient_key");
}

/// Each audience gets its own key, and none can read what is for another.
#[test]
fn each_audience_has_its_own_key() {
    let (api, other) = (World::new(), World::new());
    let issuer = api.issuer().encrypt_to(API, api.encryption.clone()).encrypt_to(OTHER, other.encryption.clone());
    let issuer = issuer.build().unwrap();
    let token = issuer.access_token("user-42", OTHER).client_id("web").issue().unwrap();
    let policy = jose_claims::Validator::access_token().issuer(ISSUER, api.verifying.clone()).audience(OTHER);
    let validator = policy.encrypted(other.decryption.clone()).clock(clock(NOW)).build().unwrap();
    assert_eq!(crate::world::verdict("other", &validator, &token), crate::world::ACCEPTED);
    assert_eq!(crate::world::verdict("api", &api.nested(), &token), "jwe.decryption");
}

#[test]
fn drafts_that_are_not_issued() {
    let world = World::new();
    let issuer = world.issuer().signed_only().build().unwrap();
    let draft = || issuer.access_token("user-42", API).client_id("web");
    for (name, draft, expected, code) in [
        ("no client", issuer.access_token("user-42", API), IssueError::NoClient, "issue.no_client"),
        ("an empty client", draft().client_id(""), IssueError::Empty { claim: "client_id" }, "issue.empty"),
        (
            "an empty subject",
            issuer.access_token("", API).client_id("web"),
            IssueError::Empty { claim: "sub" },
            "issue.empty",
        ),
        (
            "an empty client as subject",
            issuer.access_token("", API).subject_is_client(),
            IssueError::Empty { claim: "sub" },
            "issue.empty",
        ),
        (
            "an empty audience",
            issuer.access_token("user-42", "").client_id("web"),
            IssueError::Empty { claim: "aud" },
            "issue.empty",
        ),
        (
            "over before it begins",
            draft().not_before(UnixTime::from_seconds(NOW + 601)),
            IssueError::NotBefore { exp: UnixTime::from_seconds(NOW + 600) },
            "issue.not_before",
        ),
        (
            "over when it begins",
            draft().not_before(UnixTime::from_seconds(NOW + 600)),
            IssueError::NotBefore { exp: UnixTime::from_seconds(NOW + 600) },
            "issue.not_before",
        ),
        (
            "never",
            draft().not_before(UnixTime::from_seconds(i64::MAX)),
            IssueError::NotBefore { exp: UnixTime::from_seconds(NOW + 600) },
            "issue.not_before",
        ),
    ] {
        let error = draft.issue().expect_err(name);
        assert_eq!((&error, error.code()), (&expected, code), "{name}");
    }
    assert!(draft().not_before(UnixTime::from_seconds(NOW + 599)).issue().is_ok());
    assert!(draft().not_before(UnixTime::from_seconds(i64::MIN)).issue().is_ok());
}

#[test]
fn scope_values() {
    let world = World::new();
    let issuer = world.issuer().signed_only().build().unwrap();
    let issue =
        |values: &[&str]| issuer.access_token("user-42", API).client_id("web").scope(values.iter().copied()).issue();
    for values in [
        &[""][..],
        &[" "],
        &["a b"],
        &["a "],
        &["\t"],
        &["a\n"],
        &["\""],
        &["\\"],
        &["é"],
        &["\u{7f}"],
        &["\0"],
        &["a", ""],
    ] {
        let error = issue(values).expect_err("a scope");
        assert_eq!((&error, error.code()), (&IssueError::Scope, "issue.scope"), "{values:?}");
    }
    // RFC 6749, section 3.3: every other printable character of ASCII.
    let all: String = (b'!'..=b'~').filter(|byte| !b"\"\\".contains(byte)).map(char::from).collect();
    for values in [&[][..], &["a"], &["orders:read", "orders:write"], &[all.as_str()]] {
        assert!(issue(values).is_ok(), "{values:?}");
    }
}

#[test]
fn what_an_issuer_shows_in_logs() {
    let world = World::new();
    let builder = world.issuer().encrypt_to(API, world.encryption.clone());
    assert!(format!("{builder:?}").contains(ISSUER));
    let issuer = builder.build().unwrap();
    assert!(format!("{issuer:?}").contains("encrypts: true"));
    let draft = issuer.access_token("planted-4f1c", API).client_id("planted-4f1c").scope(["planted-4f1c"]);
    let draft = draft.claims(&std::collections::BTreeMap::from([("tenant", "planted-4f1c")]));
    let text = format!("{draft:?}");
    assert!(text.contains(API) && !text.contains("planted"), "{text}");
}
