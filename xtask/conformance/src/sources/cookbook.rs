//! jose-cookbook: RFC 7520 as JSON, with the steps between, and some more examples.
//!
//! Its examples become ours, one case for each form and another where the file gives what is random. A key is one case.

use std::path::Path;

use serde_json::{Value, json};

use crate::accounting::{Expected, File};
use crate::example::{Again, Example, Kind, messages};
use crate::message::Form;
use crate::sources::rfc::key;
use crate::vectors::{as_text, json, json_names, member};

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
            files.push(file(&path, &json(&folder.join(&path))?).map_err(|message| format!("{path}: {message}"))?);
        }
    }
    Ok(files)
}

fn file(path: &str, value: &Value) -> Result<File, String> {
    let path = format!("jose-cookbook/{path}");
    if value.get("kty").is_some() {
        let mut file = File::new(path, 1);
        file.add(
            "key",
            key::read_and_written(std::slice::from_ref(value)).map(|verdict| verdict.judge(Expected::Accept)),
        );
        return Ok(file);
    }
    // The example of nesting has two messages in it.
    let mut parts: Vec<(&str, &Value)> = Vec::new();
    for name in ["sign", "encrypt"] {
        parts.extend(value.get(name).map(|part| (name, part)));
    }
    if parts.is_empty() {
        parts.push(("", value));
    }
    let mut file = File::new(path, parts.iter().map(|(_, part)| stated(part)).fold(0, usize::saturating_add));
    for (name, part) in parts {
        let prefix = if name.is_empty() { String::new() } else { format!("{name} ") };
        example(part)?.run(&prefix, &mut file);
    }
    Ok(file)
}

/// How many cases there must be, counted apart from running them: each output twice, unless the file says that it leaves something open.
fn stated(value: &Value) -> usize {
    let outputs = value.get("output").and_then(Value::as_object).map_or(0, serde_json::Map::len);
    outputs.saturating_mul(if is_left_open(value) { 1 } else { 2 })
}

/// `reproducible` is also absent where only a signature or RSA-OAEP is left to chance. The file says no to one example: it does not have
/// the ephemeral key of its message.
fn is_left_open(value: &Value) -> bool {
    value.get("reproducible") == Some(&Value::Bool(false))
}

fn example(value: &Value) -> Result<Example, String> {
    let input = member(value, "input")?;
    let keys = match input.get("key") {
        Some(Value::Array(keys)) => keys.clone(),
        key => key.into_iter().cloned().collect(),
    };
    let kind = if value.get("signing").is_some() { Kind::Signed } else { Kind::Encrypted };
    let content = input.get("payload").or_else(|| input.get("plaintext")).ok_or("no content")?;
    let mut ours = json!({ "alg": member(input, "alg")?, "content": content });
    let ephemeral = |key: &Value| key.get("epk").cloned();
    let steps = match value.get("encrypting_key") {
        Some(Value::Array(steps)) => steps.iter().find_map(ephemeral),
        step => step.and_then(ephemeral),
    };
    let generated = value.get("generated");
    let optional = [
        ("password", input.get("pwd").cloned()),
        ("aad", input.get("aad").cloned()),
        ("cek", generated.and_then(|values| values.get("cek")).cloned()),
        ("compressed", generated.and_then(|values| values.get("plaintext_c")).cloned()),
        ("ephemeral", steps),
    ];
    if let Some(members) = ours.as_object_mut() {
        members.extend(optional.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    }
    let mut example = Example::read(kind, &ours, keys, messages(member(value, "output")?, name))?;
    // Nothing of ours encrypts with RSA1_5.
    let only_read = as_text(member(input, "alg")?) == "RSA1_5";
    example.again = (!is_left_open(value)).then_some(if only_read { Again::Parts } else { Again::Message });
    Ok(example)
}

/// What the files call a form.
fn name(form: Form) -> &'static str {
    match form {
        Form::Compact => "compact",
        Form::Flattened => "json_flat",
        Form::General => "json",
    }
}
