//! What a header gives back: typed members, unknown members, the received bytes. Attacks 2, 24, 26 and 29.

use jose_core::{Limits, header::JoseHeader};
use serde_json::{Map, Value, json};

use crate::parse;

const FULL: &str = r#"{
    "alg": "ECDH-ES+A128KW", "enc": "A256GCM", "zip": "DEF", "kid": "2026-11", "typ": "at+jwt", "cty": "JWT",
    "crit": ["https://example.com/x"], "epk": {"kty": "EC", "crv": "P-256", "x": "eA", "y": "eQ", "ext": true},
    "apu": "QWxpY2U", "apv": "Qm9i", "iv": "aXY", "tag": "dGFn",
    "https://example.com/x": {"a": [1, null]}, "jku": "https://evil.example/keys", "x5c": ["MIIB"], "p2c": 1000
}"#;

#[test]
fn every_member_comes_back() {
    let header = parse(FULL).unwrap();
    assert_eq!(header.algorithm(), Some("ECDH-ES+A128KW"));
    assert_eq!(header.content_encryption(), Some("A256GCM"));
    assert_eq!(header.compression(), Some("DEF"));
    assert_eq!(header.key_id(), Some("2026-11"));
    assert_eq!(header.message_type(), Some("at+jwt"));
    assert_eq!(header.content_type(), Some("JWT"));
    assert_eq!(header.critical().unwrap(), ["https://example.com/x"]);
    assert_eq!(header.party_u_info(), Some("QWxpY2U"));
    assert_eq!(header.party_v_info(), Some("Qm9i"));
    assert_eq!(header.key_iv(), Some("aXY"));
    assert_eq!(header.key_tag(), Some("dGFn"));
    let key = header.ephemeral_key().unwrap();
    assert_eq!((key.key_type(), key.curve(), key.x(), key.y()), ("EC", "P-256", "eA", Some("eQ")));
    assert_eq!(header.member("https://example.com/x"), Some(&json!({"a": [1, null]})));
    assert_eq!(header.member("jku"), Some(&json!("https://evil.example/keys")));
    assert_eq!(header.member("p2c"), Some(&json!(1000)));
    let names: Vec<&String> = header.other_members().keys().collect();
    assert_eq!(names, ["https://example.com/x", "jku", "p2c", "x5c"]);
}

/// A number that does not fit is no number of rounds, and only `false` means an unencoded payload.
#[test]
fn members_of_passwords_hpke_and_unencoded_payloads() {
    let rounds = [
        ("0", Some(0)),
        ("999", Some(999)),
        ("4294967296", Some(4_294_967_296)),
        ("18446744073709551615", Some(u64::MAX)),
    ];
    for (written, read) in rounds {
        assert_eq!(parse(&format!(r#"{{"p2c":{written}}}"#)).unwrap().password_rounds(), read);
    }
    for written in ["18446744073709551616", "-1", "1000.0", "1e3", "1e300", r#""1000""#] {
        assert!(parse(&format!(r#"{{"p2c":{written}}}"#)).is_err(), "{written}");
    }
    for (json, unencoded) in [
        (r#"{"crit":["b64"],"b64":false}"#, true),
        (r#"{"crit":["b64"],"b64":true}"#, false),
        (r#"{"B64":false}"#, false),
        ("{}", false),
    ] {
        assert_eq!(parse(json).unwrap().has_unencoded_payload(), unencoded, "{json}");
    }
    let header = parse(r#"{"p2s":"c2FsdA","ek":"Z\u0057s"}"#).unwrap();
    assert_eq!((header.password_salt(), header.encapsulated_key()), (Some("c2FsdA"), Some("ZWs")));
    let others = parse(r#"{"P2S":"a","p2s ":"a","EK":"a","P2C":1}"#).unwrap();
    assert_eq!((others.password_salt(), others.password_rounds(), others.encapsulated_key()), (None, None, None));
}

#[test]
fn an_empty_header_has_nothing() {
    for header in [parse("{}").unwrap(), JoseHeader::default()] {
        let texts = [
            header.algorithm(),
            header.content_encryption(),
            header.compression(),
            header.key_id(),
            header.message_type(),
            header.content_type(),
            header.party_u_info(),
            header.party_v_info(),
            header.key_iv(),
            header.key_tag(),
            header.password_salt(),
            header.encapsulated_key(),
        ];
        assert!(header.password_rounds().is_none() && !header.has_unencoded_payload());
        assert!(texts.iter().all(Option::is_none));
        assert!(header.critical().is_none() && header.ephemeral_key().is_none());
        assert!(header.other_members().is_empty() && header.member("alg").is_none() && header.member("").is_none());
    }
}

#[test]
fn the_received_segment_is_kept_as_it_is() {
    for received in ["", "eyJ9", "not base64url at all", "é"] {
        let header = JoseHeader::parse(received, FULL.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(header.received(), received);
        assert_eq!(header.received().as_ptr(), received.as_ptr());
        assert_eq!(header.into_owned().received(), received);
    }
}

#[test]
fn an_owned_header_is_equal_and_outlives_the_text() {
    for json in [FULL, "{}", r#"{"kid":"w\u006frds"}"#, r#"{"epk":{"kty":"OKP","crv":"X25519","x":"eA"}}"#] {
        let owned: JoseHeader<'static> = {
            let copy = json.to_owned();
            let header = parse(&copy).unwrap();
            let owned = header.clone().into_owned();
            assert_eq!(owned, header);
            owned
        };
        assert_eq!(owned, parse(json).unwrap());
        let (left, right): (Map<String, Value>, Map<String, Value>) = ((&owned).into(), (&parse(json).unwrap()).into());
        assert_eq!(left, right);
    }
}

#[test]
fn headers_that_differ_are_not_equal() {
    let headers = [
        "{}",
        r#"{"alg":"ES256"}"#,
        r#"{"alg":"es256"}"#,
        r#"{"kid":"ES256"}"#,
        r#"{"x":"ES256"}"#,
        r#"{"x":null}"#,
        r#"{"epk":{"kty":"EC","crv":"P-256","x":"eA"}}"#,
        r#"{"epk":{"kty":"EC","crv":"P-256","x":"eA","y":""}}"#,
    ];
    for (index, left) in headers.iter().enumerate() {
        for (other, right) in headers.iter().enumerate() {
            assert_eq!(parse(left).unwrap() == parse(right).unwrap(), index == other, "{left} and {right}");
        }
    }
}

#[test]
fn as_json_for_people() {
    let map = Map::from(&parse(FULL).unwrap());
    let mut all: Map<String, Value> = serde_json::from_str(FULL).unwrap();
    // Nobody reads what else stands in an ephemeral key.
    all["epk"].as_object_mut().unwrap().remove("ext");
    assert_eq!(map, all);
    assert_eq!(Map::from(&parse("{}").unwrap()), Map::new());
}

/// Names from outside stay text, byte for byte, until somebody looks them up.
#[test]
fn texts_are_kept_byte_for_byte() {
    let texts = [
        ("a name that nobody knows", "XS999", "XS999"),
        ("no algorithm", "none", "none"),
        ("nearly no algorithm", "nOnE", "nOnE"),
        ("a space behind", "none ", "none "),
        ("a path", "../../dev/null", "../../dev/null"),
        ("a query", "' UNION SELECT 1 --", "' UNION SELECT 1 --"),
        ("NUL", r"none\u0000", "none\0"),
        ("a line break", r"a\nb", "a\nb"),
        ("composed", r"\u00e9", "é"),
        ("decomposed", r"e\u0301", "e\u{301}"),
        ("capitals", "Key1", "Key1"),
        ("small letters", "key1", "key1"),
        ("nothing", "", ""),
    ];
    for (name, written, read) in texts {
        let json = format!(r#"{{"alg":"{written}","kid":"{written}","enc":"{written}"}}"#);
        let header = parse(&json).unwrap();
        let found = (header.algorithm(), header.key_id(), header.content_encryption());
        assert_eq!(found, (Some(read), Some(read), Some(read)), "{name}");
    }
    for (left, _, one) in texts {
        for (right, _, other) in texts {
            assert_eq!(one == other, left == right, "{left} and {right}");
        }
    }
}

#[test]
fn names_are_compared_exactly_and_none_is_special() {
    let json = r#"{"ALG":1,"Alg":2,"alg ":3,"\u0000alg":4,"__proto__":5,"constructor":6,"":7,"hasOwnProperty":8}"#;
    let header = parse(json).unwrap();
    assert_eq!(header.algorithm(), None);
    assert_eq!(header.other_members().len(), 8);
    assert_eq!(header.member("__proto__"), Some(&json!(5)));
    assert_eq!(header.member(""), Some(&json!(7)));
    assert_eq!(parse(r#"{"\u0061l\u0067":"ES256"}"#).unwrap().algorithm(), Some("ES256"));
}

#[test]
fn what_other_specifications_register_passes_through() {
    let json =
        r#"{"alg":"ES256","url":"u","nonce":"n","ppt":"p","svt":["s"],"iss":"i","aud":["a"],"trust_chain":["t"]}"#;
    let header = parse(json).unwrap();
    assert_eq!(header.other_members().len(), 7);
    assert_eq!(header.member("iss"), Some(&json!("i")));
}
