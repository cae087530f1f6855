//! `crit` with a caller that understands some of it.

use jose_jws::{Require, Signer, Verifier};

use crate::{
    forge::signed,
    keys,
    parts::{HS256, PAYLOAD, code, flattened, general, good, members},
};

#[test]
fn only_what_was_named_is_understood() {
    let (key, keys) = (keys::signing(HS256), keys::set(HS256));
    for (name, header, understood, expected) in [
        ("one of one", r#"{"alg":"HS256","crit":["x"],"x":1}"#, &["x"][..], "verified"),
        ("one of more", r#"{"alg":"HS256","crit":["x"],"x":1}"#, &["y", "x"], "verified"),
        ("two of two", r#"{"alg":"HS256","crit":["x","y"],"x":1,"y":null}"#, &["x", "y"], "verified"),
        ("unused", r#"{"alg":"HS256"}"#, &["x"], "verified"),
        ("one of two", r#"{"alg":"HS256","crit":["x","y"],"x":1,"y":1}"#, &["x"], "parse.crit"),
        ("the other of two", r#"{"alg":"HS256","crit":["x","y"],"x":1,"y":1}"#, &["y"], "parse.crit"),
        ("another", r#"{"alg":"HS256","crit":["x"],"x":1}"#, &["y"], "parse.crit"),
        ("another case", r#"{"alg":"HS256","crit":["X"],"X":1}"#, &["x"], "parse.crit"),
        ("none", r#"{"alg":"HS256","crit":["x"],"x":1}"#, &[], "parse.crit"),
        ("absent", r#"{"alg":"HS256","crit":["x"]}"#, &["x"], "parse.member"),
        ("twice", r#"{"alg":"HS256","crit":["x","x"],"x":1}"#, &["x"], "parse.member"),
        ("registered", r#"{"alg":"HS256","crit":["alg"]}"#, &["alg"], "parse.member"),
        ("b64 by this door", r#"{"alg":"HS256","crit":["b64"],"b64":false}"#, &["b64"], "parse.crit"),
        ("b64 true by this door", r#"{"alg":"HS256","crit":["b64"],"b64":true}"#, &["b64"], "parse.crit"),
    ] {
        let verifier = Verifier::new(&keys).understand(understood);
        let own = members(&key, Some(header), None, PAYLOAD);
        assert_eq!(code(verifier.verify_compact(&signed(&key, header, "payload"))), expected, "{name}, compact");
        assert_eq!(code(verifier.verify_flattened(&flattened(&own))), expected, "{name}, flattened");
        for require in [Require::Any, Require::All] {
            for signatures in [vec![own.clone()], vec![good(HS256), own.clone()]] {
                let found = code(verifier.verify_general(&general(&signatures), require));
                assert_eq!(found, expected, "{name}, general of {}, {require:?}", signatures.len());
            }
        }
    }
}

#[test]
fn what_is_marked_critical_is_refused_by_those_who_do_not_know_it() {
    let (key, keys) = (keys::signing(HS256), keys::set(HS256));
    let signer = Signer::new(&key).critical_member("x", 1).critical_member("y", true).critical_member("x", 2);
    let token = signer.sign_compact(b"payload").unwrap();
    let verified = Verifier::new(&keys).understand(&["x", "y"]).verify_compact(&token).unwrap();
    assert_eq!(verified.header().critical().unwrap(), ["x", "y"]);
    assert_eq!(verified.header().member("x"), Some(&2.into()));
    assert_eq!(code(Verifier::new(&keys).verify_compact(&token)), "parse.crit");
    assert_eq!(code(Verifier::new(&keys).understand(&["x"]).verify_compact(&token)), "parse.crit");
    for name in ["alg", "b64", "crit", "kid", "jwk", "zip", "p2c"] {
        let error = Signer::new(&key).critical_member(name, 1).sign_flattened(b"").unwrap_err();
        assert_eq!(error.code(), "jws.reserved_member", "{name}");
    }
}
