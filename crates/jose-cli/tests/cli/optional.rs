//! Algorithms that only some builds have.

use crate::{
    fixtures::{RSA_PKCS8, RSA1_5_TOKEN},
    support::{Bench, segments},
};

/// Where it is not built in, the refusal says how to get it.
#[test]
fn a_feature_brings_keys_or_is_named() {
    for (algorithm, curve, feature, built_in) in [
        ("Ed448", None, "ed448", cfg!(feature = "ed448")),
        ("EdDSA", Some("Ed448"), "ed448", cfg!(feature = "ed448")),
        ("ECDH-ES", Some("X448"), "x448", cfg!(feature = "x448")),
        ("HPKE-0", None, "hpke-unstable", cfg!(feature = "hpke-unstable")),
        ("HPKE-0-KE", None, "hpke-unstable", cfg!(feature = "hpke-unstable")),
    ] {
        let bench = Bench::new();
        let curve: Vec<&str> = curve.into_iter().flat_map(|curve| ["--curve", curve]).collect();
        let run = bench.run(&[&["key", "generate", "--alg", algorithm], curve.as_slice()].concat());
        if !built_in {
            let said = run.refused("key.feature");
            assert!(said.contains(&format!("cargo install jose-cli --features {feature}")), "{said}");
            continue;
        }
        bench.write("k.jwk", run.bytes());
        bench.write("k.pub.jwk", bench.run(&["key", "public", "k.jwk"]).bytes());
        let (make, with, read, by) = match feature {
            "ed448" => ("sign", "k.jwk", "verify", "k.pub.jwk"),
            _ => ("encrypt", "k.pub.jwk", "decrypt", "k.jwk"),
        };
        for form in ["compact", "flattened", "general"] {
            let message = bench.run_with(&[make, "--key", with, "--form", form], b"hello").bytes();
            assert_eq!(bench.run_with(&[read, "--key", by, "--form", form], &message).bytes(), b"hello", "{algorithm}");
        }
        if algorithm == "HPKE-0" {
            bench.run_with(&["encrypt", "--key", "k.jwk", "--enc", "A256GCM"], b"x").fails(2, "usage");
        }
    }
}

#[test]
fn rsa1_5_is_for_whoever_names_it() {
    let bench = Bench::new();
    bench.write("rsa.pem", RSA_PKCS8);
    bench.key("A256KW", "other.jwk");
    let decrypt = |key: &str, more: &[&str], token: &str| {
        bench.run_with(&[&["decrypt", "--key", key], more].concat(), token.as_bytes())
    };
    let named = ["--alg", "RSA1_5"];
    decrypt("rsa.pem", &["--alg", "RSA-OAEP"], RSA1_5_TOKEN).refused("key.algorithm_not_allowed");
    decrypt("rsa.pem", &[], RSA1_5_TOKEN).refused("jwk.algorithm_needed");
    bench.run_with(&["encrypt", "--key", "rsa.pem", "--alg", "RSA1_5"], b"x").refused("key.invalid");
    if cfg!(feature = "rsa1_5-insecure") {
        assert_eq!(decrypt("rsa.pem", &named, RSA1_5_TOKEN).bytes(), b"old news");
        assert_eq!(decrypt("rsa.pem", &["--alg", "RSA-OAEP", "--alg", "RSA1_5"], RSA1_5_TOKEN).bytes(), b"old news");
        decrypt("other.jwk", &named, RSA1_5_TOKEN).refused("jwk.wrong_kind");
        // Nothing is said about the padding.
        let key = segments(RSA1_5_TOKEN)[1];
        let broken = RSA1_5_TOKEN.replace(key, &"A".repeat(key.len()));
        decrypt("rsa.pem", &named, &broken).refused("jwe.decryption");
    } else {
        let said = decrypt("rsa.pem", &named, RSA1_5_TOKEN).refused("key.feature");
        assert!(said.contains("--features rsa1_5-insecure"), "{said}");
    }
}
