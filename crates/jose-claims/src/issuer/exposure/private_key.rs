//! Private keys, whole.

use serde_json::{Map, Value};

/// A key with a private part, or one for both sides (RFC 7518, section 6; RFC 8037; RFC 9964). Public keys are meant to be read: `cnf` has one.
pub(super) fn is_jwk(members: &Map<String, Value>) -> bool {
    const PRIVATE: [&str; 9] = ["d", "dp", "dq", "k", "oth", "p", "priv", "q", "qi"];
    members.get("kty").is_some_and(Value::is_string) && PRIVATE.iter().any(|name| members.contains_key(*name))
}

/// The same, written as text, alone or in a set; and PEM and PuTTY's format. Encrypted keys count: a password can be guessed.
pub(super) fn is_text(text: &str) -> bool {
    let pem = text.contains("-----BEGIN ") && text.contains("PRIVATE KEY");
    pem || text.contains("PuTTY-User-Key-File-") || is_json(text)
}

fn is_json(text: &str) -> bool {
    let text = text.trim();
    // Most texts are no JSON, and most JSON is no key: nothing is parsed for those.
    text.starts_with(['{', '['])
        && text.contains("\"kty\"")
        && serde_json::from_str(text).is_ok_and(|value| holds(&value))
}

fn holds(value: &Value) -> bool {
    match value {
        Value::Object(members) => is_jwk(members) || members.values().any(holds),
        Value::Array(values) => values.iter().any(holds),
        _ => false,
    }
}
