//! Claims that everybody can read and nobody should: found by their names and by the shape of their values, before a token is signed.

mod bank_account;
mod card_number;
mod email_address;
mod looks_like;
mod names;
mod private_key;
mod texts;

use std::collections::BTreeMap;

use jose_core::printable;
use serde_json::{Map, Value};

pub use looks_like::LooksLike;

use super::IssueError;

/// What may be there nevertheless.
pub(super) struct Exposure<'w> {
    waived: &'w BTreeMap<String, String>,
}

impl<'w> Exposure<'w> {
    pub(super) fn new(waived: &'w BTreeMap<String, String>) -> Self {
        Self { waived }
    }

    /// A registered claim: its name says nothing, its value may. Many identifiers are long numbers, so cards are not looked for.
    pub(super) fn check_identifier(&self, claim: &str, value: &str) -> Result<(), IssueError> {
        match texts::look(value) {
            Some(looks_like) if !self.waived.contains_key(claim) => Err(exposed(claim, looks_like)),
            _ => Ok(()),
        }
    }

    /// The private claims, which have been found to be no deeper than every validator reads.
    pub(super) fn check(&self, private: &Map<String, Value>) -> Result<(), IssueError> {
        // A key whose members were spread over the claims is one as much as a key in a claim of its own.
        if private_key::is_jwk(private) && !self.waived.contains_key("kty") {
            return Err(exposed("kty", LooksLike::PrivateKey));
        }
        self.members(None, private)
    }

    fn members(&self, path: Option<&str>, members: &Map<String, Value>) -> Result<(), IssueError> {
        for (name, value) in members {
            let inner = path.map_or_else(|| name.clone(), |path| format!("{path}.{name}"));
            if self.waived.contains_key(&inner) {
                continue;
            }
            // A name that is itself such a value must not reach an error, so what it stands in is named.
            if let Some(looks_like) = texts::look(name) {
                return Err(exposed(path.unwrap_or("(a name)"), looks_like));
            }
            match names::look(name) {
                Some(looks_like) if says_something(value) => return Err(exposed(&inner, looks_like)),
                _ => self.value(&inner, value)?,
            }
        }
        Ok(())
    }

    fn value(&self, path: &str, value: &Value) -> Result<(), IssueError> {
        let looks_like = match value {
            Value::String(text) => texts::look(text).or_else(|| card_number::look(text)),
            Value::Number(number) => number.as_u64().and_then(|number| card_number::look(&number.to_string())),
            Value::Object(members) if private_key::is_jwk(members) => Some(LooksLike::PrivateKey),
            Value::Object(members) => return self.members(Some(path), members),
            Value::Array(values) => return values.iter().try_for_each(|value| self.value(path, value)),
            Value::Null | Value::Bool(_) => None,
        };
        looks_like.map_or(Ok(()), |looks_like| Err(exposed(path, looks_like)))
    }
}

/// Whether there is anything in it. Whether somebody has a password is no password.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) => false,
        Value::Number(_) => true,
        Value::String(text) => !text.is_empty(),
        Value::Array(values) => values.iter().any(says_something),
        Value::Object(members) => members.values().any(says_something),
    }
}

fn exposed(claim: &str, looks_like: LooksLike) -> IssueError {
    IssueError::Exposed { claim: printable(claim), looks_like }
}
