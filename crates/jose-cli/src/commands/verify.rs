//! `jose verify`: a signed message in, its payload out if the signature is right.

mod signatures;

use clap::Args;
use jose::{
    JwsAlgorithm,
    jws::{Require, Verified, Verifier, VerifyError},
};
use serde_json::{Map, Value};

use crate::{
    arguments::{form::Form, values},
    exit::Failure,
    input::{self, Kind, Source, Wanted},
    key_file,
    output::Answer,
};

/// Verify a signed message.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The public or shared key, or a JWK Set to choose from: JWK, JWK Set or PEM; repeat it to choose from several
    #[arg(long, value_name = "FILE", required = true, value_parser = values::source())]
    key: Vec<Source>,

    /// Accept only this algorithm; repeat it to accept several
    #[arg(long, value_name = "ALG", value_parser = values::jws())]
    alg: Vec<JwsAlgorithm>,

    /// The form of the message: compact unless stated
    #[arg(long, value_name = "FORM")]
    form: Option<Form>,

    /// The payload, where the message comes without it
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    detached: Option<Source>,

    /// Allow a payload that was signed as it is: b64 false (RFC 7797)
    #[arg(long)]
    unencoded: bool,

    /// Demand that every signature of the general form verifies; one is enough unless stated
    #[arg(long)]
    all: bool,

    /// The message
    #[arg(value_name = "MESSAGE", default_value = "-", hide_default_value = true, value_parser = values::source())]
    message: Source,
}

const HELP: &str = "\
The payload goes to standard output, byte for byte, and only if a key verified it; with --detached, where \
you have it, nothing does. Claims are not looked at: for an access token use `jose token open`, which also \
refuses what expired or was meant for somebody else. Each key accepts its own algorithm; the message's \
header is compared with it and never obeyed. An RSA or shared key without alg needs --alg. A private key \
file works too: its public half verifies. Signatures do not cover each other, and anybody can remove one: \
the report on standard error, or with --json the answer, says which were checked and by which key.

Examples:
  jose verify --key signing.pub.jwk order.jws > order.json
  printf %s \"$TOKEN\" | jose verify --key keys.jwks --alg ES256 --alg EdDSA
  jose verify --key signing.pub.jwk --detached report.pdf --unencoded report.jws
  jose verify --key old.pub.jwk --key new.pub.jwk --form general --all order.json.jws";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    input::only_one_from_standard_input(arguments.key.iter().chain(&arguments.detached).chain([&arguments.message]))?;
    let form = Form::to_read(arguments.form);
    if arguments.all && form != Form::General {
        return Err(Failure::usage(
            "only the general form can have several signatures: --all goes with --form general",
        ));
    }
    let keys = key_file::verifying_keys(&arguments.key, &arguments.alg)?;
    let text = arguments.message.read_token()?;
    let detached = arguments.detached.as_ref().map(|source| source.read(Kind::Detached)).transpose()?;
    let verifier = Verifier::new(&keys);
    let verifier = if arguments.unencoded { verifier.allow_unencoded_payload() } else { verifier };
    let require = if arguments.all { Require::All } else { Require::Any };
    let answer = match (form, detached.as_deref()) {
        (Form::Compact, None) => verifier.verify_compact(&text).map(|verified| answer(&verified, false)),
        (Form::Compact, Some(payload)) => {
            verifier.verify_detached_compact(&text, payload).map(|verified| answer(&verified, true))
        }
        (Form::Flattened, None) => verifier.verify_flattened(&text).map(|verified| answer(&verified, false)),
        (Form::Flattened, Some(payload)) => {
            verifier.verify_detached_flattened(&text, payload).map(|verified| answer(&verified, true))
        }
        (Form::General, None) => {
            verifier.verify_general(&text, require).map(|verified| signatures::answer(&verified, false))
        }
        (Form::General, Some(payload)) => verifier
            .verify_detached_general(&text, payload, require)
            .map(|verified| signatures::answer(&verified, true)),
    };
    answer.map_err(|error| {
        let failure = advised(error, &text, arguments);
        // A payload that stands there as it is may look like anything.
        if arguments.unencoded { failure } else { input::explain(failure, &text, Wanted::Signed, form) }
    })
}

fn answer(verified: &Verified, detached: bool) -> Answer {
    let answer = payload(verified.payload(), detached)
        .member("alg", verified.algorithm().name())
        .member("kid", verified.key_id())
        .member("header", Map::<String, Value>::from(verified.header()));
    let answer = match verified.unprotected_header() {
        Some(header) => answer.member("unprotected", Map::<String, Value>::from(header)),
        None => answer,
    };
    if detached { answer.note("verified: the signature fits this payload") } else { answer }
}

/// The payload, unless it is where the caller has it.
fn payload(bytes: &[u8], detached: bool) -> Answer {
    if detached { Answer::bytes(b"") } else { Answer::bytes(bytes).contents("payload", bytes) }
}

/// The library speaks of methods, and does not know what the command line could have said.
fn advised(error: VerifyError, text: &str, arguments: &Arguments) -> Failure {
    let failure = Failure::from(error);
    let advice = match failure.code {
        "parse.crit" if failure.message.contains("extension b64,") => "allow it with --unencoded",
        "jws.signature" if arguments.detached.is_none() && text.contains("..") => {
            "the payload is not in the message: name it with --detached FILE"
        }
        "parse.form" if failure.message.contains("payload") => {
            "leave --detached out if the payload is in the message, and name it with --detached FILE if it is not"
        }
        _ => return failure,
    };
    Failure { message: format!("{}: {advice}", failure.message), ..failure }
}
