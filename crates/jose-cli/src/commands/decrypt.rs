//! `jose decrypt`: an encrypted token in, its plaintext out.

use clap::Args;
use jose::{
    ContentEncryption, KeyManagementAlgorithm, Limits,
    jwe::{self, DecryptError},
};
use serde_json::{Map, Value};

use crate::{
    arguments::values,
    exit::{Failure, Naming},
    input::{self, Form, Source},
    key_file,
    output::Answer,
};

/// Decrypt an encrypted token.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The private or shared key, or a JWK Set to choose from: JWK, JWK Set or PEM
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    key: Source,

    /// Accept only this key management algorithm; repeat it to accept several
    #[arg(long, value_name = "ALG", value_parser = values::key_management())]
    alg: Vec<KeyManagementAlgorithm>,

    /// Accept only this content encryption; repeat it to accept several
    #[arg(long, value_name = "ENC", value_parser = values::content_encryption())]
    enc: Vec<ContentEncryption>,

    /// The token
    #[arg(value_name = "TOKENFILE", default_value = "-", hide_default_value = true, value_parser = values::source())]
    token: Source,
}

const HELP: &str = "\
The plaintext goes to standard output, byte for byte. Decrypted is not verified: anybody who has the \
public key may have written it. For an access token use `jose token open`, which demands a signature \
inside. Each key accepts its own algorithm; the token's header is compared with it and never obeyed. \
A key without alg needs --alg, and for `--alg dir` also --enc.

Examples:
  jose decrypt --key recipient.jwk letter.jwe > letter.txt
  printf %s \"$TOKEN\" | jose decrypt --key rsa.pem --alg RSA-OAEP-256 --enc A256GCM";

const UNPROVEN: &str = "decrypted, not verified: anybody who has the public key may have written this";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    input::only_one_from_standard_input([&arguments.key, &arguments.token])?;
    let keys = key_file::decryption_keys(&arguments.key, &arguments.alg, &arguments.enc, Naming::AlgAndEnc)?;
    let token = arguments.token.read_token()?;
    let limits = Limits::default();
    jwe::decrypt_compact_with(&token, &keys, &limits, &arguments.enc, |header, key, content_encryption, plaintext| {
        let shared = key.algorithm().is_symmetric();
        let answer = Answer::bytes(&plaintext)
            .member("alg", key.algorithm().name())
            .member("enc", content_encryption.name())
            .member("kid", key.key_id())
            .member("sender_holds_key", shared)
            .member("header", Map::<String, Value>::from(header))
            .contents("plaintext", &plaintext);
        Ok(if shared { answer } else { answer.note(UNPROVEN) })
    })
    .map_err(|error: DecryptError| input::explain(error.into(), &token, Form::Encrypted))
}
