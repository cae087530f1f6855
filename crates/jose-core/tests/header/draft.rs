//! Writing a header: the bytes and their order.

use jose_core::{
    Limits, base64url,
    header::{DraftEphemeralKey, HeaderDraft, JoseHeader},
};
use serde_json::{Map, Value, json};

fn written(draft: &HeaderDraft<'_>) -> String {
    String::from_utf8(base64url::decode(&draft.to_base64url()).unwrap()).unwrap()
}

fn members(value: &Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

#[test]
fn bytes_and_order() {
    let private = members(&json!({"https://example.com/x": [1], "nonce": "n", "zz": null, "Alg": "x"}));
    let none = Map::new();
    let embedded = members(&json!({"kty": "OKP", "crv": "Ed25519", "x": "eA"}));
    let chain = ["MIIB".to_owned(), "MIIC".to_owned()];
    let epk = |y: Option<&str>| DraftEphemeralKey {
        kty: if y.is_some() { "EC" } else { "OKP" },
        crv: if y.is_some() { "P-256" } else { "X25519" },
        x: "eA".into(),
        y: y.map(Into::into),
    };
    let table = [
        (HeaderDraft { alg: Some("ES256"), ..HeaderDraft::default() }, r#"{"alg":"ES256"}"#),
        (HeaderDraft::default(), "{}"),
        (
            HeaderDraft { alg: Some("HS256"), typ: Some("JWT"), ..HeaderDraft::default() },
            r#"{"alg":"HS256","typ":"JWT"}"#,
        ),
        (
            HeaderDraft { alg: Some("dir"), enc: Some("A256GCM"), cty: Some("JWT"), ..HeaderDraft::default() },
            r#"{"alg":"dir","cty":"JWT","enc":"A256GCM"}"#,
        ),
        (
            HeaderDraft { alg: Some("ECDH-ES"), epk: Some(epk(None)), ..HeaderDraft::default() },
            r#"{"alg":"ECDH-ES","epk":{"kty":"OKP","crv":"X25519","x":"eA"}}"#,
        ),
        (HeaderDraft { alg: Some("ES256"), private: Some(&none), ..HeaderDraft::default() }, r#"{"alg":"ES256"}"#),
        (
            HeaderDraft { alg: Some("a\"\n\u{0}é"), kid: Some("\\/\u{1f600}"), ..HeaderDraft::default() },
            r#"{"alg":"a\"\n\u0000é","kid":"\\/😀"}"#,
        ),
        (
            HeaderDraft { b64: Some(false), crit: Some(&["b64"]), alg: Some("HS256"), ..HeaderDraft::default() },
            r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#,
        ),
        (HeaderDraft { b64: Some(true), crit: Some(&[]), ..HeaderDraft::default() }, r#"{"b64":true,"crit":[]}"#),
        (
            HeaderDraft { p2c: Some(u32::MAX), x5c: Some(&[]), ..HeaderDraft::default() },
            r#"{"p2c":4294967295,"x5c":[]}"#,
        ),
        (
            // Every field, in the order of RFC 7520.
            HeaderDraft {
                alg: Some("ECDH-ES+A128KW"),
                enc: Some("A128GCM"),
                kid: Some("1"),
                typ: Some("at+jwt"),
                cty: Some("JWT"),
                epk: Some(epk(Some("eQ"))),
                apu: Some("dQ"),
                apv: Some("dg"),
                iv: Some("aXY".into()),
                tag: Some("dGFn".into()),
                p2s: Some("c2FsdA".into()),
                p2c: Some(600_000),
                ek: Some("ZWs".into()),
                jku: Some("https://example.com/keys"),
                jwk: Some(&embedded),
                x5u: Some("https://example.com/chain"),
                x5c: Some(&chain),
                x5t: Some("dDE"),
                x5t_s256: Some("dDI"),
                zip: Some("DEF"),
                b64: Some(false),
                crit: Some(&["b64", "https://example.com/x"]),
                private: Some(&private),
            },
            concat!(
                r#"{"alg":"ECDH-ES+A128KW","kid":"1","typ":"at+jwt","p2s":"c2FsdA","p2c":600000,"#,
                r#""epk":{"kty":"EC","crv":"P-256","x":"eA","y":"eQ"},"apu":"dQ","apv":"dg","tag":"dGFn","iv":"aXY","#,
                r#""ek":"ZWs","jku":"https://example.com/keys","jwk":{"crv":"Ed25519","kty":"OKP","x":"eA"},"#,
                r#""x5u":"https://example.com/chain","x5c":["MIIB","MIIC"],"x5t":"dDE","x5t#S256":"dDI","#,
                r#""cty":"JWT","enc":"A128GCM","zip":"DEF","b64":false,"crit":["b64","https://example.com/x"],"#,
                r#""Alg":"x","https://example.com/x":[1],"nonce":"n","zz":null}"#
            ),
        ),
    ];
    for (draft, expected) in table {
        assert_eq!(written(&draft), expected);
        assert_eq!(draft.to_json(), expected);
    }
}

#[test]
fn what_is_written_can_be_read() {
    let private = members(&json!({"https://example.com/x": {"a": [1, null, "é"]}, "b": -1.5}));
    let draft = HeaderDraft {
        alg: Some("ECDH-ES"),
        enc: Some("A128GCM"),
        kid: Some("\u{1f600}\u{0}\""),
        epk: Some(DraftEphemeralKey { kty: "EC", crv: "P-521", x: "eA".into(), y: Some("eQ".into()) }),
        apv: Some("dg"),
        p2s: Some("c2FsdA".into()),
        p2c: Some(1000),
        ek: Some("ZWs".into()),
        zip: Some("DEF"),
        b64: Some(false),
        crit: Some(&["b64"]),
        private: Some(&private),
        ..HeaderDraft::default()
    };
    let received = draft.to_base64url();
    let json = base64url::decode(&received).unwrap();
    let header = JoseHeader::parse(&received, &json, &Limits::default()).unwrap();
    assert_eq!(header.received(), received);
    assert_eq!(header.algorithm(), Some("ECDH-ES"));
    assert_eq!(header.key_id(), Some("\u{1f600}\u{0}\""));
    assert_eq!(header.ephemeral_key().and_then(|key| key.y()), Some("eQ"));
    assert_eq!((header.party_u_info(), header.party_v_info()), (None, Some("dg")));
    assert_eq!((header.password_salt(), header.password_rounds()), (Some("c2FsdA"), Some(1000)));
    assert_eq!((header.encapsulated_key(), header.compression()), (Some("ZWs"), Some("DEF")));
    assert!(header.has_unencoded_payload());
    assert_eq!(header.critical().unwrap(), ["b64"]);
    for (name, value) in &private {
        assert_eq!(header.member(name), Some(value));
    }
    assert_eq!(header.other_members().len(), private.len() + 4);
}

/// A private member that has a place of its own would be written twice, and no recipient of ours would read that.
#[test]
fn private_members_with_a_place_of_their_own_are_found() {
    let reserved = [
        "alg",
        "enc",
        "zip",
        "kid",
        "typ",
        "cty",
        "crit",
        "epk",
        "apu",
        "apv",
        "iv",
        "tag",
        "b64",
        "ek",
        "jwk",
        "jku",
        "x5c",
        "x5u",
        "x5t",
        "x5t#S256",
        "p2c",
        "p2s",
        "$serde_json::private::RawValue",
    ];
    for name in reserved {
        let private =
            Map::from_iter([("a".to_owned(), json!(1)), (name.to_owned(), json!("x")), ("z".to_owned(), json!(1))]);
        let draft = HeaderDraft { alg: Some("ES256"), private: Some(&private), ..HeaderDraft::default() };
        assert_eq!(draft.reserved_private_member().as_deref(), Some(name));
    }
    let free = ["iss", "sub", "aud", "ALG", "alg ", "", "https://example.com/alg", "url", "nonce"];
    for name in free {
        let private = Map::from_iter([(name.to_owned(), json!("x"))]);
        let draft = HeaderDraft { alg: Some("ES256"), private: Some(&private), ..HeaderDraft::default() };
        assert_eq!(draft.reserved_private_member(), None, "{name}");
    }
    assert_eq!(HeaderDraft::default().reserved_private_member(), None);
}
