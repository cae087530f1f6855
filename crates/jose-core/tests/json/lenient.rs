//! Types that overlook errors: they may overlook what the type did not like, and never what is wrong with the text.

use std::{collections::HashMap, fmt};

use jose_core::json::{self, JsonError, JsonLimits};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::Value;

use crate::{
    WIDE, read,
    readers::{Blind, Lenient},
};

/// A pattern seen in the field: anything that does not fit is taken for absent.
#[expect(clippy::unnecessary_wraps, reason = "serde calls it")]
fn absent_if_odd<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Ok(T::deserialize(deserializer).ok())
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
struct Outer {
    #[serde(deserialize_with = "absent_if_odd")]
    a: Option<Inner>,
    #[serde(deserialize_with = "absent_if_odd")]
    b: Option<Value>,
    n: Option<u64>,
    admin: bool,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Inner {
    n: u64,
    #[serde(default)]
    m: Option<Box<Inner>>,
}

#[test]
fn what_the_type_dislikes_may_be_overlooked() {
    for (name, text, expected) in OVERLOOKED {
        assert_eq!(read::<Outer>(text), Ok(expected()), "{name}");
    }
    let lists: HashMap<String, Vec<Lenient<u8>>> = read(r#"{"l":[1,"x",[2],{"a":3},null,300,7]}"#).unwrap();
    let numbers: Vec<Option<u8>> = lists["l"].iter().map(|Lenient(number)| *number).collect();
    assert_eq!(numbers, [Some(1), None, None, None, None, None, Some(7)]);
}

#[test]
fn what_is_wrong_with_the_text_may_not() {
    for (name, text, expected) in REFUSED {
        assert_eq!(read::<Outer>(text).as_ref(), Err(expected), "{name}, in a member");
        assert_eq!(read::<Lenient<Outer>>(text).err().as_ref(), Some(expected), "{name}, in all");
        assert_eq!(read::<Lenient<Lenient<Blind>>>(text).err().as_ref(), Some(expected), "{name}, twice");
    }
}

#[test]
fn a_limit_may_not_be_overlooked() {
    let cases = [
        ("too deep", r#"{"b":[[[1]]]}"#, "json_depth"),
        ("too deep after a wrong type", r#"{"a":{"n":"x","y":[[1]]}}"#, "json_depth"),
        ("too many", r#"{"b":{"1":1,"2":2,"3":3,"4":4}}"#, "json_members"),
        ("too many after a wrong type", r#"{"a":{"n":"x","2":2,"3":3,"4":4}}"#, "json_members"),
    ];
    let limits = JsonLimits { depth: 3, members: 4 };
    for (name, text, limit) in cases {
        let error = json::parse_object::<Outer>(text.as_bytes(), &limits).unwrap_err();
        assert!(matches!(&error, JsonError::Limit(over) if over.limit() == limit), "{name}: {error:?}");
    }
    // An object that was given up half-way must not count as still open.
    let many = format!(r#"{{"l":[{}{{"n":1}}]}}"#, r#"{"n":"x"},"#.repeat(50));
    let limits = JsonLimits { depth: 3, members: 1000 };
    let read: HashMap<String, Vec<Lenient<Inner>>> = json::parse_object(many.as_bytes(), &limits).unwrap();
    assert_eq!(read["l"].iter().filter(|Lenient(inner)| inner.is_some()).count(), 1);
}

/// The last complaint is the one that counts; one that was overlooked before must not take its place.
#[test]
fn the_error_is_the_one_that_was_not_overlooked() {
    let error = read::<Outer>(r#"{"a":1,"n":"x"}"#).unwrap_err();
    assert_eq!(error, JsonError::Type { member: "n".into(), expected: "u64".into() });
    let error = read::<Vec<Lenient<Inner>>>(r#"{"a":1}"#).err();
    assert_eq!(error, Some(JsonError::Type { member: "".into(), expected: "a sequence".into() }));
}

fn refused<T: DeserializeOwned>(name: &str, text: &str) -> JsonError {
    let error = read::<T>(text).err();
    error.unwrap_or_else(|| panic!("{name}: {text} is accepted"))
}

#[test]
fn a_type_that_reads_nothing_is_refused() {
    // Such a type would leave the parser before the value, and members without a value would pass for JSON.
    for text in [r#"{"a":,"b":1}"#, r#"{"a":1,"b":1}"#, r#"{"a":}"#, r#"{"a":1}"#, r#"{"a":{"b":{}}}"#] {
        refused::<HashMap<String, ReadsNothing>>("reads nothing", text);
        refused::<HashMap<String, Lenient<GivesUp>>>("gives up before reading", text);
        refused::<HashMap<String, Option<Lenient<GivesUp>>>>("gives up before reading, optional", text);
        refused::<ReadsNothing>("reads nothing at all", text);
        refused::<Lenient<GivesUp>>("gives up at once", text);
    }
    for text in [r#"{"a":[,]}"#, r#"{"a":[,1]}"#, r#"{"a":[1]}"#, r#"{"a":[1,2]}"#] {
        refused::<HashMap<String, Vec<ReadsNothing>>>("reads nothing in a list", text);
        refused::<HashMap<String, Vec<Lenient<GivesUp>>>>("gives up in a list", text);
    }
}

#[test]
fn a_type_that_stops_early_is_refused() {
    for text in [r#"{"a":1,"b":2}"#, r#"{"a":{},"b":1,"c":2}"#] {
        assert_eq!(refused::<OneMember>("one member", text), JsonError::Unfit { member: "".into() });
        assert_eq!(refused::<OneName>("one name", text), JsonError::Unfit { member: "".into() });
    }
    assert_eq!(refused::<OneName>("one name, one member", r#"{"a":1}"#), JsonError::Unfit { member: "".into() });
    assert_eq!(refused::<OneMember>("behind it", r#"{"a":1,"b":{"c":1,"c":1}}"#), JsonError::Duplicate);
    assert_eq!(refused::<OneMember>("behind it", r#"{"a":1,"b":1e309}"#), JsonError::Syntax);
    assert_eq!(refused::<OneName>("behind it", r#"{"a":{"c":1,"c":1}}"#), JsonError::Duplicate);
    assert_eq!(refused::<OneMember>("again", r#"{"a":1,"a":2}"#), JsonError::Duplicate);
    let pair = refused::<HashMap<String, (u8, u8)>>("three for two", r#"{"p":[1,2,3]}"#);
    assert_eq!(pair, JsonError::Unfit { member: "p".into() });
    let pair = refused::<HashMap<String, (u8, u8)>>("behind two", r#"{"p":[1,2,{"a":1,"a":1}]}"#);
    assert_eq!(pair, JsonError::Duplicate);
    assert!(read::<OneMember>(r#"{"a":1}"#).is_ok());
    // Names with nothing behind them would pass for members.
    for text in [r#"{"a":1}"#, r#"{"a":1,"b":2}"#, r#"{"a"}"#, r#"{"a","b"}"#, r#"{"a":1,"b"}"#] {
        refused::<NamesOnly>("names only", text);
    }
    assert!(read::<NamesOnly>("{}").is_ok());
}

/// A visitor that goes on after every error sees the end all the same.
#[test]
fn a_visitor_that_never_gives_up_comes_to_an_end() {
    let syntax = [
        r#"{"a":[1,}"#,
        r#"{"a":[1,,2]}"#,
        r#"{"a":[1 2]}"#,
        r#"{"a":[1,2"#,
        r#"{"a":tru}"#,
        r#"{"a" 1}"#,
        r#"{"a":1,}"#,
        r#"{"a":1,,"b":2}"#,
        r#"{"a":["#,
    ];
    for text in syntax {
        assert_eq!(refused::<Dogged>("syntax", text), JsonError::Syntax, "{text}");
    }
    for text in [r#"{"a":1,"a":2}"#, r#"{"a":[{"b":1,"b":2},3]}"#, r#"{"a":"x","b":[{"c":1,"c":1}],"d":"y"}"#] {
        assert_eq!(refused::<Dogged>("duplicate", text), JsonError::Duplicate, "{text}");
    }
    let deep = format!(r#"{{"a":{}1{}}}"#, "[".repeat(200), "]".repeat(200));
    assert!(matches!(refused::<Dogged>("depth", &deep), JsonError::Limit(_)));
    assert_eq!(json::parse_object::<Dogged>(br#"{"a":[1,"x",2],"b":"y","c":[[],{"d":3}]}"#, &WIDE).map(|d| d.0), Ok(2));
}

struct ReadsNothing;

impl<'de> Deserialize<'de> for ReadsNothing {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Ok(Self)
    }
}

#[derive(Debug)]
struct GivesUp;

impl<'de> Deserialize<'de> for GivesUp {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom("no"))
    }
}

macro_rules! map_type {
    ($name:ident, $map:ident => $body:expr) => {
        #[derive(Debug)]
        struct $name;

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Reader;

                impl<'de> Visitor<'de> for Reader {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("an object")
                    }

                    fn visit_map<A: MapAccess<'de>>(self, mut $map: A) -> Result<$name, A::Error> {
                        $body;
                        Ok($name)
                    }
                }

                deserializer.deserialize_map(Reader)
            }
        }
    };
}

map_type!(OneMember, map => map.next_entry::<String, IgnoredAny>()?);
map_type!(NamesOnly, map => while map.next_key::<String>()?.is_some() {});
map_type!(OneName, map => map.next_key::<String>()?);

/// Counts the numbers in lists one level down and overlooks every error it can.
#[derive(Debug)]
struct Dogged(usize);

impl<'de> Deserialize<'de> for Dogged {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DoggedVisitor)
    }
}

struct DoggedVisitor;

impl<'de> Visitor<'de> for DoggedVisitor {
    type Value = Dogged;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Dogged, A::Error> {
        let mut numbers = 0;
        loop {
            match map.next_key::<String>() {
                Ok(None) => return Ok(Dogged(numbers)),
                Ok(Some(_)) => numbers += map.next_value::<Dogged>().map_or(0, |Dogged(inner)| inner),
                Err(_) => {}
            }
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Dogged, A::Error> {
        let mut numbers = 0;
        loop {
            match list.next_element::<u8>() {
                Ok(None) => return Ok(Dogged(numbers)),
                Ok(Some(_)) => numbers += 1,
                Err(_) => {}
            }
        }
    }
}

type Overlooked = (&'static str, &'static str, fn() -> Outer);

const OVERLOOKED: &[Overlooked] = &[
    ("all fits", r#"{"a":{"n":1}}"#, || Outer { a: Some(Inner { n: 1, m: None }), ..Outer::default() }),
    ("a wrong scalar", r#"{"a":1,"n":2}"#, || Outer { n: Some(2), ..Outer::default() }),
    ("a wrong scalar inside", r#"{"a":{"n":"x"},"n":2}"#, || Outer { n: Some(2), ..Outer::default() }),
    ("a wrong list", r#"{"a":[[1],{"n":3}],"n":2}"#, || Outer { n: Some(2), ..Outer::default() }),
    ("a missing member", r#"{"a":{},"n":2}"#, || Outer { n: Some(2), ..Outer::default() }),
    // What stands behind the wrong value belongs to the inner object and must not be taken for the outer one's.
    ("members behind the fault", r#"{"a":{"n":"x","n2":3,"admin":true}}"#, Outer::default),
    ("members behind the fault, and more", r#"{"a":{"n":"x","admin":true},"n":4}"#, || Outer {
        n: Some(4),
        ..Outer::default()
    }),
    ("a fault two levels down", r#"{"a":{"n":1,"m":{"n":"x","admin":true},"admin":true},"n":5}"#, || Outer {
        n: Some(5),
        ..Outer::default()
    }),
    ("a fault in a list", r#"{"a":{"n":[1,{"admin":true}],"admin":true},"n":6}"#, || Outer {
        n: Some(6),
        ..Outer::default()
    }),
];

const REFUSED: &[(&str, &str, JsonError)] = &[
    ("a duplicate", r#"{"b":{"x":1,"x":2}}"#, JsonError::Duplicate),
    ("a duplicate in a list", r#"{"b":[{"x":1,"x":2}]}"#, JsonError::Duplicate),
    ("a duplicate of a known member", r#"{"a":{"n":1,"n":1}}"#, JsonError::Duplicate),
    ("a duplicate after a wrong type in the same object", r#"{"a":{"n":"x","y":1,"y":2}}"#, JsonError::Duplicate),
    ("a duplicate of what was wrong", r#"{"a":{"n":"x","n":1}}"#, JsonError::Duplicate),
    ("a duplicate after a wrong type elsewhere", r#"{"a":"wrong","b":{"x":1,"x":2}}"#, JsonError::Duplicate),
    ("a duplicate before a wrong type elsewhere", r#"{"b":{"x":1,"x":2},"a":"wrong"}"#, JsonError::Duplicate),
    ("a duplicate inside a wrong value", r#"{"a":[{"x":1,"x":2}]}"#, JsonError::Duplicate),
    ("a duplicate deep inside a wrong value", r#"{"a":{"n":{"y":[{"x":1,"x":2}]}}}"#, JsonError::Duplicate),
    ("a duplicate behind a wrong list", r#"{"a":{"n":[1],"y":{"x":1,"x":2}}}"#, JsonError::Duplicate),
    ("the outer object ends with the inner one", r#"{"a":{"n":"x","admin":true}"#, JsonError::Syntax),
    ("two objects end with one", r#"{"a":{"n":1,"m":{"n":"x","admin":true}"#, JsonError::Syntax),
    ("an inner object that never ends", r#"{"a":{"n":"x","admin":true,"n2":1"#, JsonError::Syntax),
    ("a list in the place of an object, never closed", r#"{"a":[{"n":1},"admin":true}"#, JsonError::Syntax),
    ("bad syntax in a value", r#"{"b":tru}"#, JsonError::Syntax),
    ("bad syntax after a wrong type in the same object", r#"{"a":{"n":"x","y":01}}"#, JsonError::Syntax),
    ("bad syntax after a wrong type elsewhere", r#"{"a":"wrong","b":nul}"#, JsonError::Syntax),
    ("bad syntax where a member is missing", r#"{"a":{,},"n":1}"#, JsonError::Syntax),
    ("a number beyond a double", r#"{"b":1e309}"#, JsonError::Syntax),
    ("a lone surrogate", r#"{"b":"\ud800"}"#, JsonError::Syntax),
    ("a lone surrogate in a name", r#"{"a":{"n":"x","\ud800":1}}"#, JsonError::Syntax),
    ("no value", r#"{"b":,"n":1}"#, JsonError::Syntax),
    ("no value after a wrong type", r#"{"a":"wrong","b":,"n":1}"#, JsonError::Syntax),
    ("an end too early", r#"{"b":[1,{"x":2}"#, JsonError::Syntax),
    ("something behind", r#"{"a":{"n":"x"}}}"#, JsonError::Trailing),
    ("a second object behind", r#"{"a":"wrong"}{"n":1}"#, JsonError::Trailing),
    ("not an object", r#"[{"a":1}]"#, JsonError::NotAnObject),
    ("nothing", "", JsonError::NotAnObject),
];
