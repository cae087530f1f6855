//! `jose key generate`: a new key.

use std::path::PathBuf;

use clap::{Args, builder::NonEmptyStringValueParser};
use jose::{Jwk, core::printable};

use crate::{
    arguments::values,
    exit::Failure,
    input::shown,
    key_file::{self, PRIVATE_MODE},
    output::Answer,
};

/// Make a new key.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// What the key is for: a JWS algorithm, a JWE key management algorithm, or for dir a content encryption
    #[arg(long, value_name = "ALG", value_parser = values::key_algorithm())]
    alg: String,

    /// The name of the key; its thumbprint unless stated
    #[arg(long, value_name = "KID", value_parser = NonEmptyStringValueParser::new())]
    kid: Option<String>,

    /// The file to write, readable by its owner alone; standard output unless stated
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replace the file if it is there
    #[arg(long, requires = "output")]
    force: bool,
}

const HELP: &str = "\
The key is a JWK with alg, use and kid set; it is private, or symmetric for HMAC, key wrapping and \
dir. RSA keys have 3072 bits, and keys for ECDH-ES are on P-256. A file has mode 0600 from its first \
moment.

Examples:
  jose key generate --alg ES256 -o issuer.jwk
  jose key generate --alg ECDH-ES+A256KW --kid api-2026-11 -o api.jwk
  jose key generate --alg A256GCM -o shared.jwk";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let key = Jwk::generate(&arguments.alg)?;
    let key = match &arguments.kid {
        Some(kid) => key.with_key_id(kid),
        None => key.with_thumbprint_key_id(),
    };
    let json = key.to_secret_json();
    // What cannot be read back is not worth writing: a kid may be too long.
    Jwk::from_json(json.as_bytes())?;
    let kid = key.key_id().unwrap_or_default();
    let standard_output = PathBuf::from("-");
    let Some(path) = arguments.output.as_ref().filter(|path| **path != standard_output) else {
        return Ok(Answer::line(&json).member("alg", key.algorithm()).member("kid", kid).raw_member("key", &json));
    };
    if arguments.force {
        key_file::replace(path, json.as_bytes(), PRIVATE_MODE)?;
    } else {
        key_file::create(path, json.as_bytes(), PRIVATE_MODE)?;
    }
    let note = format!("wrote {}, {} with kid {}", shown(path), key.kind(), printable(kid));
    Ok(Answer::bytes(b"")
        .member("alg", key.algorithm())
        .member("kid", kid)
        .member("file", path.display().to_string())
        .note(note))
}
