//! The compact forms, split. Attacks 54, 60, 61 and 73.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used, reason = "tests")]

use jose_core::{
    LimitExceeded, Limits, ParseError,
    compact::{CompactJwe, CompactJws, Segments},
};

fn jws(token: &str) -> Result<CompactJws<'_>, ParseError> {
    CompactJws::parse(token, &Limits::default())
}

fn jwe(token: &str) -> Result<CompactJwe<'_>, ParseError> {
    CompactJwe::parse(token, &Limits::default())
}

const NO_JWS: ParseError = ParseError::Segments { expected: 3 };
const NO_JWE: ParseError = ParseError::Segments { expected: 5 };

#[test]
fn any_number_of_segments() {
    for segments in 0..8 {
        let token = vec!["AAAA"; segments].join(".");
        assert_eq!(jws(&token).err(), (segments != 3).then_some(NO_JWS), "{segments} segments as a JWS");
        assert_eq!(jwe(&token).err(), (segments != 5).then_some(NO_JWE), "{segments} segments as a JWE");
    }
}

#[test]
fn refused_in_both_forms() {
    for (name, token) in NEITHER {
        assert_eq!(jws(token).err(), Some(NO_JWS), "{name}");
        assert_eq!(jwe(token).err(), Some(NO_JWE), "{name}");
    }
}

#[test]
fn only_the_header_may_not_be_empty() {
    for (token, payload, signature) in [("e30.e30.c2ln", "e30", "c2ln"), ("e30..c2ln", "", "c2ln"), ("e30..", "", "")] {
        let message = jws(token).unwrap();
        assert_eq!((message.protected(), message.payload(), message.signature()), ("e30", payload, signature));
    }
    for token in [".e30.c2ln", "..c2ln", ".e30.", ".."] {
        assert_eq!(jws(token).err(), Some(NO_JWS), "{token}");
    }
    let message = jwe("e30.a2V5.aXY.dGV4dA.dGFn").unwrap();
    assert_eq!(
        (message.protected(), message.encrypted_key(), message.iv(), message.ciphertext(), message.tag()),
        ("e30", "a2V5", "aXY", "dGV4dA", "dGFn")
    );
    let empty = jwe("e30....").unwrap();
    assert_eq!(
        (empty.protected(), empty.encrypted_key(), empty.iv(), empty.ciphertext(), empty.tag()),
        ("e30", "", "", "", "")
    );
    for token in [".a2V5.aXY.dGV4dA.dGFn", "..aXY.dGV4dA.dGFn", "....", "....dGFn", ".a2V5..."] {
        assert_eq!(jwe(token).err(), Some(NO_JWE), "{token}");
    }
}

#[test]
fn the_signing_input_is_what_was_received() {
    let tokens = [
        ("e30.e30.c2ln", "e30.e30"),
        ("e30..c2ln", "e30."),
        ("e30..", "e30."),
        ("a.bc.", "a.bc"),
        // Not ours to judge here: whatever it is, the signature covers exactly this.
        ("not base64!.{\"a\": 1}.é", "not base64!.{\"a\": 1}"),
        ("é.😀.", "é.😀"),
    ];
    for (token, signing_input) in tokens {
        let message = jws(token).unwrap();
        assert_eq!(message.signing_input(), signing_input, "{token}");
        assert_eq!(message.signing_input().as_ptr(), token.as_ptr(), "a part of the token, not a copy");
        assert_eq!(format!("{}.{}", message.protected(), message.payload()), signing_input);
        assert_eq!(format!("{signing_input}.{}", message.signature()), token);
    }
    let message = jwe("é.😀.\u{200b}.ö.€").unwrap();
    assert_eq!(
        (message.protected(), message.encrypted_key(), message.iv(), message.ciphertext(), message.tag()),
        ("é", "😀", "\u{200b}", "ö", "€")
    );
}

#[test]
fn the_size_is_checked_first_and_exactly() {
    let over =
        |maximum| Some(ParseError::Limit(LimitExceeded::check("token_bytes", maximum + 1, maximum).unwrap_err()));
    for limits in [Limits::default(), Limits::token()] {
        let maximum = limits.token_bytes;
        let fill = |dots: &str, size: usize| format!("{}{dots}", "A".repeat(size - dots.len()));
        assert!(CompactJws::parse(&fill("..", maximum), &limits).is_ok());
        assert!(CompactJwe::parse(&fill("....", maximum), &limits).is_ok());
        for size in [maximum + 1, maximum + 2, 2 * maximum] {
            assert_eq!(CompactJws::parse(&fill("..", size), &limits).err(), over(maximum));
            assert_eq!(CompactJwe::parse(&fill("....", size), &limits).err(), over(maximum));
            assert_eq!(CompactJws::parse(&fill(".", size), &limits).err(), over(maximum), "size before segments");
        }
    }
    let mut none = Limits::default();
    none.token_bytes = 0;
    assert_eq!(CompactJws::parse("", &none).err(), Some(NO_JWS));
    assert_eq!(CompactJws::parse("e", &none).err(), over(0));
    assert_eq!(Limits::default().token_bytes, 1024 * 1024);
    assert_eq!(Limits::token().token_bytes, 256 * 1024);
}

#[test]
fn ten_megabytes_of_dots() {
    let dots = ".".repeat(10 * 1024 * 1024);
    assert_eq!(jws(&dots).unwrap_err().code(), "parse.limit");
    assert_eq!(jwe(&dots).unwrap_err().code(), "parse.limit");

    let mut wide = Limits::default();
    wide.token_bytes = usize::MAX;
    let header = format!("e30{dots}");
    for token in [&dots, &header] {
        assert_eq!(CompactJws::parse(token, &wide).err(), Some(NO_JWS));
        assert_eq!(CompactJwe::parse(token, &wide).err(), Some(NO_JWE));
    }
}

#[test]
fn the_message_does_not_repeat_the_token() {
    for token in ["planted", "planted.planted", "planted.planted.planted.planted"] {
        let error = jws(token).unwrap_err();
        assert_eq!(error.code(), "parse.segments");
        assert_eq!(error.to_string(), "not 3 segments separated by dots with a header in front");
        assert!(!format!("{error:?}").contains("planted"));
        let error = jwe(token).unwrap_err();
        assert_eq!(error.to_string(), "not 5 segments separated by dots with a header in front");
    }
}

/// Every text of up to eight characters out of a dot, a letter and one of two bytes: split as the standard library splits it, into both forms or none.
#[test]
fn split_once_for_both_forms() {
    let limits = Limits::default();
    let mut texts = vec![String::new()];
    for _ in 0..8 {
        let longer = texts.iter().flat_map(|text| ['.', 'A', 'é'].map(|letter| format!("{text}{letter}")));
        texts = longer.chain([String::new()]).collect();
        for text in &texts {
            let expected: Vec<&str> = text.split('.').collect();
            let sound = !expected[0].is_empty();
            let segments = Segments::split(text, &limits).unwrap();
            assert_eq!(segments.count(), expected.len().min(6), "{text}");

            let (jws, jwe) = (segments.jws(), segments.jwe());
            assert_eq!(jws.err(), (expected.len() != 3 || !sound).then_some(NO_JWS), "{text}");
            assert_eq!(jwe.err(), (expected.len() != 5 || !sound).then_some(NO_JWE), "{text}");
            if let Ok(jws) = segments.jws() {
                assert_eq!([jws.protected(), jws.payload(), jws.signature()], expected[..]);
                assert_eq!(format!("{}.{}", jws.signing_input(), jws.signature()), *text);
            }
            if let Ok(jwe) = segments.jwe() {
                let parts = [jwe.protected(), jwe.encrypted_key(), jwe.iv(), jwe.ciphertext(), jwe.tag()];
                assert_eq!(parts, expected[..]);
            }
        }
    }
}

#[test]
fn what_is_too_long_is_not_split() {
    let mut limits = Limits::default();
    for maximum in 0..12 {
        limits.token_bytes = maximum;
        let over = LimitExceeded::check("token_bytes", maximum + 1, maximum).unwrap_err();
        for letter in [".", "A"] {
            assert!(Segments::split(&letter.repeat(maximum), &limits).is_ok(), "{maximum}");
            assert_eq!(Segments::split(&letter.repeat(maximum + 1), &limits).err(), Some(over));
        }
    }
}

const NEITHER: &[(&str, &str)] = &[
    ("nothing", ""),
    ("a dot", "."),
    ("a word", "e30"),
    ("a word and a dot", "e30."),
    ("two segments", "e30.e30"),
    ("four segments", "e30.e30.e30.e30"),
    ("four segments, the last empty", "e30.e30.c2ln."),
    ("six segments", "e30.a2V5.aXY.dGV4dA.dGFn.dGFn"),
    ("six segments, the last empty", "e30.a2V5.aXY.dGV4dA.dGFn."),
    ("a dot in front of a JWS", ".e30.e30.c2ln"),
    ("a dot in front of a JWE", ".e30.a2V5.aXY.dGV4dA.dGFn"),
    ("seven empty segments", "......"),
    ("other dots", "e30。e30。c2ln"),
    ("full-width dots", "e30．e30．c2ln"),
    ("middle dots", "e30·e30·c2ln"),
    ("commas", "e30,e30,c2ln"),
    ("percent encoding", "e30%2Ee30%2Ec2ln"),
    ("the JSON form", r#"{"protected":"e30","payload":"e30","signature":"c2ln"}"#),
];
