//! `crit` and `b64`. Attacks 50, 51 and 52.

use jose_core::{
    LimitExceeded, Limits, ParseError,
    header::{JoseHeader, critical},
    json::JsonError,
};

use crate::parse;

const EMPTY: &str = "a list that is not empty";
const TWICE: &str = "a list without duplicates";
const DEFINED: &str = "a list of extensions, without names that every recipient knows";
const ABSENT: &str = "a list of members that the header has";

#[test]
fn a_malformed_list_is_refused() {
    let table = [
        ("empty", r#"{"crit":[]}"#, EMPTY),
        ("empty, with members", r#"{"alg":"ES256","crit":[],"x":1}"#, EMPTY),
        ("a name twice", r#"{"crit":["x","x"],"x":1}"#, TWICE),
        ("a name twice, once escaped", r#"{"crit":["x","\u0078"],"x":1}"#, TWICE),
        ("a name twice, far apart", r#"{"crit":["x","y","z","x"],"x":1,"y":1,"z":1}"#, TWICE),
        ("b64 twice", r#"{"crit":["b64","b64"],"b64":false}"#, TWICE),
        ("an absent name", r#"{"crit":["x"]}"#, ABSENT),
        ("an absent name after a present one", r#"{"crit":["x","y"],"x":1}"#, ABSENT),
        ("an absent name before a present one", r#"{"crit":["y","x"],"x":1}"#, ABSENT),
        ("other capitals", r#"{"crit":["X"],"x":1}"#, ABSENT),
        ("a space behind", r#"{"crit":["x "],"x":1}"#, ABSENT),
        ("the empty name", r#"{"crit":[""]}"#, ABSENT),
        ("a member of a member", r#"{"crit":["y"],"x":{"y":1}}"#, ABSENT),
        ("b64 that is not there", r#"{"crit":["b64"]}"#, ABSENT),
        ("itself", r#"{"crit":["crit"]}"#, DEFINED),
        ("a defined name first", r#"{"crit":["alg","x"],"alg":"ES256","x":1}"#, DEFINED),
        ("a defined name last", r#"{"crit":["x","alg"],"alg":"ES256","x":1}"#, DEFINED),
        ("a defined name, escaped", r#"{"crit":["\u0061lg"],"alg":"ES256"}"#, DEFINED),
    ];
    for (name, json, expected) in table {
        assert_eq!(parse(json).err(), Some(ParseError::Member { name: "crit", expected }), "{name}");
    }
}

/// Whether or not the header has them.
#[test]
fn every_defined_name_is_refused() {
    let names = [
        ("alg", r#""ES256""#),
        ("enc", r#""A256GCM""#),
        ("zip", r#""DEF""#),
        ("jku", r#""https://example.com""#),
        ("jwk", r#"{"kty":"EC"}"#),
        ("kid", r#""1""#),
        ("x5u", r#""https://example.com""#),
        ("x5c", r#"["MIIB"]"#),
        ("x5t", r#""A""#),
        ("x5t#S256", r#""A""#),
        ("typ", r#""JWT""#),
        ("cty", r#""JWT""#),
        ("epk", r#"{"kty":"EC","crv":"P-256","x":"A"}"#),
        ("apu", r#""A""#),
        ("apv", r#""A""#),
        ("iv", r#""A""#),
        ("tag", r#""A""#),
        ("p2s", r#""A""#),
        ("p2c", "1000"),
    ];
    let refused = Some(ParseError::Member { name: "crit", expected: DEFINED });
    for (name, value) in names {
        assert_eq!(parse(&format!(r#"{{"crit":["{name}"]}}"#)).err(), refused, "{name}, absent");
        assert_eq!(parse(&format!(r#"{{"crit":["{name}"],"{name}":{value}}}"#)).err(), refused, "{name}, present");
        assert_eq!(parse(&format!(r#"{{"crit":["x","{name}"],"x":1}}"#)).err(), refused, "{name}, among others");
        assert!(parse(&format!(r#"{{"{name}":{value}}}"#)).is_ok(), "{name}, not critical");
    }
}

#[test]
fn a_list_of_another_type_is_refused() {
    for (value, expected) in [
        ("null", "a sequence"),
        (r#""x""#, "a sequence"),
        ("true", "a sequence"),
        ("1", "a sequence"),
        (r#"{"x":1}"#, "a sequence"),
        ("[null]", "a string"),
        ("[1]", "a string"),
        ("[true]", "a string"),
        (r#"[["x"]]"#, "a string"),
        (r#"[{"x":1}]"#, "a string"),
        (r#"["x",null]"#, "a string"),
        (r#"["x",1]"#, "a string"),
    ] {
        let source = JsonError::Type { member: "crit".into(), expected: expected.into() };
        let json = format!(r#"{{"x":1,"crit":{value}}}"#);
        assert_eq!(parse(&json).err(), Some(ParseError::Json { part: "header", source }), "{value}");
    }
}

#[test]
fn too_many_names_are_refused() {
    let header = |count: usize| {
        let names: Vec<String> = (0..count).map(|index| format!("\"x{index}\"")).collect();
        let members: Vec<String> = names.iter().map(|name| format!("{name}:1")).collect();
        format!(r#"{{"crit":[{}],{}}}"#, names.join(","), members.join(","))
    };
    assert_eq!(parse(&header(8)).unwrap().critical().map(<[_]>::len), Some(8));
    for count in [9, 10, 50] {
        let over = LimitExceeded::check("critical_names", count, 8).unwrap_err();
        assert_eq!(parse(&header(count)).err(), Some(ParseError::Limit(over)), "{count}");
    }
    let mut none = Limits::default();
    none.critical_names = 0;
    let json = header(1);
    let error = JoseHeader::parse("", json.as_bytes(), &none).unwrap_err();
    assert_eq!(error, ParseError::Limit(LimitExceeded::check("critical_names", 1, 0).unwrap_err()));
    assert!(JoseHeader::parse("", br#"{"x":1}"#, &none).is_ok());
}

/// RFC 7797, section 6: who does not know `b64` must refuse, so a sender must say that it matters.
#[test]
fn b64_is_announced_or_refused() {
    let refused = Some(ParseError::Member { name: "b64", expected: "listed in crit" });
    for value in ["true", "false"] {
        for json in [
            format!(r#"{{"b64":{value}}}"#),
            format!(r#"{{"alg":"ES256","b64":{value}}}"#),
            format!(r#"{{"\u0062\u0036\u0034":{value}}}"#),
            format!(r#"{{"b64":{value},"crit":["x"],"x":1}}"#),
            format!(r#"{{"b64":{value},"crit":["B64"],"B64":1}}"#),
        ] {
            assert_eq!(parse(&json).err(), refused, "{json}");
        }
        let json = format!(r#"{{"crit":["b64"],"b64":{value}}}"#);
        assert_eq!(parse(&json).unwrap().member("b64"), Some(&(value == "true").into()));
    }
    for value in ["null", "0", "\"false\"", "[]", "{}"] {
        let source = JsonError::Type { member: "b64".into(), expected: "true or false".into() };
        let json = format!(r#"{{"crit":["b64"],"b64":{value}}}"#);
        assert_eq!(parse(&json).err(), Some(ParseError::Json { part: "header", source }), "{value}");
    }
}

#[test]
fn what_is_not_understood_is_refused_by_name() {
    let json = r#"{"crit":["b64","exp","x"],"b64":false,"exp":1,"x":null}"#;
    let header = parse(json).unwrap();
    let table: &[(&[&str], Option<&str>)] = &[
        (&[], Some("b64")),
        (&["x"], Some("b64")),
        (&["exp", "x"], Some("b64")),
        (&["b64"], Some("exp")),
        (&["b64", "x"], Some("exp")),
        (&["b64", "exp"], Some("x")),
        (&["b64", "exp", "X"], Some("x")),
        (&["b64", "exp", "x "], Some("x")),
        (&["b64", "exp", ""], Some("x")),
        (&["b64", "exp", "xx"], Some("x")),
        (&["x", "exp", "b64"], None),
        (&["more", "x", "exp", "b64"], None),
    ];
    for (understood, missing) in table {
        let expected = missing.map(|name| ParseError::NotUnderstood { name: name.into() });
        assert_eq!(critical::check_understood(&header, understood).err(), expected, "{understood:?}");
    }
    let nothing = parse(r#"{"alg":"ES256","x":1}"#).unwrap();
    assert_eq!(critical::check_understood(&nothing, &[]), Ok(()));
}

#[test]
fn the_name_in_the_message_is_short_and_printable() {
    for (written, said) in [
        (r"a\nb", r"a\nb"),
        (r"\u001b[2J", r"\u{1b}[2J"),
        (r"\u202e", r"\u{202e}"),
        (&*"n".repeat(5000), &*"n".repeat(64)),
        (&*"é".repeat(2000), &*"é".repeat(64)),
        ("", ""),
    ] {
        let json = format!(r#"{{"crit":["{written}"],"{written}":1}}"#);
        let header = parse(&json).unwrap();
        let error = critical::check_understood(&header, &[]).unwrap_err();
        assert_eq!(error, ParseError::NotUnderstood { name: said.into() });
        assert_eq!(error.code(), "parse.crit");
        assert_eq!(error.to_string(), format!("crit demands the extension {said}, which is not understood"));
    }
}
