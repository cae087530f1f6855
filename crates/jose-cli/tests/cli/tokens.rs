//! `jose token issue` and `jose token open`.

use serde_json::Value;

use crate::support::{Bench, Run, segments};

const ISSUER: &str = "https://id.example";
const API: &str = "https://api.example";

fn bench() -> Bench {
    let bench = Bench::new();
    bench.pair("ES256", "issuer.jwk", "issuer.pub.jwk");
    bench.pair("ECDH-ES+A256KW", "api.jwk", "api.pub.jwk");
    bench
}

fn issue(bench: &Bench, more: &[&str]) -> Run {
    let plain =
        ["token", "issue", "--key", "issuer.jwk", "--issuer", ISSUER, "--subject", "user-42", "--audience", API];
    bench.run(&[&plain[..], more].concat())
}

fn open(bench: &Bench, more: &[&str], token: &str) -> Run {
    let plain = ["token", "open", "--key", "issuer.pub.jwk", "--issuer", ISSUER, "--audience", API];
    bench.run_with(&[&plain[..], more].concat(), token.as_bytes())
}

const NESTED: &[&str] = &["--decrypt-key", "api.jwk"];

#[test]
fn a_nested_token_is_issued_and_opened() {
    let bench = bench();
    bench.write("claims.json", r#"{"tenant":"acme","roles":["admin"]}"#);
    let more = ["--encrypt-to", "api.pub.jwk", "--client-id", "web", "--scope", "a b", "--claims", "claims.json"];
    let token = issue(&bench, &more).text();
    assert_eq!(segments(&token).len(), 5);
    let claims: Value = serde_json::from_str(&open(&bench, NESTED, &token).text()).unwrap();
    for (name, value) in
        [("iss", ISSUER), ("sub", "user-42"), ("aud", API), ("client_id", "web"), ("scope", "a b"), ("tenant", "acme")]
    {
        assert_eq!(claims[name], value);
    }
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 600);
    assert!(claims["jti"].as_str().is_some_and(|jti| jti.len() >= 16));
    // Said out loud, the mode is the same.
    let answer = open(&bench, &["--decrypt-key", "api.jwk", "--mode", "nested", "--json"], &token).json();
    assert_eq!(answer["claims"], claims);
    assert_eq!((&answer["ok"], &answer["encrypted"]), (&true.into(), &true.into()));
}

#[test]
fn a_signed_token_is_issued_and_opened() {
    let bench = bench();
    let answer = issue(&bench, &["--lifetime", "1h 30m", "--json"]).json();
    assert_eq!(answer["encrypted"], false);
    let token = answer["token"].as_str().unwrap();
    assert_eq!(segments(token).len(), 3);
    for mode in [&[][..], &["--mode", "signed"]] {
        let answer = open(&bench, &[mode, &["--json"]].concat(), token).json();
        assert_eq!(answer["encrypted"], false);
        // Without --client-id the client acts for itself.
        assert_eq!(answer["claims"]["client_id"], "user-42");
        assert_eq!(answer["claims"]["exp"].as_i64().unwrap() - answer["claims"]["iat"].as_i64().unwrap(), 90 * 60);
        assert!(answer["claims"].get("scope").is_none());
    }
}

#[test]
fn every_content_encryption_is_opened() {
    let bench = bench();
    for enc in ["A128GCM", "A192GCM", "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512"] {
        let token = issue(&bench, &["--encrypt-to", "api.pub.jwk", "--enc", enc]).text();
        open(&bench, NESTED, &token).text();
        let header = bench.run_with(&["inspect", "--json"], token.as_bytes()).json()["header"].clone();
        assert_eq!(header["enc"], enc);
    }
}

#[test]
fn a_signed_token_without_an_envelope_is_refused_where_nested_is_required() {
    let bench = bench();
    let token = issue(&bench, &[]).text();
    open(&bench, NESTED, &token).refused("token.not_encrypted");
}

#[test]
fn an_encrypted_token_is_refused_where_signed_is_required() {
    let bench = bench();
    let token = issue(&bench, &["--encrypt-to", "api.pub.jwk"]).text();
    open(&bench, &[], &token).refused("token.encrypted");
}

#[test]
fn an_unsigned_token_inside_an_envelope_is_refused() {
    let bench = bench();
    let signed = issue(&bench, &[]).text();
    let payload = segments(&signed)[1];
    let unsigned = format!("eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.{payload}.");
    let encrypt = ["encrypt", "--key", "api.pub.jwk", "--cty", "JWT"];
    let token = bench.run_with(&encrypt, unsigned.as_bytes()).text();
    open(&bench, NESTED, &token).refused("key.algorithm_not_allowed");
}

#[test]
fn a_signed_token_inside_a_hand_made_envelope_is_accepted_only_with_cty() {
    let bench = bench();
    let signed = issue(&bench, &[]).text();
    let token = bench.run_with(&["encrypt", "--key", "api.pub.jwk", "--cty", "JWT"], signed.as_bytes()).text();
    open(&bench, NESTED, &token).text();
    let token = bench.run_with(&["encrypt", "--key", "api.pub.jwk"], signed.as_bytes()).text();
    open(&bench, NESTED, &token).refused("token.content_type");
}

#[test]
fn a_token_at_the_wrong_time_is_refused() {
    let bench = bench();
    let token = issue(&bench, &["--encrypt-to", "api.pub.jwk", "--lifetime", "30s"]).text();
    let claims: Value = serde_json::from_str(&open(&bench, NESTED, &token).text()).unwrap();
    let (iat, exp) = (claims["iat"].as_i64().unwrap(), claims["exp"].as_i64().unwrap());
    let at = |now: &str, more: &[&str]| open(&bench, &[NESTED, &["--now", now], more].concat(), &token);
    at(&(exp + 29).to_string(), &[]).text();
    at(&(exp + 30).to_string(), &[]).refused("claims.expired");
    at(&exp.to_string(), &["--leeway", "0s"]).refused("claims.expired");
    at(&(exp + 599).to_string(), &["--leeway", "10m"]).text();
    at(&(iat - 30).to_string(), &[]).text();
    at(&(iat - 31).to_string(), &[]).refused("claims.issued_in_future");
    at("-1", &[]).refused("claims.issued_in_future");
    let said = at("2999-01-01T00:00:00Z", &[]).refused("claims.expired");
    assert!(said.contains("it is 2999-01-01T00:00:00Z"), "{said}");
}

#[test]
fn a_token_for_or_from_somebody_else_is_refused() {
    let bench = bench();
    bench.key("ES256", "stranger.jwk");
    let token = issue(&bench, &["--encrypt-to", "api.pub.jwk"]).text();
    let open = |key: &str, issuer: &str, audience: &str, decrypt: &str| {
        let arguments = ["token", "open", "--key", key, "--issuer", issuer, "--audience", audience];
        bench.run_with(&[&arguments[..], &["--decrypt-key", decrypt]].concat(), token.as_bytes())
    };
    open("issuer.pub.jwk", ISSUER, API, "api.jwk").text();
    open("issuer.pub.jwk", ISSUER, "https://billing.example", "api.jwk").refused("claims.audience");
    open("issuer.pub.jwk", "https://other.example", API, "api.jwk").refused("claims.issuer");
    open("stranger.jwk", ISSUER, API, "api.jwk").refused("key.not_found");
    open("issuer.pub.jwk", ISSUER, API, "stranger.jwk").refused("jwk.algorithm_purpose");
    open("issuer.pub.jwk", ISSUER, API, "api.pub.jwk").refused("jwk.wrong_kind");
}

#[test]
fn tokens_that_are_no_access_tokens_are_refused() {
    let bench = bench();
    open(&bench, &[], "").refused("parse.segments");
    open(&bench, NESTED, "").refused("parse.segments");
    let claims = format!(r#"{{"iss":"{ISSUER}","aud":"{API}","sub":"x","exp":4102444800}}"#);
    let sign = |typ: &str| bench.run_with(&["sign", "--key", "issuer.jwk", "--typ", typ], claims.as_bytes()).text();
    open(&bench, &[], &sign("JWT")).refused("token.type");
    open(&bench, &[], &sign("at+jwt")).refused("claims.missing");
}

#[test]
fn claims_files_are_strict() {
    let bench = bench();
    for (claims, code) in [
        (r#"{"sub":"eve"}"#, "issue.reserved_claim"),
        (r#"{"exp":4102444800}"#, "issue.reserved_claim"),
        (r#"{"a":1,"a":2}"#, "json.duplicate"),
        ("[]", "json.object"),
        ("", "json.object"),
        (r#"{"a":1} x"#, "json.trailing"),
        ("{\"a\":", "json.syntax"),
        (&format!("{}1{}", "{\"a\":".repeat(33), "}".repeat(33)), "json.limit"),
    ] {
        bench.write("claims.json", claims);
        issue(&bench, &["--claims", "claims.json"]).refused(code);
    }
    issue(&bench, &["--claims", "missing.json"]).fails(3, "input.read");
}

#[test]
fn integers_in_a_claims_file_stay_as_they_are() {
    let bench = bench();
    for number in ["9223372036854775808", "18446744073709551615", "-9223372036854775808", "1.5", "1e3", "-0", "1e19"] {
        bench.write("claims.json", format!(r#"{{"n":{number}}}"#));
        issue(&bench, &["--claims", "claims.json"]).text();
    }
    for number in ["18446744073709551616", "-9223372036854775809", "123456789012345678901234567890", "1e300"] {
        for claims in [format!(r#"{{"n":{number}}}"#), format!(r#"{{"n":{{"in":[{{"side":[{number}]}}]}}}}"#)] {
            bench.write("claims.json", claims);
            let said = issue(&bench, &["--claims", "claims.json"]).refused("json.number");
            assert!(said.contains("the claim n ") && !said.contains(number), "{said}");
        }
    }
}

/// `M` means months to the parser of durations, and `ms` less than a token can say.
#[test]
fn durations_are_seconds_minutes_hours_and_days() {
    let bench = bench();
    for lifetime in ["1M", "10ms", "1y", "1w", "10", "ten", ""] {
        issue(&bench, &["--lifetime", lifetime]).fails(2, "usage");
    }
    issue(&bench, &["--lifetime", "48h"]).fails(2, "issuer.lifetime");
    for lifetime in ["90s", "10m", "1h 30m", "1d"] {
        issue(&bench, &["--lifetime", lifetime]).text();
    }
}

/// What everybody could read and nobody should is refused, unless somebody says why it may be there.
#[test]
fn a_claim_that_is_readable_for_a_reason() {
    let bench = bench();
    bench.write("claims.json", r#"{"email":"jane@example.com","contact":{"phone_number":"+1 555 0100"}}"#);
    let with = |more: &[&str]| issue(&bench, &[&["--claims", "claims.json"][..], more].concat());
    let (email, phone) = ("email=the user has agreed", "contact.phone_number=so has the other = user");
    with(&[]).fails(2, "issue.exposed");
    with(&["--allow-readable", email]).fails(2, "issue.exposed");
    with(&["--allow-readable", "phone_number=another place", "--allow-readable", email]).fails(2, "issue.exposed");
    let token = with(&["--allow-readable", email, "--allow-readable", phone]).text();
    let claims: Value = serde_json::from_str(&open(&bench, &[], &token).text()).unwrap();
    assert_eq!(claims["contact"]["phone_number"], "+1 555 0100");
    for unreasoned in ["email", "email=", "email= ", "=reason", ""] {
        with(&["--allow-readable", unreasoned]).fails(2, "usage");
    }
    // What is encrypted is readable to nobody else, and needs no reason.
    with(&["--allow-readable", email, "--encrypt-to", "api.pub.jwk"]).fails(2, "usage");
    assert_eq!(segments(&with(&["--encrypt-to", "api.pub.jwk"]).text()).len(), 5);
}

/// Whoever sees a token could try passwords on it.
#[test]
fn a_password_is_no_key_for_tokens() {
    let bench = bench();
    bench.write("password.jwk", r#"{"kty":"oct","alg":"PBES2-HS256+A128KW","k":"Y29ycmVjdCBob3JzZSBiYXR0ZXJ5"}"#);
    issue(&bench, &["--encrypt-to", "password.jwk"]).fails(2, "issuer.password");
}
