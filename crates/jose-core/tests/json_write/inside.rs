//! Texts that serde_json passes off as structs, which it does under features that anybody in a build may switch on.

use jose_core::json::WriteError;
use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::{Of, write};

/// As a number of serde_json's under `arbitrary_precision`, or a `RawValue`.
struct Inside<T>(&'static str, T);

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
        (NUMBER, "123456789012345678901234567890"),
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
            assert_eq!(write(&Of { value: Inside(name, text) }), Err(WriteError::Unfit), "{text:?}");
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

/// A text that is as deep as may be is not deeper for standing inside another.
#[test]
fn depth_counts_from_the_outside() {
    let deep =
        |depth: usize| -> &'static str { Box::leak(format!("{}{}", "[".repeat(depth), "]".repeat(depth)).into()) };
    assert!(write(&Of { value: Inside(RAW, deep(63)) }).is_ok());
    assert_eq!(write(&Of { value: Inside(RAW, deep(64)) }), Err(WriteError::Unfit));
}
