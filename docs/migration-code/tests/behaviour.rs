//! The table "Behaviour that changes" of `docs/guide/migration.md`, asked of the libraries themselves.

use jose::{Clock, JwsAlgorithm, SigningKey, SystemClock, Validator, VerifyingKey, jws::Signer};
use josekit::{jws::HS256, jwt::JwtPayloadValidator};
use jwt_simple::prelude::{HS256Key, HashSet, MACLike, NoCustomClaims, VerificationOptions};
use serde_json::Value;

const SECRET: &[u8; 32] = b"0123456789abcdef0123456789abcdef";
const ISSUER: &str = "https://id.example";
const AUDIENCE: &str = "https://api.example";

/// Who accepts, in the order of the columns: jsonwebtoken, jwt-simple, josekit, here.
type Verdicts = [bool; 4];

/// What each library says of a token, told which issuer and audience to expect and nothing else.
fn verdicts(token: &str) -> Verdicts {
    [jsonwebtoken_accepts(token), jwt_simple_accepts(token), josekit_accepts(token), ours_accepts(token)]
}

fn jsonwebtoken_accepts(token: &str) -> bool {
    let mut validation = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::HS256);
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[AUDIENCE]);
    jsonwebtoken::decode::<Value>(token, &jsonwebtoken::DecodingKey::from_secret(SECRET), &validation).is_ok()
}

fn jwt_simple_accepts(token: &str) -> bool {
    let options = VerificationOptions {
        allowed_issuers: Some(HashSet::from([ISSUER.to_owned()])),
        allowed_audiences: Some(HashSet::from([AUDIENCE.to_owned()])),
        ..Default::default()
    };
    HS256Key::from_bytes(SECRET).verify_token::<NoCustomClaims>(token, Some(options)).is_ok()
}

fn josekit_accepts(token: &str) -> bool {
    let verifier = HS256.verifier_from_bytes(SECRET).unwrap();
    let Ok((payload, _)) = josekit::jwt::decode_with_verifier(token, &verifier) else { return false };
    let mut validator = JwtPayloadValidator::new();
    validator.set_issuer(ISSUER);
    validator.set_audience(AUDIENCE);
    validator.validate(&payload).is_ok()
}

fn ours_accepts(token: &str) -> bool {
    let validator = Validator::builder()
        .issuer(ISSUER, VerifyingKey::hmac(JwsAlgorithm::Hs256, SECRET).unwrap())
        .audience(AUDIENCE)
        .token_type("JWT")
        .expires()
        .signed_only()
        .build()
        .unwrap();
    validator.validate::<Value>(token).is_ok()
}

/// Claims that everybody accepts, with these members put in; `null` takes one out.
fn claims(changes: Value) -> String {
    let now = SystemClock.now().seconds();
    let mut claims =
        serde_json::json!({"iss": ISSUER, "aud": AUDIENCE, "sub": "user-42", "iat": now, "exp": now + 600});
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            claims.as_object_mut().unwrap().remove(name);
        } else {
            claims[name] = value.clone();
        }
    }
    claims.to_string()
}

fn sign(message_type: &str, claims: &str) -> String {
    let key = SigningKey::hmac(JwsAlgorithm::Hs256, SECRET).unwrap();
    Signer::new(&key).message_type(message_type).sign_compact(claims.as_bytes()).unwrap()
}

#[test]
fn claims_are_judged_as_the_table_says() {
    let now = SystemClock.now().seconds();
    let (yes, no) = (true, false);
    let rows: &[(&str, Value, Verdicts)] = &[
        ("nothing unusual", serde_json::json!({}), [yes, yes, yes, yes]),
        ("no exp", serde_json::json!({"exp": null}), [no, yes, yes, no]),
        ("no aud", serde_json::json!({"aud": null}), [yes, no, yes, no]),
        ("another aud", serde_json::json!({"aud": "https://other.example"}), [no, no, no, no]),
        ("no iss", serde_json::json!({"iss": null}), [yes, no, no, no]),
        ("aud of a wrong type", serde_json::json!({"aud": 7}), [yes, no, no, no]),
        ("begins in an hour", serde_json::json!({"nbf": now + 3600}), [yes, no, no, no]),
        ("issued in an hour", serde_json::json!({"iat": now + 3600, "exp": now + 7200}), [yes, no, no, no]),
        ("expired 20 seconds ago", serde_json::json!({"exp": now - 20}), [yes, yes, no, yes]),
        ("expired 45 seconds ago", serde_json::json!({"exp": now - 45}), [yes, yes, no, no]),
        ("expired 10 minutes ago", serde_json::json!({"exp": now - 600}), [no, yes, no, no]),
        ("exp as text", serde_json::json!({"exp": "tomorrow"}), [no, no, no, no]),
        ("nbf as text", serde_json::json!({"nbf": "tomorrow"}), [yes, no, no, no]),
    ];
    for (name, changes, expected) in rows {
        assert_eq!(verdicts(&sign("JWT", &claims(changes.clone()))), *expected, "{name}");
    }
}

#[test]
fn types_are_judged_as_the_table_says() {
    let claims = claims(serde_json::json!({}));
    for (message_type, expected) in [
        ("JWT", [true, true, true, true]),
        ("at+jwt", [true, true, true, false]),
        ("something-else", [true, false, true, false]),
    ] {
        assert_eq!(verdicts(&sign(message_type, &claims)), expected, "{message_type}");
    }
}

#[test]
fn a_private_claim_that_occurs_twice_is_refused_here_alone() {
    let once = claims(serde_json::json!({"tenant": "acme"}));
    let twice = once.replacen('{', r#"{"tenant":"other","#, 1);
    assert_eq!(verdicts(&sign("JWT", &twice)), [true, true, true, false]);
}

#[test]
fn an_extension_that_must_be_understood_is_ignored_by_jsonwebtoken() {
    let key = SigningKey::hmac(JwsAlgorithm::Hs256, SECRET).unwrap();
    let signer = Signer::new(&key).message_type("JWT").critical_member("https://example.com/rule", true);
    let token = signer.sign_compact(claims(serde_json::json!({})).as_bytes()).unwrap();
    assert_eq!(verdicts(&token), [true, false, false, false]);
}

#[test]
fn a_token_of_a_megabyte_and_a_half_is_too_much_for_two() {
    let token = sign("JWT", &claims(serde_json::json!({"filler": "x".repeat(1_200_000)})));
    assert!(token.len() > 1_500_000);
    assert_eq!(verdicts(&token), [true, false, true, false]);
}

#[test]
fn a_short_secret_is_taken_by_jsonwebtoken_alone() {
    let claims = serde_json::json!({"exp": SystemClock.now().seconds() + 60});
    let key = jsonwebtoken::EncodingKey::from_secret(b"secret");
    assert!(jsonwebtoken::encode(&jsonwebtoken::Header::default(), &claims, &key).is_ok());
    let claims = jwt_simple::prelude::Claims::create(jwt_simple::prelude::Duration::from_secs(60));
    assert!(HS256Key::from_bytes(b"secret").authenticate(claims).is_err());
    assert!(HS256.signer_from_bytes(b"secret").is_err());
    assert!(SigningKey::hmac(JwsAlgorithm::Hs256, b"secret").is_err());
}
