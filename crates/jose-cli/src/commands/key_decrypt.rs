//! `jose key decrypt`: a key or a set that was encrypted under a password.

use clap::Args;
use jose::{
    DecryptionKeySet, JwkSet, Limits,
    core::header::media_type,
    jwe::{DecryptError, Decryptor},
};

use super::key_encrypt::{JWK, JWK_SET};
use crate::{
    arguments::{form::Form, key_output::KeyOutput, values},
    exit::Failure,
    input::{self, Source, Wanted, shown},
    key_file,
    output::Answer,
};

/// Decrypt a key or a set with its password.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The encrypted key or set
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true, value_parser = values::source())]
    file: Source,

    /// The password is read from here
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    password: Source,

    #[command(flatten)]
    output: KeyOutput,
}

const HELP: &str = "\
What comes out is the JWK or the JWK Set as it went in, secrets included. A key in encrypted PKCS#8, as \
OpenSSL writes it, is read by `jose key convert --password`.

Examples:
  jose key decrypt issuer.jwk.jwe --password env:PASSWORD -o issuer.jwk
  jose key decrypt issuer.jwk.jwe --password password.txt | jose sign --key - order.json";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let Arguments { file, password, output } = arguments;
    input::only_one_from_standard_input([file, password])?;
    let text = file.read_token()?;
    let keys = DecryptionKeySet::new(key_file::password_to_decrypt(password, &[])?)?;
    let mut limits = Limits::default();
    limits.pbes2_rounds = Limits::PBES2_ROUNDS;
    let decrypted = Decryptor::new(&keys).limits(limits).decrypt_compact(&text);
    let decrypted = decrypted.map_err(|error| refused(&error, &text).about(file))?;
    let content_type = decrypted.header().content_type();
    if content_type.is_some_and(|found| ![JWK, JWK_SET].iter().any(|known| media_type::same(found, known))) {
        let message = "the message says that it holds something else than a key: open it with `jose decrypt`";
        return Err(Failure::refused("encrypted_jwk.content_type", message).about(file));
    }
    // What is not a key does not pass for one.
    let json = decrypted.plaintext();
    JwkSet::from_bytes(json).map_err(|error| Failure::from(error).about(file))?;
    let Ok(json) = str::from_utf8(json) else {
        return Err(Failure::refused("jwk.format", "what is in the message is not JSON").about(file));
    };
    let json = json.trim();
    if !json.starts_with('{') {
        return Err(Failure::refused("jwk.format", "what is in the message is not JSON").about(file));
    }
    let Some(path) = output.write(json.as_bytes())? else {
        return Ok(Answer::line(json).raw_member("key", json));
    };
    Ok(Answer::bytes(b"")
        .member("file", path.display().to_string())
        .note(format!("wrote {}, which is in the clear", shown(path))))
}

/// A wrong password is by far the likeliest reason, and looks like any other.
fn refused(error: &DecryptError, text: &str) -> Failure {
    let failure = Failure::refused(error.code(), error.to_string());
    match error {
        DecryptError::Failed(_) => {
            let message = "the password is wrong, or the file is damaged".to_owned();
            Failure { message, ..failure }
        }
        DecryptError::Key(_) => {
            let message = "this is encrypted to a key and not under a password: open it with `jose decrypt`".to_owned();
            Failure { message, ..failure }
        }
        DecryptError::Parse(_) if text.trim_start().starts_with('{') => {
            Failure { message: "this is JSON in the clear, and not encrypted".to_owned(), ..failure }
        }
        _ => input::explain(failure, text, Wanted::Token, Form::Compact),
    }
}
