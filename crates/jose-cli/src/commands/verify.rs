//! `jose verify`: a signed token in, its payload out if the signature is right.

use clap::Args;
use jose::{JwsAlgorithm, Limits, jws};
use serde_json::{Map, Value};

use crate::{
    arguments::values,
    exit::Failure,
    input::{self, Form, Source},
    key_file,
    output::Answer,
};

/// Verify a signed token.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The public or shared key, or a JWK Set to choose from: JWK, JWK Set or PEM
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    key: Source,

    /// Accept only this algorithm; repeat it to accept several
    #[arg(long, value_name = "ALG", value_parser = values::jws())]
    alg: Vec<JwsAlgorithm>,

    /// The token
    #[arg(value_name = "TOKENFILE", default_value = "-", hide_default_value = true, value_parser = values::source())]
    token: Source,
}

const HELP: &str = "\
The payload goes to standard output, byte for byte, and only if a key verified it. Claims are not \
looked at: for an access token use `jose token open`, which also refuses what expired or was meant \
for somebody else. Each key accepts its own algorithm; the token's header is compared with it and \
never obeyed. An RSA or shared key without alg needs --alg. A private key file works too: its public \
half verifies.

Examples:
  jose verify --key signing.pub.jwk order.jws > order.json
  printf %s \"$TOKEN\" | jose verify --key keys.jwks --alg ES256 --alg EdDSA";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    input::only_one_from_standard_input([&arguments.key, &arguments.token])?;
    let keys = key_file::verifying_keys(&arguments.key, &arguments.alg)?;
    let token = arguments.token.read_token()?;
    let verified = jws::verify_compact(&token, &keys, &Limits::default())
        .map_err(|error| input::explain(error.into(), &token, Form::Signed))?;
    Ok(Answer::bytes(verified.payload())
        .member("alg", verified.algorithm().name())
        .member("kid", verified.key_id())
        .member("header", Map::<String, Value>::from(verified.header()))
        .contents("payload", verified.payload()))
}
