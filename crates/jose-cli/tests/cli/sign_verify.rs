//! `jose sign` and `jose verify`.

use crate::{
    fixtures::{self, P256_PKCS8, RSA_PKCS8, RSA_SPKI, WELL_KNOWN_SECRET, WELL_KNOWN_TOKEN},
    support::{Bench, segments},
};

#[test]
fn every_algorithm_signs_and_verifies() {
    let bench = Bench::new();
    bench.write("rsa.pem", RSA_PKCS8);
    bench.write("rsa.pub.pem", RSA_SPKI);
    for algorithm in ["HS256", "HS384", "HS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"] {
        let (private, public) = (format!("{algorithm}.jwk"), format!("{algorithm}.pub.jwk"));
        bench.key(algorithm, &private);
        let is_shared = algorithm.starts_with("HS");
        bench.write(
            &public,
            bench
                .run(
                    &["key", if is_shared { "convert" } else { "public" }, &private, "--to", "jwk"]
                        [..if is_shared { 5 } else { 3 }],
                )
                .bytes(),
        );
        let token = bench.run_with(&["sign", "--key", &private], b"payload").bytes();
        assert_eq!(bench.run_with(&["verify", "--key", &public], &token).bytes(), b"payload");
        // A private key verifies too, with its public half.
        assert_eq!(bench.run_with(&["verify", "--key", &private, "--alg", algorithm], &token).bytes(), b"payload");
    }
    for algorithm in ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"] {
        let token = bench.run_with(&["sign", "--key", "rsa.pem", "--alg", algorithm], b"payload").bytes();
        for key in ["rsa.pem", "rsa.pub.pem"] {
            assert_eq!(bench.run_with(&["verify", "--key", key, "--alg", algorithm], &token).bytes(), b"payload");
        }
    }
}

#[test]
fn tokens_of_the_standards_are_verified() {
    let bench = Bench::new();
    bench.write("a1.jwk", fixtures::RFC7515_A1_KEY);
    let payload =
        bench.run_with(&["verify", "--key", "a1.jwk", "--alg", "HS256"], fixtures::RFC7515_A1_TOKEN.as_bytes());
    assert_eq!(payload.text(), "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}");
    bench.write("a2.jwk", fixtures::RFC8037_A2_KEY);
    let payload = bench.run_with(&["verify", "--key", "a2.jwk"], fixtures::RFC8037_A4_TOKEN.as_bytes());
    assert_eq!(payload.text(), "Example of Ed25519 signing");
}

#[test]
fn the_secret_of_the_well_known_token_is_too_short() {
    let bench = Bench::new();
    bench.write("k.jwk", WELL_KNOWN_SECRET);
    let said = bench.run_with(&["verify", "--key", "k.jwk"], WELL_KNOWN_TOKEN.as_bytes()).refused("key.too_short");
    assert!(said.contains("32") && said.contains("19"), "{said}");
    bench.run_with(&["sign", "--key", "k.jwk"], b"{}").refused("key.too_short");
}

#[test]
fn a_token_that_is_not_right_is_refused() {
    let bench = Bench::new();
    bench.pair("ES256", "k.jwk", "k.pub.jwk");
    bench.key("ES256", "other.jwk");
    bench.write("without-kid.pem", P256_PKCS8);
    let token = bench.run_with(&["sign", "--key", "k.jwk"], b"payload").text();
    let [header, payload, signature] = segments(&token)[..] else { panic!("{token}") };
    let verify = |key: &str, token: &str| bench.run_with(&["verify", "--key", key], token.as_bytes());
    verify("k.pub.jwk", &format!("{header}.cGF5bG9hZA.{signature}")).bytes();
    for (token, code) in [
        (format!("{header}.cGF5bG9hZB.{signature}"), "parse.base64"),
        (format!("{header}.cGF5bG9hZQ.{signature}"), "jws.signature"),
        (format!("{header}.{payload}."), "jws.signature"),
        (format!("{header}.{payload}"), "parse.segments"),
        (format!("{header}.{payload}.{signature}."), "parse.segments"),
        (format!("{header}.{payload}.{signature}="), "parse.base64"),
        (format!("eyJhbGciOiJub25lIn0.{payload}."), "key.algorithm_not_allowed"),
        (format!("eyJhbGciOiJIUzI1NiJ9.{payload}.{signature}"), "key.algorithm_not_allowed"),
        (format!("e30.{payload}.{signature}"), "parse.member"),
        (format!("eyJhbGciOiJFUzI1NiIsImNyaXQiOlsieCJdLCJ4IjoxfQ.{payload}.{signature}"), "parse.crit"),
        (format!("eyJhbGciOiJFUzI1NiIsImFsZyI6IkVTMjU2In0.{payload}.{signature}"), "json.duplicate"),
    ] {
        verify("k.pub.jwk", &token).refused(code);
    }
    verify("other.jwk", &token).refused("key.not_found");
    verify("without-kid.pem", &token).refused("jws.signature");
}

#[test]
fn alg_narrows_what_is_accepted() {
    let bench = Bench::new();
    bench.write("rsa.pem", RSA_PKCS8);
    bench.key("ES256", "k.jwk");
    let token = bench.run_with(&["sign", "--key", "rsa.pem", "--alg", "PS256"], b"x").bytes();
    let verify = |more: &[&str]| bench.run_with(&[&["verify", "--key", "rsa.pem"], more].concat(), &token);
    assert_eq!(verify(&["--alg", "RS256", "--alg", "PS256"]).bytes(), b"x");
    verify(&["--alg", "RS256"]).refused("key.algorithm_not_allowed");
    verify(&["--alg", "ES256"]).refused("jwk.not_accepted");
    let said = verify(&[]).refused("jwk.algorithm_needed");
    assert!(said.contains("--alg"), "{said}");
    bench.run_with(&["sign", "--key", "rsa.pem"], b"x").refused("jwk.algorithm_needed");
    bench.run_with(&["sign", "--key", "k.jwk", "--alg", "ES384"], b"x").refused("key.curve");
}

#[test]
fn typ_and_cty_stand_in_the_header() {
    let bench = Bench::new();
    bench.key("EdDSA", "k.jwk");
    let sign = ["sign", "--key", "k.jwk", "--typ", "example+jws", "--cty", "text/plain", "--json"];
    let signed = bench.run_with(&sign, b"hello").json();
    assert_eq!(signed["ok"], true);
    let token = signed["token"].as_str().unwrap();
    let verified = bench.run_with(&["verify", "--key", "k.jwk", "--json"], token.as_bytes()).json();
    assert_eq!(verified["header"]["typ"], "example+jws");
    assert_eq!(verified["header"]["cty"], "text/plain");
    assert_eq!(verified["header"]["kid"], verified["kid"]);
    assert_eq!(verified["alg"], "EdDSA");
    assert_eq!(verified["payload"], "hello");
    assert_eq!(verified["payload_base64url"], "aGVsbG8");
}

#[test]
fn keys_that_cannot_sign_are_refused() {
    let bench = Bench::new();
    bench.pair("ES256", "k.jwk", "k.pub.jwk");
    bench.key("A256KW", "wrap.jwk");
    bench.pair("ECDH-ES", "agree.jwk", "agree.pub.jwk");
    for (key, code) in
        [("k.pub.jwk", "jwk.wrong_kind"), ("wrap.jwk", "jwk.algorithm_purpose"), ("agree.jwk", "jwk.algorithm_purpose")]
    {
        bench.run_with(&["sign", "--key", key], b"x").refused(code);
    }
    bench.run_with(&["verify", "--key", "agree.pub.jwk"], b"a.b.c").refused("jwk.algorithm_purpose");
}

#[test]
fn a_set_verifies_by_kid_and_signs_only_if_one_key_can() {
    let bench = Bench::new();
    let generate =
        |algorithm: &str, kid: &str| bench.run(&["key", "generate", "--alg", algorithm, "--kid", kid]).text();
    let (one, two, agree) = (generate("ES256", "one"), generate("ES256", "two"), generate("ECDH-ES", "three"));
    bench.write("one.jwk", &one);
    bench.write("both.jwks", format!("{{\"keys\":[{one},{two}]}}"));
    bench.write("mixed.jwks", format!("{{\"keys\":[{agree},{two}]}}"));
    bench.write("none.jwks", format!("{{\"keys\":[{agree}]}}"));
    bench.write("empty.jwks", "{\"keys\":[]}");
    let token = bench.run_with(&["sign", "--key", "one.jwk"], b"x").bytes();
    assert_eq!(bench.run_with(&["verify", "--key", "both.jwks"], &token).bytes(), b"x");
    bench.run_with(&["verify", "--key", "mixed.jwks"], &token).refused("key.not_found");

    let said = bench.run_with(&["sign", "--key", "both.jwks"], b"x").refused("key_set.ambiguous");
    assert!(said.contains("kid one") && said.contains("kid two"), "{said}");
    let token = bench.run_with(&["sign", "--key", "mixed.jwks"], b"x").bytes();
    assert_eq!(bench.run_with(&["verify", "--key", "both.jwks", "--json"], &token).json()["kid"], "two");
    bench.run_with(&["sign", "--key", "none.jwks"], b"x").refused("key_set.nothing_usable");
    bench.run_with(&["sign", "--key", "empty.jwks"], b"x").refused("key_set.nothing_usable");
    bench.run_with(&["verify", "--key", "empty.jwks"], b"x").refused("key_set.empty");
}
