//! The crate from outside: tables of keys with a name, the input and what becomes of it.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod akp;
mod binding;
mod certificates;
mod curves;
mod der;
#[cfg(feature = "encrypted-pkcs8")]
mod encrypted;
mod files;
mod generation;
mod json;
mod key_management;
mod key_sets;
mod keys;
mod lint;
#[cfg(feature = "openssh")]
mod openssh;
mod pem;
mod published;
mod round_trips;
mod rsa_exponents;
mod secrecy;
mod selection;
mod sets;
mod thumbprints;

use jose_jwk::JwkError;
use serde_json::{Map, Value};

/// The cases of a table, each a line of columns. Lines that start with `#` are for people.
fn table<const COLUMNS: usize>(text: &'static str) -> Vec<[&'static str; COLUMNS]> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let cases = lines.map(|line| {
        let mut cells = line.split('|').map(str::trim);
        let case = std::array::from_fn(|_| cells.next().unwrap_or_default());
        assert!(cells.next().is_none(), "too many columns: {line}");
        case
    });
    cases.collect()
}

/// The same key with other members, a JSON object or nothing, and without those whose names are listed.
fn changed(key: &str, changes: &str, without: &str) -> String {
    let mut key: Map<String, Value> = serde_json::from_str(key).expect("a key");
    if !changes.is_empty() {
        key.extend(serde_json::from_str::<Map<String, Value>>(changes).expect("changes"));
    }
    for name in without.split_whitespace() {
        assert!(key.remove(name).is_some(), "there is no {name}");
    }
    Value::Object(key).to_string()
}

/// The code and the sentence of a refusal, after what every refusal must keep to.
fn refusal<T: std::fmt::Debug>(name: &str, result: Result<T, JwkError>) -> (String, String) {
    let error = match result {
        Ok(key) => panic!("{name} is accepted: {key:?}"),
        Err(error) => error,
    };
    let sentence = error.to_string();
    assert!(sentence.len() < 400, "{name}: too long: {sentence}");
    assert!(!sentence.ends_with('.') && !sentence.contains('\n'), "{name}: {sentence}");
    assert!(error.code().starts_with("jwk."), "{name}: {}", error.code());
    (error.code().to_owned(), sentence)
}
