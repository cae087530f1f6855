//! Where input comes from, and how much of it is read.
//!
//! Nothing here takes a secret from the command line: an argument is a place to read from, never the thing itself. Every input has a
//! limit, and one byte more than that is refused rather than cut.

mod name;
mod shape;
mod text;

use std::{
    ffi::OsString,
    fmt,
    fs::File,
    io::{self, IsTerminal, Read, Write},
    path::{Path, PathBuf},
};

use zeroize::Zeroizing;

use crate::exit::Failure;

pub(crate) use name::{misplaced, shown};
pub(crate) use shape::{Wanted, explain};

/// A place to read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// `-`, or nothing where the grammar allows that.
    StandardInput,
    /// The path of a file.
    File(PathBuf),
    /// `env:NAME`: the text of an environment variable.
    Environment(String),
}

/// What is read: it decides the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Token,
    Key,
    Payload,
    Detached,
    Claims,
    Password,
    Policy,
}

impl From<OsString> for Source {
    fn from(argument: OsString) -> Self {
        match argument.to_str() {
            Some("-") => Self::StandardInput,
            Some(text) => match text.strip_prefix("env:") {
                Some(name) => Self::Environment(name.to_owned()),
                None => Self::File(argument.into()),
            },
            None => Self::File(argument.into()),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StandardInput => f.write_str("standard input"),
            Self::File(path) => f.write_str(&shown(path)),
            Self::Environment(name) => write!(f, "the environment variable {}", shown(Path::new(name))),
        }
    }
}

impl Kind {
    /// The name, the limit in bytes, and the code of a refusal.
    const fn row(self) -> (&'static str, usize, &'static str) {
        match self {
            // With a line ending, which is trimmed before the library applies its own limit.
            Self::Token => ("token", 1024 * 1024 + 2, "parse.limit"),
            Self::Key => ("key", 1024 * 1024, "jwk.limit"),
            Self::Payload => ("payload", 1024 * 1024, "input.limit"),
            Self::Detached => ("payload", 64 * 1024 * 1024, "input.limit"),
            Self::Claims => ("claims", 128 * 1024, "json.limit"),
            Self::Password => ("password", 4 * 1024, "input.limit"),
            Self::Policy => ("policy", 1024 * 1024, "input.limit"),
        }
    }
}

impl Source {
    /// Reads all of it. The buffer has its final size from the start, so that no copy of a secret stays behind; a detached payload is none.
    pub(crate) fn read(&self, kind: Kind) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let (name, limit, code) = kind.row();
        let capacity = if kind == Kind::Detached { 0 } else { limit.saturating_add(64) };
        let mut bytes = Zeroizing::new(Vec::with_capacity(capacity));
        let read = match self {
            Self::StandardInput => {
                invite();
                take(io::stdin().lock(), limit, &mut bytes)
            }
            Self::File(path) => match File::open(path) {
                Ok(file) => take(file, limit, &mut bytes),
                Err(error) => match misplaced(path) {
                    Some(failure) => return Err(failure),
                    None => Err(error),
                },
            },
            Self::Environment(variable) => {
                let Some(text) = std::env::var_os(variable) else {
                    let not_set = || Failure::input_output("input.environment", format!("{self} is not set"));
                    return Err(misplaced(Path::new(variable)).unwrap_or_else(not_set));
                };
                take(Zeroizing::new(text.into_encoded_bytes()).as_slice(), limit, &mut bytes)
            }
        };
        read.map_err(|error| Failure::input_output("input.read", format!("cannot read {self}: {error}")))?;
        if bytes.len() > limit {
            return Err(Failure::refused(code, format!("the {name} is over the limit of {limit} bytes")).about(self));
        }
        Ok(bytes)
    }
}

/// Refuses a command line that reads two things from standard input.
pub(crate) fn only_one_from_standard_input<'s>(sources: impl IntoIterator<Item = &'s Source>) -> Result<(), Failure> {
    let readers = sources.into_iter().filter(|source| **source == Source::StandardInput).count();
    if readers > 1 {
        return Err(Failure::usage(
            "only one input can be standard input: give the others as files, or as env:NAME from the environment",
        ));
    }
    Ok(())
}

fn take(reader: impl Read, limit: usize, bytes: &mut Vec<u8>) -> io::Result<usize> {
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    reader.take(most).read_to_end(bytes)
}

/// A command that waits in silence looks as if it hung.
fn invite() {
    if io::stdin().is_terminal() && io::stderr().is_terminal() {
        let _ = writeln!(io::stderr(), "reading from standard input; end with Ctrl-D");
    }
}
