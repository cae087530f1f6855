//! jose-cookbook: RFC 7520 as JSON, with the steps between.
//!
//! A case is one output of an example, or one reproduction: where nothing is left to chance we must make the same bytes. An initialization
//! vector and a content encryption key cannot be given to `jose-jwe`, by design, so a JWE is reproduced one level down, in `jose-crypto`.

mod reproduced;

use std::path::Path;

use jose_core::{JwsAlgorithm, KeyManagementAlgorithm};
use jose_jwk::Jwk;
use serde_json::Value;

use crate::accounting::{Expected, File, Outcome, Verdict};
use crate::reasons;
use crate::tokens::{decrypt, header_member, verify};
use crate::vectors::{as_text, json, json_names, member, string};

/// Folder of the source, and how many examples or keys it has.
const FOLDERS: &[(&str, usize)] = &[(".", 1), ("curve25519", 2), ("jwe", 13), ("jwk", 6), ("jws", 8), ("rfc7797", 2)];

pub(super) fn run(folder: &Path) -> Result<Vec<File>, String> {
    let mut files = Vec::new();
    for (inside, stated) in FOLDERS {
        let names = json_names(&folder.join(inside))?;
        if names.len() != *stated {
            return Err(format!("{inside} has {} files and should have {stated}", names.len()));
        }
        for name in names {
            let path = if *inside == "." { name } else { format!("{inside}/{name}") };
            files.push(example(&path, &json(&folder.join(&path))?)?);
        }
    }
    Ok(files)
}

fn example(path: &str, value: &Value) -> Result<File, String> {
    let mut file = File::new(format!("jose-cookbook/{path}"), stated(value));
    if value.get("kty").is_some() {
        file.add("key", Ok(key(value)));
        return Ok(file);
    }
    // The example of nesting has two messages in it.
    let parts = [("sign.", value.get("sign")), ("encrypt.", value.get("encrypt"))];
    let mut parts: Vec<(&str, &Value)> = parts.into_iter().filter_map(|(name, part)| Some((name, part?))).collect();
    if parts.is_empty() {
        parts.push(("", value));
    }
    for (prefix, part) in parts {
        let outputs = member(part, "output")?.as_object().ok_or("the output is no object")?;
        for (form, output) in outputs {
            file.add(format!("{prefix}{form}"), message(part, form, &as_text(output)));
        }
        if let Some(outcome) = reproduced::check(part) {
            file.add(format!("{prefix}reproduced"), outcome);
        }
    }
    Ok(file)
}

/// How many cases there must be, counted apart from running them.
fn stated(value: &Value) -> usize {
    let parts = [Some(value), value.get("sign"), value.get("encrypt")].into_iter().flatten();
    let count = |part: &Value| {
        let outputs = part.get("output").and_then(Value::as_object).map_or(0, serde_json::Map::len);
        outputs.saturating_add(usize::from(reproduced::is_possible(part)))
    };
    parts.map(count).fold(usize::from(value.get("kty").is_some()), usize::saturating_add)
}

/// A key is read, and written as it was.
fn key(value: &Value) -> Outcome {
    let verdict = match Jwk::from_json(value.to_string().as_bytes()) {
        Err(error) => Verdict::Refuses(error.to_string()),
        Ok(key) => match serde_json::from_str::<Value>(&key.to_secret_json()) {
            Ok(written) if written == *value => Verdict::Accepts,
            _ => Verdict::Differs("written differently".to_owned()),
        },
    };
    verdict.judge(Expected::Accept)
}

fn message(example: &Value, form: &str, message: &str) -> Result<Outcome, String> {
    let input = member(example, "input")?;
    let keys = keys(input);
    let names: Vec<&str> = match member(input, "alg")? {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        name => name.as_str().into_iter().collect(),
    };
    let verdict = if let Some(payload) = input.get("payload").and_then(Value::as_str) {
        let accept: Vec<JwsAlgorithm> = names.iter().filter_map(|name| JwsAlgorithm::from_name(name)).collect();
        verify(&keys, &accept, message, Some(payload.as_bytes()))
    } else {
        let plaintext = string(input, "plaintext")?;
        let accept: Vec<KeyManagementAlgorithm> =
            names.iter().filter_map(|name| KeyManagementAlgorithm::from_name(name)).collect();
        decrypt(&keys, &accept, message, Some(plaintext.as_bytes()))
    };
    let algorithm = names.iter().find_map(|name| reasons::algorithm(name));
    let zip = input.get("zip").map(|_| reasons::ZIP);
    let json = (form != "compact").then_some(reasons::JSON_FORM);
    let unencoded = header_member(message, "b64").map(|_| reasons::UNENCODED);
    let detached = message.contains("..").then_some(reasons::DETACHED).filter(|_| message.split('.').count() == 3);
    Ok(match algorithm.or(zip).or(json).or(unencoded).or(detached) {
        Some(reason) => verdict.not_offered(reason),
        None => verdict.judge(Expected::Accept),
    })
}

/// One key, several as a set, or for a password none that can be read.
fn keys(input: &Value) -> Value {
    match input.get("key") {
        Some(Value::Array(keys)) => serde_json::json!({ "keys": keys }),
        Some(key) => key.clone(),
        None => Value::Null,
    }
}
