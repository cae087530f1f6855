//! `jose token open`: an access token in, its claims out if all of it is right.

use std::{slice, time::Duration};

use clap::{Args, ValueEnum};
use jose::{FixedClock, JwsAlgorithm, Token, UnixTime, Validator, claims::ValidatorBuilder};
use serde_json::{Map, Value};

use crate::{
    arguments::{form::Form, values},
    exit::{Failure, Naming},
    input::{self, Source, Wanted},
    key_file,
    output::{Answer, visible},
    policy_file::{self, PolicyFormat, PolicyOptions},
};

/// Open an access token.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The issuer's public key, or a JWK Set to choose from: JWK, JWK Set or PEM
    #[arg(long, value_name = "FILE", required_unless_present = "policy", value_parser = values::source())]
    key: Option<Source>,

    /// Accept only this signature algorithm; repeat it to accept several
    #[arg(long, value_name = "ALG", value_parser = values::jws())]
    alg: Vec<JwsAlgorithm>,

    /// Who must have issued it (iss)
    #[arg(long, value_name = "ISS", required_unless_present = "policy")]
    issuer: Option<String>,

    /// Whom it must be for (aud)
    #[arg(long, value_name = "AUD", required_unless_present = "policy")]
    audience: Option<String>,

    /// The private key that the token is encrypted to, or a JWK Set to choose from
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    decrypt_key: Option<Source>,

    /// What is accepted: nested if --decrypt-key is given, signed otherwise
    #[arg(long, value_name = "MODE")]
    mode: Option<Mode>,

    /// How far the clocks of issuer and recipient may be apart, up to 10m
    #[arg(long, value_name = "DURATION", default_value = "30s", value_parser = values::duration)]
    leeway: Duration,

    /// A policy in place of all of the above, in JSON or TOML; its keys are named by their files, as seen from its folder
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    #[arg(conflicts_with_all = ["key", "alg", "issuer", "audience", "decrypt_key", "mode", "leeway"])]
    policy: Option<Source>,

    /// The language of the policy, where the name of its file does not end in .json or .toml
    #[arg(long, value_name = "FORMAT")]
    policy_format: Option<PolicyFormat>,

    /// Check as if it were this time: seconds since 1970, or UTC like 2026-11-30T12:00:00Z
    #[arg(long, value_name = "TIME", allow_negative_numbers = true, value_parser = values::time)]
    now: Option<UnixTime>,

    /// The token
    #[arg(value_name = "TOKENFILE", default_value = "-", hide_default_value = true, value_parser = values::source())]
    token: Source,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Mode {
    /// Signed tokens only; an encrypted one is refused
    Signed,
    /// Encrypted tokens with a signed token inside only; one without envelope is refused
    Nested,
}

const HELP: &str = "\
The claims go to standard output as JSON, and only if everything is right: envelope, signature, typ \
at+jwt, iss, aud, exp, nbf, iat, and every claim that RFC 9068 requires. Otherwise the exit status is \
1 and the reason goes to standard error. An RSA key without alg, as many providers publish it, needs \
--alg. With --policy everything stands in a file; `jose token explain` says what it makes of a token. \
The key for --decrypt-key names its algorithm itself: write it into a PEM key with \
`jose key convert`.

Examples:
  jose token open --key issuer.pub.jwk --decrypt-key api.jwk \\
      --issuer https://id.example --audience https://api.example token.txt
  printf %s \"$TOKEN\" | jose token open --key issuer.jwks --mode signed --json \\
      --issuer https://id.example --audience https://api.example
  jose token open --policy policy.toml token.txt
  jose token open --key provider.jwks --alg RS256 \
      --issuer https://id.example --audience https://api.example token.txt";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let Arguments { key, decrypt_key, policy, token, .. } = arguments;
    input::only_one_from_standard_input([decrypt_key, key, policy].into_iter().flatten().chain([token]))?;
    let mut policy = match policy {
        Some(policy) => PolicyOptions { policy: policy.clone(), policy_format: arguments.policy_format }.builder()?,
        None => arguments.stated()?,
    };
    if let Some(now) = arguments.now {
        policy = policy.clock(FixedClock::new(now));
    }
    let validator = match &arguments.policy {
        Some(file) => policy.build().map_err(|error| policy_file::refused(&error).about(file))?,
        None => policy.build()?,
    };
    let text = arguments.token.read_token()?;
    let opened =
        validator.validate(&text).map_err(|error| input::explain(error.into(), &text, Wanted::Token, Form::Compact));
    let token: Token<Map<String, Value>> = opened?;
    let claims = serde_json::to_string_pretty(token.claims()).unwrap_or_default();
    Ok(Answer::line(&visible(&claims))
        .member("claims", token.claims().clone())
        .member("signed_by", token.signed_by())
        .member("encrypted", token.was_encrypted()))
}

impl Arguments {
    /// The policy that the options state.
    fn stated(&self) -> Result<ValidatorBuilder, Failure> {
        if self.policy_format.is_some() {
            return Err(Failure::usage("--policy-format needs --policy"));
        }
        let envelope = match (self.mode, &self.decrypt_key) {
            (None | Some(Mode::Nested), Some(source)) => Some(source),
            (None | Some(Mode::Signed), None) => None,
            (Some(Mode::Nested), None) => return Err(Failure::usage("--mode nested needs --decrypt-key")),
            (Some(Mode::Signed), Some(_)) => {
                return Err(Failure::usage("--mode signed decrypts nothing: leave --decrypt-key out"));
            }
        };
        // The parser has seen to it that all three are there.
        let (Some(key), Some(issuer), Some(audience)) = (&self.key, &self.issuer, &self.audience) else {
            return Err(Failure::usage("--key, --issuer and --audience are needed, or --policy"));
        };
        let policy = Validator::access_token()
            .issuer(issuer, key_file::verifying_keys(slice::from_ref(key), &self.alg)?)
            .audience(audience)
            .leeway(self.leeway);
        Ok(match envelope {
            Some(source) => policy.encrypted(key_file::decryption_keys(source, &[], &[], Naming::KeyOnly)?),
            None => policy.signed_only(),
        })
    }
}
