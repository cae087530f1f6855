//! `crit` and `b64`, under correct signatures. Attacks 50, 51 and 52.

use jose_core::{JwsAlgorithm, ParseError};
use jose_jws::VerifyError;

use crate::{
    forge::{encode, outcome, signed, signed_input, verify},
    keys,
};

const HS256: JwsAlgorithm = JwsAlgorithm::Hs256;

fn found(header: &str) -> &'static str {
    outcome(&signed(&keys::signing(HS256), header, "payload"), &keys::set(HS256))
}

#[test]
fn an_extension_that_nobody_here_understands_is_refused_by_name() {
    for (name, header, shown) in [
        ("unknown", r#"{"alg":"HS256","crit":["x"],"x":1}"#, "x"),
        ("of RFC 7515, section 4.1.11", r#"{"alg":"HS256","crit":["exp"],"exp":1363284000}"#, "exp"),
        (
            "a URL",
            r#"{"alg":"HS256","crit":["http://example.com/x"],"http://example.com/x":0}"#,
            "http://example.com/x",
        ),
        ("of RFC 7797", r#"{"alg":"HS256","crit":["b64"],"b64":false}"#, "b64"),
        ("of RFC 7797, saying nothing", r#"{"alg":"HS256","crit":["b64"],"b64":true}"#, "b64"),
        ("two", r#"{"alg":"HS256","crit":["one","two"],"one":1,"two":2}"#, "one"),
        ("with a null value", r#"{"alg":"HS256","crit":["x"],"x":null}"#, "x"),
        ("case of a registered name", r#"{"alg":"HS256","crit":["ALG"],"ALG":1}"#, "ALG"),
        ("escaped", r#"{"alg":"HS256","crit":["\u0078"],"x":1}"#, "x"),
        ("with a line break", r#"{"alg":"HS256","crit":["a\nb"],"a\nb":1}"#, "a\\nb"),
        ("a registered claim", r#"{"alg":"HS256","crit":["iss"],"iss":"me"}"#, "iss"),
    ] {
        for algorithm in [HS256, JwsAlgorithm::Es256, JwsAlgorithm::EdDsa] {
            let header = header.replace("HS256", algorithm.name());
            let error =
                verify(&signed(&keys::signing(algorithm), header, "payload"), &keys::set(algorithm)).unwrap_err();
            assert_eq!(error, VerifyError::Parse(ParseError::NotUnderstood { name: shown.into() }), "{name}");
        }
    }
}

#[test]
fn a_malformed_list_is_refused() {
    for (name, header, code) in [
        ("empty", r#"{"alg":"HS256","crit":[]}"#, "parse.member"),
        ("null", r#"{"alg":"HS256","crit":null}"#, "json.type"),
        ("a string", r#"{"alg":"HS256","crit":"exp","exp":1}"#, "json.type"),
        ("an object", r#"{"alg":"HS256","crit":{"exp":1},"exp":1}"#, "json.type"),
        ("a number", r#"{"alg":"HS256","crit":1}"#, "json.type"),
        ("true", r#"{"alg":"HS256","crit":true}"#, "json.type"),
        ("a number inside", r#"{"alg":"HS256","crit":["exp",1],"exp":1}"#, "json.type"),
        ("null inside", r#"{"alg":"HS256","crit":[null]}"#, "json.type"),
        ("a list inside", r#"{"alg":"HS256","crit":[["exp"]],"exp":1}"#, "json.type"),
        ("a name twice", r#"{"alg":"HS256","crit":["x","x"],"x":1}"#, "parse.member"),
        ("a name twice, once escaped", r#"{"alg":"HS256","crit":["x","\u0078"],"x":1}"#, "parse.member"),
        ("an absent member", r#"{"alg":"HS256","crit":["x"]}"#, "parse.member"),
        ("an empty name", r#"{"alg":"HS256","crit":[""]}"#, "parse.member"),
        ("itself", r#"{"alg":"HS256","crit":["crit"]}"#, "parse.member"),
        ("the list twice", r#"{"alg":"HS256","crit":["x"],"crit":[],"x":1}"#, "json.duplicate"),
    ] {
        assert_eq!(found(header), code, "{name}");
    }
}

#[test]
fn registered_names_may_not_be_listed() {
    for (name, value) in [
        ("alg", "\"HS256\""),
        ("apu", "\"\""),
        ("apv", "\"\""),
        ("cty", "\"JWT\""),
        ("enc", "\"A128GCM\""),
        ("iv", "\"\""),
        ("jku", "\"https://example.com/\""),
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
        let member = if name == "alg" { String::new() } else { format!(r#","{name}":{value}"#) };
        assert_eq!(found(&format!(r#"{{"alg":"HS256","crit":["{name}"]{member}}}"#)), "parse.member", "{name}");
    }
}

#[test]
fn unencoded_payloads_are_refused() {
    for (name, header, code) in [
        ("without crit", r#"{"alg":"HS256","b64":false}"#, "parse.member"),
        ("true, without crit", r#"{"alg":"HS256","b64":true}"#, "parse.member"),
        ("another crit", r#"{"alg":"HS256","b64":false,"crit":["x"],"x":1}"#, "parse.member"),
        ("a string", r#"{"alg":"HS256","b64":"false","crit":["b64"]}"#, "json.type"),
        ("null", r#"{"alg":"HS256","b64":null,"crit":["b64"]}"#, "json.type"),
        ("a number", r#"{"alg":"HS256","b64":0,"crit":["b64"]}"#, "json.type"),
        ("announced", r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#, "parse.crit"),
    ] {
        assert_eq!(found(header), code, "{name}, encoded payload");
        for payload in ["payload", "$02", "a payload with spaces", ""] {
            let token = signed_input(&keys::signing(HS256), &format!("{}.{payload}", encode(header)));
            assert_eq!(outcome(&token, &keys::set(HS256)), code, "{name}, unencoded {payload:?}");
        }
    }
}

#[test]
fn the_length_of_the_list_is_limited() {
    let header = |count: usize| {
        let names: Vec<String> = (0..count).map(|index| format!("\"x{index}\"")).collect();
        let members: Vec<String> = names.iter().map(|name| format!("{name}:0")).collect();
        format!(r#"{{"alg":"HS256","crit":[{}],{}}}"#, names.join(","), members.join(","))
    };
    assert_eq!(found(&header(8)), "parse.crit");
    assert_eq!(found(&header(9)), "parse.limit");
    assert_eq!(found(&header(60)), "parse.limit");
}
