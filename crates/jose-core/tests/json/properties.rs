//! Laws, on generated objects.

use std::{collections::BTreeSet, fmt::Write as _, ops::Range};

use jose_core::json::{self, JsonError, JsonLimits};
use proptest::{
    collection::{btree_map, vec},
    prelude::*,
    sample::Index,
};
use serde_json::Value;

use crate::{readers::READERS, same};

const LIMITS: JsonLimits = JsonLimits { depth: 16, members: 10_000 };

/// A JSON value whose objects keep their members in a list, so that one may stand there twice.
#[derive(Clone, Debug)]
enum Tree {
    Scalar(Value),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

fn scalar() -> impl Strategy<Value = Tree> {
    let value = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e6..1e6_f64).prop_map(|number| Value::from((number * 8.0).round() / 8.0)),
        ".{0,8}".prop_map(Value::from),
    ];
    value.prop_map(Tree::Scalar)
}

fn members(member: impl Strategy<Value = Tree>, size: Range<usize>) -> impl Strategy<Value = Tree> {
    // Few letters, so that names nearly collide; any character, so that escapes are needed.
    // The last look like several members, once their escapes are gone.
    let name =
        prop_oneof!["[ab]{0,3}", "[aA\u{0}\n\"\\\\/é😀 ]{0,2}", ".{0,4}", "[ab]{0,1}\":[0-9\"]{0,1},?\"?[ab]{0,1}"];
    btree_map(name, member, size).prop_map(|members| Tree::Object(members.into_iter().collect()))
}

fn tree() -> impl Strategy<Value = Tree> {
    let inner = scalar().prop_recursive(4, 16, 4, |inner| {
        prop_oneof![vec(inner.clone(), 0..3).prop_map(Tree::List), members(inner, 0..4)]
    });
    // One object in five is large enough to be looked up through a tree.
    prop_oneof![4 => members(inner, 0..5), 1 => members(scalar(), 22..30)]
}

impl Tree {
    /// How many objects inside have members.
    fn objects(&self) -> usize {
        match self {
            Self::Scalar(_) => 0,
            Self::List(items) => items.iter().map(Self::objects).sum(),
            Self::Object(members) => {
                usize::from(!members.is_empty()) + members.iter().map(|(_, inner)| inner.objects()).sum::<usize>()
            }
        }
    }

    /// Repeats a member of the object of this number, counted as [`Tree::objects`] does.
    fn repeat(&mut self, object: &mut usize, which: Index, place: Index, value: &Value) {
        match self {
            Self::Scalar(_) => {}
            Self::List(items) => items.iter_mut().for_each(|item| item.repeat(object, which, place, value)),
            Self::Object(members) if members.is_empty() => {}
            Self::Object(members) => {
                let chosen = *object == 0;
                *object = object.wrapping_sub(1);
                for (_, inner) in members.iter_mut() {
                    inner.repeat(object, which, place, value);
                }
                if chosen {
                    let name = which.get(members).0.clone();
                    members.insert(place.index(members.len() + 1), (name, Self::Scalar(value.clone())));
                }
            }
        }
    }

    /// Writes the text; every third name or so is spelled in escapes, every other with space around it.
    fn write(&self, text: &mut String, spelling: &mut u8) {
        match self {
            Self::Scalar(value) => text.push_str(&value.to_string()),
            Self::List(items) => {
                text.push('[');
                for (index, item) in items.iter().enumerate() {
                    text.push_str(if index == 0 { "" } else { ", " });
                    item.write(text, spelling);
                }
                text.push(']');
            }
            Self::Object(members) => {
                text.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    *spelling = spelling.wrapping_mul(5).wrapping_add(7);
                    // Mostly without space, as nearly everybody writes: what is read in one look, and what is not.
                    let (comma, colon) = match *spelling >> 3 & 3 {
                        0 => ("\n,", " :"),
                        1 => (", ", ": "),
                        _ => (",", ":"),
                    };
                    text.push_str(if index == 0 { "" } else { comma });
                    text.push_str(&spell(name, (*spelling >> 5).is_multiple_of(3)));
                    text.push_str(colon);
                    value.write(text, spelling);
                }
                text.push('}');
            }
        }
    }

    fn text(&self, mut spelling: u8) -> String {
        let mut text = String::new();
        self.write(&mut text, &mut spelling);
        text
    }
}

fn spell(name: &str, escaped: bool) -> String {
    if !escaped {
        return Value::from(name).to_string();
    }
    let mut text = String::from("\"");
    for unit in name.encode_utf16() {
        write!(text, "\\u{unit:04x}").expect("text grows");
    }
    text.push('"');
    text
}

fn has_duplicates(value: &Tree) -> bool {
    match value {
        Tree::Scalar(_) => false,
        Tree::List(items) => items.iter().any(has_duplicates),
        Tree::Object(members) => {
            let mut seen = BTreeSet::new();
            members.iter().any(|(name, inner)| !seen.insert(name) || has_duplicates(inner))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn without_duplicates_we_read_what_serde_json_reads(tree in tree(), spelling: u8) {
        let text = tree.text(spelling);
        let theirs: Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(json::parse_object::<Value>(text.as_bytes(), &LIMITS), Ok(theirs));
        for (reader, error) in READERS {
            prop_assert_eq!(error(text.as_bytes(), &LIMITS), None, "{}", reader);
        }
    }

    #[test]
    fn one_duplicate_anywhere_is_refused(
        mut tree in tree(), object: Index, which: Index, place: Index, number: u8, spelling: u8,
    ) {
        prop_assume!(tree.objects() > 0);
        let mut object = object.index(tree.objects());
        tree.repeat(&mut object, which, place, &Value::from(number));
        prop_assert!(has_duplicates(&tree));
        let text = tree.text(spelling);
        for (reader, error) in READERS {
            prop_assert_eq!(error(text.as_bytes(), &LIMITS), Some(JsonError::Duplicate), "{}: {}", reader, text);
        }
    }

    /// Whatever is done to a text, no type is an easier way in than another, and none accepts what serde_json refuses.
    #[test]
    fn all_readers_agree_on_damaged_texts(
        tree in tree(), spelling: u8, place: Index, letter in prop_oneof!["[{}\\[\\],:\"0-9a\\\\]", ".?"], cut in 0_usize..3,
    ) {
        let mut text = tree.text(spelling);
        let mut start = place.index(text.len() + 1);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (start + cut).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.replace_range(start..end.max(start), &letter);

        let ours = json::parse_object::<Value>(text.as_bytes(), &LIMITS);
        match (&ours, serde_json::from_str::<Value>(&text)) {
            (Ok(ours), Ok(theirs)) => prop_assert!(same(ours, &theirs), "{}: {} and {}", text, ours, theirs),
            (Ok(_), Err(_)) => prop_assert!(false, "accepted: {}", text),
            (Err(_), _) => {}
        }
        let refusal = ours.err();
        for (reader, error) in READERS {
            prop_assert_eq!(&error(text.as_bytes(), &LIMITS), &refusal, "{}: {}", reader, text);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        let ours = json::parse_object::<Value>(&bytes, &LIMITS);
        for (reader, error) in READERS {
            prop_assert_eq!(&error(&bytes, &LIMITS), &ours.as_ref().err().cloned(), "{}", reader);
        }
    }
}
