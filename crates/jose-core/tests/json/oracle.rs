//! The whole verdict, against a second opinion: serde_json for the grammar and the value, and a walk of its own for what we refuse besides.

use std::{collections::BTreeSet, fmt};

use jose_core::json::{self, JsonLimits};
use proptest::{collection::vec, prelude::*, sample::select};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::Value;

use crate::{readers::READERS, same};

/// Reached by some of the generated texts.
const LIMITS: JsonLimits = JsonLimits { depth: 4, members: 6 };

/// What serde_json reads, unless there is a reason to refuse it: a duplicate, a private name, a limit, or no object on top.
fn expected(text: &str, limits: &JsonLimits) -> Option<Value> {
    let value: Value = serde_json::from_str(text).ok()?;
    let shape: Shape = serde_json::from_str(text).ok()?;
    let sound = shape.sound && shape.depth <= limits.depth && shape.members <= limits.members;
    (value.is_object() && sound).then_some(value)
}

/// What a text looks like, found by keeping every name.
struct Shape {
    depth: usize,
    members: usize,
    sound: bool,
}

const SCALAR: Shape = Shape { depth: 0, members: 0, sound: true };

impl Shape {
    fn add(&mut self, inner: &Self) {
        self.depth = self.depth.max(inner.depth + 1);
        self.members += inner.members;
        self.sound &= inner.sound;
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Walk)
    }
}

struct Walk;

macro_rules! scalars {
    ($($method:ident($($type:ty)?))*) => {
        $(fn $method<E>(self $(, _: $type)?) -> Result<Shape, E> {
            Ok(SCALAR)
        })*
    };
}

impl<'de> Visitor<'de> for Walk {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        let mut names = BTreeSet::new();
        let mut shape = Shape { depth: 1, ..SCALAR };
        while let Some((name, inner)) = map.next_entry::<String, Shape>()? {
            shape.add(&inner);
            shape.members += 1;
            shape.sound &= !name.starts_with("$serde_json::private::") && names.insert(name);
        }
        Ok(shape)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Shape, A::Error> {
        let mut shape = Shape { depth: 1, ..SCALAR };
        while let Some(inner) = list.next_element::<Shape>()? {
            shape.add(&inner);
        }
        Ok(shape)
    }

    scalars! { visit_unit() visit_bool(bool) visit_u64(u64) visit_i64(i64) visit_f64(f64) visit_str(&str) }
}

fn agree(text: &str) -> Result<(), TestCaseError> {
    agree_within(text, &LIMITS)
}

/// Whether every reader comes to the verdict, and `Value` to the value, that the second opinion comes to.
pub(crate) fn agree_within(text: &str, limits: &JsonLimits) -> Result<(), TestCaseError> {
    let ours = json::parse_object::<Value>(text.as_bytes(), limits);
    match (&ours, expected(text, limits)) {
        (Ok(ours), Some(expected)) => prop_assert!(same(ours, &expected), "{text}: {ours} and {expected}"),
        (Err(_), None) => {}
        (ours, expected) => prop_assert!(false, "{text}: we say {ours:?}, and it should be {expected:?}"),
    }
    let refusal = ours.err();
    for (reader, error) in READERS {
        let found = error(text.as_bytes(), limits);
        prop_assert_eq!(&found, &refusal, "{}: {}", reader, text);
    }
    Ok(())
}

proptest! {
    #[test]
    fn on_pieces_of_json(pieces in vec(select(PIECES), 0..12)) {
        agree(&format!("{{{}}}", pieces.concat()))?;
        agree(&pieces.concat())?;
    }

    #[test]
    fn on_members(members in vec((select(NAMES), select(VALUES)), 0..8), comma in select(&[",", " ,\n", ", "][..])) {
        let members: Vec<String> = members.iter().map(|(name, value)| format!("{name}:{value}")).collect();
        agree(&format!("{{{}}}", members.join(comma)))?;
    }

    #[test]
    fn on_numbers(number in "-?(0|[0-9]{0,23})(\\.[0-9]{0,3})?([eE][+-]?[0-9]{0,3})?") {
        agree(&format!("{{\"n\":{number}}}"))?;
        agree(&format!("{{\"n\":[{number},{number}]}}"))?;
    }

    #[test]
    fn on_strings(parts in vec(select(PARTS), 0..8), plain in "[a-zé😀 ]{0,20}") {
        let string = parts.concat();
        agree(&format!("{{\"{string}\":\"{plain}{string}\"}}"))?;
        agree(&format!("{{\"a\":[\"{string}{plain}\",\"{plain}\"],\"{plain}\":1}}"))?;
    }
}

const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    " ",
    "\n",
    "\u{c}",
    "\"a\":",
    "\"b\":",
    "\"\\u0061\":",
    "\"a\":1",
    ",\"b\":{}",
    "1",
    "-",
    "0",
    ".5",
    "e3",
    "null",
    "true",
    "fals",
    "\"x\"",
    "[1,2]",
    "[[]]",
    "{\"a\":[",
    "]}",
    "{\"c\":{\"d\":",
    "}}",
];

const NAMES: &[&str] = &[
    "\"a\"",
    "\"b\"",
    "\"c\"",
    "\"d\"",
    "\"e\"",
    "\"f\"",
    "\"g\"",
    "\"\"",
    "\"\\u0061\"",
    "\"aa\"",
    "\"aaa\"",
    "\"é\"",
    "\"a",
    "\"$serde_json::private::Number\"",
    "\"$serde_json::private\"",
    "a",
];

const VALUES: &[&str] = &[
    "1",
    "null",
    "\"x\"",
    "[]",
    "{}",
    "{\"a\":1}",
    "[{\"a\":1},{\"a\":2}]",
    "{\"a\":1,\"a\":2}",
    "{\"a\":1,\"\\u0061\":2}",
    "[[[1]]]",
    "[[[[1]]]]",
    "{\"a\":{\"b\":{}}}",
    "{\"a\":{\"b\":{\"c\":{}}}}",
    "-0",
    "1e400",
    "\"\\ud800\"",
    "",
    "01",
    "[1,]",
    "{\"a\":1,}",
    "tru",
];

const PARTS: &[&str] = &[
    "a",
    "\\",
    "\\n",
    "\\\"",
    "\\/",
    "\\b",
    "\\f",
    "\\r",
    "\\t",
    "\\x",
    "\\u",
    "\\u00",
    "\\u00e9",
    "\\u00E9",
    "\\u0000",
    "\\ud83d",
    "\\ude00",
    "\\ud83d\\ude00",
    "\\uDBFF\\uDFFF",
    "\u{1f}",
    "\u{7f}",
    "\u{0}",
    "\n",
    "\t",
    "é",
    "😀",
    "\u{2028}",
    "\u{10ffff}",
    "sixteen letters.",
];
