//! What a text plainly is when it is not the token that a command wanted. The library judges, and this adds words: a failure keeps its exit
//! status and its code.

use crate::exit::Failure;

/// The form of token that a command reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Three segments.
    Signed,
    /// Five segments.
    Encrypted,
    /// Either.
    Any,
}

/// The same failure, saying what the text is and what to do with it where that is plain.
pub(crate) fn explain(failure: Failure, text: &str, form: Form) -> Failure {
    let about_the_form = failure.code.starts_with("parse.") && failure.code != "parse.limit";
    let other = if about_the_form { other_form(text, form) } else { None };
    match stray(text).filter(|_| failure.code != "parse.limit").or(other) {
        Some(message) => Failure { message: message.to_owned(), ..failure },
        None => failure,
    }
}

/// What no token of any form is.
fn stray(text: &str) -> Option<&'static str> {
    let trimmed = text.trim();
    let first_word = trimmed.split(char::is_whitespace).next().unwrap_or_default();
    if trimmed.is_empty() {
        Some("there is no token: the input is empty")
    } else if trimmed.starts_with('{') {
        Some(
            "this is JSON, perhaps a token in the JSON serialization: only the compact form is read, with dots between its segments",
        )
    } else if first_word.eq_ignore_ascii_case("bearer") {
        Some("there is `Bearer` in front of the token: give the token alone")
    } else if trimmed.starts_with('"') {
        Some("there are quotation marks around the token: remove them")
    } else if text.contains(char::is_whitespace) {
        Some("there is white space around the token or in it: remove it, with `tr -d '[:space:]'` for instance")
    } else {
        None
    }
}

/// A token for another command.
fn other_form(text: &str, form: Form) -> Option<&'static str> {
    match (form, text.bytes().filter(|byte| *byte == b'.').count()) {
        (Form::Signed, 4) => Some(
            "this has the five segments of an encrypted token: use `jose decrypt`, or for an access token `jose token open` with --decrypt-key",
        ),
        (Form::Encrypted, 2) => Some(
            "this has the three segments of a signed token: use `jose verify`, or for an access token `jose token open`",
        ),
        _ => None,
    }
}
