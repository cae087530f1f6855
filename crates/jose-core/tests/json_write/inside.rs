//! Texts that serde_json passes off as structs, which it does under features that anybody in a build may switch on.

use jose_core::json::WriteError;
use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::{Of, write};

/// As a number of serde_json's under `arbitrary_precision`, or a `RawValue`.
#[derive(Clone)]
struct Inside<T>(&'static str, T);

/// The same with another number of texts than one.
struct Several(&'static [&'static str]);

impl Serialize for Several {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut inside = serializer.serialize_struct(RAW, self.0.len())?;
        self.0.iter().try_for_each(|text| inside.serialize_field(RAW, text))?;
        inside.end()
    }
}

const NUMBER: &str = "$serde_json::private::Number";
const RAW: &str = "$serde_json::private::RawValue";

impl<T: Serialize> Serialize for Inside<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut inside = serializer.serialize_struct(self.0, 1)?;
        inside.serialize_field(self.0, &self.1)?;
        inside.end()
    }
}

#[test]
fn numbers_and_texts_in_json() {
    for (name, text) in [
        (NUMBER, "1"),
        (NUMBER, "-0.50"),
        (NUMBER, "1e2"),
        (NUMBER, "18446744073709551615"),
        (NUMBER, "-9223372036854775808"),
        (NUMBER, "123456789012345678901234567890.5"),
        (RAW, "1"),
        (RAW, r#""a\nb\"""#),
        (RAW, r#"{"a":[1,{"b":null}]}"#),
        (RAW, "[ 1 , 2 ]"),
    ] {
        assert_eq!(write(&Of { value: Inside(name, text) }), Ok(format!(r#"{{"value":{text}}}"#)), "{text}");
    }
    assert_eq!(write(&Inside(RAW, r#"{"a":1}"#)).as_deref(), Ok(r#"{"a":1}"#));
    let two = (Inside(NUMBER, "1"), Inside(RAW, "[]"));
    assert_eq!(write(&Of { value: two }).as_deref(), Ok(r#"{"value":[1,[]]}"#));
}

#[test]
fn what_is_no_json_stays_out() {
    for text in [
        "",
        " ",
        "NaN",
        "1,",
        "1 2",
        "01",
        "+1",
        "1e400",
        "\"",
        "{",
        "}",
        "1},{",
        r#"{"a":1,"a":2}"#,
        r#"{"a":1,"\u0061":2}"#,
        "tru",
        "[1,]",
        "\"a\nb\"",
        "1}",
        "1,\"admin\":true",
        "{\"$serde_json::private::Number\":\"1\"}",
    ] {
        for name in [NUMBER, RAW, "$serde_json::private::Anything"] {
            let error = if text.contains("\"a\":1,") { WriteError::Duplicate } else { WriteError::Unfit };
            assert_eq!(write(&Of { value: Inside(name, text) }), Err(error), "{text:?}");
        }
    }
    for name in [NUMBER, RAW] {
        assert_eq!(write(&Of { value: Inside(name, 1) }), Err(WriteError::Unfit));
        assert_eq!(write(&Of { value: Inside(name, ["1"]) }), Err(WriteError::Unfit));
        assert_eq!(write(&Of { value: Inside(name, Of { value: 1 }) }), Err(WriteError::Unfit));
        assert_eq!(write(&Of { value: Inside(name, ()) }), Err(WriteError::Unfit));
    }
    assert_eq!(write(&Inside(NUMBER, "1")), Err(WriteError::NotAnObject));
}

/// As bare integers, whatever they are passed off as.
#[test]
fn integers_beyond_64_bits() {
    for text in ["18446744073709551616", "-9223372036854775809", "123456789012345678901234567890"] {
        for name in [NUMBER, RAW] {
            assert_eq!(write(&Of { value: Inside(name, text) }), Err(WriteError::TooWide), "{text}");
        }
    }
}

#[test]
fn one_text_and_no_more() {
    for texts in [&[][..], &["0", "5"], &["{}", "{}"], &["1", "2"], &["1", "\":true,\"", "3"]] {
        assert_eq!(write(&Several(texts)), Err(WriteError::Unfit), "{texts:?}");
        assert_eq!(write(&Of { value: Several(texts) }), Err(WriteError::Unfit), "{texts:?}");
        assert_eq!(write(&Named(vec![Several(texts)])), Err(WriteError::Unfit), "{texts:?}");
    }
}

/// Members whose names are such texts.
struct Named<K>(Vec<K>);

impl<K: Serialize> Serialize for Named<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|name| (name, 0)))
    }
}

#[test]
fn as_a_name() {
    let named = |names: &[&'static str]| write(&Named(names.iter().map(|name| Inside(RAW, *name)).collect::<Vec<_>>()));
    assert_eq!(named(&["\"a\"", " 1\n", "true"]).as_deref(), Ok(r#"{"a":0,"1":0,"true":0}"#));
    for twice in [["\"a\"", "\"a\""], ["\"a\" ", "\"a\""], ["1", " 1"], ["\"1\"", "1"], ["\"\\u0061\"", "\"a\""]] {
        assert_eq!(named(&twice), Err(WriteError::Duplicate), "{twice:?}");
    }
    for none in ["{}", "[]", "null", "[1]", "{\"a\":1}"] {
        assert_eq!(named(&[none]), Err(WriteError::Name), "{none}");
    }
}

/// White space is no part of a text.
#[test]
fn space_around() {
    for text in ["{\"a\":1} ", " {\"a\":1}", "\n\t{\"a\":1}\r\n"] {
        assert_eq!(write(&Inside(RAW, text)).as_deref(), Ok(r#"{"a":1}"#), "{text:?}");
    }
}

/// A text that is as deep as may be is not deeper for standing inside another.
#[test]
fn depth_counts_from_the_outside() {
    let deep =
        |depth: usize| -> &'static str { Box::leak(format!("{}{}", "[".repeat(depth), "]".repeat(depth)).into()) };
    assert!(write(&Of { value: Inside(RAW, deep(63)) }).is_ok());
    let error = write(&Of { value: Inside(RAW, deep(64)) }).unwrap_err();
    assert!(matches!(error, WriteError::Limit(exceeded) if exceeded.limit() == "json_depth"), "{error:?}");
}
