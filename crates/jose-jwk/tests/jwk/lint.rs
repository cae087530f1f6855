//! The lint: each fault is found, a good key has none, and no finding shows a secret.

use std::time::{Duration, Instant};

use jose_jwk::{
    Jwk, JwkSet,
    lint::{self, Finding, Severity},
};

use crate::{changed, files::*, keys::*, table};

/// Keys that nothing is to be said about.
fn good(name: &str) -> String {
    let (json, algorithm) = match name {
        "RSA" => (RFC7517_A2_RSA, "RS256"),
        "P256" => (RFC7517_A2_EC, "ES256"),
        "ED25519" => (RFC8037_A1, "Ed25519"),
        "OCT" => (RFC7517_A3_HMAC, "HS256"),
        _ => panic!("there is no {name}"),
    };
    changed(json, &format!(r#"{{"kid":"{name}","alg":"{algorithm}","use":"sig"}}"#), "")
}

const GOOD: [&str; 4] = ["RSA", "P256", "ED25519", "OCT"];

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn nothing_is_said_about_good_keys() {
    let keys = GOOD.map(good);
    for json in &keys {
        assert_eq!(lint::key(json.as_bytes()), [], "{json}");
    }
    assert_eq!(lint::set(set_of(&keys).as_bytes()), []);
    for json in &keys {
        if let Ok(public) = Jwk::from_json(json.as_bytes()).unwrap().public() {
            assert_eq!(lint::published_key(public.to_json().as_bytes()), []);
        }
    }
    let store = JwkSet::from_json(set_of(&keys).as_bytes()).unwrap();
    assert_eq!(lint::published_set(store.public().to_json().as_bytes()), []);
}

fn set_of<T: AsRef<str>>(keys: &[T]) -> String {
    let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
    format!(r#"{{"keys":[{}]}}"#, keys.join(","))
}

#[test]
fn each_fault_is_found() {
    for [name, key, changes, without, severity, code] in table(include_str!("tables/lint.txt")) {
        let json = changed(&good(key), changes, without);
        let findings = lint::key(json.as_bytes());
        let found = findings.iter().find(|finding| finding.code == code);
        let found = found.unwrap_or_else(|| panic!("{name}: {findings:?}"));
        assert_eq!(found.severity.to_string(), severity, "{name}");
        check(name, &findings, &json);

        // In a set the same is found, of the key in its place.
        let findings = lint::set(set_of(&[good("OCT").as_str(), &json]).as_bytes());
        let found = findings.iter().find(|finding| finding.code == code && finding.place.index == Some(1));
        assert!(found.is_some(), "{name}: {findings:?}");
    }
}

/// What every finding keeps to. No secret is in one, whole or in part.
fn check(name: &str, findings: &[Finding], json: &str) {
    let key: serde_json::Value = serde_json::from_str(json).unwrap();
    for finding in findings {
        let line = finding.to_string();
        assert!(line.starts_with(&format!("{}: ", finding.severity)), "{name}: {line}");
        assert!(line.ends_with(&format!(" [{}]", finding.code)) && !line.contains('\n'), "{name}: {line}");
        assert!(finding.code.starts_with("jwk.lint.") && !finding.advice.is_empty(), "{name}: {line}");
        assert!(line.len() < 500, "{name}: {line}");
        for member in ["d", "p", "q", "dp", "dq", "qi", "k"] {
            if let Some(secret) = key[member].as_str().filter(|secret| secret.len() > 8) {
                assert!(
                    !line.contains(&secret[..8]) && !format!("{finding:?}").contains(&secret[..8]),
                    "{name}: {line}"
                );
            }
        }
    }
    let severities: Vec<Severity> = findings.iter().map(|finding| finding.severity).collect();
    assert!(severities.is_sorted(), "{name}: the gravest comes first");
    let mut unique = codes(findings);
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), findings.len(), "{name}: said twice: {findings:?}");
}

#[test]
fn roca() {
    // A power of 65537 modulo each prime of the fingerprint, computed with Python: no product of two primes, and of the right shape.
    let json = changed(&good("RSA"), &format!(r#"{{"n":"{ROCA}"}}"#), "d p q dp dq qi");
    assert!(codes(&lint::key(json.as_bytes())).contains(&"jwk.lint.roca"), "{:?}", lint::key(json.as_bytes()));
}

const ROCA: &str = "gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABDX_sbUxJ1QoF5rHVCl3d_ocQowyQhlN638bXQ";

/// Where in a set, and what is found there.
type Places<'a> = Vec<(Option<usize>, &'a str)>;

fn places(findings: &[Finding]) -> Places<'_> {
    findings.iter().map(|finding| (finding.place.index, finding.code)).collect()
}

#[test]
fn keys_that_do_not_go_together() {
    let [rsa, p256, ed25519, oct] = GOOD.map(good);
    let with_kid = |json: &str, kid: &str| changed(json, &format!(r#"{{"kid":"{kid}"}}"#), "");
    let unnamed = |json: &str| changed(json, "", "kid");
    let repeated = "jwk.lint.key_repeated";
    let kid = "jwk.lint.kid_repeated";
    let cases: Vec<(&str, String, Places)> = vec![
        ("nothing", set_of::<&str>(&[]), vec![(None, "jwk.lint.empty_set")]),
        ("one kid, two algorithms", set_of(&[with_kid(&rsa, "1"), with_kid(&p256, "1")]), vec![(Some(1), kid)]),
        (
            "one kid, three times",
            set_of(&[with_kid(&rsa, "1"), with_kid(&p256, "1"), with_kid(&ed25519, "1")]),
            vec![(Some(1), kid), (Some(2), kid)],
        ),
        ("the same key", set_of(&[&rsa, &oct, &with_kid(&rsa, "2")]), vec![(Some(2), repeated)]),
        ("the same key, same kid", set_of(&[&oct, &oct]), vec![(Some(1), kid), (Some(1), repeated)]),
        (
            "its public half",
            set_of(&[rsa.clone(), with_kid(&changed(&rsa, "", "d p q dp dq qi"), "2")]),
            vec![(Some(1), repeated)],
        ),
        (
            "no kid",
            set_of(&[unnamed(&rsa), unnamed(&p256)]),
            vec![(Some(0), "jwk.lint.kid_missing"), (Some(1), "jwk.lint.kid_missing")],
        ),
        ("no object", r#"{"keys":[1]}"#.into(), vec![(Some(0), "jwk.lint.json")]),
        ("a single key", unnamed(&rsa), vec![(None, "jwk.lint.kid_missing")]),
    ];
    for (name, json, expected) in cases {
        assert_eq!(places(&lint::set(json.as_bytes())), expected, "{name}");
    }
    let severity = |json: String| lint::set(json.as_bytes())[0].severity;
    assert_eq!(severity(set_of(&[with_kid(&rsa, "1"), with_kid(&p256, "1")])), Severity::Warning);
    assert_eq!(severity(set_of(&[&oct, &oct])), Severity::Error);
    let unknown = r#"{"kty":"XYZ","kid":"1"}"#;
    let found = lint::set(set_of(&[unknown]).as_bytes());
    assert_eq!((found[0].code, found[0].severity), ("jwk.lint.kty_unknown", Severity::Warning));
    assert_eq!(lint::key(unknown.as_bytes())[0].severity, Severity::Error);
}

#[test]
fn the_place_is_told() {
    let json = set_of(&[changed(&good("OCT"), r#"{"kid":"a\nb","k":""}"#, "")]);
    let line = lint::set(json.as_bytes())[0].to_string();
    assert!(line.starts_with(r"error: key 0 (kid a\nb): "), "{line}");
}

#[test]
fn a_secret_is_not_to_be_published() {
    for name in GOOD {
        let json = good(name);
        assert_eq!(codes(&lint::published_key(json.as_bytes())), ["jwk.lint.published_secret"], "{name}");
        assert_eq!(codes(&lint::published_set(set_of(&[&json]).as_bytes())), ["jwk.lint.published_secret"], "{name}");
        // Even of a key that cannot be read.
        let broken = changed(&json, r#"{"kty":"EC","crv":"P-256","d":"AA"}"#, "");
        assert!(codes(&lint::published_key(broken.as_bytes())).contains(&"jwk.lint.published_secret"), "{name}");
    }
    let without_k = r#"{"kty":"oct","kid":"1"}"#;
    assert!(codes(&lint::published_key(without_k.as_bytes())).contains(&"jwk.lint.published_secret"));
    for file in [P256_PKCS8, RSA2048_PKCS1, ED25519_PKCS8] {
        assert_eq!(codes(&lint::published_key(file.as_bytes())), ["jwk.lint.published_secret"]);
        assert_eq!(lint::key(file.as_bytes()), []);
    }
    assert_eq!(lint::published_key(P256_SPKI.as_bytes()), []);
}

#[test]
fn certificates_of_this_key_are_fine() {
    let key = jose_jwk::PublicJwk::from_pem(P256_SPKI.as_bytes()).unwrap();
    let key = key.with_key_id("1").with_algorithm("ES256").with_use(jose_jwk::KeyUse::Signature);
    let chain = key.with_certificates(&[P256_CERTIFICATE]).unwrap().to_json();
    assert_eq!(lint::published_key(chain.as_bytes()), []);
    assert_eq!(lint::published_key(changed(&chain, "", "x5t x5t#S256").as_bytes()), []);
}

/// Whoever wrote the file chose how long the list is.
#[test]
fn a_long_list_of_operations_costs_little() {
    let operations = vec![r#""sign""#; 130_000].join(",");
    let json = changed(RFC8037_A2, &format!(r#"{{"key_ops":[{operations}]}}"#), "");
    let start = Instant::now();
    let findings = lint::published_set(set_of(&[json]).as_bytes());
    assert!(codes(&findings).contains(&"jwk.lint.use_against_key_ops"), "{findings:?}");
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn files_that_are_no_keys() {
    let many = set_of(&vec![r#"{"kty":"oct","k":"AA"}"#; 129]);
    let cases: &[(&str, &[u8], &str)] = &[
        ("nothing", b"", "jwk.lint.file"),
        ("text", b"hello", "jwk.lint.file"),
        ("a certificate", P256_CERTIFICATE.as_bytes(), "jwk.lint.file"),
        ("encrypted", P256_ENCRYPTED.as_bytes(), "jwk.lint.file"),
        ("1024 bits", RSA1024_SPKI.as_bytes(), "jwk.lint.rsa_size"),
        ("no JSON", b"{", "jwk.lint.json"),
        ("a member twice", br#"{"kty":"oct","kty":"oct","k":"AA"}"#, "jwk.lint.json"),
        ("too large", &vec![b' '; 2 * 1024 * 1024], "jwk.lint.limit"),
    ];
    for (name, file, code) in cases {
        for findings in [lint::key(file), lint::set(file), lint::published_key(file), lint::published_set(file)] {
            assert_eq!(codes(&findings), [*code], "{name}");
            assert_eq!(findings[0].severity, Severity::Error, "{name}");
        }
    }
    let sets: &[(&str, &[u8], &str)] = &[
        ("too many keys", many.as_bytes(), "jwk.lint.limit"),
        ("no list", br#"{"keys":{}}"#, "jwk.lint.json"),
        ("a key and a set", br#"{"keys":[],"kty":"oct","k":"AA"}"#, "jwk.lint.member"),
        ("keys twice", br#"{"keys":[],"keys":[]}"#, "jwk.lint.json"),
    ];
    for (name, file, code) in sets {
        assert_eq!(codes(&lint::set(file)), [*code], "{name}");
    }
}
