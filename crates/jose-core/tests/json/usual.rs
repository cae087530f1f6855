//! What is read in one look, at the edges of that look: whatever stands a little differently is read, or refused, as it would be otherwise.

use jose_core::json::{JsonError, JsonLimits};
use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
};
use serde_json::Value;

use crate::{WIDE, oracle::agree_within, read};

/// Around the sizes of the blocks that are looked at.
const LENGTHS: &[usize] = &[0, 1, 6, 7, 8, 9, 14, 15, 16, 17, 24];

/// What may end a look: special bytes, their neighbours, and what only looks like one in a part of its bits.
const ODD: &[&str] = &[
    "\"", "\\", "\\\"", "\\n", "\\u0061", "\\u", "\0", "\u{1f}", " ", "!", "#", "\\\\", "[", "]", "\u{7f}", "é",
    "\u{20dc}", "😀", ":", "\":1,\"",
];

fn agree(text: &str) {
    agree_within(text, &WIDE).unwrap();
}

/// So many letters, not all alike.
fn letters(count: usize) -> String {
    ('a'..='z').cycle().take(count).collect()
}

/// The letters with something odd in each place.
fn with_something_odd(length: usize) -> impl Iterator<Item = String> {
    let places = (0..=length).flat_map(|place| ODD.iter().map(move |odd| (place, odd)));
    places.map(move |(place, odd)| {
        let (before, after) = (letters(place), letters(length - place));
        format!("{before}{odd}{after}")
    })
}

#[test]
fn names_of_any_length_with_anything_in_them() {
    for length in LENGTHS {
        agree(&format!(r#"{{"{}":1}}"#, letters(*length)));
        for name in with_something_odd(*length) {
            agree(&format!(r#"{{"{name}":1}}"#));
            agree(&format!(r#"{{"b":[],"{name}":"a longer text behind it"}}"#));
        }
    }
}

#[test]
fn what_stands_around_a_name() {
    for length in LENGTHS {
        let name = letters(*length);
        for before in ["", " ", ",", "{", "[", "\"", ",,", "1"] {
            for between in ["", ":", " :", ": ", "::", ":\0", ":\u{1f}", ":,", ":}", ":\u{e9}", ",", "\"", ":\n"] {
                agree(&format!(r#"{{{before}"{name}"{between}1}}"#));
                agree(&format!(r#"{{"b":0{before}"{name}"{between}"and more text"}}"#));
                agree(&format!(r#"{{"b":0,{before}"{name}"{between}"and more text"}}"#));
            }
        }
    }
}

#[test]
fn strings_of_any_length_with_anything_in_them() {
    for length in LENGTHS {
        agree(&format!(r#"{{"a":"{}"}}"#, letters(*length)));
        for string in with_something_odd(*length) {
            agree(&format!(r#"{{"a":"{string}"}}"#));
            agree(&format!(r#"{{"a":["{string}","b"],"b":"a longer text behind it"}}"#));
        }
    }
}

#[test]
fn numbers_of_any_length_and_what_stands_behind_them() {
    for length in 1..=22 {
        for first in ["0", "1", "9", "-0", "-1", "-9", "+1", "-"] {
            let digits: String = "0987654321".chars().cycle().take(length - 1).collect();
            for behind in
                ["", ".", ".5", ".05e-1", "e", "e1", "E+2", "e-", "x", " ", "-", "/", ":", "\0", "é", "]", "0"]
            {
                agree(&format!(r#"{{"a":{first}{digits}{behind}}}"#));
                agree(&format!(r#"{{"a":{first}{digits}{behind},"b":"and more text"}}"#));
                agree(&format!(r#"{{"a":[{first}{digits}{behind}]}}"#));
            }
        }
    }
}

#[test]
fn numbers_with_any_byte_among_their_digits() {
    for place in 0..17 {
        for byte in (0..0x80_u8).map(char::from).chain(['\u{80}', '\u{b0}', '\u{7ff}', '\u{10ffff}']) {
            let number: String = "12345678901234567"
                .chars()
                .enumerate()
                .map(|(at, digit)| if at == place { byte } else { digit })
                .collect();
            agree(&format!(r#"{{"a":{number},"b":"and more text"}}"#));
            agree(&format!(r#"{{"a":{number}}}"#));
        }
    }
}

#[test]
fn integers_are_exact() {
    for length in 1..=20 {
        for digit in ["1", "9", "10", "90", "18446744073709551615"] {
            let digits: String = digit.chars().cycle().take(length).collect();
            let (Ok(number), text) = (digits.parse::<u64>(), format!(r#"{{"a":{digits}}}"#)) else { continue };
            assert_eq!(read::<Value>(&text).unwrap()["a"].as_u64(), Some(number), "{text}");
        }
    }
}

#[test]
fn lists_as_they_should_and_should_not_stand() {
    for list in [
        "[]",
        "[ ]",
        "[1]",
        "[ 1 ]",
        "[1,2]",
        "[1 ,2]",
        "[1, 2]",
        "[1,]",
        "[1, ]",
        "[,1]",
        "[,]",
        "[1,,2]",
        "[1 2]",
        "[1",
        "[",
        "[1,",
        "[]]",
        "[1]]",
        "[[]]",
        "[[],[]]",
        "[[] ,[]]",
        "[}",
        "[1}",
        "[:]",
        "[1:2]",
        "[\"a\"\"b\"]",
        "[\u{c}1]",
        "[1,\u{c}2]",
        "[1\u{a0}]",
        "[{},{}]",
        "[{}{}]",
        "[\"a\",\"b\", \"c\" ]",
    ] {
        agree(&format!(r#"{{"a":{list}}}"#));
        agree(&format!(r#"{{"a":{list},"b":"and more text"}}"#));
        agree(&format!(r#"{{"a":{list}"#));
    }
}

#[test]
fn names_that_differ_in_one_place_are_different() {
    for length in 1..=26 {
        let name = letters(length);
        for place in 0..length {
            let other: String =
                name.chars().enumerate().map(|(at, letter)| if at == place { 'ß' } else { letter }).collect();
            let same = format!(r#"{{"{name}":1,"{other}":2,"{name}":3}}"#);
            assert!(read::<Value>(&format!(r#"{{"{name}":1,"{other}":2}}"#)).is_ok(), "{name} and {other}");
            assert_eq!(read::<Value>(&same).err(), Some(JsonError::Duplicate), "{same}");
        }
        // Neither is a nought that fills up a block.
        agree(&format!(r#"{{"{name}":1,"{name}\u0000":2}}"#));
        agree(&format!(r#"{{"{name}\u0000":1,"{name}":2}}"#));
        agree(&format!(r#"{{"{name}":1,"b":2,"{name}" :3}}"#));
        agree(&format!(r#"{{"{name}" :1,"b":2,"{name}":3}}"#));
    }
}

#[test]
fn more_names_than_there_are_marks() {
    let names: Vec<String> = ('a'..='z')
        .flat_map(|first| [String::from(first), format!("{first}{first}"), format!("{first} as a longer name")])
        .collect();
    for count in [2, 8, 16, 17, 18, names.len()] {
        let members: Vec<String> = names.iter().take(count).map(|name| format!(r#""{name}":"{name}""#)).collect();
        assert!(read::<Value>(&format!("{{{}}}", members.join(","))).is_ok(), "{count}");
        for again in &members {
            let text = format!("{{{},{again}}}", members.join(","));
            assert_eq!(read::<Value>(&text).err(), Some(JsonError::Duplicate), "{text}");
        }
    }
}

#[test]
fn members_are_counted_however_they_are_written() {
    for text in
        [r#"{"a":1,"b":{"c":2}}"#, r#"{"a" :1, "b":{"\u0063":2}}"#, r#"{"a name of more than fifteen":1,"b":{"c":2}}"#]
    {
        agree_within(text, &JsonLimits { depth: 2, members: 3 }).unwrap();
        agree_within(text, &JsonLimits { depth: 2, members: 2 }).unwrap();
        agree_within(text, &JsonLimits { depth: 1, members: 3 }).unwrap();
        agree_within(text, &JsonLimits { depth: usize::MAX, members: usize::MAX }).unwrap();
    }
}

const TEXTS: &[&str] = &[
    r#"{"iss":"https://id.example","sub":"248289761001","aud":["a","b"],"exp":1795000600,"iat":1795000000,"client_id":"s6BhdRkqt3","n":-12.5e3}"#,
    r#"{"alg":"HS256","typ":"at+jwt","kid":"2026-01","crit":["b64"],"b64":false}"#,
    r#"{"keys":[{"kty":"EC","crv":"P-256","x":"MKBCTNIc","y":"4Etl6SRW2Yi"},{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMko"}]}"#,
    r#"{"given_name":"Zoë","address":{"locality":"\u004d\u00fcnchen","postal_code":80331},"preferred_username":null,"":[[],{}]}"#,
];

const INSERTED: &[&str] = &[
    "", "\"", "\\", ",", ":", "{", "}", "[", "]", " ", "\n", "0", "9", "-", ".", "e", "null", "\u{1f}", "é", "\\u0061",
    "\"a\":1,", "12345678",
];

proptest! {
    #[test]
    fn texts_with_a_few_changes(text in select(TEXTS), changes in vec((any::<Index>(), 0..3_usize, select(INSERTED)), 0..4)) {
        let mut characters: Vec<char> = text.chars().collect();
        for (place, removed, inserted) in changes {
            let from = place.index(characters.len() + 1);
            let to = characters.len().min(from + removed);
            characters.splice(from..to, inserted.chars());
        }
        agree_within(&characters.iter().collect::<String>(), &WIDE)?;
    }

    #[test]
    fn texts_in_which_a_part_is_repeated_or_missing(text in select(TEXTS), ends in any::<[Index; 3]>()) {
        let characters: Vec<char> = text.chars().collect();
        let mut ends = ends.map(|end| end.index(characters.len() + 1));
        ends[..2].sort_unstable();
        let [from, to, place] = ends;
        let without: String = characters[..from].iter().chain(&characters[to..]).collect();
        let repeated: String = characters[..place].iter().chain(&characters[from..to]).chain(&characters[place..]).collect();
        agree_within(&without, &WIDE)?;
        agree_within(&repeated, &WIDE)?;
    }
}
