//! Unprotected headers: typed, bounded, and no place for private keys or for what must be protected. Attacks 8, 10,
//! 28, 51, 52 and 109.

use jose_core::{
    Limits, ParseError,
    header::{JoinedHeader, JoseHeader},
    json::{JsonError, JsonLimits},
    json_form::{JsonJwe, JsonJws},
};

use crate::{FORMS, Form, JweFlattened, JweGeneral, JwsFlattened, JwsGeneral, malformed, over, wrong_type};

/// The member of the outermost object in which the header of the signature or recipient stands.
fn place(form: Form) -> &'static str {
    match form {
        JwsFlattened | JweFlattened => "header",
        JwsGeneral => "signatures",
        JweGeneral => "recipients",
    }
}

/// The sample with this header in each place where it can stand.
fn messages(header: &str) -> Vec<(Form, &'static str, String)> {
    let own = FORMS.map(|form| (form, place(form), form.with_header(header)));
    let shared =
        [JweFlattened, JweGeneral].map(|form| (form, "unprotected", form.sample().replace(r#"{"jku":"u"}"#, header)));
    own.into_iter().chain(shared).collect()
}

#[test]
fn registered_members_have_their_types() {
    let table = [
        ("alg", "null", "a string"),
        ("alg", r#"["ES256"]"#, "a string"),
        ("enc", "1", "a string"),
        ("zip", "true", "a string"),
        ("kid", "7", "a string"),
        ("typ", "{}", "a string"),
        ("apu", "null", "a string"),
        ("iv", "[]", "a string"),
        ("tag", "null", "a string"),
        ("p2s", "1000", "a string"),
        ("p2c", r#""1000""#, "a whole number"),
        ("p2c", "1e3", "a whole number"),
        ("p2c", "-1", "a whole number"),
        ("ek", "{}", "a string"),
        ("jku", "null", "a string"),
        ("x5c", "[]", "a list of strings that is not empty"),
        ("b64", r#""false""#, "true or false"),
        ("crit", "null", "a sequence"),
        ("crit", "[1]", "a string"),
        ("epk", "{}", "a public key with kty, crv and x"),
        ("epk", r#"{"kty":"EC","crv":"P-256","x":"A","d":"A"}"#, "a public key"),
        ("epk", r#"{"kty":"EC","crv":"P-256","x":"A","\u0064":null}"#, "a public key"),
        ("jwk", "null", "a public key"),
        ("jwk", r#"{"kty":"EC","crv":"P-256","x":"A","y":"A","d":"A"}"#, "a public key"),
        ("jwk", r#"{"kty":"oct","k":"A"}"#, "a public key"),
        ("jwk", r#"{"kty":"AKP","priv":null}"#, "a public key"),
    ];
    for (name, value, expected) in table {
        for (form, place, text) in messages(&format!(r#"{{"{name}":{value}}}"#)) {
            assert_eq!(form.error(&text), Some(wrong_type(place, expected)), "{form:?}: {text}");
        }
    }
}

#[test]
fn what_must_be_protected_is_refused_when_the_parts_are_joined() {
    for (name, header) in [
        ("crit", r#"{"crit":["x"],"x":1}"#),
        ("crit", r#"{"crit":[]}"#),
        ("b64", r#"{"b64":false}"#),
        ("b64", r#"{"b64":true}"#),
        ("b64", r#"{"\u0062\u0036\u0034":false}"#),
        ("zip", r#"{"zip":"DEF"}"#),
    ] {
        let refused = Some(ParseError::Member { name, expected: "in the protected header" });
        let limits = Limits::default();
        let protected = JoseHeader::default();
        let text = JwsFlattened.with_header(header);
        let message = JsonJws::parse_flattened(&text, &limits).unwrap();
        let own = message.signatures()[0].unprotected();
        assert_eq!(JoinedHeader::join(Some(&protected), None, own).err(), refused, "{header}, own");
        let text = JweGeneral.sample().replace(r#"{"jku":"u"}"#, header);
        let message = JsonJwe::parse_general(&text, &limits).unwrap();
        let own = message.recipients()[0].unprotected();
        assert_eq!(JoinedHeader::join(None, message.unprotected(), own).err(), refused, "{header}, shared");
    }
}

#[test]
fn sizes() {
    let limit = |name, maximum| Some(ParseError::Limit(over(name, maximum)));
    let list = |count: usize| format!(r#"{{"x":[0{}]}}"#, ",0".repeat(count - 1));
    let members = |count: usize| {
        let members: Vec<String> = (1..count).map(|index| format!("\"{index}\":0")).collect();
        format!(r#"{{"x":{{{}}}}}"#, members.join(","))
    };
    let deep = |levels: usize| format!(r#"{{"x":{}{}}}"#, "[".repeat(levels - 1), "]".repeat(levels - 1));
    let text = |name: &str, len: usize| format!(r#"{{"{name}":"{}"}}"#, "k".repeat(len));
    let table = [
        ("kid", text("kid", 1024), None),
        ("kid", text("kid", 1025), limit("key_id_bytes", 1024)),
        ("kid, escaped", format!(r#"{{"kid":"{}"}}"#, r"\u006b".repeat(1024)), None),
        ("kid, escaped", format!(r#"{{"kid":"{}"}}"#, r"\u006b".repeat(1025)), limit("key_id_bytes", 1024)),
        ("kid, very long", text("kid", 900_000), limit("header_bytes", 16_384)),
        ("jku", text("jku", 16_000), None),
        ("jku", text("jku", 16_384), limit("header_bytes", 16_384)),
        ("apu", text("apu", 900_000), limit("header_bytes", 16_384)),
        ("a long name", format!(r#"{{"{}":0}}"#, "n".repeat(16_384)), limit("header_bytes", 16_384)),
        ("a long name inside", format!(r#"{{"x":{{"{}":0}}}}"#, "n".repeat(16_384)), limit("header_bytes", 16_384)),
        ("long names in crit", format!(r#"{{"crit":["{0}","{0}"]}}"#, "n".repeat(9000)), limit("header_bytes", 16_384)),
        (
            "a long coordinate",
            format!(r#"{{"epk":{{"kty":"EC","crv":"P-256","x":"{}"}}}}"#, "A".repeat(16_384)),
            limit("header_bytes", 16_384),
        ),
        ("a list", list(8000), None),
        ("a list of many", list(16_384), limit("header_bytes", 16_384)),
        ("members", members(64), None),
        ("members", members(65), limit("header.members", 64)),
        ("levels", deep(8), None),
    ];
    for (name, header, expected) in table {
        for (form, place, text) in messages(&header) {
            assert_eq!(form.error(&text), expected, "{name} in {place} of {form:?}");
        }
    }
    for levels in [9, 10, 11] {
        for (form, place, text) in messages(&deep(levels)) {
            assert_eq!(form.error(&text), Some(too_deep(form, place, levels)), "{levels} in {place} of {form:?}");
        }
    }
}

/// A header stands deeper in a list than elsewhere, and the deepest place decides what the whole message may have.
fn too_deep(form: Form, place: &str, levels: usize) -> ParseError {
    let around = match (form, place) {
        (JwsFlattened | JweFlattened, _) | (_, "unprotected") => 1,
        (JwsGeneral | JweGeneral, _) => 3,
    };
    if levels + around > 11 {
        malformed(JsonError::Limit(over("json_depth", 11)))
    } else {
        over("header.depth", 8).into()
    }
}

/// What a protected header may be, an unprotected one may be too.
#[test]
fn nothing_that_fits_a_protected_header_is_too_large_here() {
    let texts = [
        format!(r#"{{"x":[0{}]}}"#, ",0".repeat(8186)),
        format!(r#"{{"x":[{{}}{}]}}"#, ",{}".repeat(5450)),
        format!(r#"{{"x":["a"{}]}}"#, r#","a""#.repeat(4090)),
        format!(r#"{{"jku":"{}"}}"#, "u".repeat(16_384 - 10)),
        format!(r#"{{"crit":["a"{}]}}"#, r#","""#.repeat(5400)),
    ];
    let mut limits = Limits::default();
    limits.critical_names = usize::MAX;
    for header in texts {
        assert!(header.len() <= 16_384, "{}", header.len());
        if !header.contains("crit") {
            assert!(JoseHeader::parse("", header.as_bytes(), &limits).is_ok());
        }
        for (form, place, text) in messages(&header) {
            assert_eq!(form.read(&text, &limits), Ok(()), "{} in {place} of {form:?}", &header[..9]);
        }
    }
}

#[test]
fn narrow_limits_hold() {
    let mut limits = Limits::default();
    limits.header = JsonLimits { depth: 1, members: 1 };
    limits.key_id_bytes = 0;
    for form in FORMS {
        let refused = |header: &str| form.read(&form.with_header(header), &limits).err();
        let code = if matches!(form, JwsGeneral | JweGeneral) { "json.limit" } else { "parse.limit" };
        assert_eq!(refused(r#"{"x":[]}"#).unwrap().code(), code, "{form:?}");
        assert_eq!(refused(r#"{"crit":[]}"#).unwrap().code(), code, "{form:?}");
        assert_eq!(refused(r#"{"x":1,"y":1}"#), Some(ParseError::Limit(over("header.members", 1))), "{form:?}");
        assert_eq!(refused(r#"{"kid":"1"}"#), Some(ParseError::Limit(over("key_id_bytes", 0))), "{form:?}");
        assert_eq!(refused(r#"{"kid":""}"#), None, "{form:?}");
        assert_eq!(refused(r#"{"epk":{"kty":"","crv":"","x":""}}"#).unwrap().code(), code, "{form:?}");
    }
}
