//! `jose key lint`.

use serde_json::{Value, json};

use crate::{
    fixtures::{RFC8037_A2_KEY, WELL_KNOWN_SECRET, formats::RSA_1024},
    support::{Bench, Run},
};

fn lint(bench: &Bench, more: &[&str]) -> Run {
    bench.run(&[&["key", "lint"], more].concat())
}

fn bench() -> Bench {
    let bench = Bench::new();
    bench.pair("ES256", "good.jwk", "good.pub.jwk");
    bench.write("good.jwks", format!("{{\"keys\":[{}]}}", bench.read("good.jwk")));
    bench.write("bare.jwk", RFC8037_A2_KEY);
    bench.write("short.jwk", WELL_KNOWN_SECRET);
    bench.write("small.pem", RSA_1024);
    bench.write("text", "hello");
    let key = bench.read("good.pub.jwk");
    bench.write("twice.jwks", format!("{{\"keys\":[{key},{key}]}}"));
    bench.write("odd.jwks", format!("{{\"keys\":[{key},{{\"kty\":\"XYZ\",\"kid\":\"odd\"}}]}}"));
    bench
}

#[test]
fn good_keys_pass() {
    let bench = bench();
    for file in ["good.jwk", "good.pub.jwk", "good.jwks"] {
        assert_eq!(lint(&bench, &[file]).text(), format!("{file}: nothing found"));
    }
    let answer = lint(&bench, &["good.jwk", "good.jwks", "--json"]).json();
    let clean = |file| json!({"file": file, "findings": []});
    assert_eq!(answer, json!({"ok": true, "files": [clean("good.jwk"), clean("good.jwks")]}));
    assert!(bench.run_with(&["key", "lint"], bench.read("good.jwk").as_bytes()).text().contains("standard input"));
}

#[test]
fn advice_and_warnings_are_an_answer() {
    let bench = bench();
    let said = lint(&bench, &["bare.jwk"]).text();
    assert!(said.contains("bare.jwk: ") && said.contains("advice[jwk.lint.use_missing]"), "{said}");
    let said = lint(&bench, &["odd.jwks"]).text();
    assert!(said.contains("key 1 (odd): ") && said.contains("warning[jwk.lint.kty_unknown]"), "{said}");
}

#[test]
fn errors_are_refusals_and_show_every_finding() {
    let bench = bench();
    for (files, code) in [
        (&["short.jwk"][..], "secret_short"),
        (&["small.pem"], "rsa_size"),
        (&["twice.jwks"], "kid_repeated"),
        (&["text"], "file"),
        (&["good.jwk", "twice.jwks", "bare.jwk"], "kid_repeated"),
        (&["good.jwk", "--published"], "published_secret"),
        (&["good.jwks", "--published"], "published_secret"),
    ] {
        let said = lint(&bench, files).refused("key.lint");
        assert!(said.contains(&format!("error[jwk.lint.{code}]")), "{said}");
        let run = lint(&bench, &[files, &["--json"]].concat());
        assert_eq!((run.status, run.stdout.len()), (1, 0));
        let answer: Value = serde_json::from_str(&run.stderr).unwrap();
        assert_eq!((&answer["ok"], &answer["code"]), (&json!(false), &json!("key.lint")));
        let findings = answer["files"].as_array().unwrap().iter().flat_map(|file| file["findings"].as_array().unwrap());
        let found: Vec<&Value> = findings.filter(|finding| finding["code"] == format!("jwk.lint.{code}")).collect();
        assert!(found.iter().any(|finding| finding["severity"] == "error"), "{answer}");
        assert!(found.iter().all(|finding| finding["advice"].is_string() && finding["message"].is_string()));
    }
    let all = lint(&bench, &["good.jwk", "twice.jwks", "bare.jwk"]).refused("key.lint");
    assert!(all.contains("good.jwk: nothing found") && all.contains("use_missing"), "{all}");
    lint(&bench, &["good.jwk", "missing"]).fails(3, "input.read");
    lint(&bench, &["-", "-"]).fails(2, "usage");
}

#[test]
fn no_secret_is_shown() {
    let bench = bench();
    let said = lint(&bench, &["short.jwk", "good.jwk", "--published"]).refused("key.lint");
    for file in ["short.jwk", "good.jwk"] {
        let key: Value = serde_json::from_str(&bench.read(file)).unwrap();
        let secret = key.get("k").or(key.get("d")).and_then(Value::as_str).unwrap();
        assert!(!said.contains(secret), "{said}");
    }
}
