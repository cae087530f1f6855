//! Section B: `kid` and other texts of the attacker.

use jose::{
    VerifyingKeySet,
    core::printable,
    jws::{Signer, verify_compact},
};
use serde_json::json;

use crate::support::{
    ACCEPTED, TestIssuer, TestKey, TestRecipient, changed, decrypt, forge, import, issuer, signed_only, validate,
    verify,
};

#[test]
fn attack_024_a_kid_reaches_nothing_but_the_set() {
    let key = TestKey::Es256;
    for kid in [
        "../../../../dev/null",
        "' UNION SELECT 'secret' -- ",
        "key; cat secret",
        "$(id)",
        "key\\u0000.pem",
        "key\\r\\nSet-Cookie: a=b",
        "*)(uid=*",
        "",
    ] {
        let signed = forge::signed(&key.signing_key(), format!(r#"{{"alg":"ES256","kid":"{kid}"}}"#), "payload");
        assert_eq!(verify(&signed, key.verifying_key()), "key.not_found", "{kid}");
    }
    for (length, expected) in [(1024, "key.not_found"), (1025, "parse.limit"), (1 << 20, "parse.limit")] {
        let header = format!(r#"{{"alg":"ES256","kid":"{}"}}"#, "k".repeat(length));
        assert_eq!(verify(&forge::signed(&key.signing_key(), header, "x"), key.verifying_key()), expected, "{length}");
    }
}

#[test]
fn attack_025_names_are_texts() {
    let key = TestKey::Es256;
    for value in [r#"{"$ne":null}"#, "1", "null", "true", r#"["ES256"]"#, "[]"] {
        for (member, header) in [
            ("alg", format!(r#"{{"alg":{value}}}"#)),
            ("kid", format!(r#"{{"alg":"ES256","kid":{value}}}"#)),
            ("typ", format!(r#"{{"alg":"ES256","typ":{value}}}"#)),
            ("cty", format!(r#"{{"alg":"ES256","cty":{value}}}"#)),
        ] {
            let token = forge::signed(&key.signing_key(), header, "payload");
            assert_eq!(verify(&token, key.verifying_key()), "json.type", "{member} {value}");
        }
        let value: serde_json::Value = serde_json::from_str(value).unwrap();
        if !value.is_null() {
            for member in ["alg", "kid", "use"] {
                assert_eq!(import(changed(&key.jwk(), &[(member, value.clone())])), "jwk.member", "{member} {value}");
            }
        }
    }
    let recipient = TestRecipient::Dir;
    for enc in ["1", "null", "[]"] {
        let token = forge::with_signature(format!(r#"{{"alg":"dir","enc":{enc}}}"#), "", "") + ".AA.AA";
        assert_eq!(decrypt(&token, recipient.decryption_key()), "json.type", "{enc}");
    }
}

#[test]
fn attack_026_names_are_compared_byte_for_byte() {
    let named = |kid: &str| TestKey::EdDsa.verifying_key().with_key_id(kid);
    for (own, other) in [
        ("Key1", "key1"),
        ("key1", "key1 "),
        ("key1", " key1"),
        ("caf\u{e9}", "cafe\u{301}"),
        ("key", "key\u{200b}"),
        ("K", "\u{212a}"),
        ("1", "01"),
    ] {
        let signing = TestKey::EdDsa.signing_key().with_key_id(other);
        let token = Signer::new(&signing).sign_compact(b"payload").unwrap();
        assert_eq!(verify(&token, named(own)), "key.not_found", "{own} {other}");
        assert_eq!(verify(&token, named(other)), ACCEPTED, "{other}");
    }
}

#[test]
fn attack_027_the_key_of_one_issuer_does_not_speak_for_another() {
    // Two issuers, each with a key named "1".
    let named = |key: TestKey| key.verifying_key().with_key_id("1");
    let (one, two) = ("https://one.example", "https://two.example");
    let policy = |name: &str, key| {
        let issuer = TestIssuer::new(name, crate::support::API);
        let builder = jose::Validator::access_token().issuer(name, named(key)).audience(crate::support::API);
        builder.signed_only().clock(issuer.clock()).build().unwrap()
    };
    let (of_one, of_two) = (policy(one, TestKey::Es256), policy(two, TestKey::EdDsa));
    let token = |claimed: &str, key: TestKey| {
        let issuer = TestIssuer::new(claimed, crate::support::API).sign_with(key);
        issuer.draft().header("kid", "1").issue()
    };
    assert_eq!(validate(&of_one, &token(one, TestKey::Es256)), ACCEPTED);
    assert_eq!(validate(&of_two, &token(two, TestKey::EdDsa)), ACCEPTED);
    for (name, policy, token, expected) in [
        ("the key of one, claiming two", &of_two, token(two, TestKey::Es256), "key.algorithm_not_allowed"),
        ("the key of two, claiming one", &of_one, token(one, TestKey::EdDsa), "key.algorithm_not_allowed"),
        ("one's token at two", &of_two, token(one, TestKey::EdDsa), "claims.issuer"),
        ("two's token at one", &of_one, token(two, TestKey::Es256), "claims.issuer"),
    ] {
        assert_eq!(validate(policy, &token), expected, "{name}");
    }
}

#[test]
fn attack_028_errors_repeat_nothing_that_could_do_harm() {
    let planted = "planted\u{1b}[31m\r\n".repeat(40);
    let issuer = issuer();
    let validator = signed_only(&issuer);
    let draft = issuer.draft();
    for (name, token) in [
        ("kid", draft.clone().header("kid", &planted).issue()),
        ("alg", draft.clone().header("alg", &planted).issue()),
        ("crit", draft.clone().header("crit", [&planted]).header(&json_name(&planted), 1).issue()),
        ("typ", draft.clone().header("typ", &planted).issue()),
        ("claim", draft.clone().claim("iss", &planted).issue()),
        ("claim of the wrong type", draft.clone().claim("exp", &planted).issue()),
        ("text", planted.clone()),
    ] {
        let error = validator.validate::<serde_json::Value>(&token).unwrap_err();
        let shown = format!("{error} {error:?} {error:#?}");
        assert!(!shown.contains(['\u{1b}', '\r']), "{name}: {shown}");
        assert!(shown.matches("planted").count() <= 3 * 6, "{name}: {shown}");
        assert!(error.to_string().len() < 300, "{name}: {error}");
    }
    assert_eq!(printable("a\nb").as_ref(), "a\\nb");
    for key in TestKey::ALL {
        let secret = key.jwk().to_secret_json().to_string();
        let private: serde_json::Value = serde_json::from_str(&secret).unwrap();
        for shown in [format!("{:?}", key.jwk()), format!("{:#?}", key.signing_key()), format!("{:?}", key.attacker())]
        {
            for member in ["d", "k", "p", "q"] {
                let value = private.get(member).and_then(serde_json::Value::as_str);
                assert!(value.is_none_or(|value| !shown.contains(value)), "{key:?} {member}");
            }
        }
    }
}

/// A name as it stands between the quotes of a JSON text.
fn json_name(name: &str) -> String {
    json!(name).to_string().trim_matches('"').to_owned()
}

#[test]
fn attack_029_no_name_is_special() {
    let key = TestKey::Es256;
    for name in ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "$ref", "class"] {
        let header = format!(r#"{{"alg":"ES256","{name}":{{"alg":"none","x":1}}}}"#);
        let token = forge::signed(&key.signing_key(), header, "payload");
        let keys = VerifyingKeySet::from(key.verifying_key());
        let verified = verify_compact(&token, &keys, &jose::Limits::default()).unwrap();
        assert_eq!(verified.header().algorithm(), Some("ES256"), "{name}");
        assert_eq!(verified.header().member(name), Some(&json!({"alg":"none","x":1})), "{name}");
        assert_eq!(verified.header().member("x"), None, "{name}");
        // And it counts as a member like any other.
        let header = format!(r#"{{"alg":"ES256","{name}":1,"{name}":2}}"#);
        assert_eq!(
            verify(&forge::signed(&key.signing_key(), header, "payload"), key.verifying_key()),
            "json.duplicate"
        );
    }
}
