//! What a text plainly is when it is not the message that a command wanted. The library judges, and this adds words: a failure keeps its
//! exit status and its code.

use crate::{arguments::form::Form, exit::Failure};

/// The kind of message that a command reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Signed, in the form that `--form` names.
    Signed,
    /// Encrypted, in the form that `--form` names.
    Encrypted,
    /// Either, in the compact form alone.
    Token,
}

/// The same failure, saying what the text is and what to do with it where that is plain.
pub(crate) fn explain(failure: Failure, text: &str, wanted: Wanted, form: Form) -> Failure {
    if failure.code == "parse.limit" {
        return failure;
    }
    let about_the_form = failure.code.starts_with("parse.") || failure.code.starts_with("json.");
    let other = || match form {
        Form::Compact => other_kind(text, wanted).map(str::to_owned),
        Form::Flattened | Form::General => other_json(text, wanted, form),
    };
    match stray(text, wanted, form).or_else(|| if about_the_form { other() } else { None }) {
        Some(message) => Failure { message, ..failure },
        None => failure,
    }
}

/// What no message of the wanted form is.
fn stray(text: &str, wanted: Wanted, form: Form) -> Option<String> {
    let trimmed = text.trim();
    let first_word = trimmed.split(char::is_whitespace).next().unwrap_or_default();
    if trimmed.is_empty() {
        return Some("there is no token: the input is empty".to_owned());
    }
    if form != Form::Compact {
        let is_json = trimmed.starts_with('{');
        return (!is_json).then(|| "this is not JSON: a message with dots is read without --form".to_owned());
    }
    let known = if trimmed.starts_with('{') {
        return Some(json(trimmed, wanted));
    } else if first_word.eq_ignore_ascii_case("bearer") {
        "there is `Bearer` in front of the token: give the token alone"
    } else if trimmed.starts_with('"') {
        "there are quotation marks around the token: remove them"
    } else if text.contains(char::is_whitespace) {
        "there is white space around the token or in it: remove it, with `tr -d '[:space:]'` for instance"
    } else {
        return None;
    };
    Some(known.to_owned())
}

/// JSON where segments with dots were expected.
fn json(text: &str, wanted: Wanted) -> String {
    let this = "this is JSON, perhaps a token in the JSON serialization";
    match (wanted, form_of(text)) {
        (Wanted::Token, _) => format!("{this}: only the compact form is read, with dots between its segments"),
        (_, Some(form)) => format!("{this}: read it with --form {}", form.name()),
        (_, None) => format!("{this}: that is read with --form flattened or --form general"),
    }
}

/// A token for another command.
fn other_kind(text: &str, wanted: Wanted) -> Option<&'static str> {
    match (wanted, text.bytes().filter(|byte| *byte == b'.').count()) {
        (Wanted::Signed, 4) => Some(
            "this has the five segments of an encrypted token: use `jose decrypt`, or for an access token `jose token open` with --decrypt-key",
        ),
        (Wanted::Encrypted, 2) => Some(
            "this has the three segments of a signed token: use `jose verify`, or for an access token `jose token open`",
        ),
        _ => None,
    }
}

/// A message in JSON for another command, or in the other form.
fn other_json(text: &str, wanted: Wanted, form: Form) -> Option<String> {
    let is_encrypted = has(text, "ciphertext");
    match (wanted, form_of(text)) {
        (Wanted::Signed, Some(_)) if is_encrypted => {
            Some("this is an encrypted message: use `jose decrypt`".to_owned())
        }
        (Wanted::Encrypted, Some(_)) if !is_encrypted => Some("this is a signed message: use `jose verify`".to_owned()),
        (_, Some(found)) if found != form => {
            Some(format!("this message has the {0} form: read it with --form {0}", found.name()))
        }
        _ => None,
    }
}

/// The form that a text in JSON seems to have.
fn form_of(text: &str) -> Option<Form> {
    if has(text, "signatures") || has(text, "recipients") {
        Some(Form::General)
    } else if has(text, "signature") || has(text, "ciphertext") {
        Some(Form::Flattened)
    } else {
        None
    }
}

fn has(text: &str, member: &str) -> bool {
    text.contains(&format!("\"{member}\""))
}
