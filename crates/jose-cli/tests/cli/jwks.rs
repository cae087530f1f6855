//! `jose jwks`: what the commands say, and what they refuse.

use serde_json::{Value, json};

use crate::{
    fixtures::{P256_PKCS8, RFC7515_A1_KEY, RSA_SPKI},
    support::Bench,
};

/// A set with two keys and one that nobody can read.
fn bench() -> Bench {
    let bench = Bench::new();
    for (algorithm, kid, file) in
        [("ES256", "one", "one.jwk"), ("EdDSA", "two", "two.jwk"), ("HS256", "mac", "mac.jwk")]
    {
        bench.run(&["key", "generate", "--alg", algorithm, "--kid", kid, "-o", file]).bytes();
    }
    let (one, two) = (bench.read("one.jwk"), bench.read("two.jwk"));
    bench.write("s.jwks", format!("{{\"keys\":[{one},{two},{{\"kty\":\"XYZ\",\"kid\":\"odd\"}}]}}"));
    bench
}

fn kids(bench: &Bench, set: &str) -> Vec<Value> {
    let set: Value = serde_json::from_str(&bench.read(set)).unwrap();
    set["keys"].as_array().unwrap().iter().map(|key| key["kid"].clone()).collect()
}

#[test]
fn keys_are_added_in_order() {
    let bench = bench();
    let answer = bench.run(&["jwks", "add", "new.jwks", "one.jwk", "mac.jwk", "--json"]).json();
    assert_eq!(answer, json!({"ok": true, "file": "new.jwks", "added": ["one", "mac"], "keys": 2}));
    assert_eq!(bench.run(&["jwks", "add", "new.jwks", "two.jwk"]).bytes(), b"");
    assert_eq!(kids(&bench, "new.jwks"), ["one", "mac", "two"]);
    // What is in it works as it did before.
    let token = bench.run_with(&["sign", "--key", "two.jwk"], b"x").bytes();
    bench.run(&["jwks", "remove", "new.jwks", "--kid", "mac"]).bytes();
    assert_eq!(bench.run_with(&["verify", "--key", "new.jwks"], &token).bytes(), b"x");
}

#[test]
fn every_key_of_a_set_is_added() {
    let bench = bench();
    bench.run(&["jwks", "remove", "s.jwks", "--kid", "odd"]).bytes();
    bench.run(&["jwks", "add", "new.jwks", "mac.jwk", "s.jwks"]).bytes();
    assert_eq!(kids(&bench, "new.jwks"), ["mac", "one", "two"]);
}

#[test]
fn a_key_without_kid_gets_one() {
    let bench = bench();
    bench.write("p256.pem", P256_PKCS8);
    bench.write("rsa.pem", RSA_SPKI);
    bench.write("mac.bare.jwk", RFC7515_A1_KEY);
    let thumbprint = bench.run(&["key", "thumbprint", "p256.pem"]).text();
    bench.run(&["jwks", "add", "new.jwks", "p256.pem"]).bytes();
    bench.run(&["jwks", "add", "new.jwks", "rsa.pem", "--kid", "rsa"]).bytes();
    bench.run(&["jwks", "add", "new.jwks", "mac.bare.jwk", "--kid", "mac"]).bytes();
    assert_eq!(kids(&bench, "new.jwks"), [thumbprint.as_str(), "rsa", "mac"]);
}

#[test]
fn adding_is_refused_and_changes_nothing() {
    let bench = bench();
    bench.write("mac.bare.jwk", RFC7515_A1_KEY);
    bench.write("p256.pem", P256_PKCS8);
    bench.write("empty.jwks", "{\"keys\":[]}");
    bench.write("text", "hello");
    let same_name = bench.run(&["key", "generate", "--alg", "ES256", "--kid", "two"]).text();
    bench.write("same-name.jwk", same_name);
    bench.write("odd.jwk", bench.read("mac.jwk").replace("\"mac\"", "\"odd\""));
    bench.write("renamed.jwk", bench.read("one.jwk").replace("\"one\"", "\"uno\""));
    bench.write("one.pub.jwk", bench.run(&["key", "public", "one.jwk"]).bytes());
    let before = bench.read("s.jwks");
    for (arguments, code) in [
        (&["one.jwk"][..], "jwk.repeated"),
        (&["one.pub.jwk"], "jwk.repeated"),
        (&["renamed.jwk"], "jwk.repeated"),
        (&["same-name.jwk"], "jwk.duplicate"),
        (&["odd.jwk"], "jwk.duplicate"),
        (&["mac.jwk", "--kid", "other"], "jwk.duplicate"),
        (&["p256.pem", "--kid", "one"], "jwk.duplicate"),
        (&["mac.bare.jwk"], "jwk.missing"),
        (&["s.jwks"], "jwk.unsupported"),
        (&["empty.jwks"], "key_set.empty"),
        (&["text"], "jwk.format"),
        (&["mac.jwk", "mac.jwk"], "jwk.repeated"),
        (&["mac.jwk", "text"], "jwk.format"),
    ] {
        let run = bench.run(&[&["jwks", "add", "s.jwks"][..], arguments].concat());
        assert_eq!(run.status, 1, "{arguments:?}\n{}", run.stderr);
        run.refused(code);
        assert_eq!(bench.read("s.jwks"), before, "{arguments:?}");
    }
    bench.run(&["jwks", "add", "s.jwks", "missing.jwk"]).fails(3, "input.read");
    let said = bench.run(&["jwks", "add", "one.jwk", "two.jwk"]).refused("jwk.format");
    assert!(said.contains("jose jwks add NEW.jwks"), "{said}");
    bench.run(&["jwks", "add", "text", "two.jwk"]).refused("jwk.format");
    bench.run(&["jwks", "add", "eyJhbGciOiJub25lIn0.e30.", "two.jwk"]).fails(3, "input.read");
}

#[test]
fn keys_are_removed_by_name_and_by_place() {
    let bench = bench();
    for (which, left) in [
        (&["--kid", "one"][..], &["two", "odd"][..]),
        (&["--kid", "odd"], &["one", "two"]),
        (&["--index", "1"], &["one", "odd"]),
        (&["--kid", "one", "--kid", "odd"], &["two"]),
        (&["--kid", "one", "--index", "0", "--index", "2"], &["two"]),
        (&["--index", "2", "--index", "0", "--index", "1"], &[]),
    ] {
        bench.write("t.jwks", bench.read("s.jwks"));
        let answer = bench.run(&[&["jwks", "remove", "t.jwks", "--json"][..], which].concat()).json();
        assert_eq!((&answer["removed"], &answer["keys"]), (&json!(3 - left.len()), &json!(left.len())));
        assert_eq!(kids(&bench, "t.jwks"), left);
    }
}

#[test]
fn removing_is_refused_and_changes_nothing() {
    let bench = bench();
    let (one, two) = (bench.read("one.jwk"), bench.read("two.jwk").replace("\"two\"", "\"one\""));
    bench.write("twice.jwks", format!("{{\"keys\":[{one},{two}]}}"));
    for (set, which, code) in [
        ("s.jwks", &["--kid", "three"][..], "key.not_found"),
        ("s.jwks", &["--kid", "ONE"], "key.not_found"),
        ("s.jwks", &["--kid", ""], "key.not_found"),
        ("s.jwks", &["--index", "3"], "key.not_found"),
        ("s.jwks", &["--kid", "one", "--kid", "three"], "key.not_found"),
        ("twice.jwks", &["--kid", "one"], "key_set.ambiguous"),
        ("one.jwk", &["--kid", "one"], "jwk.format"),
    ] {
        let before = bench.read(set);
        bench.run(&[&["jwks", "remove", set][..], which].concat()).refused(code);
        assert_eq!(bench.read(set), before);
    }
    bench.run(&["jwks", "remove", "missing.jwks", "--kid", "one"]).fails(3, "input.read");
}

#[test]
fn a_list_shows_what_is_there_and_no_secret() {
    let bench = bench();
    bench.run(&["jwks", "add", "s.jwks", "mac.jwk"]).bytes();
    bench.write("rsa.pem", RSA_SPKI);
    bench.run(&["jwks", "add", "s.jwks", "rsa.pem", "--kid", "rsa"]).bytes();
    let text = bench.run(&["jwks", "list", "s.jwks"]).text();
    let keys = bench.run(&["jwks", "list", "s.jwks", "--json"]).json()["keys"].clone();
    for (index, (kid, kty, size, alg, kind)) in [
        ("one", "EC", json!("P-256"), json!("ES256"), "private"),
        ("two", "OKP", json!("Ed25519"), json!("EdDSA"), "private"),
        ("odd", "XYZ", json!(null), json!(null), "unreadable"),
        ("mac", "oct", json!("256 bits"), json!("HS256"), "symmetric"),
        ("rsa", "RSA", json!("2048 bits"), json!(null), "public"),
    ]
    .into_iter()
    .enumerate()
    {
        let key = &keys[index];
        assert_eq!((&key["kid"], &key["kty"], &key["kind"]), (&json!(kid), &json!(kty), &json!(kind)));
        assert_eq!((&key["size"], &key["alg"], &key["index"]), (&size, &alg, &json!(index)));
        assert!(text.lines().any(|line| line.starts_with(&format!("{index}  {kid} "))), "{text}");
    }
    assert!(keys[2]["problems"][0].as_str().is_some_and(|problem| problem.contains("XYZ")), "{keys}");
    assert_eq!(keys[0]["problems"], json!([]));
    for file in ["one.jwk", "two.jwk", "mac.jwk"] {
        let key: Value = serde_json::from_str(&bench.read(file)).unwrap();
        let secret = key.get("d").or(key.get("k")).and_then(Value::as_str).unwrap();
        assert!(!text.contains(secret) && !keys.to_string().contains(secret));
    }
    // A name cannot fake a line or move the cursor.
    bench.write("evil.jwks", r#"{"keys":[{"kty":"oct","kid":"a\nb\u001b[2J","k":"AAAA"}]}"#);
    let text = bench.run(&["jwks", "list", "evil.jwks"]).text();
    assert!(text.lines().count() == 2 && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn the_public_set_has_no_secret() {
    let bench = bench();
    bench.run(&["jwks", "add", "s.jwks", "mac.jwk"]).bytes();
    let answer = bench.run(&["jwks", "public", "s.jwks", "--json"]).json();
    assert_eq!((&answer["symmetric_left_out"], &answer["unreadable_left_out"]), (&json!(1), &json!(1)));
    let keys = answer["set"]["keys"].as_array().unwrap();
    assert_eq!(keys.iter().map(|key| &key["kid"]).collect::<Vec<_>>(), ["one", "two"]);
    assert!(keys.iter().all(|key| key.get("d").is_none() && key.get("k").is_none()));
    // One key gives a set as well.
    let one: Value = serde_json::from_str(&bench.run(&["jwks", "public", "one.jwk"]).text()).unwrap();
    assert_eq!(one["keys"][0], keys[0]);
    bench.run(&["jwks", "public", "mac.jwk"]).refused("key_set.empty");
    bench.write("odd.jwks", r#"{"keys":[{"kty":"XYZ"}]}"#);
    bench.run(&["jwks", "public", "odd.jwks"]).refused("key_set.empty");
    bench.run_with(&["jwks", "public"], b"{\"keys\":[]}").refused("key_set.empty");
}
