//! What an error says: the member and what was wanted, and never a value. Attacks 25 and 28.

use std::{
    collections::HashMap,
    error::Error as _,
    time::{Duration, Instant},
};

use jose_core::json::{JsonError, Text};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{read, readers::Lenient};

/// Every wrong value holds this, and no message does.
const PLANTED: &str = "31415926535";

fn say<T: DeserializeOwned>(text: &str) -> JsonError {
    let error = read::<HashMap<String, T>>(text).err();
    error.unwrap_or_else(|| panic!("{text} is accepted as {}", std::any::type_name::<T>()))
}

fn check<T: DeserializeOwned>(expected: &[&str]) {
    let values = [
        ("null", "null".to_owned()),
        ("a truth", "true".to_owned()),
        ("a number", PLANTED.to_owned()),
        ("a negative number", format!("-{PLANTED}")),
        ("a fraction", format!("{PLANTED}.5")),
        ("a string", format!("\"{PLANTED}\"")),
        ("an escaped string", format!("\"\\n{PLANTED}\"")),
        ("a list", format!("[{PLANTED}]")),
        ("a list of strings", format!("[\"{PLANTED}\"]")),
        ("an object", format!("{{\"inner\":\"{PLANTED}\"}}")),
    ];
    for (name, value) in values {
        let text = format!("{{\"member\":{value}}}");
        let Err(error) = read::<HashMap<String, T>>(&text) else { continue };
        let name = format!("{name} as {}", std::any::type_name::<T>());
        let spoken = format!("{error} {error:?} {error:#?} {}", error.code());
        assert!(!spoken.contains(PLANTED), "{name}: {spoken}");
        assert!(error.source().is_none(), "{name}");
        match &error {
            JsonError::Type { member, expected: said } if &**member == "member" => {
                assert_eq!(error.to_string(), format!("the member member must be {said}"), "{name}");
                assert!(expected.contains(&&**said), "{name}: {said}");
            }
            JsonError::Unfit { member } if &**member == "member" => {}
            JsonError::Missing { name: "flag" } => {}
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn names_the_member_and_what_was_wanted_and_no_value() {
    check::<bool>(&["a boolean"]);
    check::<u8>(&["u8"]);
    check::<i16>(&["i16"]);
    check::<u32>(&["u32"]);
    check::<i64>(&["i64"]);
    check::<u64>(&["u64"]);
    check::<i128>(&["i128"]);
    check::<u128>(&["u128"]);
    check::<f32>(&["f32"]);
    check::<f64>(&["f64"]);
    check::<char>(&["a character"]);
    check::<String>(&["a string"]);
    check::<Box<str>>(&["a string"]);
    check::<OwnText>(&["a string"]);
    check::<()>(&["unit"]);
    check::<UnitStruct>(&["unit struct UnitStruct"]);
    check::<Vec<bool>>(&["a sequence", "a boolean"]);
    check::<Option<bool>>(&["a boolean"]);
    check::<[bool; 3]>(&["an array of length 3", "a boolean"]);
    check::<HashMap<String, bool>>(&["a map", "a boolean"]);
    check::<Fields>(&["struct Fields"]);
    check::<Choice>(&["enum Choice"]);
    check::<Wrapper>(&["a boolean"]);
    check::<core::num::NonZeroU64>(&["a nonzero u64"]);
}

#[test]
fn wrong_values_inside_lists_and_objects_name_the_outer_member() {
    let planted = [
        (say::<Vec<u8>>(r#"{"m":[1,"31415926535"]}"#), "u8"),
        (say::<Vec<u8>>(r#"{"m":[1,31415926535]}"#), "u8"),
        (say::<Vec<Vec<u8>>>(r#"{"m":[[1],["31415926535"]]}"#), "u8"),
        (say::<HashMap<String, u8>>(r#"{"m":{"inner":"31415926535"}}"#), "u8"),
        (say::<HashMap<u8, u8>>(r#"{"m":{"31415926535":1}}"#), "u8"),
        (say::<(u8, bool)>(r#"{"m":[1,31415926535]}"#), "a boolean"),
        (say::<(u8, bool)>(r#"{"m":[1]}"#), "a tuple of size 2"),
        (say::<Fields>(r#"{"m":{"flag":"31415926535"}}"#), "a boolean"),
        (say::<Fields>(r#"{"m":["31415926535"]}"#), "struct Fields"),
        (say::<char>(r#"{"m":"31415926535"}"#), "a character"),
    ];
    for (error, expected) in planted {
        assert_eq!(error, JsonError::Type { member: "m".into(), expected: expected.into() });
    }
}

#[test]
fn words_of_the_type_are_dropped_with_the_values_in_them() {
    let errors = [
        say::<Choice>(r#"{"m":"31415926535"}"#),
        say::<Choice>(r#"{"m":{"31415926535":1}}"#),
        say::<Picky>(r#"{"m":"31415926535"}"#),
        say::<NoMore>(r#"{"m":{"31415926535":1}}"#),
        say::<Either>(r#"{"m":"31415926535"}"#),
        say::<Tagged>(r#"{"m":{"type":"31415926535"}}"#),
        say::<std::net::IpAddr>(r#"{"m":"31415926535"}"#),
    ];
    for error in errors {
        assert_eq!(error, JsonError::Unfit { member: "m".into() });
        assert_eq!(error.to_string(), "the member m does not fit the type it is read into");
    }
}

#[test]
fn a_missing_member_is_named_at_any_depth() {
    let missing = JsonError::Missing { name: "flag" };
    assert_eq!(read::<Fields>("{}").unwrap_err(), missing);
    assert_eq!(read::<Fields>(r#"{"Flag":true}"#).unwrap_err(), missing);
    assert_eq!(say::<Fields>(r#"{"m":{}}"#), missing);
    assert_eq!(say::<Vec<Fields>>(r#"{"m":[{"flag":true},{"other":1}]}"#), missing);
    assert_eq!(missing.to_string(), "the member flag is missing");
}

#[test]
fn an_error_that_is_nobodys_names_no_member() {
    let whole = JsonError::Unfit { member: "".into() };
    assert_eq!(read::<Picked>(r#"{"flag":true}"#).unwrap_err(), whole);
    assert_eq!(read::<Either>(r#"{"a":"31415926535"}"#).unwrap_err(), whole);
    assert_eq!(whole.to_string(), "the object does not fit the type it is read into");

    let error = read::<u8>(r#"{"a":1}"#).unwrap_err();
    assert_eq!(error, JsonError::Type { member: "".into(), expected: "u8".into() });
    assert_eq!(error.to_string(), "the object, or a member of it, must be u8");
    let error = read::<Around>(r#"{"flag":31415926535}"#).unwrap_err();
    assert_eq!(error, JsonError::Type { member: "".into(), expected: "a boolean".into() });
}

#[test]
fn names_of_the_sender_are_shortened_and_escaped() {
    let names = [
        ("a line break", r"a\nb", r"a\nb"),
        ("a terminal escape", r"\u001b[31m", r"\u{1b}[31m"),
        ("a quote", r#"\"'"#, r#"\"\'"#),
        ("a right-to-left override", r"\u202egnp", r"\u{202e}gnp"),
        ("NUL", r"\u0000", r"\0"),
        ("an accent stays", "é", "é"),
    ];
    for (name, written, said) in names {
        let error = read::<HashMap<String, bool>>(&format!("{{\"{written}\":1}}")).unwrap_err();
        assert_eq!(error, JsonError::Type { member: said.into(), expected: "a boolean".into() }, "{name}");
    }
    for letter in ["x", "é", "😀"] {
        let error = read::<HashMap<String, bool>>(&format!("{{\"{}\":1}}", letter.repeat(10_000))).unwrap_err();
        let member = letter.repeat(64);
        assert_eq!(error, JsonError::Type { member: member.into(), expected: "a boolean".into() });
    }
    for spelling in [r"\u0001", r"\u202e"] {
        let error = read::<HashMap<String, bool>>(&format!("{{\"{}\":1}}", spelling.repeat(10_000))).unwrap_err();
        assert!(error.to_string().len() < 1000, "{spelling}");
    }
}

/// A type may overlook as many faults as there are values, and each of them has a place.
#[test]
fn a_long_name_is_not_read_again_for_every_fault() {
    for spelling in ["x", "\\u0061"] {
        let text = format!("{{\"{}\":[{}0]}}", spelling.repeat(200_000 / spelling.len()), "null,".repeat(50_000));
        let start = Instant::now();
        let read: HashMap<String, Vec<Lenient<u8>>> = read(&text).unwrap();
        assert_eq!(read.values().flatten().filter(|Lenient(number)| number.is_some()).count(), 1);
        assert!(start.elapsed() < Duration::from_secs(5), "{spelling}: {:?}", start.elapsed());
    }
}

#[test]
fn codes_and_sentences_are_stable() {
    let table = [
        (JsonError::Utf8, "json.utf8", "not UTF-8"),
        (JsonError::Syntax, "json.syntax", "not JSON"),
        (JsonError::NotAnObject, "json.object", "not a JSON object"),
        (JsonError::Trailing, "json.trailing", "something follows the JSON object"),
        (JsonError::Duplicate, "json.duplicate", "a member occurs twice"),
        (JsonError::Missing { name: "a" }, "json.missing", "the member a is missing"),
        (
            JsonError::Type { member: "a".into(), expected: "a string".into() },
            "json.type",
            "the member a must be a string",
        ),
        (JsonError::Unfit { member: "a".into() }, "json.unfit", "the member a does not fit the type it is read into"),
    ];
    for (error, code, sentence) in table {
        assert_eq!((error.code(), error.to_string().as_str()), (code, sentence));
    }
}

#[derive(Debug)]
struct OwnText;

impl<'de> Deserialize<'de> for OwnText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(|_| Self)
    }
}

#[derive(Debug, Deserialize)]
struct UnitStruct;

#[derive(Debug, Deserialize)]
struct Fields {
    flag: bool,
}

#[derive(Debug, Deserialize)]
struct Wrapper(bool);

#[derive(Debug, Deserialize)]
struct Around {
    #[serde(flatten)]
    fields: Fields,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NoMore {}

#[derive(Debug, Deserialize)]
enum Choice {
    Yes,
    No(bool),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Either {
    Number(u8),
    Object { number: u8 },
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type")]
enum Tagged {
    One,
}

/// Refuses in words that repeat the value.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Value")]
struct Picky;

impl TryFrom<Value> for Picky {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        Err(format!("I do not like {value}"))
    }
}

#[derive(Debug, Deserialize)]
#[serde(try_from = "Fields")]
struct Picked;

impl TryFrom<Fields> for Picked {
    type Error = String;

    fn try_from(value: Fields) -> Result<Self, String> {
        Err(format!("I do not like {value:?}"))
    }
}
