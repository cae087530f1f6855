//! `jose jwks remove`: fewer keys in a set.

use std::path::PathBuf;

use clap::Args;
use jose::{core::printable, jwk::set::Entry};

use super::jwks_add::count;
use crate::{
    exit::Failure,
    input::shown,
    output::Answer,
    set_file::{self, SetText},
};

/// Remove keys from a JWK Set.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The file with the set
    #[arg(value_name = "SET")]
    set: PathBuf,

    /// Remove the key of this name; repeat it to remove several
    #[arg(long, value_name = "KID", required_unless_present = "index")]
    kid: Vec<String>,

    /// Remove the key in this place, as `jose jwks list` counts them; repeat it to remove several
    #[arg(long, value_name = "N")]
    index: Vec<usize>,
}

const HELP: &str = "\
The rest of the file stays as it is. The new file takes the place of the old one when it is complete. \
Either all keys that are named are removed, or none.

Examples:
  jose jwks remove store.jwks --kid issuer-2026-11
  jose jwks list store.jwks && jose jwks remove store.jwks --index 0";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let not_there = || Failure::input_output("input.read", "there is no such file").about(shown(&arguments.set));
    let set = set_file::open(&arguments.set)?.ok_or_else(not_there)?;
    let indices = indices(&set, arguments).map_err(|failure| failure.about(shown(&arguments.set)))?;
    // From the end, so that the places of the others do not change.
    let mut rest = SetText::copy_of(Some(&set))?;
    for index in indices.iter().rev() {
        rest = rest.without(*index)?;
    }
    rest.save(&arguments.set, Some(&set))?;
    let left = rest.entries().len();
    Ok(Answer::bytes(b"")
        .member("file", arguments.set.display().to_string())
        .member("removed", indices.len())
        .member("keys", left)
        .note(format!("wrote {} with {} in it", shown(&arguments.set), count(left))))
}

/// The places of the keys that go, in order, each once.
fn indices(set: &SetText, arguments: &Arguments) -> Result<Vec<usize>, Failure> {
    let mut indices = Vec::new();
    for kid in &arguments.kid {
        let all = set.entries().iter().enumerate().filter(|(_, entry)| is_named(entry, kid));
        let found: Vec<usize> = all.map(|(index, _)| index).collect();
        match found.as_slice() {
            [only] => indices.push(*only),
            [] => {
                let message = format!("no key has the kid {}: see `jose jwks list`", printable(kid));
                return Err(Failure::refused("key.not_found", message));
            }
            several => {
                let message = format!(
                    "{} keys have the kid {}: look which with `jose jwks list`, and name it with --index",
                    several.len(),
                    printable(kid)
                );
                return Err(Failure::refused("key_set.ambiguous", message));
            }
        }
    }
    for index in &arguments.index {
        if *index >= set.entries().len() {
            let message =
                format!("there is no key {index}: the set has {}, counted from 0", count(set.entries().len()));
            return Err(Failure::refused("key.not_found", message));
        }
        indices.push(*index);
    }
    indices.sort_unstable();
    indices.dedup();
    Ok(indices)
}

/// What cannot be read has its name shortened, and then it has to be named by its place.
fn is_named(entry: &Entry, kid: &str) -> bool {
    match entry {
        Entry::Key(key) => key.key_id() == Some(kid),
        Entry::Skipped(skipped) => skipped.key_id.as_deref() == Some(kid) && *printable(kid) == *kid,
    }
}
