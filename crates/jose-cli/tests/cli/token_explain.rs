//! `jose token explain`, and `jose token open --policy`.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Bench, Run, segments};

const ISSUER: &str = "https://id.example";
const API: &str = "https://api.example";

const POLICY: &str = r#"
profile = "access_token"
audiences = ["https://api.example"]
mode = "encrypted"
decryption_keys = "keys/api.jwk"
maximum_lifetime = "1h"

[scope]
all = ["orders:read"]

[[issuers]]
issuer = "https://id.example"
keys = "keys/issuer.pub.jwk"
"#;

/// Keys in a folder beside the policy.
fn bench() -> Bench {
    let bench = Bench::new();
    fs::create_dir_all(bench.path("at/keys")).unwrap();
    bench.pair("ES256", "at/keys/issuer.jwk", "at/keys/issuer.pub.jwk");
    bench.pair("ECDH-ES+A256KW", "at/keys/api.jwk", "at/keys/api.pub.jwk");
    bench.write("at/policy.toml", POLICY);
    bench.write("at/policy.json", as_json());
    bench
}

fn as_json() -> String {
    let policy = json!({
        "profile": "access_token", "audiences": [API], "mode": "encrypted", "decryption_keys": "keys/api.jwk",
        "maximum_lifetime": "1h", "scope": {"all": ["orders:read"]},
        "issuers": [{"issuer": ISSUER, "keys": "keys/issuer.pub.jwk"}],
    });
    policy.to_string()
}

fn issue(bench: &Bench, more: &[&str]) -> String {
    let plain = ["token", "issue", "--key", "at/keys/issuer.jwk", "--issuer", ISSUER, "--subject", "planted-4f1c"];
    bench.run(&[&plain[..], more].concat()).text()
}

const GOOD: &[&str] = &[
    "--audience",
    API,
    "--encrypt-to",
    "at/keys/api.pub.jwk",
    "--scope",
    "orders:read",
    "--client-id",
    "planted-4f1c",
];

fn explain(bench: &Bench, more: &[&str], token: &str) -> Run {
    bench.run_with(&[&["token", "explain", "--policy"], more].concat(), token.as_bytes())
}

fn open(bench: &Bench, more: &[&str], token: &str) -> Run {
    bench.run_with(&[&["token", "open", "--policy"], more].concat(), token.as_bytes())
}

#[test]
fn a_good_token_passes_every_check() {
    let bench = bench();
    let token = issue(&bench, GOOD);
    let said = explain(&bench, &["at/policy.toml"], &token).text();
    for line in [
        "passed          decryption",
        "passed          signature",
        "passed          issuer",
        "passed          required: sub",
        "passed          rule: scope",
        "not configured  maximum_age: ",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    assert!(said.ends_with("\naccepted") && !said.contains("failed") && !said.contains("not reached"), "{said}");
    let answer = explain(&bench, &["at/policy.json", "--json"], &token).json();
    assert_eq!((&answer["ok"], &answer["verdict"]), (&json!(true), &json!("accepted")));
    let checks = answer["checks"].as_array().unwrap();
    assert!(checks.contains(&json!({"name": "signature", "outcome": "passed"})), "{answer}");
    assert!(checks.iter().all(|check| check["name"].is_string()), "{answer}");
    assert_eq!(checks.len(), said.lines().count() - 1);
    // The policy opens it as well.
    let claims: Value = serde_json::from_str(&open(&bench, &["at/policy.toml"], &token).text()).unwrap();
    assert_eq!(claims["scope"], "orders:read");
    assert_eq!(open(&bench, &["at/policy.json", "--json"], &token).json()["claims"], claims);
}

/// The verdict is that of `open`, all of it is on standard error, and no claim shows.
#[test]
fn refusals() {
    let bench = bench();
    bench.pair("ES256", "stranger.jwk", "stranger.pub.jwk");
    let token = issue(&bench, GOOD);
    let sealed = |more: &[&str]| issue(&bench, &[&["--encrypt-to", "at/keys/api.pub.jwk"], more].concat());
    let scope = ["--scope", "orders:read"];
    let readable = issue(&bench, &["--audience", API, "--scope", "orders:read"]);
    let mut broken = token.clone();
    broken.replace_range(
        token.len() - 6..token.len() - 5,
        if token.as_bytes()[token.len() - 6] == b'A' { "B" } else { "A" },
    );
    let stranger = {
        let key = ["token", "issue", "--key", "stranger.jwk", "--issuer", ISSUER, "--subject", "planted-4f1c"];
        bench.run(&[&key[..], GOOD].concat()).text()
    };
    for (name, token, more, code, failed) in [
        ("expired", &token, &["--now", "2999-01-01T00:00:00Z"][..], "claims.expired", "failed          expiry"),
        ("too early", &token, &["--now", "1"], "claims.issued_in_future", "failed          issued_at"),
        (
            "another audience",
            &sealed(&[&["--audience", "https://planted-4f1c.example"], &scope[..]].concat()),
            &[],
            "claims.audience",
            "failed          audience",
        ),
        (
            "too little scope",
            &sealed(&["--audience", API, "--scope", "planted-4f1c"]),
            &[],
            "claims.privilege",
            "failed          rule: scope",
        ),
        (
            "too long",
            &sealed(&[&["--audience", API, "--lifetime", "2h"], &scope[..]].concat()),
            &[],
            "claims.lifetime",
            "failed          maximum_lifetime",
        ),
        ("readable", &readable, &[], "token.not_encrypted", "not reached     signature"),
        ("tampered with", &broken, &[], "jwe.decryption", "not reached     signature"),
        ("signed by a stranger", &stranger, &[], "key.not_found", "not reached     issuer"),
        ("no token", &"hello".to_owned(), &[], "parse.segments", "not reached     signature"),
        ("nothing", &String::new(), &[], "parse.segments", "not reached     signature"),
    ] {
        for policy in ["at/policy.toml", "at/policy.json"] {
            let said = explain(&bench, &[&[policy], more].concat(), token).refused(code);
            assert!(said.contains(failed) && !said.contains("planted"), "{name}\n{said}");
            assert!(segments(token).iter().all(|part| part.len() < 16 || !said.contains(part)), "{name}\n{said}");
            open(&bench, &[&[policy], more].concat(), token).refused(code);
        }
        let run = explain(&bench, &[&["at/policy.toml", "--json"], more].concat(), token);
        assert_eq!((run.status, run.stdout.len()), (1, 0), "{name}");
        let answer: Value = serde_json::from_str(&run.stderr).unwrap();
        assert_eq!((&answer["ok"], &answer["code"]), (&json!(false), &json!(code)), "{name}");
        let mut failures = answer["checks"].as_array().unwrap().iter().filter(|check| check["outcome"] == "failed");
        assert_eq!(failures.next().unwrap()["code"], code, "{name}: {answer}");
        assert!(!run.stderr.contains("planted"), "{name}: {answer}");
    }
}

#[test]
fn several_failures_are_told_at_once() {
    let bench = bench();
    let more = ["--audience", "https://b.example", "--encrypt-to", "at/keys/api.pub.jwk", "--lifetime", "2h"];
    let token = issue(&bench, &more);
    let said = explain(&bench, &["at/policy.toml", "--now", "2999-01-01T00:00:00Z"], &token).refused("claims.audience");
    for check in ["audience", "expiry", "maximum_lifetime"] {
        assert!(said.contains(&format!("failed          {check}")), "{check}\n{said}");
    }
    assert!(said.trim_end().ends_with("error[claims.audience]: the token is for another audience"), "{said}");
}

/// Names of keys are seen from the folder of the policy, and no secret shows.
#[test]
fn keys_of_policies() {
    let bench = bench();
    let token = issue(&bench, GOOD);
    let (public, private) = (bench.read("at/keys/issuer.pub.jwk"), bench.read("at/keys/api.jwk"));
    let secret: Value = serde_json::from_str(&private).unwrap();
    let secret = secret["d"].as_str().unwrap();
    let inline = format!("{{\"keys\":[{public}]}}");
    let inlined = as_json().replace("\"keys/issuer.pub.jwk\"", &inline);
    bench.write("at/inline.json", &inlined);
    explain(&bench, &["at/inline.json"], &token).text();
    let absolute = POLICY.replace("keys/api.jwk", bench.path("at/keys/api.jwk").to_str().unwrap());
    bench.write("at/absolute.toml", absolute);
    explain(&bench, &["at/absolute.toml"], &token).text();
    bench.write("at/variable.toml", POLICY.replace("keys/api.jwk", "env:API_KEY"));
    let arguments = ["token", "explain", "--policy", "at/variable.toml"];
    bench.run_in(&arguments, token.as_bytes(), &[("API_KEY", &private)]).text();
    bench.write("token.txt", &token);
    let piped = ["token", "explain", "--policy", "-", "--policy-format", "toml", "token.txt"];
    bench.run_with(&piped, POLICY.replace("keys/", "at/keys/").as_bytes()).text();
    for (name, from, to, status, code) in [
        ("missing", "keys/api.jwk", "keys/missing.jwk", 3, "input.read"),
        ("from elsewhere", "keys/api.jwk", "at/keys/api.jwk", 3, "input.read"),
        ("no variable", "keys/api.jwk", "env:JOSE_NOBODY_SET_THIS", 3, "input.environment"),
        ("standard input", "keys/api.jwk", "-", 1, "policy.document"),
        ("no key", "keys/api.jwk", "policy.toml", 1, "jwk.format"),
        ("public key to decrypt", "keys/api.jwk", "keys/api.pub.jwk", 1, "policy.document"),
        ("signing key to decrypt", "keys/api.jwk", "keys/issuer.jwk", 1, "policy.keys"),
        ("decryption key to verify", "keys/issuer.pub.jwk", "keys/api.pub.jwk", 1, "policy.document"),
        ("no mode", "mode = \"encrypted\"", "", 1, "policy.document"),
        ("no audience", "audiences = [\"https://api.example\"]", "", 1, "policy.unstated"),
        ("an empty audience", "audiences = [\"https://api.example\"]", "audiences = [\"\"]", 1, "policy.empty"),
        ("much leeway", "maximum_lifetime = \"1h\"", "leeway = \"11m\"", 1, "policy.leeway"),
        ("misspelled", "maximum_lifetime", "max_lifetime", 1, "policy.document"),
    ] {
        bench.write("at/bad.toml", POLICY.replace(from, to));
        for said in [
            explain(&bench, &["at/bad.toml"], &token).fails(status, code),
            open(&bench, &["at/bad.toml"], &token).fails(status, code),
        ] {
            assert!(said.contains("at/bad.toml: ") && !said.contains(secret), "{name}: {said}");
        }
    }
    // What should be in a file of its own does not show, either.
    for misplaced in [private.as_str(), "-----BEGIN PRIVATE KEY-----\nplanted"] {
        bench.write("at/bad.json", as_json().replace("\"keys/api.jwk\"", &Value::from(misplaced).to_string()));
        let said = explain(&bench, &["at/bad.json"], &token).fails(3, "input.read");
        assert!(!said.contains(secret) && !said.contains("planted") && said.contains("not a file"), "{said}");
    }
    explain(&bench, &["at/missing.toml"], &token).fails(3, "input.read");
    let misplaced = explain(&bench, &[&as_json(), "--policy-format", "json"], &token).fails(3, "input.read");
    assert!(misplaced.contains("that is JSON, not a file"), "{misplaced}");
}
