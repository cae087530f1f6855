//! Each limit at its exact boundary, and what costs nothing to refuse. Attacks 60, 73 and 151.

use std::time::{Duration, Instant};

use jose_core::{JwsAlgorithm, LimitExceeded, Limits, ParseError};
use jose_jws::{VerifyError, verify_compact};

use crate::{
    forge::{encode, outcome, signed},
    keys,
};

const HS256: JwsAlgorithm = JwsAlgorithm::Hs256;

fn over(limit: &'static str, maximum: usize) -> VerifyError {
    VerifyError::Parse(LimitExceeded::check(limit, maximum + 1, maximum).unwrap_err().into())
}

#[test]
fn the_token_ends_exactly_at_the_limit() {
    let token = signed(&keys::signing(HS256), r#"{"alg":"HS256"}"#, "x".repeat(1000));
    for (room, expected) in [
        (token.len(), None),
        (token.len() + 1, None),
        (token.len() - 1, Some(over("token_bytes", token.len() - 1))),
        (1, Some(over("token_bytes", 1))),
        (0, Some(over("token_bytes", 0))),
    ] {
        let mut limits = Limits::default();
        limits.token_bytes = room;
        assert_eq!(verify_compact(&token, &keys::set(HS256), &limits).err(), expected, "{room}");
    }
}

#[test]
fn the_default_is_a_mebibyte_and_less_for_tokens() {
    for (limits, maximum) in [(Limits::default(), 1 << 20), (Limits::token(), 256 << 10)] {
        let frame = signed(&keys::signing(HS256), r#"{"alg":"HS256"}"#, "").len();
        let payload = (maximum - frame) / 4 * 3;
        let longest = signed(&keys::signing(HS256), r#"{"alg":"HS256"}"#, vec![0; payload]);
        assert!(longest.len() <= maximum && longest.len() > maximum - 4);
        assert!(verify_compact(&longest, &keys::set(HS256), &limits).is_ok());
        let longer = signed(&keys::signing(HS256), r#"{"alg":"HS256"}"#, vec![0; payload + 4]);
        assert_eq!(
            verify_compact(&longer, &keys::set(HS256), &limits).err(),
            Some(over("token_bytes", maximum)),
            "{maximum}"
        );
    }
}

#[test]
fn ten_megabytes_of_dots_are_refused_at_once() {
    let mut generous = Limits::default();
    generous.token_bytes = usize::MAX;
    for (name, text) in [
        ("dots", ".".repeat(10_000_000)),
        ("letters and dots", "e30.".repeat(2_500_000)),
        ("no dot", "e".repeat(10_000_000)),
        ("a signed message and dots", {
            signed(&keys::signing(HS256), r#"{"alg":"HS256"}"#, "") + &".".repeat(10_000_000)
        }),
    ] {
        let begin = Instant::now();
        assert_eq!(
            verify_compact(&text, &keys::set(HS256), &Limits::default()).err(),
            Some(over("token_bytes", 1 << 20)),
            "{name}"
        );
        let unlimited = verify_compact(&text, &keys::set(HS256), &generous).unwrap_err();
        assert_eq!(unlimited, VerifyError::Parse(ParseError::Segments { expected: 3 }), "{name}");
        assert!(begin.elapsed() < Duration::from_secs(1), "{name}: {:?}", begin.elapsed());
    }
}

#[test]
fn the_header_ends_exactly_at_the_limit() {
    let keys = keys::set(HS256);
    let header = |bytes: usize| {
        let frame = r#"{"alg":"HS256","x":""}"#.len();
        format!(r#"{{"alg":"HS256","x":"{}"}}"#, "x".repeat(bytes - frame))
    };
    let maximum = Limits::default().header_bytes;
    for (bytes, code) in [
        (maximum - 1, "verified"),
        (maximum, "verified"),
        (maximum + 1, "parse.limit"),
        (maximum + 2, "parse.limit"),
        (2 * maximum, "parse.limit"),
        (700_000, "parse.limit"),
    ] {
        assert_eq!(header(bytes).len(), bytes);
        assert_eq!(outcome(&signed(&keys::signing(HS256), header(bytes), ""), &keys), code, "{bytes} bytes");
    }
}

/// The size of the header is known before it is decoded, so one that is too large is not looked at.
#[test]
fn a_header_that_is_too_large_is_refused_before_it_is_decoded() {
    for letter in ["!", "=", "\u{e4}", "e"] {
        let token = format!("{}..", letter.repeat(500_000));
        let expected = over("header_bytes", Limits::default().header_bytes);
        assert_eq!(verify_compact(&token, &keys::set(HS256), &Limits::default()).err(), Some(expected), "{letter}");
    }
}

#[test]
fn the_identifier_ends_exactly_at_the_limit() {
    for (length, code) in
        [(1023, "key.not_found"), (1024, "key.not_found"), (1025, "parse.limit"), (9000, "parse.limit")]
    {
        let header = format!(r#"{{"alg":"HS256","kid":"{}"}}"#, "k".repeat(length));
        let keys = keys::verifying(HS256).with_key_id("1").into();
        assert_eq!(outcome(&signed(&keys::signing(HS256), header, ""), &keys), code, "{length}");
    }
}

/// A signature that no algorithm makes costs its decoding and nothing else.
#[test]
fn a_signature_of_half_a_megabyte_is_refused() {
    for algorithm in keys::algorithms() {
        let token = format!("{}..{}", encode(format!(r#"{{"alg":"{algorithm}"}}"#)), "A".repeat(600_000));
        assert_eq!(outcome(&token, &keys::set(*algorithm)), "jws.signature", "{algorithm}");
    }
}
