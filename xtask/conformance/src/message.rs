//! A message taken apart, without any check: only to know what a case is about, and to compare.
//!
//! All forms come to the same parts, in the members of the general form. So two messages of one form are the same if their parts are.

use jose_core::base64url;
use serde_json::{Map, Value};

use crate::vectors::{list, member};

/// The forms of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Compact,
    Flattened,
    General,
}

impl Form {
    pub(crate) const ALL: &[Self] = &[Self::Compact, Self::Flattened, Self::General];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Flattened => "flattened",
            Self::General => "general",
        }
    }
}

/// A message in one form.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) form: Form,
    pub(crate) text: String,
}

impl Message {
    pub(crate) fn new(form: Form, text: impl Into<String>) -> Self {
        Self { form, text: text.into() }
    }

    /// The parts of a JWS: `payload`, and `signatures` of `protected`, `header` and `signature`.
    pub(crate) fn signed_parts(&self) -> Result<Value, String> {
        match self.form {
            Form::Compact => {
                let [protected, payload, signature] = self.segments()?;
                let signature = object(&[("protected", protected), ("signature", signature)]);
                let mut parts = object(&[("payload", payload)]);
                parts.insert("signatures".to_owned(), vec![Value::from(signature)].into());
                Ok(parts.into())
            }
            Form::Flattened => self.generalized("signatures", &["protected", "header", "signature"]),
            Form::General => self.json(),
        }
    }

    /// The parts of a JWE: `recipients` of `header` and `encrypted_key`, and the others as they are.
    pub(crate) fn encrypted_parts(&self) -> Result<Value, String> {
        match self.form {
            Form::Compact => {
                let [protected, encrypted_key, iv, ciphertext, tag] = self.segments()?;
                let recipient = object(&[("encrypted_key", encrypted_key)]);
                let mut parts = object(&[("protected", protected), ("iv", iv), ("tag", tag)]);
                parts.insert("recipients".to_owned(), vec![Value::from(recipient)].into());
                parts.insert("ciphertext".to_owned(), ciphertext.into());
                Ok(parts.into())
            }
            Form::Flattened => self.generalized("recipients", &["header", "encrypted_key"]),
            Form::General => {
                let mut parts = self.json()?;
                // Some examples leave it out where the only recipient has nothing of its own.
                if let Some(parts) = parts.as_object_mut() {
                    parts.entry("recipients").or_insert_with(|| serde_json::json!([{}]));
                }
                Ok(parts)
            }
        }
    }

    /// Whether this is called the general form and lacks what makes it that.
    pub(crate) fn lacks_recipients(&self) -> Result<bool, String> {
        Ok(self.form == Form::General && self.json()?.get("recipients").is_none())
    }

    fn segments<const N: usize>(&self) -> Result<[&str; N], String> {
        let segments: Vec<&str> = self.text.split('.').collect();
        segments.try_into().map_err(|_| format!("not {N} segments"))
    }

    fn json(&self) -> Result<Value, String> {
        serde_json::from_str(&self.text).map_err(|error| error.to_string())
    }

    fn generalized(&self, list: &str, inner: &[&str]) -> Result<Value, String> {
        let mut parts = self.json()?;
        let members = parts.as_object_mut().ok_or("the message is no object")?;
        let one = inner.iter().filter_map(|name| Some(((*name).to_owned(), members.remove(*name)?)));
        let one: Map<String, Value> = one.collect();
        members.insert(list.to_owned(), vec![Value::from(one)].into());
        Ok(parts)
    }
}

/// The header of one signature or recipient: all of its parts joined.
pub(crate) fn joined_header(parts: &Value, own: &Value) -> Result<Map<String, Value>, String> {
    let mut header = protected_header(parts)?;
    header.extend(protected_header(own)?);
    for more in [parts.get("unprotected"), own.get("header")].into_iter().flatten() {
        header.extend(more.as_object().ok_or("a header is no object")?.clone());
    }
    Ok(header)
}

/// The protected header; empty if there is none.
pub(crate) fn protected_header(of: &Value) -> Result<Map<String, Value>, String> {
    let Some(protected) = of.get("protected").and_then(Value::as_str) else { return Ok(Map::new()) };
    let json = base64url::decode(protected).map_err(|error| error.to_string())?;
    serde_json::from_slice(&json).map_err(|error| error.to_string())
}

/// The headers of each signature or recipient.
pub(crate) fn headers(parts: &Value, name: &str) -> Result<Vec<Map<String, Value>>, String> {
    list(parts, name)?.iter().map(|own| joined_header(parts, own)).collect()
}

/// Puts `theirs` in the place of ours, where a message cannot come out twice alike. They must be as long.
pub(crate) fn overlook(ours: &mut Value, theirs: &Value, name: &str) -> Result<bool, String> {
    let wanted = member(theirs, name)?.clone();
    let found = ours.get_mut(name).ok_or_else(|| format!("no member {name}"))?;
    let same_length = found.as_str().map(str::len) == wanted.as_str().map(str::len);
    *found = wanted;
    Ok(same_length)
}

/// The members that are not empty.
fn object(members: &[(&str, &str)]) -> Map<String, Value> {
    let present = members.iter().filter(|(_, text)| !text.is_empty());
    present.map(|(name, text)| ((*name).to_owned(), Value::from(*text))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn all_forms_come_to_the_same_parts() {
        let signed = json!({"payload": "b", "signatures": [{"protected": "a", "signature": "c"}]});
        let flattened = r#"{"payload":"b","protected":"a","signature":"c"}"#;
        assert_eq!(Message::new(Form::Compact, "a.b.c").signed_parts(), Ok(signed.clone()));
        assert_eq!(Message::new(Form::Flattened, flattened).signed_parts(), Ok(signed.clone()));
        assert_eq!(Message::new(Form::General, signed.to_string()).signed_parts(), Ok(signed));

        let encrypted = json!({"protected": "a", "recipients": [{}], "iv": "c", "ciphertext": "", "tag": "e"});
        let flattened = r#"{"protected":"a","iv":"c","ciphertext":"","tag":"e"}"#;
        assert_eq!(Message::new(Form::Compact, "a..c..e").encrypted_parts(), Ok(encrypted.clone()));
        assert_eq!(Message::new(Form::Flattened, flattened).encrypted_parts(), Ok(encrypted.clone()));
        assert_eq!(Message::new(Form::General, flattened).encrypted_parts(), Ok(encrypted));
        assert!(Message::new(Form::Compact, "a.b.c.d").signed_parts().is_err());
    }

    #[test]
    fn what_is_overlooked_must_be_as_long() {
        let theirs = json!({"signature": "abcd"});
        for (found, same) in [("wxyz", true), ("wxy", false)] {
            let mut ours = json!({ "signature": found });
            assert_eq!(overlook(&mut ours, &theirs, "signature"), Ok(same));
            assert_eq!(ours, theirs);
        }
        assert!(overlook(&mut json!({}), &theirs, "signature").is_err());
    }

    #[test]
    fn a_header_is_joined_from_all_its_parts() {
        // {"a":1}
        let parts = json!({"protected": "eyJhIjoxfQ", "unprotected": {"b": 2}});
        let header = joined_header(&parts, &json!({"header": {"c": 3}})).map(Value::from);
        assert_eq!(header, Ok(json!({"a": 1, "b": 2, "c": 3})));
        assert!(joined_header(&json!({"protected": "?"}), &json!({})).is_err());
    }
}
