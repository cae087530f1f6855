//! `jose policy lint`.

use serde_json::{Value, json};

use crate::support::{Bench, Run};

/// Nothing is found in it.
const GOOD: &str = r#"
profile = "access_token"
audiences = ["https://api.example"]
mode = "encrypted"
decryption_keys = "api.jwk"
maximum_lifetime = "1h"
binding = "bearer_unless_bound"

[algorithms]
signature = ["ES256"]

[[issuers]]
issuer = "https://id.example"
keys = "issuer.pub.jwk"
"#;

const GOOD_JSON: &str = r#"{"profile":"access_token","audiences":["https://api.example"],"mode":"encrypted",
    "decryption_keys":"api.jwk","maximum_lifetime":"1h","algorithms":{"signature":["ES256"]},
    "binding":"bearer_unless_bound",
    "issuers":[{"issuer":"https://id.example","keys":"issuer.pub.jwk"}]}"#;

fn lint(bench: &Bench, more: &[&str]) -> Run {
    bench.run(&[&["policy", "lint"], more].concat())
}

#[test]
fn good_policies_pass_without_any_key() {
    let bench = Bench::new();
    bench.write("policy.toml", GOOD);
    bench.write("policy.json", GOOD_JSON);
    bench.write("policy", GOOD);
    for (arguments, name) in [
        (&["policy.toml"][..], "policy.toml"),
        (&["policy.json"], "policy.json"),
        (&["policy", "--format", "toml"], "policy"),
        (&["policy.toml", "--format", "toml"], "policy.toml"),
    ] {
        assert_eq!(lint(&bench, arguments).text(), format!("{name}: nothing found"));
        let answer = lint(&bench, &[arguments, &["--json"]].concat()).json();
        assert_eq!(answer, json!({"ok": true, "findings": []}));
    }
    let piped = bench.run_with(&["policy", "lint", "--format", "json"], GOOD_JSON.as_bytes()).text();
    assert_eq!(piped, "standard input: nothing found");
    let variable = bench.run_in(&["policy", "lint", "--format", "toml", "env:POLICY"], b"", &[("POLICY", GOOD)]).text();
    assert_eq!(variable, "the environment variable POLICY: nothing found");
}

#[test]
fn warnings_and_notes_are_an_answer() {
    let bench = Bench::new();
    bench.write("policy.toml", GOOD.replace("maximum_lifetime = \"1h\"", ""));
    let said = lint(&bench, &["policy.toml"]).text();
    assert!(said.contains("policy.toml: warning[lint.no_maximum_lifetime] "), "{said}");
    assert!(said.contains("(RFC ") && !said.contains("error["), "{said}");
    let answer = lint(&bench, &["policy.toml", "--json"]).json();
    let finding = &answer["findings"][0];
    for member in ["severity", "code", "what", "why", "source", "how"] {
        assert!(finding[member].as_str().is_some_and(|text| !text.is_empty()), "{finding}");
    }
    assert_eq!(finding["severity"], "warning");
}

#[test]
fn errors_are_refusals_and_show_every_finding() {
    let bench = Bench::new();
    for (name, from, to, code) in [
        ("audience", "audiences = [\"https://api.example\"]", "waive = { audience = \"a test\" }", "audience_waived"),
        ("type", "profile = \"access_token\"", "waive = { token_type = \"a test\" }", "token_type_waived"),
        ("expiry", "profile = \"access_token\"", "waive = { expiry = \"a test\" }", "expiry_waived"),
        ("mode", "mode = \"encrypted\"", "", "incomplete"),
    ] {
        bench.write("policy.toml", GOOD.replace(from, to));
        let said = lint(&bench, &["policy.toml"]).refused("policy.lint");
        assert!(said.contains(&format!("policy.toml: error[lint.{code}] ")), "{name}: {said}");
        assert!(said.contains("RFC 8725, section"), "{name}: {said}");
        let run = lint(&bench, &["policy.toml", "--json"]);
        assert_eq!((run.status, run.stdout.len()), (1, 0));
        let answer: Value = serde_json::from_str(&run.stderr).unwrap();
        assert_eq!((&answer["ok"], &answer["code"]), (&json!(false), &json!("policy.lint")));
        let findings = answer["findings"].as_array().unwrap();
        assert!(findings.iter().any(|finding| finding["code"] == format!("lint.{code}")), "{answer}");
    }
    bench.write("policy.json", "{}");
    assert!(lint(&bench, &["policy.json"]).refused("policy.lint").contains("1 error was found"));
}

#[test]
fn what_is_no_policy_is_refused() {
    let bench = Bench::new();
    let extra = |line: &str| format!("{line}\n{GOOD}");
    for (name, contents, code) in [
        ("unknown.toml", extra("audience = \"x\""), "policy.document"),
        ("twice.toml", extra("mode = \"signed_only\""), "policy.document"),
        ("kind.toml", extra("leeway = true"), "policy.document"),
        ("text.toml", "hello".into(), "policy.document"),
        ("json.toml", GOOD_JSON.into(), "policy.document"),
        ("toml.json", GOOD.into(), "policy.document"),
        ("list.json", "[]".into(), "policy.document"),
        ("empty.json", String::new(), "policy.document"),
        ("twice.json", GOOD_JSON.replacen('{', "{\"mode\":\"encrypted\",", 1), "policy.document"),
        ("null.json", GOOD_JSON.replacen('{', "{\"leeway\":null,", 1), "policy.document"),
        ("large.toml", format!("#{}", "x".repeat(1024 * 1024)), "input.limit"),
    ] {
        bench.write(name, contents);
        let said = lint(&bench, &[name]).refused(code);
        assert!(said.contains(name), "{said}");
    }
    bench.write("binary.toml", b"\xff\xfe");
    lint(&bench, &["binary.toml"]).refused("policy.document");
    lint(&bench, &["missing.toml"]).fails(3, "input.read");
}
