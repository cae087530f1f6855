//! The text of the forms in JSON, with the members in the order of RFC 7515, section 7.2. Empty parts are left out.

use jose_core::base64url;

use super::PendingSignature;

/// The beginning of a message, up to where the signatures go.
pub(super) fn payload(signatures: &[&PendingSignature]) -> String {
    let mut json = String::from("{");
    let Some(first) = signatures.first().filter(|pending| !pending.is_detached()) else { return json };
    let text = first.input().payload().unwrap_or_default();
    json.push_str("\"payload\":");
    if first.input().is_unencoded() {
        // A string always serializes.
        json.push_str(&serde_json::to_string(text).unwrap_or_default());
    } else {
        json.push('"');
        json.push_str(text);
        json.push('"');
    }
    json.push(',');
    json
}

/// The members of one signature. Neither base64url nor a header in JSON needs an escape.
pub(super) fn signature(protected: &str, unprotected: Option<&str>, signature: &[u8], json: &mut String) {
    if !protected.is_empty() {
        json.push_str("\"protected\":\"");
        json.push_str(protected);
        json.push_str("\",");
    }
    if let Some(header) = unprotected {
        json.push_str("\"header\":");
        json.push_str(header);
        json.push(',');
    }
    json.push_str("\"signature\":\"");
    base64url::encode_onto(signature, json);
    json.push('"');
}
