//! What is JSON, and an object, and nothing else. Attacks 69, 71, 72 and 74.

use std::time::{Duration, Instant};

use jose_core::json::{self, JsonError, JsonError::*};
use serde_json::Value;

use crate::{WIDE, read, readers::READERS};

#[test]
fn refused() {
    for (name, bytes, expected) in REFUSED {
        for (reader, error) in READERS {
            assert_eq!(error(bytes, &WIDE).as_ref(), Some(expected), "{name}, read by {reader}");
        }
    }
}

#[test]
fn accepted_as_serde_json_reads_it() {
    for (name, text) in ACCEPTED {
        let theirs: Value = serde_json::from_str(text).unwrap();
        assert_eq!(read::<Value>(text), Ok(theirs), "{name}");
        for (reader, error) in READERS {
            assert_eq!(error(text.as_bytes(), &WIDE), None, "{name}, read by {reader}");
        }
    }
}

#[test]
fn cut_short_anywhere() {
    let text = r#"{"a":[1,{"b":"\u00e9\n"},null,true,-1.5e3]}"#;
    assert!(read::<Value>(text).is_ok());
    for end in 0..text.len() {
        let expected = if end == 0 { NotAnObject } else { Syntax };
        for (reader, error) in READERS {
            assert_eq!(error(&text.as_bytes()[..end], &WIDE), Some(expected.clone()), "{end} bytes, read by {reader}");
        }
    }
}

#[test]
fn numbers_cost_no_more_than_their_length() {
    let digits = "9".repeat(16 * 1024);
    for number in [digits.clone(), format!("0.{digits}"), format!("1e{digits}"), format!("-1e-{digits}")] {
        let text = format!(r#"{{"n":{number}}}"#);
        let start = Instant::now();
        let _ = json::parse_object::<Value>(text.as_bytes(), &WIDE);
        assert!(start.elapsed() < Duration::from_millis(500), "{} bytes took {:?}", text.len(), start.elapsed());
    }
}

type Refused = (&'static str, &'static [u8], JsonError);

const REFUSED: &[Refused] = &[
    // Not an object.
    ("nothing", b"", NotAnObject),
    ("white space", b" \t\r\n", NotAnObject),
    ("a list", b"[]", NotAnObject),
    ("a list of objects", b"[{}]", NotAnObject),
    ("a string", b"\"{}\"", NotAnObject),
    ("a number", b"1", NotAnObject),
    ("true", b"true", NotAnObject),
    ("null", b"null", NotAnObject),
    ("an open list", b"[1,2", NotAnObject),
    ("a closing brace", b"}", NotAnObject),
    ("a word", b"alg", NotAnObject),
    ("the compact form", b"eyJhbGciOiJub25lIn0..", NotAnObject),
    ("a comment first", b"/**/{}", NotAnObject),
    ("a line comment first", b"//\n{}", NotAnObject),
    ("a byte order mark", b"\xef\xbb\xbf{}", NotAnObject),
    ("NUL first", b"\0{}", NotAnObject),
    ("form feed first", b"\x0c{}", NotAnObject),
    ("vertical tab first", b"\x0b{}", NotAnObject),
    ("no-break space first", b"\xc2\xa0{}", NotAnObject),
    ("line separator first", b"\xe2\x80\xa8{}", NotAnObject),
    ("UTF-16 without a mark, big end first", b"\0{\0}", NotAnObject),
    // Not UTF-8.
    ("UTF-16 with a mark, little end first", b"\xff\xfe{\0}\0", Utf8),
    ("UTF-16 with a mark, big end first", b"\xfe\xff\0{\0}", Utf8),
    ("Latin-1 in a string", b"{\"a\":\"\xe9\"}", Utf8),
    ("Latin-1 in a name", b"{\"\xe9\":1}", Utf8),
    ("an overlong NUL", b"{\"a\":\"\xc0\x80\"}", Utf8),
    ("an overlong slash", b"{\"a\":\"\xe0\x80\xaf\"}", Utf8),
    ("a surrogate in bytes", b"{\"a\":\"\xed\xa0\x80\"}", Utf8),
    ("a surrogate pair in bytes", b"{\"a\":\"\xed\xa0\xbd\xed\xb8\x80\"}", Utf8),
    ("past the last code point", b"{\"a\":\"\xf4\x90\x80\x80\"}", Utf8),
    ("half a character", b"{\"a\":\"\xe2\x82\"}", Utf8),
    ("a stray continuation", b"{\"a\":\"\x80\"}", Utf8),
    ("bad bytes after the object", b"{}\xff", Utf8),
    ("bad bytes in an ignored list", b"{\"x\":[{\"y\":\"\xff\"}]}", Utf8),
    // Something follows.
    ("a second object", b"{}{}", Trailing),
    ("a second object after white space", b"{} {}", Trailing),
    ("a second object on a new line", b"{\"alg\":\"ES256\"}\n{\"alg\":\"none\"}", Trailing),
    ("a word behind", b"{} x", Trailing),
    ("a comma behind", b"{},", Trailing),
    ("a brace behind", b"{}}", Trailing),
    ("a bracket behind", b"{}]", Trailing),
    ("a comment behind", b"{}//", Trailing),
    ("NUL behind", b"{}\0", Trailing),
    ("form feed behind", b"{}\x0c", Trailing),
    ("a byte order mark behind", b"{}\xef\xbb\xbf", Trailing),
    ("no-break space behind", b"{}\xc2\xa0", Trailing),
    ("a dot behind", b"{}.", Trailing),
    // Not JSON.
    ("UTF-16 without a mark, little end first", b"{\0}\0", Syntax),
    ("NUL between", b"{\0}", Syntax),
    ("NUL in a string", b"{\"a\":\"\0\"}", Syntax),
    ("NUL in a name", b"{\"a\0\":1}", Syntax),
    ("a line break in a string", b"{\"a\":\"\n\"}", Syntax),
    ("a tab in a string", b"{\"a\":\"\t\"}", Syntax),
    ("an escape character in a string", b"{\"a\":\"\x1b\"}", Syntax),
    ("form feed between", b"{\x0c\"a\":1}", Syntax),
    ("no-break space between", b"{\"a\":\xc2\xa01}", Syntax),
    ("a byte order mark inside", b"{\xef\xbb\xbf\"a\":1}", Syntax),
    ("trailing comma in an object", b"{\"a\":1,}", Syntax),
    ("trailing comma in a list", b"{\"a\":[1,]}", Syntax),
    ("trailing comma in an ignored object", b"{\"x\":{\"y\":1,}}", Syntax),
    ("leading comma in an object", b"{,\"a\":1}", Syntax),
    ("leading comma in a list", b"{\"a\":[,1]}", Syntax),
    ("two commas in an object", b"{\"a\":1,,\"b\":2}", Syntax),
    ("two commas in a list", b"{\"a\":[1,,2]}", Syntax),
    ("a lonely comma", b"{,}", Syntax),
    ("no comma in an object", b"{\"a\":1 \"b\":2}", Syntax),
    ("no comma in a list", b"{\"a\":[1 2]}", Syntax),
    ("a comment inside", b"{/**/\"a\":1}", Syntax),
    ("a comment before a value", b"{\"a\":/**/1}", Syntax),
    ("a line comment inside", b"{\"a\":1//\n}", Syntax),
    ("a hash comment inside", b"{#\n\"a\":1}", Syntax),
    ("no value", b"{\"a\":}", Syntax),
    ("no value, then a member", b"{\"a\":,\"b\":1}", Syntax),
    ("no colon", b"{\"a\" 1}", Syntax),
    ("no colon and no value", b"{\"a\"}", Syntax),
    ("two colons", b"{\"a\"::1}", Syntax),
    ("an equals sign", b"{\"a\"=1}", Syntax),
    ("no name", b"{:1}", Syntax),
    ("only a value", b"{1}", Syntax),
    ("a number for a name", b"{1:2}", Syntax),
    ("null for a name", b"{null:1}", Syntax),
    ("a bare name", b"{a:1}", Syntax),
    ("single quotes", b"{'a':1}", Syntax),
    ("a list for a name", b"{[]:1}", Syntax),
    ("a bracket closes the object", b"{\"a\":1]", Syntax),
    ("a brace closes the list", b"{\"a\":[1}}", Syntax),
    ("True", b"{\"a\":True}", Syntax),
    ("nul", b"{\"a\":nul}", Syntax),
    ("nulll", b"{\"a\":nulll}", Syntax),
    ("undefined", b"{\"a\":undefined}", Syntax),
    ("NaN", b"{\"a\":NaN}", Syntax),
    ("Infinity", b"{\"a\":Infinity}", Syntax),
    ("-Infinity", b"{\"a\":-Infinity}", Syntax),
    ("a number with a sign", b"{\"a\":+1}", Syntax),
    ("a number with a nought in front", b"{\"a\":01}", Syntax),
    ("a negative number with a nought in front", b"{\"a\":-01}", Syntax),
    ("a number without a whole part", b"{\"a\":.5}", Syntax),
    ("a number without a fraction", b"{\"a\":1.}", Syntax),
    ("a number without an exponent", b"{\"a\":1e}", Syntax),
    ("a number with half an exponent", b"{\"a\":1e+}", Syntax),
    ("only a sign", b"{\"a\":-}", Syntax),
    ("two signs", b"{\"a\":--1}", Syntax),
    ("hexadecimal", b"{\"a\":0x10}", Syntax),
    ("a digit separator", b"{\"a\":1_000}", Syntax),
    ("a suffix", b"{\"a\":1n}", Syntax),
    ("more than a double holds", b"{\"a\":1e309}", Syntax),
    ("less than a double holds", b"{\"a\":-1e309}", Syntax),
    ("an exponent beyond reason", b"{\"a\":1e1000000000}", Syntax),
    ("an exponent beyond integers", b"{\"a\":1e99999999999999999999}", Syntax),
    ("an ignored number beyond a double", b"{\"x\":[{\"y\":1e309}]}", Syntax),
    ("a lone high surrogate", b"{\"a\":\"\\ud800\"}", Syntax),
    ("a lone low surrogate", b"{\"a\":\"\\udc00\"}", Syntax),
    ("two high surrogates", b"{\"a\":\"\\ud800\\ud800\"}", Syntax),
    ("surrogates in the wrong order", b"{\"a\":\"\\udc00\\ud800\"}", Syntax),
    ("a high surrogate and a letter", b"{\"a\":\"\\ud800x\"}", Syntax),
    ("a high surrogate and an escape", b"{\"a\":\"\\ud800\\n\"}", Syntax),
    ("a lone surrogate in a name", b"{\"\\ud800\":1}", Syntax),
    ("a lone surrogate in an ignored name", b"{\"x\":{\"\\udfff\":1}}", Syntax),
    ("an unknown escape", b"{\"a\":\"\\x41\"}", Syntax),
    ("an escaped single quote", b"{\"a\":\"\\'\"}", Syntax),
    ("an escape too short", b"{\"a\":\"\\u12\"}", Syntax),
    ("an escape without digits", b"{\"a\":\"\\uzzzz\"}", Syntax),
    ("an escape with a capital", b"{\"a\":\"\\U0041\"}", Syntax),
];

const ACCEPTED: &[(&str, &str)] = &[
    ("an empty object", "{}"),
    ("white space everywhere", " \t\r\n{ \"a\" : [ 1 , 2 ] , \"b\" : { } }\n "),
    ("an empty name", r#"{"":1}"#),
    ("every escape", r#"{"a":"\"\\\/\b\f\n\r\t\u00e9"}"#),
    ("an escaped NUL is a character like any other", r#"{"a\u0000":"\u0000"}"#),
    ("a surrogate pair in escapes", r#"{"a":"\ud83d\ude00"}"#),
    ("a byte order mark in a string", "{\"a\":\"\u{feff}\"}"),
    ("delete and controls past it", "{\"a\":\"\u{7f}\u{80}\u{9f}\"}"),
    ("line separators in a string", "{\"a\":\"\u{2028}\u{2029}\"}"),
    ("words", r#"{"a":null,"b":true,"c":false}"#),
    ("integers at the edge", r#"{"a":9223372036854775807,"b":-9223372036854775808,"c":18446744073709551615}"#),
    ("integers past the edge", r#"{"a":18446744073709551616,"b":-9223372036854775809}"#),
    ("noughts", r#"{"a":0,"b":-0,"c":0.0,"d":0e0,"e":0e1000000000}"#),
    ("the largest double", r#"{"a":1.7976931348623157e308}"#),
    ("too small to hold", r#"{"a":1e-1000000000,"b":-1E-400}"#),
    ("exponents", r#"{"a":1e5,"b":1E+5,"c":1.5e-5}"#),
    ("no special names", r#"{"__proto__":{"constructor":1},"$ref":"x","@type":"y"}"#),
];
