//! `jose token issue`: an access token, signed and encrypted.

mod claims;

use std::time::Duration;

use clap::Args;
use jose::{ContentEncryption, Issuer, JwsAlgorithm, Limits};

use crate::{
    arguments::values,
    exit::{Failure, Naming},
    input::{self, Source},
    key_file,
    output::{Answer, token},
};

/// Issue an access token.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The issuer's private key, which signs: a JWK, a JWK Set with one key that can sign, or PEM
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    key: Source,

    /// The signature algorithm, where the key does not name one
    #[arg(long, value_name = "ALG", value_parser = values::jws())]
    alg: Option<JwsAlgorithm>,

    /// Who issues it (iss)
    #[arg(long, value_name = "ISS")]
    issuer: String,

    /// Whom it is about (sub)
    #[arg(long, value_name = "SUB")]
    subject: String,

    /// Whom it is for (aud)
    #[arg(long, value_name = "AUD")]
    audience: String,

    /// The client that asked for it (client_id); without this, the client acts for itself and is the subject
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,

    /// What it allows (scope), separated by spaces
    #[arg(long, value_name = "SCOPE", default_value = "", hide_default_value = true)]
    scope: String,

    /// How long it lives, up to 24h
    #[arg(long, value_name = "DURATION", default_value = "10m", value_parser = values::duration)]
    lifetime: Duration,

    /// The audience's public key: encrypt the token to it. Without this, everybody who sees the token can read it
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    encrypt_to: Option<Source>,

    /// The content encryption: A256GCM unless stated
    #[arg(long, value_name = "ENC", requires = "encrypt_to", value_parser = values::content_encryption())]
    enc: Option<ContentEncryption>,

    /// Let everybody read this claim although it looks like a secret or like personal data, for this reason, as in
    /// email='the user has agreed'. A claim inside others is named with dots; say it again for further claims
    #[arg(long, value_name = "CLAIM=REASON", conflicts_with = "encrypt_to", value_parser = allowed)]
    allow_readable: Vec<(String, String)>,

    /// Further claims: a JSON object up to 128 KiB, without those that have an option or are set for you
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    claims: Option<Source>,
}

const HELP: &str = "\
The token is an RFC 9068 access token: typ at+jwt, with iss, sub, aud, client_id, exp, iat, jti and \
scope. With --encrypt-to it is signed first and then encrypted, so that only its audience can read it. \
A token that everybody can read is refused if a claim in it looks like a secret or like personal data, \
unless --allow-readable says why it may be there. An RSA key without alg needs --alg. The key for --encrypt-to names its algorithm itself: write it \
into a PEM key with `jose key convert`.

Examples:
  jose token issue --key issuer.jwk --encrypt-to api.pub.jwk \\
      --issuer https://id.example --subject user-42 --client-id web \\
      --audience https://api.example --scope 'orders:read orders:write'
  echo '{\"tenant\":\"acme\"}' | jose token issue --key issuer.jwk --claims - \\
      --issuer https://id.example --subject batch --audience https://api.example";

/// A claim and the reason why it may be readable.
fn allowed(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((claim, reason)) if !claim.is_empty() && !reason.trim().is_empty() => Ok((claim.into(), reason.into())),
        _ => Err("a claim and a reason are needed, as in email='the user has agreed'".into()),
    }
}

const READABLE: &str = "signed and not encrypted: everybody who sees this token can read it (see --encrypt-to)";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let optional = [&arguments.encrypt_to, &arguments.claims];
    input::only_one_from_standard_input(optional.into_iter().flatten().chain([&arguments.key]))?;
    let builder = Issuer::builder(&arguments.issuer)
        .sign_with(key_file::signing_key(&arguments.key, arguments.alg)?)
        .lifetime(arguments.lifetime);
    let builder = if let Some(source) = &arguments.encrypt_to {
        let (key, content_encryption) = key_file::encryption_key(source, None, arguments.enc, Naming::KeyOnly)?;
        builder.encrypt_to_with(&arguments.audience, key, content_encryption)
    } else {
        let allowed = arguments.allow_readable.iter();
        allowed.fold(builder.signed_only(), |builder, (claim, reason)| builder.allow_readable(claim, reason))
    };
    let issuer = builder.build()?;
    let mut draft = issuer
        .access_token(&arguments.subject, &arguments.audience)
        .scope(arguments.scope.split(' ').filter(|value| !value.is_empty()));
    draft = match &arguments.client_id {
        Some(client_id) => draft.client_id(client_id),
        None => draft.subject_is_client(),
    };
    if let Some(source) = &arguments.claims {
        draft = draft.claims(&claims::read(source)?);
    }
    let encrypted = arguments.encrypt_to.is_some();
    let answer = token(&draft.issue()?, Limits::token())?.member("encrypted", encrypted);
    Ok(if encrypted { answer } else { answer.note(READABLE) })
}
