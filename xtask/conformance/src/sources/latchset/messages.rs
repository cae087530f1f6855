//! The messages of latchset-rfc.

use jose_core::{JwsAlgorithm, KeyManagementAlgorithm, base64url};
use serde_json::Value;

use super::{Folder, json, reason, text};
use crate::accounting::{Expected, Outcome, Verdict};
use crate::reasons;
use crate::tokens::{decrypt, header_member, verify};

/// A compact JWS.
pub(super) fn signed(folder: &Folder, stem: &str) -> Result<Outcome, String> {
    let token = text(folder, stem, "jwsc")?;
    let accept: Vec<JwsAlgorithm> =
        algorithm(token).and_then(|name| JwsAlgorithm::from_name(&name)).into_iter().collect();
    Ok(end(verify(&json(folder, stem, "jwk")?, &accept, token, None), token))
}

/// A compact JWE.
pub(super) fn encrypted(folder: &Folder, stem: &str) -> Result<Outcome, String> {
    let token = text(folder, stem, "jwec")?;
    let plaintext = text(folder, stem, "pt")?;
    let accept: Vec<KeyManagementAlgorithm> =
        algorithm(token).and_then(|name| KeyManagementAlgorithm::from_name(&name)).into_iter().collect();
    Ok(end(decrypt(&json(folder, stem, "jwk")?, &accept, token, Some(plaintext.as_bytes())), token))
}

/// A JSON form: refused by the compact entry points, which do not sniff.
pub(super) fn json_form(folder: &Folder, stem: &str, kind: &str) -> Result<Outcome, String> {
    let message = text(folder, stem, kind)?;
    let keys = keys(folder, stem)?;
    let refused = match kind {
        "jwsf" | "jwsg" => verify(&keys, JwsAlgorithm::ALL, message, None),
        _ => decrypt(&keys, KeyManagementAlgorithm::ALL, message, None),
    };
    Ok(refused.not_offered(reasons::JSON_FORM))
}

/// The message that asks for 10^9 rounds, as it is and with its header where the compact form has it. A refusal comes before any round, or
/// this would not come back.
pub(super) fn endless(folder: &Folder, stem: &str) -> Result<Outcome, String> {
    let message = json(folder, stem, "jwe")?;
    let keys = keys(folder, stem)?;
    let as_it_is = decrypt(&keys, KeyManagementAlgorithm::ALL, text(folder, stem, "jwe")?, None);
    let part = |name: &str| message.get(name).and_then(Value::as_str).ok_or_else(|| format!("no member {name}"));
    let protected = base64url::decode(part("protected")?).map_err(|error| error.to_string())?;
    let mut header: Value = serde_json::from_slice(&protected).map_err(|error| error.to_string())?;
    if let (Some(members), Some(more)) = (header.as_object_mut(), message.get("header").and_then(Value::as_object)) {
        members.extend(more.clone());
    }
    let header = base64url::encode(header.to_string().as_bytes());
    let token = [&header, part("encrypted_key")?, part("iv")?, part("ciphertext")?, part("tag")?].join(".");
    let compact = decrypt(&keys, KeyManagementAlgorithm::ALL, &token, None);
    let verdict = if matches!(as_it_is, Verdict::Refuses(_)) { compact } else { as_it_is };
    Ok(verdict.judge(Expected::Refuse))
}

fn end(verdict: Verdict, token: &str) -> Outcome {
    match reason(token) {
        Some(reason) => verdict.not_offered(reason),
        None => verdict.judge(Expected::Accept),
    }
}

fn algorithm(token: &str) -> Option<String> {
    header_member(token, "alg")?.as_str().map(str::to_owned)
}

/// The key or the key set of an example, or all of its numbered keys.
fn keys(folder: &Folder, stem: &str) -> Result<Value, String> {
    if let Ok(keys) = json(folder, stem, "jwkset").or_else(|_| json(folder, stem, "jwk")) {
        return Ok(keys);
    }
    let numbered: Vec<Value> =
        (1..=3).filter_map(|number| json(folder, &format!("{stem}.{number}"), "jwk").ok()).collect();
    if numbered.is_empty() { Err(format!("{stem} has no key")) } else { Ok(serde_json::json!({ "keys": numbered })) }
}
