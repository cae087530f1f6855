//! `alg`: compared with the keys, never obeyed. Attacks 1, 2, 3, 21, 25 and 39.

use jose_core::{JwsAlgorithm, ParseError};
use jose_jwk::SelectError;
use jose_jws::VerifyError;

use crate::{
    forge::{encode, outcome, signed, unsigned, verify},
    keys,
};

/// A header with this `alg`, written as JSON.
fn header(alg: &str) -> String {
    format!(r#"{{"alg":{alg}}}"#)
}

#[test]
fn none_is_no_algorithm_in_any_spelling() {
    let spellings = [
        "none",
        "None",
        "NONE",
        "nOnE",
        "NoNe",
        "none ",
        " none",
        "none\\u0000",
        "\\u006eone",
        "none\\n",
        "\u{ff4e}one",
        "n\u{f6}ne",
        "null",
        "unsecured",
        "",
    ];
    for algorithm in keys::algorithms() {
        let keys = keys::set(*algorithm);
        let genuine = signed(&keys::signing(*algorithm), header(&format!("\"{algorithm}\"")), "payload");
        let (_, stale) = genuine.rsplit_once('.').unwrap();
        for spelling in spellings {
            for kid in ["", r#","kid":"1""#] {
                let input = format!("{}.{}", encode(format!(r#"{{"alg":"{spelling}"{kid}}}"#)), encode("payload"));
                for (name, signature) in [("no", ""), ("a random", "cmFuZG9t"), ("a stale", stale)] {
                    let found = outcome(&format!("{input}.{signature}"), &keys);
                    assert_eq!(found, "key.algorithm_not_allowed", "{spelling:?}{kid} with {name} signature");
                }
            }
        }
    }
}

#[test]
fn an_unknown_algorithm_is_named_in_the_error() {
    for (name, text, shown) in [
        ("unregistered", "XS256", "XS256"),
        ("another registry", "A256GCM", "A256GCM"),
        ("key management", "dir", "dir"),
        ("wrong case", "rs256", "rs256"),
        ("space behind", "RS256 ", "RS256 "),
        ("space before", " RS256", " RS256"),
        ("full-width digit", "RS25\u{ff16}", "RS25\u{ff16}"),
        ("nul behind", "RS256\\u0000", "RS256\\0"),
        ("not offered here", "ES256K", "ES256K"),
        ("line break", "a\\nb", "a\\nb"),
    ] {
        let token = unsigned(header(&format!("\"{text}\"")));
        let error = verify(&token, &keys::set(JwsAlgorithm::Rs256)).unwrap_err();
        let expected = SelectError::AlgorithmNotAllowed { algorithm: shown.into() };
        assert_eq!(error, VerifyError::Key(expected), "{name}");
        assert_eq!(error.to_string(), format!("no key here is for the algorithm {shown}"), "{name}");
    }
}

/// Attack 28: the sender does not choose how long our messages are.
#[test]
fn the_error_shows_at_most_64_characters() {
    let token = unsigned(header(&format!("\"{}\"", "x".repeat(10_000))));
    let error = verify(&token, &keys::set(JwsAlgorithm::Es256)).unwrap_err();
    assert_eq!(error.to_string(), format!("no key here is for the algorithm {}", "x".repeat(64)));
    assert!(format!("{error:?}").len() < 200, "{error:?}");
}

#[test]
fn a_missing_algorithm_is_malformed() {
    for text in ["{}", r#"{"typ":"JWT"}"#, r#"{"Alg":"RS256"}"#, r#"{"ALG":"RS256"}"#, r#"{"alg ":"RS256"}"#] {
        let error = verify(&unsigned(text), &keys::set(JwsAlgorithm::Rs256)).unwrap_err();
        let expected = ParseError::Member { name: "alg", expected: "present" };
        assert_eq!(error, VerifyError::Parse(expected), "{text}");
    }
}

#[test]
fn an_algorithm_that_is_no_string_is_malformed() {
    for value in ["null", "true", "false", "0", "256", "1.5", "[]", r#"["RS256"]"#, "{}", r#"{"$ne":null}"#] {
        assert_eq!(outcome(&unsigned(header(value)), &keys::set(JwsAlgorithm::Rs256)), "json.type", "{value}");
    }
}

/// Every algorithm under a key of every other: the header does not decide, and a relabelled message does not pass.
#[test]
fn no_key_verifies_another_algorithm() {
    for own in keys::algorithms() {
        let keys = keys::set(*own);
        for other in keys::algorithms().iter().filter(|other| *other != own) {
            let genuine = signed(&keys::signing(*other), header(&format!("\"{other}\"")), "payload");
            assert_eq!(outcome(&genuine, &keys), "key.algorithm_not_allowed", "{other} under {own}");
            let relabelled = signed(&keys::signing(*other), header(&format!("\"{own}\"")), "payload");
            // The two names of Ed25519 are one signature.
            let same = own.row().kind == other.row().kind && own.row().curves.first() == other.row().curves.first();
            let expected = if same { "verified" } else { "jws.signature" };
            assert_eq!(outcome(&relabelled, &keys), expected, "{other} labelled {own}");
        }
    }
}
