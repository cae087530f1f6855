//! Law: no text is a message of both forms, and none that is a message has a member twice. Whatever
//! is accepted, written again from its parts in either form, is accepted as the same parts.
#![no_main]

use jose_core::Limits;
use jose_core::header::JoseHeader;
use jose_core::json_form::{JsonJwe, JsonJws};
use jose_fuzz::duplicates::has_duplicates;
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else { return };
    let limits = Limits::default();

    let flattened = JsonJws::parse_flattened(text, &limits);
    let general = JsonJws::parse_general(text, &limits);
    assert!(flattened.is_err() || general.is_err());
    if let Ok(message) = flattened.or(general) {
        assert_eq!(has_duplicates(data), Some(false));
        let parts = jws_parts(&message);
        let written = general_form("signatures", parts.clone());
        assert_eq!(jws_parts(&JsonJws::parse_general(&written, &limits).unwrap()), parts);
        if let Some(written) = flattened_form(parts.clone()) {
            assert_eq!(jws_parts(&JsonJws::parse_flattened(&written, &limits).unwrap()), parts);
        }
    }

    let flattened = JsonJwe::parse_flattened(text, &limits);
    let general = JsonJwe::parse_general(text, &limits);
    assert!(flattened.is_err() || general.is_err());
    if let Ok(message) = flattened.or(general) {
        assert_eq!(has_duplicates(data), Some(false));
        let parts = jwe_parts(&message);
        let written = general_form("recipients", parts.clone());
        assert_eq!(jwe_parts(&JsonJwe::parse_general(&written, &limits).unwrap()), parts);
        if let Some(written) = flattened_form(parts.clone()) {
            assert_eq!(jwe_parts(&JsonJwe::parse_flattened(&written, &limits).unwrap()), parts);
        }
    }
});

/// What stands outside, and the signatures or recipients.
type Parts = (Map<String, Value>, Vec<Map<String, Value>>);

fn jws_parts(message: &JsonJws<'_>) -> Parts {
    let outside = members([("payload", text(message.payload()))]);
    let parts = message.signatures().iter().map(|part| {
        members([
            ("protected", text(part.protected())),
            ("header", header(part.unprotected())),
            ("signature", text(Some(part.signature()))),
        ])
    });
    (outside, parts.collect())
}

fn jwe_parts(message: &JsonJwe<'_>) -> Parts {
    let outside = members([
        ("protected", text(message.protected())),
        ("unprotected", header(message.unprotected())),
        ("iv", text(message.iv())),
        ("aad", text(message.aad())),
        ("ciphertext", text(Some(message.ciphertext()))),
        ("tag", text(message.tag())),
    ]);
    let parts = message
        .recipients()
        .iter()
        .map(|part| members([("header", header(part.unprotected())), ("encrypted_key", text(part.encrypted_key()))]));
    (outside, parts.collect())
}

fn general_form(list: &str, (mut message, parts): Parts) -> String {
    message.insert(list.to_owned(), parts.into());
    Value::from(message).to_string()
}

fn flattened_form((mut message, parts): Parts) -> Option<String> {
    let [part] = <[_; 1]>::try_from(parts).ok()?;
    message.extend(part);
    Some(Value::from(message).to_string())
}

fn members<const N: usize>(members: [(&str, Option<Value>); N]) -> Map<String, Value> {
    members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

fn text(text: Option<&str>) -> Option<Value> {
    text.map(Value::from)
}

fn header(header: Option<&JoseHeader<'_>>) -> Option<Value> {
    header.map(|header| Value::from(Map::from(header)))
}
