//! Payloads that are signed and sent as they are (RFC 7797). Attack 52.

use jose_core::base64url;
use jose_jws::{GeneralSigner, Require, SignError, Signer, Verifier};

use crate::{
    forge::{encode, signed_input},
    keys,
    parts::{HS256, code, members},
};

const HEADER: &str = r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#;
const ENCODED_AFTER_ALL: &str = r#"{"alg":"HS256","b64":true,"crit":["b64"]}"#;

#[test]
fn every_form_carries_what_it_can() {
    let (key, keys) = (keys::signing(HS256), keys::set(HS256));
    let signer = Signer::new(&key).unencoded_payload();
    let general = GeneralSigner::new().signature(&signer).signature(&signer);
    let verifier = Verifier::new(&keys).allow_unencoded_payload();
    for (name, payload, compact, json) in [
        ("empty", &b""[..], true, true),
        ("letters", b"payload", true, true),
        ("spaces", b" a payload ", true, true),
        ("the last of the printable", b"~", true, true),
        ("JSON", br#"{"sub":"ada"}"#, true, true),
        ("quotes and backslashes", br#"\"\\u0000\\"#, true, true),
        ("what looks encoded", b"cGF5bG9hZA", true, true),
        ("a dot", b"$.02", false, true),
        ("only a dot", b".", false, true),
        ("three segments", b"e30.e30.e30", false, true),
        ("a line break", b"a\r\nb", false, true),
        ("a tab", b"a\tb", false, true),
        ("nul", b"a\0b", false, true),
        ("delete", b"a\x7fb", false, true),
        ("letters beyond ASCII", "\u{e4}\u{1f600}".as_bytes(), false, true),
        ("a byte order mark", "\u{feff}".as_bytes(), false, true),
        ("no UTF-8", b"\xff", false, false),
        ("half a letter", b"\xc3", false, false),
        ("an overlong letter", b"\xc0\xaf", false, false),
        ("half a surrogate pair", b"\xed\xa0\x80", false, false),
    ] {
        match signer.sign_compact(payload) {
            Ok(token) => {
                assert!(compact, "{name}");
                assert_eq!(token.split('.').nth(1).unwrap().as_bytes(), payload, "{name}");
                assert_eq!(verifier.verify_compact(&token).unwrap().into_payload(), payload, "{name}");
                assert_eq!(code(Verifier::new(&keys).verify_compact(&token)), "parse.crit", "{name}");
            }
            Err(error) => {
                assert!(!compact, "{name}: {error}");
                assert_eq!(error.code(), "jws.unencoded_payload", "{name}");
            }
        }
        match (signer.sign_flattened(payload), general.sign_general(payload)) {
            (Ok(one), Ok(many)) => {
                assert!(json, "{name}");
                assert_eq!(verifier.verify_flattened(&one).unwrap().payload(), payload, "{name}");
                let result = verifier.verify_general(&many, Require::All).unwrap();
                assert_eq!((result.payload(), result.verified().count()), (payload, 2), "{name}");
                assert_eq!(code(Verifier::new(&keys).verify_flattened(&one)), "parse.crit", "{name}");
                assert_eq!(code(Verifier::new(&keys).verify_general(&many, Require::Any)), "parse.crit", "{name}");
            }
            (one, many) => {
                assert!(!json, "{name}");
                assert_eq!(one, Err(SignError::UnencodedPayload { expected: "UTF-8" }), "{name}");
                assert_eq!(one, many, "{name}");
            }
        }
        // Detached, every payload will do.
        let compact = signer.sign_detached_compact(payload).unwrap();
        assert_eq!(verifier.verify_detached_compact(&compact, payload).unwrap().payload(), payload, "{name}");
        let flattened = signer.sign_detached_flattened(payload).unwrap();
        assert_eq!(verifier.verify_detached_flattened(&flattened, payload).unwrap().payload(), payload, "{name}");
        let detached = general.sign_detached_general(payload).unwrap();
        assert_eq!(code(verifier.verify_detached_general(&detached, payload, Require::All)), "verified", "{name}");
        assert_eq!(code(verifier.verify_detached_general(&detached, b"x", Require::Any)), "jws.signature", "{name}");
        let strict = Verifier::new(&keys);
        assert_eq!(code(strict.verify_detached_compact(&compact, payload)), "parse.crit", "{name}");
        assert_eq!(code(strict.verify_detached_flattened(&flattened, payload)), "parse.crit", "{name}");
    }
}

/// RFC 7797, section 5.2: what a correct signature does not excuse.
#[test]
fn what_the_compact_form_cannot_carry_is_refused() {
    let (key, keys) = (keys::signing(HS256), keys::set(HS256));
    let verifier = Verifier::new(&keys).allow_unencoded_payload();
    for (name, payload, expected) in [
        ("letters", "payload", "verified"),
        ("empty", "", "verified"),
        ("a dot", "$.02", "parse.segments"),
        ("two dots", "a..b", "parse.segments"),
        ("a line break", "a\nb", "parse.form"),
        ("a tab", "a\tb", "parse.form"),
        ("nul", "a\0b", "parse.form"),
        ("delete", "a\u{7f}b", "parse.form"),
        ("a letter beyond ASCII", "\u{e4}", "parse.form"),
        ("a byte order mark", "\u{feff}payload", "parse.form"),
    ] {
        let token = signed_input(&key, &format!("{}.{payload}", encode(HEADER)));
        assert_eq!(code(verifier.verify_compact(&token)), expected, "{name}");
    }
}

/// RFC 7797, section 7, allows to say what is so anyway.
#[test]
fn b64_that_is_true_changes_nothing() {
    let (key, keys) = (keys::signing(HS256), keys::set(HS256));
    let verifier = Verifier::new(&keys).allow_unencoded_payload();
    for (name, payload, expected) in [
        ("encoded", "cGF5bG9hZA", "verified"),
        ("as it is", "pay load", "parse.base64"),
        ("padded", "cGF5bG9hZA==", "parse.base64"),
    ] {
        let token = signed_input(&key, &format!("{}.{payload}", encode(ENCODED_AFTER_ALL)));
        assert_eq!(code(verifier.verify_compact(&token)), expected, "{name}");
        let own = members(&key, Some(ENCODED_AFTER_ALL), None, payload);
        let json = format!(r#"{{"payload":"{payload}",{own}}}"#);
        assert_eq!(code(verifier.verify_flattened(&json)), expected, "{name}");
    }
    let token = signed_input(&key, &format!("{}.cGF5bG9hZA", encode(ENCODED_AFTER_ALL)));
    assert_eq!(verifier.verify_compact(&token).unwrap().payload(), b"payload");
    let detached = token.replace("cGF5bG9hZA", "");
    assert_eq!(code(verifier.verify_detached_compact(&detached, b"payload")), "verified");
    assert_eq!(code(verifier.verify_detached_compact(&detached, b"cGF5bG9hZA")), "jws.signature");
}

/// RFC 7797, section 3: all signatures of a message read its payload alike.
#[test]
fn signatures_that_read_the_payload_differently_are_refused() {
    let (key, keys) = (keys::signing(HS256), keys::set(HS256));
    let verifier = Verifier::new(&keys).allow_unencoded_payload();
    let (plain, payload) = (r#"{"alg":"HS256"}"#, "cGF5bG9hZA");
    for payload in [payload, ""] {
        for (name, headers, expected) in [
            ("both not", [HEADER, HEADER], "verified"),
            ("both encoded", [plain, plain], "verified"),
            ("one by default, one by name", [plain, ENCODED_AFTER_ALL], "verified"),
            ("encoded and not", [plain, HEADER], "parse.member"),
            ("not and encoded", [HEADER, plain], "parse.member"),
            ("encoded by name and not", [ENCODED_AFTER_ALL, HEADER], "parse.member"),
            ("not and encoded by name", [HEADER, ENCODED_AFTER_ALL], "parse.member"),
        ] {
            let list = headers.map(|header| format!("{{{}}}", members(&key, Some(header), None, payload))).join(",");
            let json = format!(r#"{{"payload":"{payload}","signatures":[{list}]}}"#);
            for require in [Require::Any, Require::All] {
                assert_eq!(code(verifier.verify_general(&json, require)), expected, "{name}, {payload:?}, {require:?}");
            }
        }
    }
}

/// One text, read in two ways: neither signature covers the other reading.
#[test]
fn a_payload_cannot_change_from_one_reading_to_the_other() {
    let (key, keys) = (keys::signing(HS256), keys::set(HS256));
    let verifier = Verifier::new(&keys).allow_unencoded_payload();
    let plain = Signer::new(&key);
    let payload = base64url::encode(b"payload");
    let (raw, encoded) =
        (plain.clone().unencoded_payload().sign_compact(payload.as_bytes()), plain.sign_compact(b"payload"));
    let (raw, encoded) = (raw.unwrap(), encoded.unwrap());
    assert_eq!(raw.split('.').nth(1), encoded.split('.').nth(1));
    let parts = |token: &str| token.split('.').map(str::to_owned).collect::<Vec<_>>();
    let (raw, encoded) = (parts(&raw), parts(&encoded));
    for exchanged in [[&raw[0], &raw[1], &encoded[2]], [&encoded[0], &encoded[1], &raw[2]]] {
        assert_eq!(code(verifier.verify_compact(&exchanged.map(String::as_str).join("."))), "jws.signature");
    }
}

/// RFC 7797, section 5.3: what is signed is what the JSON string means.
#[test]
fn escapes_in_the_payload_are_resolved_first() {
    let (key, keys) = (keys::signing(HS256), keys::set(HS256));
    let verifier = Verifier::new(&keys).allow_unencoded_payload();
    let own = members(&key, Some(HEADER), None, "$.02");
    for (name, text, expected) in [
        ("as it is", "$.02", "verified"),
        ("escaped", r"\u0024.02", "verified"),
        ("all escaped", r"\u0024\u002e\u0030\u0032", "verified"),
        ("escaped twice", r"\\u0024.02", "jws.signature"),
        ("another", r"\u0025.02", "jws.signature"),
        ("half a surrogate pair", r"\ud800", "json.syntax"),
    ] {
        let json = format!(r#"{{"payload":"{text}",{own}}}"#);
        assert_eq!(code(verifier.verify_flattened(&json)), expected, "{name}");
    }
}
