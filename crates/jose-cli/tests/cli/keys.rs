//! `jose key`: generate, public, thumbprint, convert.

use serde_json::{Value, json};

use crate::{
    fixtures::{self, P256_PKCS8, P256_SEC1, RSA_PKCS8, RSA_SPKI, X25519_PKCS8},
    support::Bench,
};

const WITHOUT_RSA: &[(&str, &str)] = &[
    ("ES256", "EC"),
    ("ES384", "EC"),
    ("ES512", "EC"),
    ("EdDSA", "OKP"),
    ("Ed25519", "OKP"),
    ("HS256", "oct"),
    ("HS384", "oct"),
    ("HS512", "oct"),
    ("A128KW", "oct"),
    ("A192KW", "oct"),
    ("A256KW", "oct"),
    ("A128GCMKW", "oct"),
    ("A192GCMKW", "oct"),
    ("A256GCMKW", "oct"),
    ("ECDH-ES", "EC"),
    ("ECDH-ES+A128KW", "EC"),
    ("ECDH-ES+A192KW", "EC"),
    ("ECDH-ES+A256KW", "EC"),
    ("A128GCM", "oct"),
    ("A192GCM", "oct"),
    ("A256GCM", "oct"),
    ("A128CBC-HS256", "oct"),
    ("A192CBC-HS384", "oct"),
    ("A256CBC-HS512", "oct"),
];

#[test]
fn every_algorithm_has_keys_named_after_their_thumbprint() {
    let bench = Bench::new();
    for (algorithm, key_type) in WITHOUT_RSA {
        let text = bench.run(&["key", "generate", "--alg", algorithm]).text();
        let key: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(key["alg"], *algorithm);
        assert_eq!(key["kty"], *key_type);
        let thumbprint = bench.run_with(&["key", "thumbprint"], text.as_bytes()).text();
        assert_eq!(key["kid"], thumbprint.as_str());
    }
}

#[test]
fn an_rsa_key_is_made_and_signs() {
    let bench = Bench::new();
    bench.pair("PS256", "k.jwk", "k.pub.jwk");
    let token = bench.run_with(&["sign", "--key", "k.jwk"], b"hello").bytes();
    assert_eq!(bench.run_with(&["verify", "--key", "k.pub.jwk"], &token).bytes(), b"hello");
}

#[test]
fn generate_answers_in_json() {
    let bench = Bench::new();
    let shown = bench.run(&["key", "generate", "--alg", "ES256", "--kid", "one", "--json"]).json();
    assert_eq!((&shown["ok"], &shown["kid"], &shown["alg"]), (&json!(true), &json!("one"), &json!("ES256")));
    assert!(shown["key"]["d"].is_string());
    let written = bench.run(&["key", "generate", "--alg", "ES256", "--json", "-o", "k.jwk"]).json();
    assert_eq!(written["file"], "k.jwk");
    // The key is in the file and nowhere else.
    assert!(written.get("key").is_none());
    let key: Value = serde_json::from_str(&bench.read("k.jwk")).unwrap();
    assert_eq!(key["kid"], written["kid"]);
}

#[test]
fn the_public_half_has_no_private_member() {
    let bench = Bench::new();
    bench.key("ES256", "k.jwk");
    let public = bench.run(&["key", "public", "k.jwk", "--json"]).json()["key"].clone();
    assert!(public.get("d").is_none() && public["x"].is_string());
    bench.write("k.pub.jwk", public.to_string());
    assert_eq!(
        bench.run(&["key", "thumbprint", "k.jwk"]).text(),
        bench.run(&["key", "thumbprint", "k.pub.jwk"]).text()
    );
    // Of a public key it is the key itself, and PEM serves as well.
    assert_eq!(bench.run(&["key", "public", "k.pub.jwk", "--json"]).json()["key"], public);
    let from_pem = bench.run_with(&["key", "public"], P256_PKCS8.as_bytes()).text();
    assert!(!from_pem.contains("\"d\""), "{from_pem}");
}

#[test]
fn a_shared_secret_has_no_public_half() {
    let bench = Bench::new();
    bench.key("HS256", "k.jwk");
    bench.run(&["key", "public", "k.jwk"]).refused("jwk.wrong_kind");
    bench.write("set.jwks", format!("{{\"keys\":[{}]}}", bench.read("k.jwk")));
    bench.run(&["key", "public", "set.jwks"]).refused("key_set.empty");
}

#[test]
fn a_set_gives_a_public_set_without_its_secrets() {
    let bench = Bench::new();
    let keys: Vec<String> =
        ["ES256", "HS256", "EdDSA"].map(|name| bench.run(&["key", "generate", "--alg", name]).text()).into();
    bench.write("set.jwks", format!("{{\"keys\":[{}]}}", keys.join(",")));
    let answer = bench.run(&["key", "public", "set.jwks", "--json"]).json();
    assert_eq!(answer["symmetric_left_out"], 1);
    let public = answer["set"].to_string();
    assert_eq!(answer["set"]["keys"].as_array().map(Vec::len), Some(2));
    assert!(!public.contains("\"d\"") && !public.contains("\"k\""), "{public}");
    // A set of one stays a set.
    bench.write("one.jwks", format!("{{\"keys\":[{}]}}", keys[0]));
    assert!(bench.run(&["key", "public", "one.jwks"]).text().starts_with(r#"{"keys":["#));
}

#[test]
fn rfc_8037_thumbprint() {
    let bench = Bench::new();
    let key = fixtures::RFC8037_A2_KEY.as_bytes();
    assert_eq!(bench.run_with(&["key", "thumbprint"], key).text(), fixtures::RFC8037_A3_THUMBPRINT);
    let uri = bench.run_with(&["key", "thumbprint", "--uri", "-"], key).text();
    assert_eq!(uri, format!("urn:ietf:params:oauth:jwk-thumbprint:sha-256:{}", fixtures::RFC8037_A3_THUMBPRINT));
    let set = format!("{{\"keys\":[{0},{0}]}}", fixtures::RFC8037_A2_KEY);
    let lines = bench.run_with(&["key", "thumbprint"], set.as_bytes()).text();
    assert_eq!(lines.lines().collect::<Vec<&str>>(), [fixtures::RFC8037_A3_THUMBPRINT; 2]);
}

#[test]
fn keys_that_openssl_made_survive_every_format() {
    let bench = Bench::new();
    for (pem, algorithm) in [
        (P256_PKCS8, "ES256"),
        (P256_SEC1, "ES256"),
        (fixtures::ED25519_PKCS8, "EdDSA"),
        (X25519_PKCS8, "ECDH-ES"),
        (RSA_PKCS8, "PS256"),
        (RSA_SPKI, "RSA-OAEP-256"),
    ] {
        bench.write("k.pem", pem);
        let thumbprint = bench.run(&["key", "thumbprint", "k.pem"]).text();
        let jwk = bench.run(&["key", "convert", "k.pem", "--to", "jwk", "--alg", algorithm, "--kid", "1"]).text();
        let members: Value = serde_json::from_str(&jwk).unwrap();
        assert_eq!((&members["alg"], &members["kid"]), (&json!(algorithm), &json!("1")));
        let der = bench.run_with(&["key", "convert", "--to", "der"], jwk.as_bytes()).bytes();
        assert_eq!(der[0], 0x30);
        let again = bench.run_with(&["key", "convert", "--to", "pem"], &der).text();
        if pem != P256_SEC1 {
            assert_eq!(format!("{again}\n"), pem);
        }
        assert_eq!(bench.run_with(&["key", "thumbprint"], again.as_bytes()).text(), thumbprint);
    }
}

#[test]
fn convert_refuses_what_makes_no_sense() {
    let bench = Bench::new();
    bench.key("HS256", "shared.jwk");
    bench.key("ES256", "k.jwk");
    bench.write("set.jwks", format!("{{\"keys\":[{}]}}", bench.read("k.jwk")));
    bench.write("p256.pem", P256_PKCS8);
    bench.write("text", "hello");
    bench.write("empty", "");
    bench.write("twice.jwk", r#"{"kty":"oct","k":"AA","k":"AQ"}"#);
    for (arguments, code) in [
        (&["shared.jwk", "--to", "pem"][..], "jwk.wrong_kind"),
        (&["shared.jwk", "--to", "der"], "jwk.wrong_kind"),
        (&["set.jwks", "--to", "jwk"], "key_set.ambiguous"),
        (&["k.jwk", "--to", "jwk", "--alg", "ES384"], "jwk.algorithm_mismatch"),
        (&["p256.pem", "--to", "jwk", "--alg", "ES384"], "key.curve"),
        (&["p256.pem", "--to", "jwk", "--alg", "RS256"], "key.type"),
        (&["p256.pem", "--to", "jwk", "--alg", "HS256"], "key.type"),
        (&["text", "--to", "jwk"], "jwk.format"),
        (&["empty", "--to", "jwk"], "jwk.format"),
        (&["twice.jwk", "--to", "jwk"], "jwk.json"),
    ] {
        bench.run(&[&["key", "convert"][..], arguments].concat()).refused(code);
    }
    bench.run(&["key", "convert", "missing", "--to", "jwk"]).fails(3, "input.read");
}

/// A `dir` key says how it is used and not for what; naming the content encryption completes it.
#[test]
fn a_dir_key_is_completed_with_its_content_encryption() {
    let bench = Bench::new();
    bench.write("dir.jwk", r#"{"kty":"oct","alg":"dir","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}"#);
    let completed = bench.run(&["key", "convert", "dir.jwk", "--to", "jwk", "--alg", "A256GCM"]).text();
    assert!(completed.contains("\"alg\":\"A256GCM\""), "{completed}");
    bench.run(&["key", "convert", "dir.jwk", "--to", "jwk", "--alg", "A256KW"]).refused("jwk.algorithm_mismatch");
    bench.write("full.jwk", &completed);
    bench.write("plain", "secret");
    let token = bench.run(&["encrypt", "--key", "full.jwk", "plain"]).text();
    bench.write("token", &token);
    assert_eq!(bench.run(&["decrypt", "--key", "full.jwk", "token"]).text(), "secret");
}
