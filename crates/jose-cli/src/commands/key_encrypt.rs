//! `jose key encrypt`: a key or a set for the disk, under a password.

use clap::Args;
use jose::{ContentEncryption, JwkSet, Limits, jwe::Encryptor};
use zeroize::Zeroizing;

use crate::{
    arguments::{key_output::KeyOutput, values},
    exit::Failure,
    input::{self, Kind, Source, shown},
    key_file,
    output::{Answer, token},
};

/// Encrypt a key or a set under a password.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// A JWK, a JWK Set, PEM or DER
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true, value_parser = values::source())]
    file: Source,

    /// The password is read from here
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    password: Source,

    #[command(flatten)]
    output: KeyOutput,
}

const HELP: &str = "\
The result is a token as RFC 7517, section 7, has it: every JOSE tool can open it. The text of a JWK or \
a set is encrypted as it is, so nothing in it is lost. PBES2-HS512+A256KW with 600,000 rounds makes each \
guess cost a part of a second, and no more: a password that is in a list will be found.

Examples:
  jose key encrypt issuer.jwk --password env:PASSWORD -o issuer.jwk.jwe
  jose key generate --alg ES256 | jose key encrypt --password password.txt -o issuer.jwk.jwe";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let Arguments { file, password, output } = arguments;
    input::only_one_from_standard_input([file, password])?;
    let (content, content_type) = content(file)?;
    let key = key_file::password_to_encrypt(password, None)?;
    let encryptor = Encryptor::new(&key, ContentEncryption::A256Gcm).content_type(content_type);
    let encrypted = encryptor.encrypt_compact(&content)?;
    let answer = token(&encrypted, Limits::default())?;
    let Some(path) = output.write(encrypted.as_bytes())? else { return Ok(answer) };
    let note = format!("wrote {}; the key in the clear is still where it was", shown(path));
    Ok(Answer::bytes(b"").member("file", path.display().to_string()).note(note))
}

/// What is encrypted, and what it is. JSON stays as it is; another format becomes a JWK.
fn content(source: &Source) -> Result<(Zeroizing<Vec<u8>>, &'static str), Failure> {
    let bytes = source.read(Kind::Key)?;
    let set = JwkSet::from_bytes(&bytes).map_err(|error| Failure::from(error).about(source))?;
    if JwkSet::from_json(&bytes).is_ok() {
        return Ok((bytes, JWK_SET));
    }
    if bytes.trim_ascii_start().starts_with(b"{") {
        return Ok((bytes, JWK));
    }
    let json = set.keys().next().map(|key| Zeroizing::new(key.to_secret_json().as_bytes().to_vec()));
    Ok((json.unwrap_or_default(), JWK))
}

/// RFC 7517, section 7.
pub(super) const JWK: &str = "jwk+json";
pub(super) const JWK_SET: &str = "jwk-set+json";
