//! `crit` and `b64` on messages that would otherwise open. Attacks 50 and 51.

use jose_core::{ContentEncryption, ParseError};
use jose_crypto::DecryptionKey;
use jose_jwe::DecryptError;

use crate::{
    forge::{decrypt, sealed},
    keys::secret,
};

fn refusal(members: &str) -> DecryptError {
    let keys = DecryptionKey::direct(ContentEncryption::A128Gcm, &secret(16)).unwrap().into();
    let header = format!(r#"{{"alg":"dir","enc":"A128GCM",{members}}}"#);
    decrypt(&sealed(header, ContentEncryption::A128Gcm, &secret(16), b"").token(), &keys).expect_err(members)
}

#[test]
fn an_extension_that_nobody_here_understands_is_refused_by_name() {
    for (members, shown) in [
        (r#""crit":["x"],"x":1"#, "x"),
        (r#""crit":["exp"],"exp":1363284000"#, "exp"),
        (r#""crit":["b64"],"b64":true"#, "b64"),
        (r#""crit":["b64"],"b64":false"#, "b64"),
        (r#""crit":["http://example.com/x"],"http://example.com/x":0"#, "http://example.com/x"),
        (r#""crit":["one","two"],"one":1,"two":2"#, "one"),
        (r#""crit":["ENC"],"ENC":"A128GCM""#, "ENC"),
        (r#""crit":["\u0078"],"x":1"#, "x"),
    ] {
        assert_eq!(
            refusal(members),
            DecryptError::Parse(ParseError::NotUnderstood { name: shown.into() }),
            "{members}"
        );
    }
}

#[test]
fn a_malformed_list_is_refused() {
    for (members, code) in [
        (r#""crit":[]"#, "parse.member"),
        (r#""crit":null"#, "json.type"),
        (r#""crit":"x","x":1"#, "json.type"),
        (r#""crit":{"x":1},"x":1"#, "json.type"),
        (r#""crit":[1]"#, "json.type"),
        (r#""crit":["x",null],"x":1"#, "json.type"),
        (r#""crit":["x","x"],"x":1"#, "parse.member"),
        (r#""crit":["x"]"#, "parse.member"),
        (r#""crit":["crit"]"#, "parse.member"),
        (r#""crit":["x"],"crit":["x"],"x":1"#, "json.duplicate"),
        (r#""b64":false"#, "parse.member"),
        (r#""b64":true"#, "parse.member"),
        (r#""b64":"false","crit":["b64"]"#, "json.type"),
    ] {
        assert_eq!(refusal(members).code(), code, "{members}");
    }
}

#[test]
fn registered_names_may_not_be_listed() {
    for (name, value) in [
        ("apu", "\"\""),
        ("apv", "\"\""),
        ("cty", "\"JWT\""),
        ("epk", r#"{"kty":"EC","crv":"P-256","x":""}"#),
        ("iv", "\"\""),
        ("jku", "\"\""),
        ("jwk", "{}"),
        ("kid", "\"1\""),
        ("p2c", "1"),
        ("p2s", "\"\""),
        ("tag", "\"\""),
        ("typ", "\"JWT\""),
        ("x5c", "[\"\"]"),
        ("x5t", "\"\""),
        ("x5t#S256", "\"\""),
        ("x5u", "\"\""),
        ("zip", "\"DEF\""),
    ] {
        assert_eq!(refusal(&format!(r#""crit":["{name}"],"{name}":{value}"#)).code(), "parse.member", "{name}");
    }
    for name in ["alg", "enc"] {
        assert_eq!(refusal(&format!(r#""crit":["{name}"]"#)).code(), "parse.member", "{name}");
    }
}

#[test]
fn the_length_of_the_list_is_limited() {
    let members = |count: usize| {
        let names: Vec<String> = (0..count).map(|index| format!("\"x{index}\"")).collect();
        let members: Vec<String> = names.iter().map(|name| format!("{name}:0")).collect();
        format!(r#""crit":[{}],{}"#, names.join(","), members.join(","))
    };
    assert_eq!(refusal(&members(8)).code(), "parse.crit");
    assert_eq!(refusal(&members(9)).code(), "parse.limit");
    assert_eq!(refusal(&members(50)).code(), "parse.limit");
}
