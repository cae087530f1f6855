//! What a strict reader would refuse, or read as something else, is not written.

use std::{
    collections::BTreeMap,
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
};

use jose_core::json::WriteError;
use serde::{
    Serialize, Serializer,
    ser::{Error, SerializeMap},
};
use serde_json::{Value, json};

use crate::{Newtype, Of, Pair, Shape, Unit, write};

/// Wherever it stands.
fn everywhere<T: Serialize + Clone>(value: &T) -> Vec<(&'static str, Result<String, WriteError>)> {
    let value = value.clone();
    vec![
        ("in a member", write(&Of { value: value.clone() })),
        ("optional", write(&Of { value: Some(value.clone()) })),
        ("listed", write(&Of { value: vec![value.clone()] })),
        ("in a tuple", write(&Of { value: ("a", value.clone()) })),
        ("in a tuple struct", write(&Of { value: Pair(1, value.clone()) })),
        ("in a newtype", write(&Newtype(Of { value: Newtype(value.clone()) }))),
        ("in a newtype variant", write(&Shape::Newtype(value.clone()))),
        ("in a tuple variant", write(&Shape::Tuple(1, value.clone()))),
        ("in a struct variant", write(&Shape::Struct { deep: value.clone() })),
        ("in a map", write(&BTreeMap::from([("a", value.clone())]))),
        ("deep", write(&Of { value: Of { value: Some(vec![Of { value }]) } })),
    ]
}

fn refused<T: Serialize + Clone>(value: &T, error: WriteError) {
    for (place, result) in everywhere(value) {
        assert_eq!(result, Err(error), "{place}");
    }
}

#[test]
fn numbers_that_are_none() {
    for number in [f64::NAN, -f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        refused(&number, WriteError::NotANumber);
    }
    for number in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        refused(&number, WriteError::NotANumber);
    }
}

#[test]
fn integers_beyond_64_bits() {
    refused(&u128::MAX, WriteError::TooWide);
    refused(&(u128::from(u64::MAX) + 1), WriteError::TooWide);
    refused(&i128::MIN, WriteError::TooWide);
    refused(&(i128::from(i64::MIN) - 1), WriteError::TooWide);
    refused(&(i128::from(u64::MAX) + 1), WriteError::TooWide);
}

#[test]
fn no_object_on_top() {
    let object = Err(WriteError::NotAnObject);
    assert_eq!(write(&1), object);
    assert_eq!(write(&"{}"), object);
    assert_eq!(write("{}"), object);
    assert_eq!(write(&()), object);
    assert_eq!(write(&Unit), object);
    assert_eq!(write(&None::<Unit>), object);
    assert_eq!(write(&[Of { value: 1 }]), object);
    assert_eq!(write(&(1, 2)), object);
    assert_eq!(write(&Shape::<u8>::Unit), object);
    assert_eq!(write(&Value::Null), object);
    assert_eq!(write(&json!([{}])), object);
}

/// Members one after the other, whatever their names.
#[derive(Clone)]
struct Members<K>(Vec<K>);

impl<K: Serialize> Serialize for Members<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.0.iter().try_for_each(|name| map.serialize_entry(name, &0))?;
        map.end()
    }
}

#[derive(Clone, Serialize)]
struct Flat<'f> {
    sub: &'f str,
    #[serde(flatten)]
    first: BTreeMap<&'f str, u8>,
    #[serde(flatten)]
    second: BTreeMap<&'f str, u8>,
}

#[derive(Clone, Serialize)]
struct SameNames {
    #[serde(rename = "a name of more than sixteen letters")]
    one: u8,
    #[serde(rename = "a name of more than sixteen letters")]
    other: u8,
}

#[test]
fn a_name_twice() {
    let duplicate = WriteError::Duplicate;
    refused(&Members(vec!["a", "b", "a"]), duplicate);
    refused(&Members(vec!["", ""]), duplicate);
    refused(&Members(vec!["a\"", "a\""]), duplicate);
    refused(&Members(vec!["\n", "b", "\n"]), duplicate);
    refused(&Members(vec!["a longer name, of which only the end is another 1"; 2]), duplicate);
    refused(&Members(vec![1, 2, 1]), duplicate);
    refused(&SameNames { one: 1, other: 2 }, duplicate);
    let many = |last: usize| Members((0..100).chain([last]).map(|name| format!("name {name}")).collect());
    refused(&many(0), duplicate);
    refused(&many(50), duplicate);
    refused(&many(99), duplicate);
    let (a, b) = (BTreeMap::from([("a", 1)]), BTreeMap::from([("b", 1)]));
    refused(&Flat { sub: "ada", first: a.clone(), second: a.clone() }, duplicate);
    refused(&Flat { sub: "ada", first: BTreeMap::from([("sub", 1)]), second: b.clone() }, duplicate);
    // A number and the text that it becomes.
    assert_eq!(write(&Mixed), Err(duplicate));

    for (name, result) in everywhere(&Flat { sub: "ada", first: a, second: b }) {
        assert!(result.is_ok(), "{name}");
    }
    for fine in [&["a", "b"][..], &["a", "a\""], &["a\"", "a\\\""], &["a", "A"], &["a", "a "], &["ab", "b", "a", ""]] {
        assert!(write(&Members(fine.to_vec())).is_ok(), "{fine:?}");
    }
    assert!(write(&many(100)).is_ok());
}

struct Mixed;

impl Serialize for Mixed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(&1, "")?;
        map.serialize_entry("1", "")?;
        map.end()
    }
}

#[test]
fn names_that_are_no_text() {
    let error = WriteError::Name;
    refused(&Members(vec![()]), error);
    refused(&Members(vec![None::<u8>]), error);
    refused(&Members(vec![[1]]), error);
    refused(&Members(vec![("a", "b")]), error);
    refused(&Members(vec![Members(vec!["a"])]), error);
    refused(&Members(vec![json!({ "a": 1 })]), error);
    refused(&Members(vec![json!(null)]), error);
    refused(&Members(vec![json!([])]), error);
}

#[test]
fn names_that_serde_json_keeps_for_itself() {
    for name in [
        "$serde_json::private::Number",
        "$serde_json::private::RawValue",
        "$serde_json::private::",
        "$serde_json::private::x",
        "$serde_json::private::\n",
    ] {
        refused(&Members(vec!["a", name]), WriteError::ReservedName);
    }
    refused(&Reserved::Newtype(1), WriteError::ReservedName);
    refused(&Reserved::Tuple(1, 2), WriteError::ReservedName);
    refused(&Reserved::Struct { a: 1 }, WriteError::ReservedName);
    for name in ["$serde_json::privat", "$serde_json", "$", "x$serde_json::private::"] {
        assert!(write(&Members(vec!["a", name])).is_ok(), "{name}");
    }
}

#[derive(Clone, Serialize)]
enum Reserved {
    #[serde(rename = "$serde_json::private::Number")]
    Newtype(u8),
    #[serde(rename = "$serde_json::private::RawValue")]
    Tuple(u8, u8),
    #[serde(rename = "$serde_json::private::Anything")]
    Struct { a: u8 },
}

/// A type that has something to say against being written; what it says may be the value, and stands in no message.
#[derive(Clone)]
struct Unwilling;

impl Serialize for Unwilling {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom("the password is hunter2"))
    }
}

#[test]
fn a_type_that_refuses() {
    refused(&Unwilling, WriteError::Unfit);
    let error = write(&Of { value: Unwilling }).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hunter2"));
}

/// What says of itself that it cannot be displayed.
#[derive(Clone)]
struct Undisplayable;

impl fmt::Display for Undisplayable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("half of a ")?;
        Err(fmt::Error)
    }
}

impl Serialize for Undisplayable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[test]
fn what_cannot_be_displayed() {
    refused(&Undisplayable, WriteError::Unfit);
    refused(&Members(vec![Undisplayable]), WriteError::Unfit);
}

/// A type that catches a panic of what it holds, and goes on.
struct Catching;

struct Panicking;

impl Serialize for Panicking {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let _map = serializer.serialize_map(None)?;
        panic!("in the middle of it");
    }
}

impl Serialize for Catching {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let caught = catch_unwind(AssertUnwindSafe(|| map.serialize_entry("a", &Panicking).is_ok()));
        assert!(caught.is_err());
        map.end()
    }
}

#[test]
fn a_panic_that_is_caught() {
    assert_eq!(write(&Catching), Err(WriteError::Unfit));
    assert_eq!(write(&Of { value: Catching }), Err(WriteError::Unfit));
}

/// A type that goes on when it is told that something cannot be written, or that does things in an order in which nothing comes of them.
struct Stubborn(fn(&mut dyn FnMut(Step) -> bool));

enum Step {
    Key(&'static str),
    Value(&'static str),
    Nan,
    Unwilling,
    Entry(&'static str),
    EntryNan(&'static str),
}

impl Serialize for Stubborn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        (self.0)(&mut |step| {
            match step {
                Step::Key(name) => map.serialize_key(name),
                Step::Value(text) => map.serialize_value(text),
                Step::Nan => map.serialize_value(&f64::NAN),
                Step::Unwilling => map.serialize_value(&Unwilling),
                Step::Entry(name) => map.serialize_entry(name, &0),
                Step::EntryNan(name) => map.serialize_entry(name, &f32::NAN),
            }
            .is_ok()
        });
        map.end()
    }
}

#[test]
fn types_that_go_on_after_an_error() {
    use Step::{Entry, EntryNan, Key, Nan, Unwilling, Value};
    type Case = (&'static str, fn(&mut dyn FnMut(Step) -> bool), Result<&'static str, WriteError>);
    let cases: [Case; 12] = [
        ("nothing", |_| (), Ok("{}")),
        ("in order", |go| assert!(go(Key("a")) && go(Value("b")) && go(Entry("c"))), Ok(r#"{"a":"b","c":0}"#)),
        ("a number that is none", |go| assert!(!go(EntryNan("a")) && go(Entry("b"))), Err(WriteError::NotANumber)),
        ("no value for a name", |go| assert!(go(Key("a")) && !go(Nan)), Err(WriteError::NotANumber)),
        ("a type that refuses", |go| assert!(go(Key("a")) && !go(Unwilling) && go(Entry("b"))), Err(WriteError::Unfit)),
        (
            "a name twice",
            |go| assert!(go(Entry("a")) && !go(Entry("a")) && !go(Entry("b"))),
            Err(WriteError::Duplicate),
        ),
        (
            "again, and a value",
            |go| assert!(go(Entry("a")) && !go(Key("a")) && go(Value("b"))),
            Err(WriteError::Duplicate),
        ),
        ("a reserved name", |go| assert!(!go(Entry("$serde_json::private::x"))), Err(WriteError::ReservedName)),
        ("two names", |go| assert!(go(Key("a")) && !go(Key("b")) && go(Value("c"))), Err(WriteError::Unfit)),
        ("two values", |go| assert!(go(Entry("a")) && !go(Value("c"))), Err(WriteError::Unfit)),
        ("a value first", |go| assert!(!go(Value("a")) && go(Entry("b"))), Err(WriteError::Unfit)),
        ("a name last", |go| assert!(go(Entry("a")) && go(Key("b"))), Err(WriteError::Unfit)),
    ];
    for (name, steps, expected) in cases {
        assert_eq!(write(&Stubborn(steps)).as_deref(), expected.as_ref().copied(), "{name}");
        let inside = write(&Of { value: [Stubborn(steps)] });
        assert_eq!(inside, expected.map(|text| format!(r#"{{"value":[{text}]}}"#)), "{name}, inside");
    }
}

#[test]
fn too_deep() {
    fn nested(depth: usize) -> Value {
        (1..depth).fold(json!({}), |inner, level| if level % 2 == 0 { json!([inner]) } else { json!({ "a": inner }) })
    }
    assert!(write(&Of { value: nested(63) }).is_ok());
    for depth in [65, 66, 100, 1000] {
        let error = write(&Of { value: nested(depth - 1) }).unwrap_err();
        assert!(matches!(error, WriteError::Limit(exceeded) if exceeded.limit() == "json_depth"), "{depth}: {error:?}");
    }
}

#[test]
fn every_error_has_a_code_and_a_sentence() {
    let exceeded = jose_core::LimitExceeded::check("json_depth", 65, 64).unwrap_err();
    let all = [
        WriteError::NotAnObject,
        WriteError::NotANumber,
        WriteError::TooWide,
        WriteError::Name,
        WriteError::ReservedName,
        WriteError::Duplicate,
        WriteError::Limit(exceeded),
        WriteError::Unfit,
    ];
    let codes: std::collections::BTreeSet<_> = all.iter().map(WriteError::code).collect();
    assert_eq!(codes.len(), all.len());
    for error in all {
        assert!(error.code().starts_with("json."));
        let message = error.to_string();
        assert!(message.starts_with(char::is_lowercase) || message.starts_with("json"), "{message}");
        assert!(!message.ends_with('.'), "{message}");
    }
}
