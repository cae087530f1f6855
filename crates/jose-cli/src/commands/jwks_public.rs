//! `jose jwks public`: the set to publish.

use clap::Args;

use crate::{arguments::values, exit::Failure, input::Source, key_file, output::Answer};

/// Print the set that may be published.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// A JWK Set, or one key
    #[arg(value_name = "SET", default_value = "-", hide_default_value = true, value_parser = values::source())]
    set: Source,
}

const HELP: &str = "\
The public halves of all keys, always as a JWK Set. A public key has no place for a secret, so no secret \
gets out. Shared secrets and what cannot be read here are left out; with --json the answer says how many.

Examples:
  jose jwks public store.jwks > published.jwks
  jose jwks public issuer.pem > published.jwks";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let source = &arguments.set;
    let set = key_file::read(source)?.set;
    let public = set.public();
    if public.keys().is_empty() {
        let message = "no key of the set has a public half, so there is nothing to publish";
        return Err(Failure::refused("key_set.empty", message).about(source));
    }
    let json = public.to_json();
    let (secrets, unreadable) = (public.symmetric_left_out(), set.skipped().count());
    let mut answer = Answer::line(&json)
        .raw_member("set", &json)
        .member("symmetric_left_out", secrets)
        .member("unreadable_left_out", unreadable);
    if secrets > 0 {
        answer = answer.note(format!("left out {secrets} shared secrets, which have no public half"));
    }
    for skipped in set.skipped() {
        answer = answer.note(format!("left out key {}: {}", skipped.index, skipped.reason));
    }
    Ok(answer)
}
