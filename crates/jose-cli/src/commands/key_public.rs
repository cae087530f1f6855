//! `jose key public`: what may be handed out.

use clap::Args;
use jose::{Jwk, jwk::KeyKind};

use crate::{
    arguments::values,
    exit::Failure,
    input::Source,
    key_file::{self, KeyFile},
    output::Answer,
};

/// Print the public half of a key, or of every key of a set.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// A JWK, a JWK Set or PEM
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true, value_parser = values::source())]
    file: Source,
}

const HELP: &str = "\
A key gives a public JWK, a set gives a public JWK Set. Shared secrets have no public half: one alone \
is refused, and in a set they are left out.

Examples:
  jose key public issuer.jwk > issuer.pub.jwk
  jose key public < store.jwks > published.jwks";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let source = &arguments.file;
    let KeyFile { set, is_set } = key_file::read(source)?;
    let public = set.public();
    let left_out = public.symmetric_left_out();
    match public.keys() {
        [key] if !is_set => Ok(Answer::line(&key.to_json()).raw_member("key", &key.to_json())),
        [] => {
            let only = set.keys().find(|key| key.kind() == KeyKind::Symmetric).filter(|_| !is_set);
            let failure = match only.map(Jwk::public) {
                Some(Err(error)) => error.into(),
                _ => Failure::refused("key_set.empty", "no key of the set has a public half"),
            };
            Err(failure.about(source))
        }
        _ => {
            let answer = Answer::line(&public.to_json()).raw_member("set", &public.to_json());
            let answer = answer.member("symmetric_left_out", left_out);
            Ok(match left_out {
                0 => answer,
                _ => answer.note(format!("left out {left_out} shared secrets, which have no public half")),
            })
        }
    }
}
