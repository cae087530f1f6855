//! `jose inspect`: what a token says, without believing any of it.

mod screen;

use clap::Args;
use jose::{
    Limits,
    core::{
        LimitExceeded, ParseError, base64url,
        compact::{CompactJwe, CompactJws},
        header::JoseHeader,
        json,
    },
};
use serde_json::{Map, Value};

use crate::{
    arguments::{form::Form, values},
    exit::Failure,
    input::{self, Source, Wanted},
    output::Answer,
};

/// Look at a token without trusting it.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The token
    #[arg(value_name = "TOKENFILE", default_value = "-", hide_default_value = true, value_parser = values::source())]
    token: Source,
}

const HELP: &str = "\
Nothing is verified and no key is needed: anybody can write such a token. A signed token shows its \
header and its claims, an encrypted one its header. One with alg none or without signature is marked \
UNSIGNED. Algorithms may be unknown here. With --json the \
answer has \"verified\": false.

Examples:
  jose inspect token.txt
  printf %s \"$TOKEN\" | jose inspect --json";

const UNSIGNED: &str = "unsigned";

/// What a token says.
#[derive(Debug)]
pub(super) enum Unverified {
    Signed { header: Map<String, Value>, payload: Vec<u8>, signature_bytes: usize },
    Encrypted { header: Map<String, Value>, ciphertext_bytes: usize },
}

impl Unverified {
    /// What kind of token it is. One that nobody signed is never called signed.
    fn form(&self) -> &'static str {
        match self {
            Self::Signed { header, signature_bytes, .. } if *signature_bytes == 0 || names_none(header) => UNSIGNED,
            Self::Signed { .. } => "signed",
            Self::Encrypted { .. } => "encrypted",
        }
    }
}

/// The algorithm of unsigned tokens, however it is spelled.
fn names_none(header: &Map<String, Value>) -> bool {
    header.get("alg").and_then(Value::as_str).is_some_and(|alg| alg.eq_ignore_ascii_case("none"))
}

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let token = arguments.token.read_token()?;
    let limits = Limits::default();
    let found =
        read(&token, &limits).map_err(|failure| input::explain(failure, &token, Wanted::Token, Form::Compact))?;
    let form = found.form();
    let answer = Answer::styled(&screen::show(&found, token.len(), &limits)).member("verified", false);
    Ok(match found {
        Unverified::Signed { header, payload, .. } => {
            let answer = answer.member("form", form).member("header", header);
            match claims(&payload, &limits) {
                Some(claims) => answer.member("claims", claims),
                None => answer.contents("payload", &payload),
            }
        }
        Unverified::Encrypted { header, .. } => answer.member("form", form).member("header", header),
    })
}

fn read(token: &str, limits: &Limits) -> Result<Unverified, Failure> {
    LimitExceeded::check("token_bytes", token.len(), limits.token_bytes).map_err(ParseError::Limit)?;
    let dots = token.bytes().filter(|byte| *byte == b'.').take(5).count();
    match dots {
        2 => {
            let message = CompactJws::parse(token, limits)?;
            let payload = base64url::decode(message.payload()).map_err(ParseError::base64("payload"))?;
            let signature = base64url::decode(message.signature()).map_err(ParseError::base64("signature"))?;
            let header = header(message.protected(), limits)?;
            Ok(Unverified::Signed { header, payload, signature_bytes: signature.len() })
        }
        4 => {
            let message = CompactJwe::parse(token, limits)?;
            let header = header(message.protected(), limits)?;
            let length = |segment: &str, name| {
                base64url::decode(segment).map(|bytes| bytes.len()).map_err(ParseError::base64(name))
            };
            length(message.encrypted_key(), "encrypted key")?;
            length(message.iv(), "iv")?;
            length(message.tag(), "tag")?;
            let ciphertext_bytes = length(message.ciphertext(), "ciphertext")?;
            Ok(Unverified::Encrypted { header, ciphertext_bytes })
        }
        _ => Err(Failure::refused(
            "parse.segments",
            "neither a signed token (three segments separated by dots) nor an encrypted one (five)",
        )),
    }
}

fn header(segment: &str, limits: &Limits) -> Result<Map<String, Value>, ParseError> {
    let json = base64url::decode(segment).map_err(ParseError::base64("header"))?;
    JoseHeader::parse(segment, &json, limits).map(|header| Map::from(&header))
}

/// The payload as claims, if that is what it is.
fn claims(payload: &[u8], limits: &Limits) -> Option<Map<String, Value>> {
    json::parse_object(payload, &limits.claims).ok()
}
