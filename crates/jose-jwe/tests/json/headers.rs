//! The three headers of one recipient. Attacks 50, 51, 58, 84, 109, 115.

use jose_jwe::Decryptor;
use serde_json::{Value, json};

use crate::json::{Forged, PLAINTEXT, code, decrypt_flattened, decrypt_general, keys};

fn message() -> Forged {
    Forged::to(&["frodo"])
}

#[test]
fn a_member_stands_in_one_header_only() {
    let own = || json!({"alg": "A128KW", "kid": "frodo"});
    let refused: &[(&str, Forged)] = &[
        ("enc, shared", message().unprotected(json!({"enc": "A128GCM"}))),
        ("alg, shared", message().unprotected(json!({"alg": "A128KW"}))),
        ("kid, shared", message().unprotected(json!({"kid": "frodo"}))),
        ("enc, own", message().own(0, json!({"alg": "A128KW", "kid": "frodo", "enc": "A128GCM"}))),
        ("enc, own and another", message().own(0, json!({"alg": "A128KW", "kid": "frodo", "enc": "A256GCM"}))),
        ("alg, protected", message().protected(r#"{"enc":"A128GCM","alg":"A128KW"}"#)),
        ("alg, protected and another", message().protected(r#"{"enc":"A128GCM","alg":"dir"}"#)),
        ("x, protected and shared", message().protected(r#"{"enc":"A128GCM","x":1}"#).unprotected(json!({"x": 1}))),
        ("x, shared and own", message().unprotected(json!({"x": 1})).own(0, json!({"alg": "A128KW", "x": 2}))),
        (
            "jku, protected and shared",
            message().protected(r#"{"enc":"A128GCM","jku":"https://a"}"#).unprotected(json!({"jku": "https://a"})),
        ),
        (
            "cty, protected and shared",
            message().protected(r#"{"enc":"A128GCM","cty":"a"}"#).unprotected(json!({"cty": "a"})),
        ),
        (
            "p2c, shared and own",
            message().unprotected(json!({"p2c": 1000})).own(0, json!({"alg": "A128KW", "p2c": 1000})),
        ),
        ("iv, shared and own", message().unprotected(json!({"iv": "AA"})).own(0, json!({"alg": "A128KW", "iv": "AA"}))),
    ];
    for (name, forged) in refused {
        assert_eq!(code(&decrypt_general(&forged.general(), &keys("frodo"))), "parse.repeated", "{name}");
        assert_eq!(code(&decrypt_flattened(&forged.flattened(), &keys("frodo"))), "parse.repeated", "{name}");
    }
    let fine = message().unprotected(json!({"x": 1})).own(0, own());
    assert_eq!(decrypt_general(&fine.general(), &keys("frodo")).unwrap().plaintext(), PLAINTEXT);
}

#[test]
fn what_must_be_protected() {
    let own = |name: &str, value: Value| {
        let mut own = json!({"alg": "A128KW", "kid": "frodo"});
        own[name] = value;
        own
    };
    let refused: &[(&str, Value)] = &[
        ("zip", json!("DEF")),
        ("zip", json!("GZ")),
        ("crit", json!(["x"])),
        ("crit", json!(["b64"])),
        ("b64", json!(false)),
        ("b64", json!(true)),
    ];
    for (name, value) in refused {
        for forged in [message().own(0, own(name, value.clone())), message().unprotected(json!({ *name: value }))] {
            for decrypted in [
                decrypt_general(&forged.general(), &keys("frodo")),
                decrypt_flattened(&forged.flattened(), &keys("frodo")),
            ] {
                assert_eq!(code(&decrypted), "parse.member", "{name} {value}");
            }
        }
    }
}

#[test]
fn extensions_are_understood_or_refused() {
    let keys = keys("frodo");
    let extended = message().protected(r#"{"enc":"A128GCM","crit":["exp"],"exp":1}"#);
    let decryptor = Decryptor::new(&keys);
    let general = extended.general().to_string();
    assert_eq!(code(&decryptor.decrypt_general(&general)), "parse.crit");
    assert_eq!(code(&decryptor.clone().understand(&["EXP", "x"]).decrypt_general(&general)), "parse.crit");
    let understood = decryptor.understand(&["x", "exp"]);
    assert_eq!(understood.decrypt_general(&general).unwrap().header().member("exp"), Some(&json!(1)));
    for (name, header, expected) in [
        ("one of two", r#"{"enc":"A128GCM","crit":["exp","y"],"exp":1,"y":1}"#, "parse.crit"),
        ("not in the header", r#"{"enc":"A128GCM","crit":["exp"]}"#, "parse.member"),
        ("an empty list", r#"{"enc":"A128GCM","crit":[]}"#, "parse.member"),
        ("twice", r#"{"enc":"A128GCM","crit":["exp","exp"],"exp":1}"#, "parse.member"),
        ("a name that everybody knows", r#"{"enc":"A128GCM","crit":["enc"]}"#, "parse.member"),
        ("a text", r#"{"enc":"A128GCM","crit":"exp","exp":1}"#, "json.type"),
    ] {
        let general = message().protected(header).general().to_string();
        assert_eq!(code(&understood.decrypt_general(&general)), expected, "{name}");
    }
    // A member that crit announces must be protected as crit is.
    let elsewhere = message().protected(r#"{"enc":"A128GCM","crit":["exp"]}"#).unprotected(json!({"exp": 1}));
    assert_eq!(code(&understood.decrypt_general(&elsewhere.general().to_string())), "parse.member");
}

#[test]
fn what_is_missing_or_unknown() {
    let refused: &[(&str, Forged, &str)] = &[
        ("no alg", message().own(0, json!({"kid": "frodo"})), "parse.member"),
        ("no enc", message().protected(r#"{"x":1}"#), "parse.member"),
        ("an unknown alg", message().own(0, json!({"alg": "A999KW"})), "key.algorithm_not_allowed"),
        ("a known alg without a key", message().own(0, json!({"alg": "A256KW"})), "key.algorithm_not_allowed"),
        ("alg in capitals", message().own(0, json!({"Alg": "A128KW"})), "parse.member"),
        ("an alg that is null", message().own(0, json!({"alg": null})), "json.type"),
        ("an alg that is a number", message().own(0, json!({"alg": 1})), "json.type"),
        ("an unknown enc", message().protected(r#"{"enc":"A999GCM"}"#), "jwe.content_encryption"),
        ("another enc", message().protected(r#"{"enc":"A128CBC-HS256"}"#), "parse.length"),
        ("none", message().own(0, json!({"alg": "none"})), "key.algorithm_not_allowed"),
        ("a header that is no JSON", message().protected("{"), "json.syntax"),
        ("a header with a member twice", message().protected(r#"{"enc":"A128GCM","enc":"A128GCM"}"#), "json.duplicate"),
        ("a private key in the header", message().unprotected(json!({"jwk": {"kty": "oct", "k": "AA"}})), "json.type"),
        ("a large kid", message().own(0, json!({"alg": "A128KW", "kid": "x".repeat(1025)})), "parse.limit"),
    ];
    for (name, forged, expected) in refused {
        assert_eq!(code(&decrypt_general(&forged.general(), &keys("frodo"))), *expected, "{name}");
        assert_eq!(code(&decrypt_flattened(&forged.flattened(), &keys("frodo"))), *expected, "{name}");
    }
}

/// Attacks 8 and 115: what the tag does not cover is said, and can be refused.
#[test]
fn an_unprotected_algorithm_is_said_and_can_be_refused() {
    let keys = keys("frodo");
    let cases: &[(&str, Forged, (bool, bool))] = &[
        ("alg own", message(), (false, true)),
        ("alg shared", message().unprotected(json!({"alg": "A128KW"})).own(0, json!({"kid": "frodo"})), (false, true)),
        (
            "enc shared",
            message()
                .protected(r#"{"alg":"A128KW"}"#)
                .unprotected(json!({"enc": "A128GCM"}))
                .own(0, json!({"kid": "frodo"})),
            (true, false),
        ),
        ("nothing protected", message().protected("").unprotected(json!({"enc": "A128GCM"})), (false, false)),
        (
            "both protected",
            message().protected(r#"{"alg":"A128KW","enc":"A128GCM"}"#).own(0, json!({"kid": "frodo"})),
            (true, true),
        ),
    ];
    for (name, forged, protects) in cases {
        let text = forged.general().to_string();
        let decrypted = Decryptor::new(&keys).decrypt_general(&text).expect(name);
        assert_eq!((decrypted.protects_algorithm(), decrypted.protects_content_encryption()), *protects, "{name}");
        let strict = Decryptor::new(&keys).require_protected_algorithm().decrypt_general(&text);
        let expected = if *protects == (true, true) { "decrypted" } else { "parse.member" };
        assert_eq!(code(&strict), expected, "{name}");
    }
}
