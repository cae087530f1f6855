//! Examples typed from the RFCs, in `xtask/conformance/rfc`, built in: they need no folder of vectors.
//!
//! Each file states how many cases it has. A message is one case for each form, and another where we make it again; every other example
//! is one. The keys of all files are in one, `keys.json`, under the section that first has them.

mod agreement;
mod content;
pub(super) mod key;

use std::path::Path;

use serde_json::Value;

use crate::accounting::{Expected, File, Outcome};
use crate::example::{Again, Example, Kind, messages};
use crate::message::Form;
use crate::vectors::{list, number, string};

#[rustfmt::skip]
static FILES: &[(&str, &str)] = &[
    // tidy: sorted
    ("rfc7515.json", include_str!("../../rfc/rfc7515.json")),
    ("rfc7516.json", include_str!("../../rfc/rfc7516.json")),
    ("rfc7517.json", include_str!("../../rfc/rfc7517.json")),
    ("rfc7518.json", include_str!("../../rfc/rfc7518.json")),
    ("rfc7519.json", include_str!("../../rfc/rfc7519.json")),
    ("rfc7520.json", include_str!("../../rfc/rfc7520.json")),
    ("rfc7638.json", include_str!("../../rfc/rfc7638.json")),
    ("rfc7797.json", include_str!("../../rfc/rfc7797.json")),
    ("rfc8037.json", include_str!("../../rfc/rfc8037.json")),
    // tidy: end
];

const KEYS: &str = include_str!("../../rfc/keys.json");

pub(super) fn run(_: &Path) -> Result<Vec<File>, String> {
    let keys = parse("keys.json", KEYS)?;
    FILES.iter().map(|(name, text)| file(name, &parse(name, text)?, &keys)).collect()
}

fn parse(name: &str, text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("{name}: {error}"))
}

fn file(name: &str, value: &Value, keys: &Value) -> Result<File, String> {
    let mut file = File::new(format!("rfc/{name}"), number(value, "numberOfCases")?);
    for example in list(value, "examples")? {
        let id = string(example, "id")?;
        let kind = match string(example, "kind")? {
            "jws" => Kind::Signed,
            "jwe" => Kind::Encrypted,
            other => {
                file.add(id, named(example, keys).and_then(|keys| single(other, example, &keys)));
                continue;
            }
        };
        let message =
            message(kind, example, named(example, keys)?).map_err(|message| format!("{name}, {id}: {message}"))?;
        message.run(&format!("{id} "), &mut file);
    }
    Ok(file)
}

/// A message, in its forms.
fn message(kind: Kind, value: &Value, keys: Vec<Value>) -> Result<Example, String> {
    let forms = value.get("forms").unwrap_or(&Value::Null);
    let mut example = Example::read(kind, value, keys, messages(forms, Form::name))?;
    if value.get("refused").is_some() {
        example.expected = Expected::Refuse;
    }
    example.again = match value.get("again").and_then(Value::as_str) {
        None => None,
        Some("message") => Some(Again::Message),
        Some("parts") => Some(Again::Parts),
        Some(other) => return Err(format!("how to make {other} again is unknown")),
    };
    Ok(example)
}

/// An example that is one case.
fn single(kind: &str, example: &Value, keys: &[Value]) -> Result<Outcome, String> {
    let verdict = match kind {
        "jwk" => key::read_and_written(keys),
        "jwk_set" => key::set(keys),
        "thumbprint" => key::thumbprint(keys, string(example, "thumbprint")?),
        "encrypted_jwk" => key::encrypted(keys, string(example, "password")?, string(example, "message")?),
        "content" => content::run(example),
        "agreement" => agreement::run(example, keys),
        other => Err(format!("a kind of example that nobody here knows: {other}")),
    };
    verdict.map(|verdict| verdict.judge(Expected::Accept))
}

/// The keys that an example names.
fn named(example: &Value, keys: &Value) -> Result<Vec<Value>, String> {
    if example.get("keys").is_none() {
        return Ok(Vec::new());
    }
    let find = |name: &Value| name.as_str().and_then(|name| keys.get(name)).cloned();
    list(example, "keys")?.iter().map(|name| find(name).ok_or_else(|| format!("there is no key {name}"))).collect()
}

#[cfg(test)]
mod tests;
