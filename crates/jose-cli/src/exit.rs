//! How a run ends: the exit status, and what is said about a failure.

mod key;
mod refusal;

use std::{fmt, process::ExitCode};

use serde_json::Value;

pub(crate) use key::Naming;

/// The exit status. Scripts depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: done.
    Done,
    /// 1: the token, the key or the claims were refused.
    Refused,
    /// 2: the command line makes no sense.
    Usage,
    /// 3: input could not be read or output could not be written.
    InputOutput,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Refused => 1,
            Exit::Usage => 2,
            Exit::InputOutput => 3,
        })
    }
}

/// Why a command did not do what it was asked: a stable code for scripts and a sentence for people.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// More than one sentence.
    pub(crate) details: Option<Box<Details>>,
}

/// What a failure has to show.
#[derive(Debug)]
pub(crate) struct Details {
    /// For people, with styles.
    pub(crate) screen: String,
    /// For scripts: the name of a member of the JSON answer, and its value.
    pub(crate) member: (&'static str, Value),
}

impl Failure {
    pub(crate) fn new(exit: Exit, code: &'static str, message: impl Into<String>) -> Self {
        Self { exit, code, message: message.into(), details: None }
    }

    /// A token, a key or claims did not pass.
    pub(crate) fn refused(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Exit::Refused, code, message)
    }

    /// The command line contradicts itself, or says too little.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, "usage", message)
    }

    /// Reading or writing failed.
    pub(crate) fn input_output(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Exit::InputOutput, code, message)
    }

    /// The same failure, saying what it is about: a command may read several files.
    #[must_use]
    pub(crate) fn about(mut self, what: impl fmt::Display) -> Self {
        self.message = format!("{what}: {}", self.message);
        self
    }
}
