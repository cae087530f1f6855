//! `jose key thumbprint`: the name of a key that everybody computes alike.

use clap::Args;
use jose::{Jwk, jwk::ThumbprintHash};

use crate::{
    arguments::values,
    exit::Failure,
    input::Source,
    key_file::{self, KeyFile},
    output::Answer,
};

/// Print the RFC 7638 thumbprint of a key.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// A JWK, a JWK Set or PEM
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true, value_parser = values::source())]
    file: Source,

    /// The hash
    #[arg(long, value_name = "HASH", default_value = "sha-256", value_parser = values::thumbprint_hash())]
    hash: ThumbprintHash,

    /// Print it as the URI of RFC 9278
    #[arg(long)]
    uri: bool,
}

const HELP: &str = "\
Everybody uses SHA-256. Both halves of a key pair have the same thumbprint, and kid and alg do not count. \
A set gives one line for each key, in its order. The thumbprint of a shared secret is a hash of the \
secret: publish it only if the secret was generated.

Examples:
  jose key thumbprint issuer.jwk
  openssl pkey -in key.pem -pubout | jose key thumbprint --uri";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let KeyFile { set, is_set } = key_file::read(&arguments.file)?;
    let thumbprint = |key: &Jwk| {
        let thumbprint = key.thumbprint_with(arguments.hash);
        if arguments.uri { thumbprint.uri() } else { thumbprint.to_string() }
    };
    let thumbprints: Vec<String> = set.keys().map(thumbprint).collect();
    match thumbprints.as_slice() {
        [] => Err(Failure::refused("key_set.empty", "the set has no key that can be read").about(&arguments.file)),
        [only] if !is_set => Ok(Answer::line(only).member("thumbprint", only.as_str())),
        all => Ok(Answer::line(&all.join("\n")).member("thumbprints", all)),
    }
}
