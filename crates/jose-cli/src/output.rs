//! Answers, and where they are written: to standard output, and only when they are complete. So a refusal leaves standard output empty.

mod failure;
mod visible;

use std::io::{self, IsTerminal, Write};

use anstyle::Style;
use jose::{Limits, core::base64url};
use serde_json::Value;
use zeroize::Zeroizing;

use crate::{arguments::form::Form, exit::Failure};

pub(crate) use failure::{write_failure, write_usage};
pub(crate) use visible::visible;

/// What a command has to say, for people and for scripts.
#[derive(Debug)]
pub(crate) struct Answer {
    bytes: Zeroizing<Vec<u8>>,
    styled: bool,
    members: Zeroizing<String>,
    remarks: Vec<Remark>,
}

/// What is said beside an answer, on standard error.
#[derive(Debug)]
struct Remark {
    text: String,
    /// Whether it is said to people alone, or in logs as well.
    to_people: bool,
}

impl Answer {
    /// Bytes as they are.
    pub(crate) fn bytes(bytes: &[u8]) -> Self {
        Self {
            bytes: Zeroizing::new(bytes.to_vec()),
            styled: false,
            members: Zeroizing::new(String::new()),
            remarks: Vec::new(),
        }
    }

    /// A text and the end of its line.
    pub(crate) fn line(text: &str) -> Self {
        Self { bytes: Zeroizing::new([text.as_bytes(), b"\n"].concat()), ..Self::bytes(&[]) }
    }

    /// A text with styles, which are left out where nobody would see them.
    pub(crate) fn styled(text: &str) -> Self {
        Self { styled: true, ..Self::bytes(text.as_bytes()) }
    }

    /// A member of the JSON answer.
    #[must_use]
    pub(crate) fn member(self, name: &str, value: impl Into<Value>) -> Self {
        let json = Zeroizing::new(value.into().to_string());
        self.raw_member(name, &json)
    }

    /// A member whose value is JSON already.
    #[must_use]
    pub(crate) fn raw_member(self, name: &str, json: &str) -> Self {
        let members = Zeroizing::new([self.members.as_str(), ",\"", name, "\":", json].concat());
        Self { members, ..self }
    }

    /// Two members for bytes of any kind: as base64url, and as text if they are text.
    #[must_use]
    pub(crate) fn contents(self, name: &str, bytes: &[u8]) -> Self {
        let encoded = self.member(&format!("{name}_base64url"), base64url::encode(bytes));
        match std::str::from_utf8(bytes) {
            Ok(text) => encoded.member(name, text),
            Err(_) => encoded,
        }
    }

    /// A remark for whoever sits in front of it.
    #[must_use]
    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.remarks.push(Remark { text: note.into(), to_people: true });
        self
    }

    /// A remark that belongs to the answer, whoever reads it. With `--json` it stands in a member as well, and is not made.
    #[must_use]
    pub(crate) fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remarks.push(Remark { text: remark.into(), to_people: false });
        self
    }
}

/// The answer of a command that makes a token, which must be one that is read here too.
pub(crate) fn token(token: &str, limits: Limits) -> Result<Answer, Failure> {
    message(token, Form::Compact, limits)
}

/// The answer of a command that makes a message, as [`token`]. In the JSON answer, one in JSON is no text.
pub(crate) fn message(text: &str, form: Form, limits: Limits) -> Result<Answer, Failure> {
    if text.len() > limits.token_bytes {
        let message = format!(
            "the token would have {} bytes, and more than {} are refused when it is read",
            text.len(),
            limits.token_bytes
        );
        return Err(Failure::refused("input.limit", message));
    }
    let answer = Answer::line(text);
    Ok(if form == Form::Compact { answer.member("token", text) } else { answer.raw_member("token", text) })
}

/// Writes an answer.
pub(crate) fn write(answer: &Answer, json: bool) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    let written = if json {
        let text = Zeroizing::new(["{\"ok\":true", &answer.members, "}\n"].concat());
        output.write_all(visible(&text).as_bytes())
    } else if answer.styled {
        anstream::AutoStream::auto(&mut output).write_all(&answer.bytes)
    } else {
        output.write_all(&answer.bytes)
    };
    written.and_then(|()| output.flush()).map_err(|error| failure::cannot_write(&error))?;
    if !json {
        let (bold, to_people) = (Style::new().bold(), io::stderr().is_terminal());
        let mut remarks = anstream::AutoStream::auto(io::stderr().lock());
        for remark in answer.remarks.iter().filter(|remark| to_people || !remark.to_people) {
            // The answer is out; a remark that nobody can read changes nothing.
            let _ = writeln!(remarks, "{bold}note:{bold:#} {}", visible(&remark.text));
        }
    }
    Ok(())
}
