//! `jose sign`: any bytes in, a signed message out.

use clap::Args;
use jose::{
    JwsAlgorithm, Limits, SigningKey,
    jws::{GeneralSigner, SignError, Signer},
};

use crate::{
    arguments::{form::Form, values},
    exit::Failure,
    input::{self, Kind, Source},
    key_file,
    output::{Answer, message},
};

/// Sign any bytes.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The private or shared key: a JWK, a JWK Set with one key that can sign, or PEM; repeat it to sign with several
    #[arg(long, value_name = "FILE", required = true, value_parser = values::source())]
    key: Vec<Source>,

    /// The algorithm, where a key does not name one
    #[arg(long, value_name = "ALG", value_parser = values::jws())]
    alg: Option<JwsAlgorithm>,

    /// The form to write: compact unless stated, and general with several keys
    #[arg(long, value_name = "FORM")]
    form: Option<Form>,

    /// Sign this payload and leave it out: whoever verifies has to have it from elsewhere
    #[arg(long, value_name = "FILE", conflicts_with = "payload", value_parser = values::source())]
    detached: Option<Source>,

    /// Sign the payload as it is and not its base64url: b64 false (RFC 7797)
    #[arg(long)]
    unencoded: bool,

    /// The header's typ: what the message is, such as JWT
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
The message goes to standard output: a token with dots, or JSON in the other forms. alg and kid in its \
headers come from the keys. An elliptic curve key without alg signs with the algorithm of its curve; an \
RSA or shared key needs --alg. A message over 1 MiB is refused: nothing here would read it. For a large \
payload there is --detached, with --unencoded to sign the bytes of the file themselves.

Examples:
  jose key generate --alg ES256 -o signing.jwk
  printf hello | jose sign --key signing.jwk
  jose sign --key rsa.pem --alg PS256 --cty application/json order.json > order.jws
  jose sign --key signing.jwk --detached report.pdf --unencoded > report.jws
  jose sign --key old.jwk --key new.jwk order.json > order.json.jws";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let (source, kind) = match &arguments.detached {
        Some(detached) => (detached, Kind::Detached),
        None => (&arguments.payload, Kind::Payload),
    };
    input::only_one_from_standard_input(arguments.key.iter().chain([source]))?;
    let form = Form::to_make(arguments.form, arguments.key.len(), "signature")?;
    let keys = key_file::signing_keys(&arguments.key, arguments.alg)?;
    let payload = source.read(kind)?;
    let signers: Vec<Signer<'_>> = keys.iter().map(|key| signer(key, arguments)).collect();
    let signed = match (form, signers.as_slice(), arguments.detached.is_some()) {
        (Form::Compact, [signer], false) => signer.sign_compact(&payload),
        (Form::Compact, [signer], true) => signer.sign_detached_compact(&payload),
        (Form::Flattened, [signer], false) => signer.sign_flattened(&payload),
        (Form::Flattened, [signer], true) => signer.sign_detached_flattened(&payload),
        (_, signers, detached) => {
            let all = signers.iter().fold(GeneralSigner::new(), GeneralSigner::signature);
            if detached { all.sign_detached_general(&payload) } else { all.sign_general(&payload) }
        }
    };
    message(&signed.map_err(advised)?, form, Limits::default())
}

fn signer<'s>(key: &'s SigningKey, arguments: &'s Arguments) -> Signer<'s> {
    let mut signer = Signer::new(key);
    if let Some(typ) = &arguments.typ {
        signer = signer.message_type(typ);
    }
    if let Some(cty) = &arguments.cty {
        signer = signer.content_type(cty);
    }
    if arguments.unencoded { signer.unencoded_payload() } else { signer }
}

/// The library speaks of methods.
fn advised(error: SignError) -> Failure {
    match &error {
        SignError::UnencodedPayload { expected } => {
            let message = format!(
                "with --unencoded, a payload in a message of this form must be {expected}: leave --unencoded out, or \
                 the payload with --detached"
            );
            Failure::refused(error.code(), message)
        }
        _ => error.into(),
    }
}
