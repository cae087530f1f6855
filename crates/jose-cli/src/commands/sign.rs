//! `jose sign`: any bytes in, a signed token out.

use clap::Args;
use jose::{JwsAlgorithm, Limits, jws::Signer};

use crate::{
    arguments::values,
    exit::Failure,
    input::{self, Kind, Source},
    key_file,
    output::{Answer, token},
};

/// Sign any bytes.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The private or shared key: a JWK, a JWK Set with one key that can sign, or PEM
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    key: Source,

    /// The algorithm, where the key does not name one
    #[arg(long, value_name = "ALG", value_parser = values::jws())]
    alg: Option<JwsAlgorithm>,

    /// The header's typ: what the token is, such as JWT
    #[arg(long, value_name = "TYPE")]
    typ: Option<String>,

    /// The header's cty: what the payload is, such as application/json
    #[arg(long, value_name = "TYPE")]
    cty: Option<String>,

    /// The payload; every byte of it is signed
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true, value_parser = values::source())]
    payload: Source,
}

const HELP: &str = "\
The token goes to standard output, in the compact form. alg and kid in its header come from the \
key. An elliptic curve key without alg signs with the algorithm of its curve; an RSA or shared key \
needs --alg. A token over 1 MiB is refused: nothing here would read it.

Examples:
  jose key generate --alg ES256 -o signing.jwk
  printf hello | jose sign --key signing.jwk
  jose sign --key rsa.pem --alg PS256 --cty application/json order.json > order.jws";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    input::only_one_from_standard_input([&arguments.key, &arguments.payload])?;
    let key = key_file::signing_key(&arguments.key, arguments.alg)?;
    let payload = arguments.payload.read(Kind::Payload)?;
    let mut signer = Signer::new(&key);
    if let Some(typ) = &arguments.typ {
        signer = signer.message_type(typ);
    }
    if let Some(cty) = &arguments.cty {
        signer = signer.content_type(cty);
    }
    token(&signer.sign_compact(&payload)?, Limits::default())
}
