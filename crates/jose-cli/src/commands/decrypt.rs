//! `jose decrypt`: an encrypted message in, its plaintext out.

mod result;

use clap::Args;
use jose::{ContentEncryption, DecryptionKeySet, KeyManagementAlgorithm, Limits, jwe::Decryptor};

use crate::{
    arguments::{form::Form, values},
    exit::{Failure, Naming},
    input::{self, Kind, Source, Wanted},
    key_file,
    output::Answer,
};

/// Decrypt an encrypted message.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The private or shared key, or a JWK Set to choose from: JWK, JWK Set or PEM; repeat it to choose from several
    #[arg(long, value_name = "FILE", required_unless_present = "password", value_parser = values::source())]
    key: Vec<Source>,

    /// Try the password that is read from here
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    password: Option<Source>,

    /// Accept only this key management algorithm; repeat it to accept several
    #[arg(long, value_name = "ALG", value_parser = values::key_management())]
    alg: Vec<KeyManagementAlgorithm>,

    /// Accept only this content encryption; repeat it to accept several
    #[arg(long, value_name = "ENC", value_parser = values::content_encryption())]
    enc: Vec<ContentEncryption>,

    /// The form of the message: compact unless stated, flattened with --aad
    #[arg(long, value_name = "FORM")]
    form: Option<Form>,

    /// Demand that the message goes with exactly this data in the clear
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    aad: Option<Source>,

    /// Allow compressed plaintext, up to 1 MiB
    #[arg(long)]
    zip: bool,

    /// The message
    #[arg(value_name = "MESSAGE", default_value = "-", hide_default_value = true, value_parser = values::source())]
    message: Source,
}

const HELP: &str = "\
The plaintext goes to standard output, byte for byte. Decrypted is not verified: anybody who has the \
public key may have written it. For an access token use `jose token open`, which demands a signature \
inside. Each key accepts its own algorithm; the message's header is compared with it and never obeyed. \
A key without alg needs --alg, and for `--alg dir` also --enc. A password is tried only on a message that \
asks for 1,200,000 rounds or fewer.

Examples:
  jose decrypt --key recipient.jwk letter.jwe > letter.txt
  printf %s \"$TOKEN\" | jose decrypt --key rsa.pem --alg RSA-OAEP-256 --enc A256GCM
  jose decrypt --key sam.jwk --form general letter.json
  jose decrypt --password env:PASSWORD letter.jwe";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let (password, aad) = (&arguments.password, &arguments.aad);
    let sources = arguments.key.iter().chain(password).chain(aad).chain([&arguments.message]);
    input::only_one_from_standard_input(sources)?;
    let form = Form::to_read(arguments.form.or(aad.as_ref().map(|_| Form::Flattened)));
    if aad.is_some() && form == Form::Compact {
        return Err(Failure::usage("the compact form has no place for --aad: leave --form out, or name another"));
    }
    let keys = keys(arguments)?;
    let text = arguments.message.read_token()?;
    let aad = aad.as_ref().map(|source| source.read(Kind::Payload)).transpose()?;
    let decryptor = Decryptor::new(&keys).accept(&arguments.enc).limits(limits(&keys));
    let decryptor = if arguments.zip { decryptor.allow_compression() } else { decryptor };
    let decrypted = match form {
        Form::Compact => decryptor.decrypt_compact(&text),
        Form::Flattened => decryptor.decrypt_flattened(&text),
        Form::General => decryptor.decrypt_general(&text),
    };
    let decrypted =
        decrypted.map_err(|error| input::explain(result::advised(&error), &text, Wanted::Encrypted, form))?;
    if let Some(aad) = aad.filter(|aad| decrypted.aad().unwrap_or_default() != aad.as_slice()) {
        let message = if aad.is_empty() || decrypted.aad().is_some() {
            "the data that goes with the message in the clear is not what --aad says"
        } else {
            "no data goes with the message in the clear, and --aad demands it"
        };
        return Err(Failure::refused("jwe.aad", message));
    }
    Ok(result::answer(&decrypted))
}

fn keys(arguments: &Arguments) -> Result<DecryptionKeySet, Failure> {
    let Arguments { key, password, alg, enc, .. } = arguments;
    if let ([only], None) = (key.as_slice(), password) {
        return key_file::decryption_keys(only, alg, enc, Naming::AlgAndEnc);
    }
    let mut keys = Vec::new();
    for source in key {
        keys.extend_from_slice(key_file::decryption_keys(source, alg, enc, Naming::AlgAndEnc)?.keys());
    }
    if let Some(password) = password {
        keys.extend(key_file::password_to_decrypt(password, alg)?);
    }
    Ok(DecryptionKeySet::new(keys)?)
}

/// As large as payloads may be here; and a password costs time only where one is at hand.
fn limits(keys: &DecryptionKeySet) -> Limits {
    let mut limits = Limits::default();
    limits.inflated_bytes = limits.token_bytes;
    if keys.keys().iter().any(|key| key_file::takes_password(key.algorithm())) {
        limits.pbes2_rounds = Limits::PBES2_ROUNDS;
    }
    limits
}
