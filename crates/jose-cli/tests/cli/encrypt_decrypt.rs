//! `jose encrypt` and `jose decrypt`.

use crate::{
    fixtures::{self, P256_PKCS8, RSA_PKCS8, RSA_SPKI, X25519_PKCS8},
    support::{Bench, segments},
};

const ENCS: &[&str] = &["A128GCM", "A192GCM", "A256GCM", "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512"];

#[test]
fn shared_keys_encrypt_and_decrypt() {
    let bench = Bench::new();
    for algorithm in ["A128KW", "A256KW", "A256GCMKW"].iter().chain(ENCS) {
        let key = format!("{algorithm}.jwk");
        bench.key(algorithm, &key);
        let token = bench.run_with(&["encrypt", "--key", &key], b"plaintext").bytes();
        assert_eq!(bench.run_with(&["decrypt", "--key", &key], &token).bytes(), b"plaintext");
        let shown = bench.run_with(&["decrypt", "--key", &key, "--json"], &token).json();
        // Under a key that wraps, a recipient beside it could have written this.
        assert_eq!(shown["sender_holds_key"], ENCS.contains(algorithm));
        // A dir key encrypts with its own content encryption, every other with A256GCM unless told.
        assert_eq!(shown["enc"], if ENCS.contains(algorithm) { algorithm } else { "A256GCM" });
        assert_eq!(shown["plaintext"], "plaintext");
    }
}

#[test]
fn public_keys_encrypt_and_private_keys_decrypt() {
    let bench = Bench::new();
    for (pem, algorithm, enc) in [
        (RSA_PKCS8, "RSA-OAEP", "A128GCM"),
        (RSA_PKCS8, "RSA-OAEP-256", "A256CBC-HS512"),
        (P256_PKCS8, "ECDH-ES", "A128CBC-HS256"),
        (X25519_PKCS8, "ECDH-ES+A256KW", "A256GCM"),
        (X25519_PKCS8, "ECDH-ES", "A192GCM"),
    ] {
        bench.write("k.pem", pem);
        let to_jwk = ["key", "convert", "k.pem", "--to", "jwk", "--alg", algorithm, "--kid", "1"];
        bench.write("k.jwk", bench.run(&to_jwk).bytes());
        bench.write("k.pub.jwk", bench.run(&["key", "public", "k.jwk"]).bytes());
        let named = bench.run_with(&["encrypt", "--key", "k.pub.jwk", "--enc", enc], b"plaintext").bytes();
        assert_eq!(bench.run_with(&["decrypt", "--key", "k.jwk"], &named).bytes(), b"plaintext");
        // The private key encrypts with its public half, and PEM needs the algorithm said.
        let bare = bench.run_with(&["encrypt", "--key", "k.pem", "--alg", algorithm, "--enc", enc], b"x").bytes();
        let shown = bench.run_with(&["decrypt", "--key", "k.pem", "--alg", algorithm, "--json"], &bare).json();
        assert_eq!((&shown["alg"], &shown["enc"]), (&algorithm.into(), &enc.into()));
        assert_eq!(shown["sender_holds_key"], false);
        assert!(shown["kid"].is_null());
        bench.run_with(&["decrypt", "--key", "k.pub.jwk"], &named).refused("jwk.wrong_kind");
        bench.run_with(&["decrypt", "--key", "k.pem"], &bare).refused("jwk.algorithm_needed");
        bench.run_with(&["encrypt", "--key", "k.pem"], b"x").refused("jwk.algorithm_needed");
    }
}

#[test]
fn a_generated_pair_works() {
    let bench = Bench::new();
    bench.pair("ECDH-ES+A256KW", "k.jwk", "k.pub.jwk");
    let encrypt = ["encrypt", "--key", "k.pub.jwk", "--typ", "example", "--cty", "text/plain", "--json"];
    let token = bench.run_with(&encrypt, b"hello").json()["token"].as_str().unwrap().to_owned();
    let shown = bench.run_with(&["decrypt", "--key", "k.jwk", "--json"], token.as_bytes()).json();
    assert_eq!((&shown["header"]["typ"], &shown["header"]["cty"]), (&"example".into(), &"text/plain".into()));
}

#[test]
fn a_token_of_the_standard_is_decrypted() {
    let bench = Bench::new();
    bench.write("a3.jwk", fixtures::RFC7516_A3_KEY);
    let run = bench.run_with(&["decrypt", "--key", "a3.jwk", "--alg", "A128KW"], fixtures::RFC7516_A3_TOKEN.as_bytes());
    assert_eq!(run.bytes(), b"Live long and prosper.");
}

#[test]
fn a_dir_key_that_does_not_say_its_enc_is_told() {
    let bench = Bench::new();
    let k = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    bench.write("bare.jwk", format!(r#"{{"kty":"oct","k":"{k}"}}"#));
    bench.write("dir.jwk", format!(r#"{{"kty":"oct","alg":"dir","k":"{k}"}}"#));
    let dir = ["--alg", "dir"];
    for (key, more) in [("bare.jwk", &dir[..]), ("dir.jwk", &[]), ("dir.jwk", &dir)] {
        let with = |command: &'static str, end: &[&'static str]| [&[command, "--key", key], more, end].concat();
        let token = bench.run_with(&with("encrypt", &["--enc", "A256GCM"]), b"x").bytes();
        assert_eq!(bench.run_with(&with("decrypt", &["--enc", "A256GCM"]), &token).bytes(), b"x");
        let several = ["--enc", "A128GCM", "--enc", "A256GCM"];
        assert_eq!(bench.run_with(&with("decrypt", &several), &token).bytes(), b"x");

        bench.run_with(&with("encrypt", &[]), b"x").refused("jwk.algorithm_needed");
        bench.run_with(&with("decrypt", &[]), &token).refused("jwk.algorithm_needed");
        bench.run_with(&with("encrypt", &["--enc", "A128GCM"]), b"x").refused("key.length");
        bench.run_with(&with("decrypt", &["--enc", "A128GCM"]), &token).refused("key.length");
        bench.run_with(&with("decrypt", &["--enc", "A128CBC-HS256"]), &token).refused("jwe.content_encryption");
        bench.run_with(&with("decrypt", &["--enc", "A128CBC-HS256", "--enc", "A256GCM"]), &token).fails(2, "usage");
    }
}

#[test]
fn a_token_that_is_not_right_is_refused() {
    let bench = Bench::new();
    bench.pair("ECDH-ES+A256KW", "k.jwk", "k.pub.jwk");
    bench.key("ECDH-ES+A256KW", "other.jwk");
    let token = bench.run_with(&["encrypt", "--key", "k.pub.jwk"], b"plaintext").text();
    let parts = segments(&token);
    let with = |place: usize, text: &str| {
        let mut parts = parts.clone();
        parts[place] = text;
        parts.join(".")
    };
    let decrypt = |key: &str, more: &[&str], token: &str| {
        bench.run_with(&[&["decrypt", "--key", key], more].concat(), token.as_bytes())
    };
    for (token, code) in [
        (with(3, "AAAAAAAAAAAA"), "jwe.decryption"),
        (with(4, "AAAAAAAAAAAAAAAAAAAAAA"), "jwe.decryption"),
        (with(4, "AAAA"), "parse.length"),
        (with(2, "AAAA"), "parse.length"),
        (with(1, ""), "parse.length"),
        (with(0, "eyJhbGciOiJub25lIiwiZW5jIjoiQTI1NkdDTSJ9"), "key.algorithm_not_allowed"),
        (with(0, "e30"), "parse.member"),
        (parts[..4].join("."), "parse.segments"),
        (parts[..3].join("."), "parse.segments"),
    ] {
        decrypt("k.jwk", &[], &token).refused(code);
    }
    decrypt("other.jwk", &[], &token).refused("key.not_found");
    decrypt("k.jwk", &["--enc", "A128GCM"], &token).refused("jwe.content_encryption");
    decrypt("k.jwk", &["--alg", "ECDH-ES"], &token).refused("jwk.not_accepted");
    decrypt("k.jwk", &["--alg", "ECDH-ES", "--alg", "ECDH-ES+A256KW"], &token).bytes();
}

#[test]
fn keys_that_cannot_encrypt_are_refused() {
    let bench = Bench::new();
    bench.key("ES256", "sign.jwk");
    bench.key("A256GCM", "dir.jwk");
    bench.write("rsa.pub.pem", RSA_SPKI);
    bench.write("ed25519.pem", fixtures::ED25519_PKCS8);
    let encrypt = |arguments: &[&str]| bench.run_with(&[&["encrypt", "--key"], arguments].concat(), b"x");
    encrypt(&["sign.jwk"]).refused("jwk.algorithm_purpose");
    encrypt(&["sign.jwk", "--alg", "ECDH-ES"]).refused("jwk.algorithm_mismatch");
    encrypt(&["dir.jwk", "--enc", "A128GCM"]).refused("jwe.content_encryption");
    encrypt(&["rsa.pub.pem", "--alg", "ECDH-ES"]).refused("key.type");
    encrypt(&["ed25519.pem", "--alg", "ECDH-ES"]).refused("key.curve");
}
