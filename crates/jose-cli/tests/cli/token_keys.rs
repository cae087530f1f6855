//! `jose token issue` and `jose token open` with keys that name no algorithm.

use crate::{
    fixtures::{RSA_PKCS8, RSA_SPKI},
    support::{Bench, Run},
};

const ISSUER: &str = "https://id.example";
const API: &str = "https://api.example";

fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("rsa.pem", RSA_PKCS8);
    bench.write("rsa.pub.pem", RSA_SPKI);
    bench
}

fn issue(bench: &Bench, key: &str, more: &[&str]) -> Run {
    let plain = ["token", "issue", "--key", key, "--issuer", ISSUER, "--subject", "user-42", "--audience", API];
    bench.run(&[&plain[..], more].concat())
}

fn open(bench: &Bench, key: &str, more: &[&str], token: &str) -> Run {
    let plain = ["token", "open", "--key", key, "--issuer", ISSUER, "--audience", API];
    bench.run_with(&[&plain[..], more].concat(), token.as_bytes())
}

#[test]
fn a_key_without_alg_is_used_with_alg() {
    let bench = bench();
    let token = issue(&bench, "rsa.pem", &["--alg", "PS256"]).text();
    open(&bench, "rsa.pub.pem", &["--alg", "PS256"], &token).text();
    open(&bench, "rsa.pub.pem", &["--alg", "RS256", "--alg", "PS256"], &token).text();
    open(&bench, "rsa.pub.pem", &["--alg", "RS256"], &token).refused("key.algorithm_not_allowed");
    open(&bench, "rsa.pub.pem", &["--alg", "ES256"], &token).refused("jwk.not_accepted");
}

#[test]
fn alg_does_not_overrule_a_key() {
    let bench = bench();
    bench.pair("ES256", "k.jwk", "k.pub.jwk");
    issue(&bench, "k.jwk", &["--alg", "EdDSA"]).refused("key.type");
    let token = issue(&bench, "k.jwk", &["--alg", "ES256"]).text();
    open(&bench, "k.pub.jwk", &["--alg", "ES256"], &token).text();
    open(&bench, "k.pub.jwk", &["--alg", "EdDSA"], &token).refused("jwk.not_accepted");
}

/// Many identity providers publish RSA keys with kid and use, and without alg.
#[test]
fn a_provider_style_set_opens_with_alg() {
    let bench = bench();
    let one = bench.run(&["key", "convert", "rsa.pub.pem", "--to", "jwk", "--kid", "one"]).text();
    let two = bench.run(&["key", "convert", "rsa.pub.pem", "--to", "jwk", "--kid", "two"]).text();
    let published = format!("{{\"keys\":[{one},{two}]}}").replace("\"kty\"", "\"use\":\"sig\",\"kty\"");
    bench.write("provider.jwks", published);
    bench.write("one.jwk", bench.run(&["key", "convert", "rsa.pem", "--to", "jwk", "--kid", "one"]).bytes());
    let token = issue(&bench, "one.jwk", &["--alg", "RS256"]).text();
    open(&bench, "provider.jwks", &["--alg", "RS256"], &token).text();
    let said = open(&bench, "provider.jwks", &[], &token).refused("key_set.nothing_usable");
    assert!(said.contains("--alg") && !said.contains("--enc") && !said.contains("_for"), "{said}");
}

#[test]
fn a_key_that_names_its_algorithm_needs_no_alg() {
    let bench = bench();
    for (from, to) in [("rsa.pem", "issuer.jwk"), ("rsa.pub.pem", "issuer.pub.jwk")] {
        bench.write(to, bench.run(&["key", "convert", from, "--to", "jwk", "--alg", "PS256"]).bytes());
    }
    let token = issue(&bench, "issuer.jwk", &[]).text();
    open(&bench, "issuer.pub.jwk", &[], &token).text();
}

/// What a refusal recommends is what the command has.
#[test]
fn the_advice_names_only_options_of_the_command() {
    let bench = bench();
    bench.pair("ES256", "k.jwk", "k.pub.jwk");
    let key = ["--key", "rsa.pem"];
    let names = |said: String, alg: bool, enc: bool| {
        let advice = said.replace("`jose key convert FILE --to jwk --alg ALG`", "CONVERT");
        assert!(advice.contains("CONVERT"), "{advice}");
        assert_eq!((advice.contains("--alg"), advice.contains("--enc")), (alg, enc), "{advice}");
    };
    let needed = |run: Run| run.refused("jwk.algorithm_needed");
    for command in ["sign", "verify"] {
        names(needed(bench.run(&[&[command], &key[..]].concat())), true, false);
    }
    for command in ["encrypt", "decrypt"] {
        names(needed(bench.run(&[&[command], &key[..]].concat())), true, true);
    }
    names(needed(issue(&bench, "rsa.pem", &[])), true, false);
    names(needed(open(&bench, "rsa.pem", &[], "")), true, false);
    names(needed(issue(&bench, "k.jwk", &["--encrypt-to", "rsa.pem"])), false, false);
    names(needed(open(&bench, "k.jwk", &["--decrypt-key", "rsa.pem"], "")), false, false);
}
