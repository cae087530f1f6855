//! Laws, on generated messages.

use jose_core::{
    Limits, ParseError,
    header::JoseHeader,
    json::JsonError,
    json_form::{JsonJwe, JsonJws},
};
use proptest::{
    collection::{btree_map, vec},
    option,
    prelude::*,
    sample::Index,
};
use serde_json::{Map, Value, json};

use crate::{FORMS, Form, JweFlattened, JweGeneral, JwsFlattened, JwsGeneral};

/// The parts of a message, as serde_json knows them: outside, and for each signature or recipient.
#[derive(Clone, Debug)]
struct Message {
    form: Form,
    outside: Map<String, Value>,
    parts: Vec<Map<String, Value>>,
}

fn text() -> impl Strategy<Value = Value> {
    prop_oneof!["[A-Za-z0-9_-]{1,20}", "\\PC{1,8}", "[\u{0}\n\"\\\\é😀]{1,4}"].prop_map(Value::from)
}

fn header() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::from), any::<i64>().prop_map(Value::from)];
    let value = prop_oneof![leaf, text(), vec(text(), 0..3).prop_map(Value::from), Just(json!({"a": [{"b": 1}]}))];
    let private = btree_map("[A-Z]{1,3}|é", value, 0..5);
    let registered = btree_map(prop_oneof!["alg", "enc", "kid", "typ", "cty", "apu", "iv", "p2s", "ek"], text(), 0..4);
    (private, registered)
        .prop_map(|(private, registered)| Value::Object(private.into_iter().chain(registered).collect()))
}

fn members(entries: Vec<(&str, Option<Value>)>) -> Map<String, Value> {
    entries.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

fn message() -> impl Strategy<Value = Message> {
    let signature_part =
        (option::of(text()), option::of(header()), text()).prop_map(|(protected, header, signature)| {
            let header = if protected.is_none() { header.or(Some(json!({}))) } else { header };
            members(vec![("protected", protected), ("header", header), ("signature", Some(signature))])
        });
    let recipient = (option::of(header()), option::of(text()))
        .prop_map(|(header, key)| members(vec![("header", header), ("encrypted_key", key)]));
    let jws = (option::of(text()), vec(signature_part, 1..5))
        .prop_map(|(payload, parts)| (vec![("payload", payload)], parts));
    let jwe = ((text(), option::of(header())), vec(option::of(text()), 3), text(), vec(recipient, 1..5)).prop_map(
        |((protected, unprotected), texts, ciphertext, parts)| {
            let mut outside = vec![("protected", Some(protected)), ("unprotected", unprotected)];
            outside.extend(["iv", "aad", "tag"].into_iter().zip(texts));
            outside.push(("ciphertext", Some(ciphertext)));
            (outside, parts)
        },
    );
    prop_oneof![
        (jws, any::<bool>()).prop_map(|(jws, general)| (jws, if general { JwsGeneral } else { JwsFlattened })),
        (jwe, any::<bool>()).prop_map(|(jwe, general)| (jwe, if general { JweGeneral } else { JweFlattened })),
    ]
    .prop_map(|((outside, mut parts), form)| {
        if matches!(form, JwsFlattened | JweFlattened) {
            parts.truncate(1);
        }
        Message { form, outside: members(outside), parts }
    })
}

impl Message {
    fn json(&self) -> Value {
        let mut message = self.outside.clone();
        match self.form {
            JwsFlattened | JweFlattened => {
                message.extend(self.parts.iter().flatten().map(|(name, value)| (name.clone(), value.clone())));
            }
            JwsGeneral => drop(message.insert("signatures".into(), self.parts.clone().into())),
            JweGeneral => drop(message.insert("recipients".into(), self.parts.clone().into())),
        }
        message.into()
    }
}

fn same_text(read: Option<&str>, written: Option<&Value>) {
    assert_eq!(read, written.map(|value| value.as_str().unwrap()));
}

fn same_header(read: Option<&JoseHeader<'_>>, written: Option<&Value>) {
    assert_eq!(read.map(|header| Value::Object(header.into())).as_ref(), written);
}

fn check_jws(read: &JsonJws<'_>, written: &Message) {
    same_text(read.payload(), written.outside.get("payload"));
    assert_eq!(read.signatures().len(), written.parts.len());
    for (read, written) in read.signatures().iter().zip(&written.parts) {
        same_text(read.protected(), written.get("protected"));
        same_header(read.unprotected(), written.get("header"));
        same_text(Some(read.signature()), written.get("signature"));
    }
}

fn check_jwe(read: &JsonJwe<'_>, written: &Message) {
    let texts = [
        ("protected", read.protected()),
        ("iv", read.iv()),
        ("aad", read.aad()),
        ("tag", read.tag()),
        ("ciphertext", Some(read.ciphertext())),
    ];
    for (name, text) in texts {
        same_text(text, written.outside.get(name));
    }
    same_header(read.unprotected(), written.outside.get("unprotected"));
    assert_eq!(read.recipients().len(), written.parts.len());
    for (read, written) in read.recipients().iter().zip(&written.parts) {
        same_header(read.unprotected(), written.get("header"));
        same_text(read.encrypted_key(), written.get("encrypted_key"));
    }
}

/// Where the members begin in a text that serde_json wrote, and their names as they stand there.
fn places(text: &str) -> Vec<(usize, &str)> {
    let (mut places, mut start, mut escaped) = (Vec::new(), None, false);
    for (at, letter) in text.char_indices() {
        match (letter, start) {
            _ if escaped => escaped = false,
            ('\\', Some(_)) => escaped = true,
            ('"', None) => start = Some(at),
            ('"', Some(name)) => {
                if text[at..].starts_with("\":") {
                    places.push((name, &text[name..=at]));
                }
                start = None;
            }
            _ => {}
        }
    }
    places
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_serde_json_writes_comes_back(message in message()) {
        let text = message.json().to_string();
        let limits = Limits::default();
        match message.form {
            JwsFlattened => check_jws(&JsonJws::parse_flattened(&text, &limits).unwrap(), &message),
            JwsGeneral => check_jws(&JsonJws::parse_general(&text, &limits).unwrap(), &message),
            JweFlattened => check_jwe(&JsonJwe::parse_flattened(&text, &limits).unwrap(), &message),
            JweGeneral => check_jwe(&JsonJwe::parse_general(&text, &limits).unwrap(), &message),
        }
        for other in FORMS {
            prop_assert_eq!(other.error(&text).is_none(), other == message.form, "{:?}: {}", other, text);
        }
    }

    #[test]
    fn one_duplicate_anywhere_is_refused(message in message(), place: Index, value in 0..6_usize, escaped: bool) {
        let text = message.json().to_string();
        let places = places(&text);
        let (at, name) = place.get(&places);
        let name = if escaped { respell(name) } else { (*name).to_owned() };
        let value = ["null", "0", "\"A\"", "[]", "{}", "[{\"x\":1}]"][value];
        let twice = format!("{}{name}:{value},{}", &text[..*at], &text[*at..]);
        let refused = ParseError::Json { part: "message", source: JsonError::Duplicate };
        prop_assert_eq!(message.form.error(&twice), Some(refused), "{}", twice);
        for other in FORMS {
            prop_assert!(other.error(&twice).is_some(), "{:?}: {}", other, twice);
        }
    }

    /// Whatever is done to a text, no two entry points accept it.
    #[test]
    fn damaged_messages_are_read_by_one_entry_point_at_most(
        message in message(), place: Index, letters in "[{}\\[\\],:\"a\\\\]{0,2}", cut in 0..3_usize,
    ) {
        let mut text = message.json().to_string();
        let mut start = place.index(text.len() + 1);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (start + cut).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.replace_range(start..end.max(start), &letters);
        let accepted: Vec<Form> = FORMS.into_iter().filter(|form| form.error(&text).is_none()).collect();
        prop_assert!(accepted.len() <= 1, "{:?}: {}", accepted, text);
    }
}

/// The same name, in escapes.
fn respell(name: &str) -> String {
    let name: String = serde_json::from_str(name).unwrap();
    let escapes: Vec<String> = name.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    format!("\"{}\"", escapes.concat())
}
