//! Every feature of serde that reads a value: what is accepted, and that it is what serde_json reads.
//!
//! Each type meets each value. Most pairs do not fit, and then both must refuse.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Debug,
};

use jose_core::json::{JsonError, Text};
use serde::{Deserialize, de::IgnoredAny};
use serde_json::Value;

use crate::read;

/// Tries each value on `T` and returns how many were accepted and how many refused.
fn agree<'de, T: Deserialize<'de> + PartialEq + Debug>(texts: &'de [String], stricter: &[&str]) -> [usize; 2] {
    let name = std::any::type_name::<T>();
    let mut counts = [0, 0];
    for text in texts {
        let value = &text[5..text.len() - 1];
        let ours = read::<Member<T>>(text);
        let theirs = serde_json::from_str::<Member<T>>(text);
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => {
                assert_eq!(ours, theirs, "{value} as {name}");
                counts[0] += 1;
            }
            (Err(error), Err(_)) => {
                assert!(matches!(error.code(), "json.type" | "json.unfit" | "json.missing"), "{value}: {error:?}");
                counts[1] += 1;
            }
            (Err(_), Ok(_)) if stricter.contains(&value) => counts[1] += 1,
            (ours, theirs) => panic!("{value} as {name}: we say {ours:?}, serde_json says {theirs:?}"),
        }
    }
    counts
}

macro_rules! agree {
    ($texts:expr; $($type:ty $(, stricter: $stricter:expr)?;)*) => {{
        let counts = [$((stringify!($type), agree::<$type>($texts, <[&[&str]]>::concat(&[$(&$stricter,)?]).as_slice())),)*];
        for (name, [accepted, refused]) in counts {
            assert!(accepted > 0, "{name} accepts nothing");
            assert!(refused > 0 || ANYTHING.contains(&name), "{name} refuses nothing");
        }
        counts.iter().fold([0, 0], |sum, (_, counts)| [sum[0] + counts[0], sum[1] + counts[1]])
    }};
}

const ANYTHING: &[&str] = &["Value", "Option<Value>", "Vec<u8>", "IgnoredAny", "Box<Value>"];

#[test]
fn every_type_meets_every_value() {
    let texts: Vec<String> = VALUES.iter().map(|value| format!("{{\"m\":{value}}}")).collect();
    let [accepted, refused] = agree! { &texts;
        bool; u8; u16; u32; u64; i8; i16; i32; i64; f32; f64; char; (); Unit;
        // What no u64 or i64 holds reaches a type as a double.
        i128, stricter: ["18446744073709551616", "-0"]; u128, stricter: ["18446744073709551616"];
        String; Box<str>; &str; Cow<'_, str>; Text<'_>; &[u8];
        Value; Option<Value>; Box<Value>; IgnoredAny;
        Option<bool>; Option<String>; Option<Option<u8>>; Option<()>; Option<Pair>, stricter: ["[1,2]"];
        Vec<u8>; Vec<Value>; Vec<String>; Vec<Option<u8>>; BTreeSet<String>;
        [u8; 2]; (u8, u8); (u8,); (String, Value); Both; Newtype; Newtype2;
        HashMap<String, Value>; BTreeMap<String, u8>; HashMap<u8, Value>; HashMap<char, Value>; HashMap<Letter, Value>;
        HashMap<Option<String>, Value>; HashMap<NewName, Value>; BTreeMap<i128, Value>;
        // A derived struct would take a list.
        Pair, stricter: ["[1,2]"]; Closed, stricter: ["[1,2]"]; Defaults, stricter: ["[]", "[1]", "[1,2]"];
        Borrowing<'_>, stricter: ["[\"a\",\"b\"]"]; Flattened; FlatMap;
        Letter; Variants, stricter: ["{\"Struct\":[1,2]}"]; Untagged; Internal; Adjacent;
        Converted; std::net::IpAddr; core::num::NonZeroU8;
    };
    assert!(refused > 3 * accepted, "{refused} refused, {accepted} accepted");
}

#[test]
fn borrowed_text_points_into_the_message() {
    let text = String::from(r#"{"plain":"words","escaped":"w\u006frds","list":["a","\n"]}"#);
    let within = |part: &str| text.as_bytes().as_ptr_range().contains(&part.as_ptr());

    let members: HashMap<Text<'_>, Value> = read(&text).unwrap();
    assert!(members.keys().all(|Text(name)| matches!(name, Cow::Borrowed(name) if within(name))));

    let message: Message<'_> = read(&text).unwrap();
    assert!(within(message.plain));
    assert_eq!(message.escaped, Text(Cow::Borrowed("words")));
    assert!(matches!(message.escaped, Text(Cow::Owned(_))));
    assert!(matches!(&message.list[..], [Text(Cow::Borrowed(plain)), Text(Cow::Owned(_))] if within(plain)));

    let escaped = read::<HashMap<String, &str>>(r#"{"m":"w\u006frds"}"#);
    assert!(matches!(escaped, Err(JsonError::Type { .. })), "an escaped string cannot be borrowed");
}

#[test]
fn null_is_no_text_no_number_and_no_object() {
    let null = r#"{"m":null}"#;
    assert!(read::<Member<String>>(null).is_err());
    assert!(read::<Member<u64>>(null).is_err());
    assert!(read::<Member<bool>>(null).is_err());
    assert!(read::<Member<Vec<u8>>>(null).is_err());
    assert!(read::<Member<Pair>>(null).is_err());
    assert!(read::<Member<HashMap<String, u8>>>(null).is_err());
    assert!(read::<Member<Letter>>(null).is_err());
    assert!(read::<Member<f64>>(null).is_err());
    assert_eq!(read::<Member<Option<u64>>>(null).unwrap().m, None);
}

/// Apart from the rest, because serde_json itself cuts the first letter of such a name in half when it says what is wrong.
#[test]
fn truth_as_a_name() {
    for (text, expected) in [(r#"{"true":1}"#, true), (r#"{"fal\u0073e":1}"#, false)] {
        assert_eq!(read::<HashMap<bool, u8>>(text), Ok(HashMap::from([(expected, 1)])));
    }
    for text in [r#"{"é":1}"#, r#"{"😀":1}"#, r#"{"":1}"#, r#"{"TRUE":1}"#, r#"{"1":1}"#, r#"{"truee":1}"#] {
        let error = read::<HashMap<bool, u8>>(text).unwrap_err();
        assert!(matches!(&error, JsonError::Type { expected, .. } if &**expected == "a boolean"), "{text}: {error:?}");
    }
}

#[test]
fn raw_text_cannot_be_had() {
    // As serde_json's `RawValue` asks for it.
    #[derive(Debug)]
    struct Raw;

    impl<'de> Deserialize<'de> for Raw {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Visitor;

            impl<'de> serde::de::Visitor<'de> for Visitor {
                type Value = Raw;

                fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str("any valid JSON value")
                }

                fn visit_map<A: serde::de::MapAccess<'de>>(self, _: A) -> Result<Raw, A::Error> {
                    Ok(Raw)
                }
            }

            deserializer.deserialize_newtype_struct("$serde_json::private::RawValue", Visitor)
        }
    }

    for text in [r#"{"m":1}"#, r#"{"m":{"a":1,"a":2}}"#, r#"{"m":[]}"#, r#"{"m":"x"}"#] {
        assert!(read::<HashMap<String, Raw>>(text).is_err(), "{text}");
    }
}

#[derive(Deserialize)]
struct Message<'m> {
    plain: &'m str,
    #[serde(borrow)]
    escaped: Text<'m>,
    #[serde(borrow)]
    list: Vec<Text<'m>>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Member<T> {
    m: T,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Unit;

#[derive(Debug, Deserialize, PartialEq)]
struct Both(u8, u8);

#[derive(Debug, Deserialize, PartialEq)]
struct Newtype(u8);

#[derive(Debug, Deserialize, PartialEq)]
#[serde(transparent)]
struct Newtype2 {
    only: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq, Eq, Hash)]
struct NewName(String);

#[derive(Debug, Deserialize, PartialEq)]
struct Pair {
    a: u8,
    b: Option<u8>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Closed {
    a: u8,
    b: u8,
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
struct Defaults {
    a: u8,
    b: u8,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Borrowing<'m> {
    a: &'m str,
    #[serde(borrow)]
    b: Cow<'m, str>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Flattened {
    #[serde(flatten)]
    pair: Pair,
    c: Option<Value>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct FlatMap {
    a: Value,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Debug, Deserialize, PartialEq, Eq, Hash)]
#[serde(rename_all = "lowercase")]
enum Letter {
    A,
    B,
}

#[derive(Debug, Deserialize, PartialEq)]
enum Variants {
    Unit,
    Newtype(u8),
    Tuple(u8, u8),
    Struct { a: u8, b: u8 },
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(untagged)]
enum Untagged {
    Number(u8),
    Text(String),
    Pair(Pair),
    Null,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(tag = "t")]
enum Internal {
    Unit,
    Newtype(Pair),
    Struct { a: u8 },
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(tag = "t", content = "c")]
enum Adjacent {
    Unit,
    Newtype(u8),
    Tuple(u8, u8),
    Struct { a: u8 },
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(try_from = "u8")]
struct Converted(u8);

impl TryFrom<u8> for Converted {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        if number.is_multiple_of(2) { Ok(Self(number)) } else { Err("odd") }
    }
}

const VALUES: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "1",
    "2",
    "255",
    "256",
    "65536",
    "4294967296",
    "18446744073709551615",
    "18446744073709551616",
    "-0",
    "-1",
    "-128",
    "-129",
    "-9223372036854775808",
    "0.5",
    "1.0",
    "1e2",
    "-1.5e300",
    r#""""#,
    r#""a""#,
    r#""é""#,
    r#""ab""#,
    r#""\u0061""#,
    r#""\n\ud83d\ude00""#,
    r#""1""#,
    r#""true""#,
    r#""null""#,
    r#""Unit""#,
    r#""::1""#,
    "[]",
    "[1]",
    "[1,2]",
    "[1,2,3]",
    "[null]",
    "[true,\"a\"]",
    r#"["a","b"]"#,
    r#"["a",{"a":[]}]"#,
    "[[1],[2]]",
    "[{}]",
    "{}",
    r#"{"a":1}"#,
    r#"{"a":1,"b":2}"#,
    r#"{"b":2,"a":1}"#,
    r#"{"a":1,"b":null}"#,
    r#"{"a":1,"b":2,"c":3}"#,
    r#"{"a":"x","b":"\u0079"}"#,
    r#"{"a":"x","b":"y"}"#,
    r#"{"\u0061":1,"b":2}"#,
    r#"{"a":{"a":{"a":[{"a":1}]}}}"#,
    r#"{"1":1}"#,
    r#"{"-5":1,"7":null}"#,
    r#"{"true":1}"#,
    r#"{"é":1}"#,
    r#"{"Unit":null}"#,
    r#"{"Unit":1}"#,
    r#"{"Newtype":1}"#,
    r#"{"Newtype":"x"}"#,
    r#"{"Newtype":1,"Unit":null}"#,
    r#"{"Tuple":[1,2]}"#,
    r#"{"Tuple":[1]}"#,
    r#"{"Tuple":[1,2,3]}"#,
    r#"{"Struct":{"a":1,"b":2}}"#,
    r#"{"Struct":[1,2]}"#,
    r#"{"Struct":{"a":1}}"#,
    r#"{"t":"Unit"}"#,
    r#"{"t":"Unit","x":1}"#,
    r#"{"t":"Newtype","a":1}"#,
    r#"{"a":1,"t":"Newtype"}"#,
    r#"{"a":1,"t":"Struct","x":{"y":[]}}"#,
    r#"{"t":"Newtype","c":1}"#,
    r#"{"c":1,"t":"Newtype"}"#,
    r#"{"t":"Tuple","c":[1,2]}"#,
    r#"{"t":"Struct","c":{"a":1}}"#,
    r#"{"t":"Other","c":1}"#,
    r#"{"t":1,"c":1}"#,
];
