//! `jose jwks add`: more keys for a set.

mod new;

use std::path::PathBuf;

use clap::{Args, builder::NonEmptyStringValueParser};
use jose::core::printable;

use crate::{
    arguments::values,
    exit::Failure,
    input::{self, Source, shown},
    output::Answer,
    set_file::{self, SetText},
};

/// Add keys to a JWK Set.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The file with the set; it is created if it is not there
    #[arg(value_name = "SET")]
    set: PathBuf,

    /// What to add: a JWK, every key of a JWK Set, PEM or DER
    #[arg(value_name = "KEY", required = true, value_parser = values::source())]
    keys: Vec<Source>,

    /// The name of the key, where one without kid is added; its thumbprint unless stated
    #[arg(long, value_name = "KID", value_parser = NonEmptyStringValueParser::new())]
    kid: Option<String>,
}

const HELP: &str = "\
Keys go in as they are, private halves included: `jose jwks public` makes the set to publish. What is in \
the file stays as it is, down to members and keys that are not understood here. The new file takes the \
place of the old one when it is complete, and is readable by its owner alone if there is a secret in it. \
A key without kid is named after its thumbprint.

Examples:
  jose jwks add store.jwks issuer-2026-11.jwk issuer-2026-12.jwk
  jose key generate --alg ES256 | jose jwks add store.jwks -";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    input::only_one_from_standard_input(&arguments.keys)?;
    let old = set_file::open(&arguments.set)?;
    let mut set = SetText::copy_of(old.as_ref())?;
    let mut names = Vec::new();
    for source in &arguments.keys {
        for new in new::read(source)? {
            let (name, grown) =
                new::add(&set, new, arguments.kid.as_deref()).map_err(|failure| failure.about(source))?;
            names.push(name);
            set = grown;
        }
    }
    set.save(&arguments.set, old.as_ref())?;
    let note = format!(
        "{} {} with {} in it: added {}",
        if old.is_none() { "made" } else { "wrote" },
        shown(&arguments.set),
        count(set.entries().len()),
        names.iter().map(|name| printable(name).into_string()).collect::<Vec<_>>().join(", ")
    );
    Ok(Answer::bytes(b"")
        .member("file", arguments.set.display().to_string())
        .member("added", names)
        .member("keys", set.entries().len())
        .note(note))
}

/// How many keys, in words.
pub(super) fn count(keys: usize) -> String {
    if keys == 1 { "1 key".to_owned() } else { format!("{keys} keys") }
}
