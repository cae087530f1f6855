//! The kit does what it says: the strict policies pass, each lax one is caught by name, and nothing passes because nothing is accepted.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    reason = "a test that meets the unexpected should panic"
)]

use std::{
    collections::HashSet,
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

use jose_claims::{SystemClock, Token, Validator, ValidatorBuilder};
use jose_core::{Clock, KeyManagementAlgorithm, UnixTime};
use jose_jwk::SymmetricJwk;
use jose_testing::{
    TestIssuer, TestKey, TestRecipient, assert_refuses_all, assert_refuses_all_encrypted,
    assert_refuses_all_encrypted_except, assert_refuses_all_except, assert_refuses_all_under_shared_key,
    assert_refuses_all_under_shared_key_except, forge, hostile,
};
use serde_json::Value;

const ISSUER: &str = "https://id.example";
const API: &str = "https://api.example";

fn issuer() -> TestIssuer {
    TestIssuer::new(ISSUER, API)
}

fn policy(issuer: &TestIssuer) -> ValidatorBuilder {
    Validator::access_token().issuer(ISSUER, issuer.validator_keys()).audience(API).clock(issuer.clock())
}

#[test]
fn a_strict_policy_passes_with_every_key() {
    for key in TestKey::ALL {
        let issuer = issuer().sign_with(key);
        assert_refuses_all(&policy(&issuer).signed_only().build().unwrap(), &issuer);
    }
}

#[test]
fn a_strict_policy_for_nested_tokens_passes_with_every_recipient() {
    for recipient in TestRecipient::ALL {
        let issuer = issuer().sign_with(TestKey::EdDsa);
        let validator = policy(&issuer).encrypted(recipient.decryption_key()).build().unwrap();
        assert_refuses_all_encrypted(&validator, &issuer, &recipient.encryption_key());
    }
}

fn shared_policy(issuer: &TestIssuer) -> ValidatorBuilder {
    Validator::access_token().issuer_with_shared_key(ISSUER).audience(API).clock(issuer.clock())
}

#[test]
fn a_strict_policy_passes_under_a_shared_key() {
    let issuer = issuer();
    for algorithm in [KeyManagementAlgorithm::A128Kw, KeyManagementAlgorithm::A256Kw, KeyManagementAlgorithm::A256GcmKw]
    {
        let key = SymmetricJwk::generate_encryption(algorithm).unwrap().with_key_id("shared");
        let validator =
            shared_policy(&issuer).encrypted_with_shared_key(key.decryption_key().unwrap()).build().unwrap();
        assert_refuses_all_under_shared_key(&validator, &issuer, &key.encryption_key().unwrap());
    }
    let dir = TestRecipient::Dir;
    let validator = shared_policy(&issuer).encrypted_with_shared_key(dir.decryption_key()).build().unwrap();
    assert_refuses_all_under_shared_key(&validator, &issuer, &dir.encryption_key());
    let tokens = hostile::under_shared_key(&issuer, &dir.encryption_key());
    let names: HashSet<&str> = tokens.iter().map(|token| token.name).collect();
    assert!(names.len() == tokens.len() && tokens.len() > 60, "{}", tokens.len());
    assert!(tokens.iter().all(|token| (1..=138).contains(&token.attack) && !token.why.is_empty()));
}

/// A lax policy is caught by name under a shared key too, and an exception is what it says.
#[test]
fn a_lax_policy_under_a_shared_key_is_caught() {
    let issuer = issuer();
    let key = TestRecipient::Dir;
    let lax = Validator::builder().issuer_with_shared_key(ISSUER).audience(API).clock(issuer.clock());
    let lax = lax.token_type("at+jwt").waive_expiry("a test").encrypted_with_shared_key(key.decryption_key());
    let lax = lax.build().unwrap();
    let caught = catch_unwind(AssertUnwindSafe(|| {
        assert_refuses_all_under_shared_key(&lax, &issuer, &key.encryption_key());
    }));
    let said = *caught.unwrap_err().downcast::<String>().unwrap();
    assert!(said.contains("accepted: exp_missing (attack 124)") && said.matches("accepted: ").count() == 1, "{said}");
    let excepted = [("exp_missing", "a test")];
    assert_refuses_all_under_shared_key_except(&lax, &issuer, &key.encryption_key(), &excepted);
    let nested = policy(&issuer).encrypted(TestRecipient::RsaOaep.decryption_key()).build().unwrap();
    let other = catch_unwind(AssertUnwindSafe(|| {
        assert_refuses_all_under_shared_key(&nested, &issuer, &key.encryption_key());
    }));
    let said = *other.unwrap_err().downcast::<String>().unwrap();
    assert!(said.starts_with("the policy refuses the good token"), "{said}");
}

#[test]
fn every_hostile_token_is_named_once_and_numbered() {
    for key in TestKey::ALL {
        let issuer = issuer().sign_with(key);
        let tokens = hostile::all(&issuer);
        assert!(tokens.len() > 100, "{key:?}: {}", tokens.len());
        for tokens in [tokens, hostile::encrypted(&issuer, &TestRecipient::Dir.encryption_key())] {
            let names: HashSet<&str> = tokens.iter().map(|token| token.name).collect();
            assert_eq!(names.len(), tokens.len(), "{key:?}");
            assert!(tokens.iter().all(|token| (1..=138).contains(&token.attack) && !token.why.is_empty()));
        }
    }
}

/// What each lax policy accepts, and must be told of by name.
#[test]
fn each_lax_policy_is_caught() {
    let issuer = issuer();
    let keys = || issuer.validator_keys();
    let stated = || Validator::builder().signed_only().clock(issuer.clock());
    for (name, builder, caught) in [
        (
            "issuer",
            stated().waive_issuer(keys(), "a test").audience(API).token_type("at+jwt").expires(),
            &["iss_is_somebody_else", "iss_is_missing"][..],
        ),
        (
            "audience",
            stated().issuer(ISSUER, keys()).waive_audience("a test").token_type("at+jwt").expires(),
            &["aud_is_somebody_else", "aud_missing"],
        ),
        (
            "type",
            stated().issuer(ISSUER, keys()).audience(API).waive_token_type("a test").expires(),
            &["typ_of_a_logout_token", "typ_missing"],
        ),
        (
            "expiry",
            stated().issuer(ISSUER, keys()).audience(API).token_type("at+jwt").waive_expiry("a test"),
            &["exp_missing"],
        ),
    ] {
        let validator = builder.build().unwrap();
        let message = failure(|| assert_refuses_all(&validator, &issuer));
        for caught in caught {
            assert!(message.contains(&format!("accepted: {caught} (attack ")), "{name}: {message}");
        }
        assert!(!message.contains("alg_none"), "{name}: {message}");
    }
}

#[test]
fn a_policy_that_refuses_everything_does_not_pass() {
    let issuer = issuer();
    let validator = policy(&issuer).signed_only().build().unwrap();
    for (name, other) in [
        ("another issuer", TestIssuer::new("https://other.example", API)),
        ("another key", TestIssuer::new(ISSUER, API).sign_with(TestKey::EdDsa)),
        ("another type", TestIssuer::new(ISSUER, API).token_type("JWT")),
        ("a claim less", TestIssuer::new(ISSUER, API).without("client_id")),
        ("another time", TestIssuer::new(ISSUER, API).at(UnixTime::from_seconds(0))),
    ] {
        let message = failure(|| assert_refuses_all(&validator, &other));
        assert!(message.contains("refuses the good token"), "{name}: {message}");
    }
    let nested = policy(&issuer).encrypted(TestRecipient::Dir.decryption_key()).build().unwrap();
    assert!(failure(|| assert_refuses_all(&nested, &issuer)).contains("token.not_encrypted"));
}

#[test]
fn exceptions_are_named_with_a_reason_and_needed() {
    let issuer = issuer();
    let validator = policy(&issuer).signed_only().build().unwrap();
    for (exceptions, expected) in [
        ([("no_such_token", "why")], "no hostile token is named"),
        ([("exp_missing", " ")], "needs a reason"),
        ([("exp_missing", "why")], "refused after all"),
    ] {
        let message = failure(|| assert_refuses_all_except(&validator, &issuer, &exceptions));
        assert!(message.contains(expected), "{message}");
    }
}

/// While issuers change over, a readable token is accepted too: the kit must say so, and be told that it is meant.
#[test]
fn a_policy_that_migrates_accepts_readable_tokens_on_purpose() {
    let issuer = issuer();
    let recipient = TestRecipient::EcdhEsX25519;
    let until = issuer.now().saturating_add(1);
    let validator = policy(&issuer).encrypted_or_signed_until(until, recipient.decryption_key()).build().unwrap();
    let key = recipient.encryption_key();
    let message = failure(|| assert_refuses_all_encrypted(&validator, &issuer, &key));
    assert_eq!(message.matches("accepted: ").count(), 1, "{message}");
    assert_refuses_all_encrypted_except(&validator, &issuer, &key, &[("not_encrypted", "issuers change over")]);
    issuer.clock().set(until);
    assert_refuses_all_encrypted(&validator, &issuer, &key);
}

#[test]
fn a_policy_with_a_clock_of_its_own() {
    let issuer = issuer().at(SystemClock.now());
    let builder = Validator::access_token().issuer(ISSUER, issuer.validator_keys()).audience(API);
    assert_refuses_all(&builder.signed_only().build().unwrap(), &issuer);
}

#[test]
fn the_clock_stands_still_until_it_is_set() {
    let issuer = issuer();
    let validator = policy(&issuer).signed_only().leeway(Duration::ZERO).build().unwrap();
    let token = issuer.draft().issue();
    assert!(validator.validate::<Value>(&token).is_ok());
    issuer.clock().set(issuer.now().saturating_add(300));
    assert_eq!(validator.validate::<Value>(&token).unwrap_err().code(), "claims.expired");
}

#[test]
fn drafts_are_good_but_for_what_is_changed() {
    let issuer = issuer().claim("tenant", "acme");
    let validator = policy(&issuer).signed_only().build().unwrap();
    let token: Token<Value> = validator.validate(&issuer.draft().claim("role", "clerk").issue()).unwrap();
    assert_eq!((token.claims()["tenant"].as_str(), token.claims()["role"].as_str()), (Some("acme"), Some("clerk")));
    let draft = issuer.draft();
    for (name, draft, expected) in [
        ("claim", draft.clone().claim("aud", "https://other.example"), "claims.audience"),
        ("raw claim", draft.clone().raw_claim("exp", "1e999"), "claims.malformed"),
        ("repeated claim", draft.clone().repeated_claim("tenant", "1"), "claims.malformed"),
        ("without", draft.clone().without("jti"), "claims.missing"),
        ("header", draft.clone().header("kid", "other"), "key.not_found"),
        ("raw header", draft.clone().raw_header("crit", "[]"), "parse.member"),
        ("repeated header", draft.clone().repeated_header("typ", "\"JWT\""), "json.duplicate"),
        ("without header", draft.clone().without_header("alg"), "parse.member"),
        ("signed by", draft.clone().signed_by(TestKey::EdDsa.signing_key()), "jws.signature"),
    ] {
        assert_eq!(validator.validate::<Value>(&draft.issue()).unwrap_err().code(), expected, "{name}");
    }
}

#[test]
fn the_real_issuer_has_the_same_name_key_and_clock() {
    for key in TestKey::ALL {
        let issuer = issuer().sign_with(key);
        let token = issuer.issuer().access_token("user-42", API).client_id("web").issue().unwrap();
        let validator = policy(&issuer).signed_only().build().unwrap();
        assert_eq!(validator.validate::<Value>(&token).unwrap().subject(), Some("user-42"), "{key:?}");
    }
}

#[test]
fn every_key_says_that_it_is_public() {
    let signing = TestKey::ALL.map(TestKey::jwk);
    let encrypting = TestRecipient::ALL.map(TestRecipient::jwk);
    for key in signing.iter().chain(&encrypting) {
        assert!(key.key_id().is_some_and(|name| name.starts_with("PUBLIC-TEST-KEY-")), "{key:?}");
    }
}

#[test]
fn the_mac_is_the_published_one() {
    // RFC 4231, test case 2.
    let mac = forge::hmac_sha256(b"Jefe", b"what do ya want for nothing?");
    let first: [u8; 8] = [0x5b, 0xdc, 0xc1, 0x46, 0xbf, 0x60, 0x75, 0x4e];
    assert!(mac.starts_with(&first));
}

/// What the assertion says when it fails.
fn failure(assertion: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(assertion)).expect_err("the assertion passes");
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|&text| text.to_owned()))
        .unwrap()
}
