//! Members that are where they must not be, twice, missing or of a wrong kind, in both forms in JSON. Attacks 51, 52, 55, 56, 57, 69, 70.

use jose_core::Limits;
use jose_jws::{Require, Verifier};

use crate::{
    keys,
    parts::{ES256, HS256, PAYLOAD, code, flattened, general, good, members, of_flattened, of_general},
};

/// The headers of one signature that is correct, and the code of its refusal.
const HEADERS: &[(&str, Option<&str>, Option<&str>, &str)] = &[
    ("crit unprotected", Some(r#"{"alg":"HS256"}"#), Some(r#"{"crit":["x"],"x":1}"#), "parse.member"),
    (
        "crit unprotected, its member protected",
        Some(r#"{"alg":"HS256","x":1}"#),
        Some(r#"{"crit":["x"]}"#),
        "parse.member",
    ),
    (
        "crit protected, its member unprotected",
        Some(r#"{"alg":"HS256","crit":["x"]}"#),
        Some(r#"{"x":1}"#),
        "parse.member",
    ),
    ("crit alone", None, Some(r#"{"alg":"HS256","crit":["x"],"x":1}"#), "parse.member"),
    ("b64 false unprotected", Some(r#"{"alg":"HS256"}"#), Some(r#"{"b64":false}"#), "parse.member"),
    ("b64 true unprotected", Some(r#"{"alg":"HS256"}"#), Some(r#"{"b64":true}"#), "parse.member"),
    ("b64 unprotected, in crit", Some(r#"{"alg":"HS256","crit":["b64"]}"#), Some(r#"{"b64":false}"#), "parse.member"),
    ("b64 without crit", Some(r#"{"alg":"HS256","b64":false}"#), None, "parse.member"),
    ("b64 true without crit", Some(r#"{"alg":"HS256","b64":true}"#), None, "parse.member"),
    ("b64 not allowed", Some(r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#), None, "parse.crit"),
    ("b64 true not allowed", Some(r#"{"alg":"HS256","b64":true,"crit":["b64"]}"#), None, "parse.crit"),
    ("b64 no truth value", Some(r#"{"alg":"HS256","b64":"false","crit":["b64"]}"#), None, "json.type"),
    ("zip unprotected", Some(r#"{"alg":"HS256"}"#), Some(r#"{"zip":"DEF"}"#), "parse.member"),
    ("an extension", Some(r#"{"alg":"HS256","crit":["x"],"x":1}"#), None, "parse.crit"),
    ("an empty crit", Some(r#"{"alg":"HS256","crit":[]}"#), None, "parse.member"),
    ("crit with a known name", Some(r#"{"alg":"HS256","crit":["alg"]}"#), None, "parse.member"),
    ("alg in both", Some(r#"{"alg":"HS256"}"#), Some(r#"{"alg":"HS256"}"#), "parse.repeated"),
    ("another alg in both", Some(r#"{"alg":"HS256"}"#), Some(r#"{"alg":"ES256"}"#), "parse.repeated"),
    ("none behind alg", Some(r#"{"alg":"HS256"}"#), Some(r#"{"alg":"none"}"#), "parse.repeated"),
    ("none before alg", Some(r#"{"alg":"none"}"#), Some(r#"{"alg":"HS256"}"#), "parse.repeated"),
    ("alg in both, escaped", Some(r#"{"alg":"HS256"}"#), Some(r#"{"\u0061lg":"HS256"}"#), "parse.repeated"),
    ("kid in both", Some(r#"{"alg":"HS256","kid":"1"}"#), Some(r#"{"kid":"1"}"#), "parse.repeated"),
    ("another kid in both", Some(r#"{"alg":"HS256","kid":"1"}"#), Some(r#"{"kid":"2"}"#), "parse.repeated"),
    ("typ in both", Some(r#"{"alg":"HS256","typ":"a"}"#), Some(r#"{"typ":"b"}"#), "parse.repeated"),
    ("jwk in both", Some(r#"{"alg":"HS256","jwk":{}}"#), Some(r#"{"jwk":{}}"#), "parse.repeated"),
    ("an own member in both", Some(r#"{"alg":"HS256","x":1}"#), Some(r#"{"x":1}"#), "parse.repeated"),
    ("no alg", Some(r#"{"kid":"1"}"#), Some(r#"{"typ":"x"}"#), "parse.member"),
    ("no alg, unprotected", None, Some(r#"{"kid":"1"}"#), "parse.member"),
    ("no headers", None, None, "parse.form"),
    ("alg twice", Some(r#"{"alg":"HS256","alg":"HS256"}"#), None, "json.duplicate"),
    ("alg twice, unprotected", None, Some(r#"{"alg":"HS256","alg":"none"}"#), "json.duplicate"),
    ("alg twice, unprotected and escaped", None, Some(r#"{"alg":"HS256","\u0061lg":"none"}"#), "json.duplicate"),
    ("twice, deep inside", None, Some(r#"{"alg":"HS256","x":[{"y":1,"y":2}]}"#), "json.duplicate"),
    ("twice, deep inside the protected", Some(r#"{"alg":"HS256","x":[{"y":1,"y":2}]}"#), None, "json.duplicate"),
    ("alg no text", None, Some(r#"{"alg":["HS256"]}"#), "json.type"),
    ("kid no text", Some(r#"{"alg":"HS256"}"#), Some(r#"{"kid":null}"#), "json.type"),
    ("a private key", Some(r#"{"alg":"HS256"}"#), Some(r#"{"jwk":{"kty":"oct","k":""}}"#), "json.type"),
    ("a header that is text", Some(r#"{"alg":"HS256"}"#), Some(r#""{}""#), "json.type"),
    ("a header that is null", Some(r#"{"alg":"HS256"}"#), Some("null"), "json.type"),
    ("a header that is a list", Some(r#"{"alg":"HS256"}"#), Some("[]"), "json.type"),
    ("a protected header that is a list", Some(r#"["HS256"]"#), None, "json.object"),
    ("a protected header that is empty", Some(""), Some(r#"{"alg":"HS256"}"#), "parse.form"),
    ("a protected header and more", Some(r#"{"alg":"HS256"}{}"#), None, "json.trailing"),
];

#[test]
fn headers_that_contradict_are_refused() {
    let (key, keys) = (keys::signing(HS256), keys::set(HS256));
    for (name, protected, header, expected) in HEADERS {
        let bad = members(&key, *protected, *header, PAYLOAD);
        assert_eq!(of_flattened(&flattened(&bad), &keys), *expected, "{name}, flattened");
        // What is malformed anywhere refuses the whole message, beside however many good signatures.
        for signatures in [vec![bad.clone()], vec![good(HS256), bad.clone()], vec![bad.clone(), good(HS256)]] {
            for require in [Require::Any, Require::All] {
                let found = of_general(&general(&signatures), &keys, require);
                assert_eq!(found, *expected, "{name}, general of {}, {require:?}", signatures.len());
            }
        }
    }
}

/// Members of one signature, not as they should be. `S` is a good signature, `P` a good protected header.
const MEMBERS: &[(&str, &str, &str)] = &[
    ("no signature", r#""protected":"P""#, "parse.form"),
    ("signature null", r#""protected":"P","signature":null"#, "json.type"),
    ("signature a number", r#""protected":"P","signature":1"#, "json.type"),
    ("signature a list", r#""protected":"P","signature":["S"]"#, "json.type"),
    ("signature padded", r#""protected":"P","signature":"S=""#, "parse.base64"),
    ("signature with a space", r#""protected":"P","signature":"S ""#, "parse.base64"),
    ("signature with a dot", r#""protected":"P","signature":"S.""#, "parse.base64"),
    ("signature twice", r#""protected":"P","signature":"S","signature":"S""#, "json.duplicate"),
    ("signature twice, escaped", r#""protected":"P","signature":"S","\u0073ignature":"S""#, "json.duplicate"),
    ("protected twice", r#""protected":"P","protected":"P","signature":"S""#, "json.duplicate"),
    ("header twice", r#""protected":"P","header":{},"header":{},"signature":"S""#, "json.duplicate"),
    ("twice in what nobody reads", r#""protected":"P","signature":"S","x":{"y":1,"y":1}"#, "json.duplicate"),
    ("protected null", r#""protected":null,"signature":"S""#, "json.type"),
    ("protected not encoded", r#""protected":{"alg":"HS256"},"signature":"S""#, "json.type"),
    ("protected padded", r#""protected":"P=","signature":"S""#, "parse.base64"),
    ("protected as text", r#""protected":"{\"alg\":\"HS256\"}","signature":"S""#, "parse.base64"),
];

#[test]
fn members_that_are_malformed_are_refused() {
    let keys = keys::set(HS256);
    let good = good(HS256);
    let (protected, signature) = (text(&good, "protected"), text(&good, "signature"));
    for (name, template, expected) in MEMBERS {
        let bad = template.replace("\"P", &format!("\"{protected}")).replace("\"S", &format!("\"{signature}"));
        assert_eq!(of_flattened(&flattened(&bad), &keys), *expected, "{name}, flattened");
        for require in [Require::Any, Require::All] {
            for signatures in [[&bad, &good], [&good, &bad]] {
                assert_eq!(
                    of_general(&general(&signatures), &keys, require),
                    *expected,
                    "{name}, general, {require:?}"
                );
            }
        }
    }
}

/// The value of a text member.
fn text<'m>(members: &'m str, name: &str) -> &'m str {
    let (_, rest) = members.split_once(&format!("\"{name}\":\"")).unwrap();
    rest.split_once('"').unwrap().0
}

#[test]
fn payloads_that_are_malformed_are_refused() {
    let (key, keys) = (keys::signing(HS256), keys::set(HS256));
    for (name, member, expected) in [
        ("missing", "", "parse.form"),
        ("null", r#""payload":null,"#, "json.type"),
        ("a number", r#""payload":1,"#, "json.type"),
        ("an object", r#""payload":{},"#, "json.type"),
        ("twice", r#""payload":"cGF5bG9hZA","payload":"cGF5bG9hZA","#, "json.duplicate"),
        ("twice, escaped", r#""payload":"cGF5bG9hZA","\u0070ayload":"cGF5bG9hZA","#, "json.duplicate"),
        ("padded", r#""payload":"cGF5bG9hZA==","#, "parse.base64"),
        ("stray final bits", r#""payload":"cGF5bG9hZB","#, "parse.base64"),
        ("not encoded", r#""payload":"pay load","#, "parse.base64"),
        ("another", r#""payload":"cGF5bG9hZG","#, "parse.base64"),
        ("another one", r#""payload":"cGF5bG9hZW","#, "parse.base64"),
        ("the empty one", r#""payload":"","#, "jws.signature"),
        ("a longer one", r#""payload":"cGF5bG9hZHM","#, "jws.signature"),
    ] {
        let own = members(&key, Some(r#"{"alg":"HS256"}"#), None, PAYLOAD);
        assert_eq!(of_flattened(&format!("{{{member}{own}}}"), &keys), expected, "{name}, flattened");
        let json = format!(r#"{{{member}"signatures":[{{{own}}}]}}"#);
        assert_eq!(of_general(&json, &keys, Require::Any), expected, "{name}, general");
    }
}

#[test]
fn what_is_of_both_forms_is_of_neither() {
    let keys = keys::set(HS256);
    let own = good(HS256);
    let list = format!(r#""signatures":[{{{own}}}]"#);
    for (name, json) in [
        ("both whole", format!(r#"{{"payload":"{PAYLOAD}",{own},{list}}}"#)),
        ("the list first", format!(r#"{{"payload":"{PAYLOAD}",{list},{own}}}"#)),
        ("a lone signature", format!(r#"{{"payload":"{PAYLOAD}","signature":"","header":{{}},{list}}}"#)),
    ] {
        assert_eq!(of_flattened(&json, &keys), "parse.form", "{name}, flattened");
        assert_eq!(of_general(&json, &keys, Require::Any), "parse.form", "{name}, general");
    }
    for (name, json) in [
        ("protected beside the list", format!(r#"{{"payload":"{PAYLOAD}","protected":"e30",{list}}}"#)),
        ("header beside the list", format!(r#"{{"payload":"{PAYLOAD}","header":{{}},{list}}}"#)),
        ("no list", format!(r#"{{"payload":"{PAYLOAD}"}}"#)),
        ("an empty list", format!(r#"{{"payload":"{PAYLOAD}","signatures":[]}}"#)),
    ] {
        for require in [Require::Any, Require::All] {
            assert_eq!(of_general(&json, &keys, require), "parse.form", "{name}, {require:?}");
        }
    }
    for (name, list) in
        [("null", "null"), ("an object", "{}"), ("text", "\"\""), ("texts", "[\"\"]"), ("null inside", "[null]")]
    {
        let json = format!(r#"{{"payload":"{PAYLOAD}","signatures":{list}}}"#);
        for require in [Require::Any, Require::All] {
            assert_eq!(of_general(&json, &keys, require), "json.type", "a list that is {name}, {require:?}");
        }
    }
}

/// Attacks 60, 70, 73, 154.
#[test]
fn what_is_too_much_is_refused() {
    let (key, keys) = (keys::signing(HS256), keys::set(HS256));
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let many: Vec<String> = (0..65).map(|index| format!("\"{index}\":0")).collect();
    let of = |protected: &str, header: &str| members(&key, Some(protected), Some(header), PAYLOAD);
    let protected = r#"{"alg":"HS256"}"#;
    for (name, own, codes) in [
        ("a deep header", of(protected, &format!(r#"{{"x":{}}}"#, deep(100))), ["json.limit"; 2]),
        ("a header of 4000 levels", of(protected, &format!(r#"{{"x":{}}}"#, deep(4000))), ["json.limit"; 2]),
        ("a header that never ends", of(protected, &format!(r#"{{"x":{}"#, "[".repeat(4000))), ["json.limit"; 2]),
        ("a deep protected header", of(&format!(r#"{{"alg":"HS256","x":{}}}"#, deep(8)), "{}"), ["json.limit"; 2]),
        ("a header of 65 members", of(protected, &format!("{{{}}}", many.join(","))), ["parse.limit"; 2]),
        ("a long kid", of(protected, &format!(r#"{{"kid":"{}"}}"#, "k".repeat(1025))), ["parse.limit"; 2]),
        (
            "a long protected header",
            of(&format!(r#"{{"alg":"HS256","x":"{}"}}"#, "x".repeat(17_000)), "{}"),
            ["parse.limit"; 2],
        ),
        ("depth where nobody looks", format!(r#"{},"x":{}"#, good(HS256), deep(100)), ["json.limit"; 2]),
        ("length where nobody looks", format!(r#"{},"x":"{}""#, good(HS256), "x".repeat(1 << 20)), ["parse.limit"; 2]),
    ] {
        assert_eq!(of_flattened(&flattened(&own), &keys), codes[0], "{name}, flattened");
        assert_eq!(of_general(&general(&[own]), &keys, Require::Any), codes[1], "{name}, general");
    }
    for (count, expected) in [(1, "verified"), (16, "verified"), (17, "parse.limit"), (1000, "parse.limit")] {
        for require in [Require::Any, Require::All] {
            let json = general(&vec![good(HS256); count]);
            assert_eq!(of_general(&json, &keys, require), expected, "{count} signatures, {require:?}");
        }
    }
    let mut limits = Limits::default();
    limits.signatures = 2;
    for (count, expected) in [(2, "verified"), (3, "parse.limit")] {
        let json = general(&vec![good(HS256); count]);
        assert_eq!(
            code(Verifier::new(&keys).limits(limits).verify_general(&json, Require::Any)),
            expected,
            "{count} of 2"
        );
    }
}

type Change = fn(&str) -> String;

#[test]
fn what_is_not_one_json_object_is_refused() {
    let keys = keys::set(ES256);
    let (one, many) = (flattened(&good(ES256)), general(&[good(ES256)]));
    let cases: [(&str, Change, &str); 10] = [
        ("behind a byte order mark", |json| format!("\u{feff}{json}"), "json.object"),
        ("in a list", |json| format!("[{json}]"), "json.object"),
        ("as text", |json| format!("{json:?}"), "json.object"),
        ("twice", |json| format!("{json}{json}"), "json.trailing"),
        ("with a comma behind", |json| format!("{json},"), "json.trailing"),
        ("cut short", |json| json[..json.len() - 1].to_owned(), "json.syntax"),
        ("with a comment", |json| json.replacen('{', "{/**/", 1), "json.syntax"),
        ("with a comma too many", |json| json.replacen('{', "{,", 1), "json.syntax"),
        ("nothing", |_| String::new(), "json.object"),
        ("an empty object", |_| "{}".to_owned(), "parse.form"),
    ];
    assert_eq!((of_flattened(&one, &keys), of_general(&many, &keys, Require::All)), ("verified", "verified"));
    for (name, change, expected) in cases {
        assert_eq!(of_flattened(&change(&one), &keys), expected, "{name}, flattened");
        assert_eq!(of_general(&change(&many), &keys, Require::Any), expected, "{name}, general");
    }
}

/// RFC 7515, section 7.2.1: members that nobody defined are ignored.
#[test]
fn unusual_and_valid_messages_are_accepted() {
    let keys = keys::set(HS256);
    let own = good(HS256);
    for (name, json) in [
        ("as it is", flattened(&own)),
        ("white space", format!(" {{\r\n\t\"payload\" : \"{PAYLOAD}\" , {own} }} ")),
        ("another order", format!(r#"{{{own},"payload":"{PAYLOAD}"}}"#)),
        (
            "escaped names",
            flattened(&own).replace("\"payload\"", "\"\\u0070ayload\"").replace("\"signature\"", "\"s\\u0069gnature\""),
        ),
        ("an unknown member", format!(r#"{{"x":{{"alg":"none"}},"payload":"{PAYLOAD}",{own}}}"#)),
        ("an empty header", format!(r#"{{"payload":"{PAYLOAD}","header":{{}},{own}}}"#)),
    ] {
        assert_eq!(of_flattened(&json, &keys), "verified", "{name}");
    }
}
