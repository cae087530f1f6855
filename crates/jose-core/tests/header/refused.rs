//! Headers that are malformed: wrong types, duplicates, sizes, private keys. Attacks 10, 24, 25, 28, 67, 70, 73 and 86.

use jose_core::{
    LimitExceeded, Limits, ParseError,
    header::JoseHeader,
    json::{JsonError, JsonLimits},
};

use crate::parse;

fn wrong_type(member: &str, expected: &str) -> ParseError {
    ParseError::Json { part: "header", source: JsonError::Type { member: member.into(), expected: expected.into() } }
}

fn malformed(source: JsonError) -> ParseError {
    ParseError::Json { part: "header", source }
}

fn over(limit: &'static str, maximum: usize) -> ParseError {
    ParseError::Limit(LimitExceeded::check(limit, maximum + 1, maximum).unwrap_err())
}

/// Present with a wrong type is never the same as absent.
#[test]
fn every_registered_member_has_its_type() {
    let values = [
        ("null", "null"),
        ("true", "a truth"),
        ("false", "a truth"),
        ("0", "a number"),
        ("1", "a number"),
        ("-1", "a negative number"),
        ("1.5", "a fraction"),
        ("1e2", "a number with an exponent"),
        (r#""31415926535""#, "a string"),
        (r#""""#, "an empty string"),
        ("[]", "an empty list"),
        (r#"["31415926535"]"#, "a list of strings"),
        (r#"["a",31415926535]"#, "a list of strings and another"),
        (r#"[["31415926535"]]"#, "a list in a list"),
        ("[null]", "a list of null"),
        ("{}", "an empty object"),
        (r#"{"$ne":null}"#, "a question to a database"),
        (r#"{"kty":"EC","crv":"P-256","x":"31415926535"}"#, "a key"),
    ];
    for (member, fitting, expected) in REGISTERED {
        for (value, name) in values {
            let json = format!(r#"{{"a member":1,"{member}":{value}}}"#);
            let result = parse(&json);
            if fitting.contains(&value) {
                // `crit` and `b64` have more rules; here it matters that the type is not the reason.
                assert!(!matches!(result, Err(ParseError::Json { .. })), "{member} as {name}: {result:?}");
                continue;
            }
            let error = result.unwrap_err();
            let ParseError::Json { part: "header", source: JsonError::Type { member: place, expected: said } } = &error
            else {
                panic!("{member} as {name}: {error:?}");
            };
            assert_eq!(&**place, *member, "{name}: {error}");
            assert!(expected.contains(&&**said), "{member} as {name}: {error}");
            assert!(!format!("{error} {error:?}").contains("31415926535"), "{error:?}");
        }
    }
}

/// The member, the values above that fit, and the words for what was wanted.
type Registered = (&'static str, &'static [&'static str], &'static [&'static str]);

const STRINGS: &[&str] = &[r#""31415926535""#, r#""""#];
const LISTS: &[&str] = &[r#"["31415926535"]"#];
const A_STRING: &[&str] = &["a string"];

const REGISTERED: &[Registered] = &[
    ("alg", STRINGS, A_STRING),
    ("enc", STRINGS, A_STRING),
    ("zip", STRINGS, A_STRING),
    ("kid", STRINGS, A_STRING),
    ("typ", STRINGS, A_STRING),
    ("cty", STRINGS, A_STRING),
    ("apu", STRINGS, A_STRING),
    ("apv", STRINGS, A_STRING),
    ("iv", STRINGS, A_STRING),
    ("tag", STRINGS, A_STRING),
    ("jku", STRINGS, A_STRING),
    ("x5u", STRINGS, A_STRING),
    ("x5t", STRINGS, A_STRING),
    ("x5t#S256", STRINGS, A_STRING),
    ("p2s", STRINGS, A_STRING),
    ("ek", STRINGS, A_STRING),
    ("p2c", &["0", "1"], &["a whole number"]),
    ("b64", &["true", "false"], &["true or false"]),
    ("crit", &[r#"["31415926535"]"#, "[]"], &["a sequence", "a string"]),
    ("x5c", LISTS, &["a list of strings that is not empty"]),
    ("jwk", &["{}", r#"{"$ne":null}"#, r#"{"kty":"EC","crv":"P-256","x":"31415926535"}"#], &["a public key"]),
    (
        "epk",
        &[r#"{"kty":"EC","crv":"P-256","x":"31415926535"}"#],
        &["a public key object", "a public key with kty, crv and x"],
    ),
];

#[test]
fn not_a_strict_json_object() {
    let table = [
        ("nothing", "", JsonError::NotAnObject),
        ("a list", r#"["alg"]"#, JsonError::NotAnObject),
        ("a string", r#""alg""#, JsonError::NotAnObject),
        ("null", "null", JsonError::NotAnObject),
        ("the encoded form", "eyJhbGciOiJFUzI1NiJ9", JsonError::NotAnObject),
        ("a byte order mark", "\u{feff}{}", JsonError::NotAnObject),
        ("two objects", r#"{"alg":"ES256"}{}"#, JsonError::Trailing),
        ("a trailing comma", r#"{"alg":"ES256",}"#, JsonError::Syntax),
        ("a comment", r#"{"alg":/**/"ES256"}"#, JsonError::Syntax),
        ("cut short", r#"{"alg":"ES256""#, JsonError::Syntax),
        ("a lone surrogate", r#"{"kid":"\ud800"}"#, JsonError::Syntax),
        ("a number beyond a double", r#"{"x":1e309}"#, JsonError::Syntax),
        ("alg twice", r#"{"alg":"none","alg":"ES256"}"#, JsonError::Duplicate),
        ("alg twice, once escaped", r#"{"alg":"ES256","\u0061lg":"none"}"#, JsonError::Duplicate),
        ("alg twice, the first wrong", r#"{"alg":null,"alg":"ES256"}"#, JsonError::Duplicate),
        ("enc twice", r#"{"enc":"A256GCM","alg":"dir","enc":"A128GCM"}"#, JsonError::Duplicate),
        ("kid twice", r#"{"kid":"1","kid":"1"}"#, JsonError::Duplicate),
        ("crit twice", r#"{"crit":["x"],"x":1,"crit":["y"],"y":1}"#, JsonError::Duplicate),
        ("b64 twice", r#"{"crit":["b64"],"b64":true,"b64":false}"#, JsonError::Duplicate),
        ("an unknown member twice", r#"{"x":1,"x":2}"#, JsonError::Duplicate),
        ("twice inside epk", r#"{"epk":{"kty":"EC","crv":"P-256","x":"A","x":"B"}}"#, JsonError::Duplicate),
        ("twice ignored inside epk", r#"{"epk":{"kty":"EC","crv":"P-256","x":"A","z":1,"z":1}}"#, JsonError::Duplicate),
        ("twice inside what epk ignores", r#"{"epk":{"crv":"P-256","z":{"a":1,"a":1}}}"#, JsonError::Duplicate),
        ("epk twice", r#"{"epk":{"kty":"EC"},"epk":{}}"#, JsonError::Duplicate),
        ("twice inside jwk", r#"{"jwk":{"kty":"EC","kty":"oct"}}"#, JsonError::Duplicate),
        ("twice inside an unknown member", r#"{"x":[{"y":1,"\u0079":1}]}"#, JsonError::Duplicate),
    ];
    for (name, json, expected) in table {
        assert_eq!(parse(json).err(), Some(malformed(expected)), "{name}");
    }
    let latin = JoseHeader::parse("", b"{\"kid\":\"\xe9\"}", &Limits::default());
    assert_eq!(latin.err(), Some(malformed(JsonError::Utf8)));
}

#[test]
fn an_ephemeral_key_is_whole_and_public() {
    let missing = wrong_type("epk", "a public key with kty, crv and x");
    let private = wrong_type("epk", "a public key");
    let text = wrong_type("epk", "a string");
    let table = [
        ("nothing in it", "{}", &missing),
        ("no kty", r#"{"crv":"P-256","x":"A","y":"A"}"#, &missing),
        ("no crv", r#"{"kty":"EC","x":"A","y":"A"}"#, &missing),
        ("no x", r#"{"kty":"EC","crv":"P-256","y":"A"}"#, &missing),
        ("capitals", r#"{"KTY":"EC","crv":"P-256","x":"A"}"#, &missing),
        ("null for kty", r#"{"kty":null,"crv":"P-256","x":"A"}"#, &text),
        ("a number for crv", r#"{"kty":"EC","crv":256,"x":"A"}"#, &text),
        ("a list for x", r#"{"kty":"EC","crv":"P-256","x":["A"]}"#, &text),
        ("null for y", r#"{"kty":"EC","crv":"P-256","x":"A","y":null}"#, &text),
        ("d", r#"{"kty":"EC","crv":"P-256","x":"A","y":"A","d":"A"}"#, &private),
        ("d first", r#"{"d":"A","kty":"EC","crv":"P-256","x":"A","y":"A"}"#, &private),
        ("d, null", r#"{"kty":"EC","crv":"P-256","x":"A","d":null}"#, &private),
        ("d, escaped", r#"{"kty":"EC","crv":"P-256","x":"A","\u0064":"A"}"#, &private),
        ("d, an object", r#"{"kty":"EC","crv":"P-256","x":"A","d":{"a":[]}}"#, &private),
        ("k", r#"{"kty":"oct","crv":"P-256","x":"A","k":"A"}"#, &private),
        ("p", r#"{"kty":"RSA","crv":"P-256","x":"A","p":"A"}"#, &private),
        ("q", r#"{"kty":"RSA","crv":"P-256","x":"A","q":"A"}"#, &private),
        ("dp", r#"{"kty":"RSA","crv":"P-256","x":"A","dp":"A"}"#, &private),
        ("dq", r#"{"kty":"RSA","crv":"P-256","x":"A","dq":"A"}"#, &private),
        ("qi", r#"{"kty":"RSA","crv":"P-256","x":"A","qi":"A"}"#, &private),
        ("oth", r#"{"kty":"RSA","crv":"P-256","x":"A","oth":[]}"#, &private),
        ("priv", r#"{"kty":"AKP","crv":"P-256","x":"A","priv":"A"}"#, &private),
    ];
    for (name, epk, expected) in table {
        let json = format!(r#"{{"alg":"ECDH-ES","epk":{epk}}}"#);
        assert_eq!(parse(&json).err().as_ref(), Some(expected), "{name}");
    }
}

/// `jwk` is data here, and still no place for a private key.
#[test]
fn an_embedded_key_is_public() {
    for part in ["d", "dp", "dq", "k", "oth", "p", "priv", "q", "qi", r"\u0064"] {
        for value in ["\"A\"", "null", "[]"] {
            let json =
                format!(r#"{{"alg":"ES256","jwk":{{"kty":"EC","crv":"P-256","x":"A","y":"A","{part}":{value}}}}}"#);
            assert_eq!(parse(&json).err(), Some(wrong_type("jwk", "a public key")), "{part}: {value}");
        }
    }
    assert!(parse(r#"{"alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":"A","y":"A","D":"A"}}"#).is_ok());
}

#[test]
fn sizes() {
    let limits = Limits::default();
    let kid = |len: usize| format!(r#"{{"kid":"{}"}}"#, "k".repeat(len));
    assert!(parse(&kid(1024)).is_ok());
    assert_eq!(parse(&kid(1025)).err(), Some(over("key_id_bytes", 1024)));
    assert_eq!(parse(&kid(15_000)).err(), Some(over("key_id_bytes", 1024)));
    assert!(parse(&format!(r#"{{"kid":"{}"}}"#, "é".repeat(512))).is_ok());
    assert_eq!(parse(&format!(r#"{{"kid":"{}"}}"#, "é".repeat(513))).err(), Some(over("key_id_bytes", 1024)));
    assert!(parse(&format!(r#"{{"kid":"{}"}}"#, r"\u006b".repeat(1024))).is_ok(), "the decoded kid counts");

    let spaced = |len: usize| format!(r#"{{"alg":"ES256"{}}}"#, " ".repeat(len - 15));
    assert_eq!(spaced(16_384).len(), 16_384);
    assert!(parse(&spaced(16_384)).is_ok());
    for len in [16_385, 16_386, 1024 * 1024] {
        assert_eq!(parse(&spaced(len)).err(), Some(over("header_bytes", 16_384)), "{len}");
        assert_eq!(parse(&"[".repeat(len)).err(), Some(over("header_bytes", 16_384)), "size before syntax");
    }
    let mut small = limits;
    small.header_bytes = 14;
    let error = JoseHeader::parse("", br#"{"alg":"ES256"}"#, &small).unwrap_err();
    assert_eq!(error, over("header_bytes", 14));

    let members = |count: usize| {
        let members: Vec<String> = (0..count).map(|index| format!("\"{index}\":0")).collect();
        format!("{{{}}}", members.join(","))
    };
    assert!(parse(&members(64)).is_ok());
    assert_eq!(parse(&members(65)).err(), Some(malformed(limit("json_members", 64))));
    let deep = |levels: usize| format!(r#"{{"x":{}{}}}"#, "[".repeat(levels - 1), "]".repeat(levels - 1));
    assert!(parse(&deep(8)).is_ok());
    assert_eq!(parse(&deep(9)).err(), Some(malformed(limit("json_depth", 8))));
    assert_eq!(parse(&"{\"a\":".repeat(3000)).err(), Some(malformed(limit("json_depth", 8))));
    let mut narrow = limits;
    narrow.header = JsonLimits { depth: 1, members: 1 };
    let error = JoseHeader::parse("", br#"{"alg":"ES256","kid":"1"}"#, &narrow).unwrap_err();
    assert_eq!(error, malformed(limit("json_members", 1)));
}

fn limit(name: &'static str, maximum: usize) -> JsonError {
    JsonError::Limit(LimitExceeded::check(name, maximum + 1, maximum).unwrap_err())
}

#[test]
fn errors_name_members_and_repeat_no_values() {
    let planted = "planted-in-the-header";
    let long = "n".repeat(10_000);
    let table = [
        (format!(r#"{{"alg":["{planted}"]}}"#), "json.type", "the header is refused: the member alg must be a string"),
        (format!(r#"{{"kid":"{planted}","kid":1}}"#), "json.duplicate", "the header is refused: a member occurs twice"),
        (format!(r#"{{"kid":"{planted}" "#), "json.syntax", "the header is refused: not JSON"),
        (
            format!(r#"{{"epk":{{"kty":"{planted}"}}}}"#),
            "json.type",
            "the header is refused: the member epk must be a public key with kty, crv and x",
        ),
        (
            format!(r#"{{"crit":["{planted}"]}}"#),
            "parse.member",
            "the header member crit must be a list of members that the header has",
        ),
        (
            format!(r#"{{"kid":"{planted}{long}"}}"#),
            "parse.limit",
            "the message is over the limit key_id_bytes of 1024",
        ),
    ];
    for (json, code, sentence) in table {
        let error = parse(&json).unwrap_err();
        assert_eq!((error.code(), error.to_string().as_str()), (code, sentence));
        assert!(!format!("{error:?}").contains(planted), "{error:?}");
    }
}

/// What was in the room before has no part in what is there afterwards.
#[test]
fn a_refused_header_leaves_an_empty_room() {
    let limits = Limits::default();
    let refused = [
        "",
        "[]",
        r#"{"alg":"ES256","kid":"#,
        r#"{"alg":"ES256","kid":"a"}x"#,
        r#"{"alg":"ES256","alg":"ES256"}"#,
        r#"{"alg":"ES256","kid":7}"#,
        r#"{"alg":"ES256","crit":[]}"#,
    ];
    let mut room = None;
    for json in refused {
        let good = JoseHeader::parse_into(&mut room, "first", br#"{"alg":"HS256","kid":"first"}"#, &limits).unwrap();
        assert_eq!((good.algorithm(), good.key_id()), (Some("HS256"), Some("first")));
        let error = JoseHeader::parse_into(&mut room, "second", json.as_bytes(), &limits).unwrap_err();
        assert_eq!(Some(error), JoseHeader::parse("second", json.as_bytes(), &limits).err(), "{json}");
        assert!(room.is_none(), "{json}");
    }
    let second = JoseHeader::parse_into(&mut room, "second", br#"{"alg":"ES256"}"#, &limits).unwrap();
    assert_eq!((second.algorithm(), second.key_id()), (Some("ES256"), None));
}
