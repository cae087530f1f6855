//! Values of every kind, with the text that serde_json gives them.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::json;

use crate::{Newtype, Of, Pair, Shape, Unit, write};

/// Bytes, which derived types write as a list by themselves.
struct Bytes(&'static [u8]);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

/// What is written by being displayed.
struct Shown(&'static str);

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("<{}>", self.0))
    }
}

fn same(name: &str, value: &impl Serialize) {
    let of = Of { value };
    assert_eq!(write(&of).as_deref(), Ok(&*serde_json::to_string(&of).unwrap()), "{name}");
}

#[test]
fn every_kind_of_value() {
    same("true", &true);
    same("false", &false);
    same("unit", &());
    same("unit struct", &Unit);
    same("none", &None::<u8>);
    same("some", &Some(1));
    same("character", &'\u{1f600}');
    same("escaped character", &'"');
    same("text", &"text");
    same("displayed", &Shown("a\"b"));
    same("bytes", &Bytes(&[0, 1, 255]));
    same("list", &[1, 2, 3]);
    same("empty list", &Vec::<u8>::new());
    same("tuple", &(1, "a", [()]));
    same("tuple struct", &Pair(1, 'a'));
    same("newtype", &Newtype("inside"));
    same("map", &BTreeMap::from([("a", 1), ("b", 2)]));
    same("empty map", &BTreeMap::<&str, u8>::new());
    same("struct", &Of { value: Of { value: 1 } });
    same("unit variant", &Shape::<u8>::Unit);
    same("newtype variant", &Shape::Newtype(1));
    same("tuple variant", &Shape::Tuple(1, "a"));
    same("struct variant", &Shape::Struct { deep: [1] });
    same("value", &json!({ "a": [1, -2, 0.5, null, true, { "b": {} }], "c": "d" }));
}

#[test]
fn numbers() {
    for number in [0, 1, -1, 127, 128, i64::from(i32::MAX), i64::MAX, i64::MIN] {
        same("64 bits", &number);
        same("128 bits", &i128::from(number));
    }
    for number in [0, 9, 10, 99, 100, u64::MAX] {
        same("64 bits", &number);
        same("128 bits", &u128::from(number));
    }
    same("the narrow ones", &(i8::MIN, i16::MIN, i32::MIN, u8::MAX, u16::MAX, u32::MAX));
    for number in [0.0, -0.0, 1.0, 0.1, -1.5e-7, 1e21, f64::MAX, f64::MIN_POSITIVE, f64::EPSILON] {
        same("double", &number);
    }
    same("single", &(0.1_f32, f32::MAX, f32::MIN_POSITIVE));
}

/// Every length on both sides of a block of eight, with each kind of byte at each place.
#[test]
fn strings() {
    for length in 0..=40_usize {
        let plain: String = ('a'..='z').cycle().take(length).collect();
        same("plain", &plain);
        for place in 0..length {
            for other in
                ["\"", "\\", "\n", "\0", "\u{1f}", "\u{8}", "\u{c}", "\r", "\t", " ", "\u{7f}", "\u{e9}", "\u{1f600}"]
            {
                let mut text = plain.clone();
                text.replace_range(place..=place, other);
                same("text", &text);
                let named = BTreeMap::from([(text, 1)]);
                assert_eq!(write(&named).unwrap(), serde_json::to_string(&named).unwrap());
            }
        }
    }
}

/// Names that are no text become text.
#[test]
fn names() {
    same("numbers", &BTreeMap::from([(-1, 'a'), (0, 'b'), (1, 'c')]));
    same("truth values", &BTreeMap::from([(false, 'a'), (true, 'b')]));
    same("characters", &BTreeMap::from([('\n', 'a'), ('"', 'b')]));
    same("newtypes", &BTreeMap::from([(Name("a"), 'a')]));
    same("texts that look like others", &BTreeMap::from([("1", 'a'), ("true", 'b'), ("", 'c'), ("null", 'd')]));
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Name(&'static str);

/// Room grows as it must, for names, for texts and for what has to be escaped.
#[test]
fn what_is_long() {
    for length in [500, 511, 512, 513, 1024, 5000, 100_000] {
        same("plain", &"x".repeat(length));
        same("escaped", &"\n".repeat(length));
        same("many", &vec!["x"; length / 8]);
        let named = BTreeMap::from([("x".repeat(length), 1)]);
        assert_eq!(write(&named).unwrap(), serde_json::to_string(&named).unwrap());
    }
}
