//! `jose encrypt`: any bytes in, an encrypted message out.

mod make;

use clap::Args;
use jose::{ContentEncryption, EncryptionKey, KeyManagementAlgorithm, Limits, core::registry::KeyManagementKind};

use crate::{
    arguments::{form::Form, values},
    exit::{Failure, Naming},
    input::{self, Kind, Source},
    key_file,
    output::{Answer, message},
};

/// Encrypt any bytes.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The recipient's public key, or a shared key: a JWK, a JWK Set with one key that can encrypt, or PEM; repeat it to encrypt to several
    #[arg(long, value_name = "FILE", required_unless_present = "password", value_parser = values::source())]
    key: Vec<Source>,

    /// Encrypt to whoever has the password that is read from here
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    password: Option<Source>,

    /// The key management algorithm, where a key does not name one; for a password PBES2-HS512+A256KW unless stated
    #[arg(long, value_name = "ALG", value_parser = values::key_management())]
    alg: Option<KeyManagementAlgorithm>,

    /// The content encryption: A256GCM unless stated, or what a dir key is for
    #[arg(long, value_name = "ENC", value_parser = values::content_encryption())]
    enc: Option<ContentEncryption>,

    /// The form to write: compact unless stated, flattened with --aad, and general with several keys
    #[arg(long, value_name = "FORM")]
    form: Option<Form>,

    /// Data that goes with the message in the clear, and that nobody can change; not in the compact form
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    aad: Option<Source>,

    /// Compress the plaintext first; its length then tells about its content
    #[arg(long)]
    zip: bool,

    /// The header's typ: what the message is, such as JWT
    #[arg(long, value_name = "TYPE")]
    typ: Option<String>,

    /// The header's cty: what the plaintext is; JWT for a signed token inside
    #[arg(long, value_name = "TYPE")]
    cty: Option<String>,

    /// The plaintext; every byte of it is encrypted
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true, value_parser = values::source())]
    plaintext: Source,
}

const HELP: &str = "\
The message goes to standard output: a token with dots, or JSON in the other forms. alg and kid in its \
headers come from the keys. A private key file works too: its public half encrypts. Encryption proves no \
sender: for a token that somebody must trust, use `jose token issue`. A message over 1 MiB is refused: \
nothing here would read it.

Examples:
  jose key generate --alg ECDH-ES+A256KW -o recipient.jwk
  jose key public recipient.jwk > recipient.pub.jwk
  printf hello | jose encrypt --key recipient.pub.jwk
  jose encrypt --key rsa.pub.pem --alg RSA-OAEP-256 --enc A128GCM letter.txt
  jose encrypt --key frodo.pub.jwk --key sam.pub.jwk letter.txt > letter.json
  jose encrypt --password env:PASSWORD letter.txt > letter.jwe";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let (password, aad) = (&arguments.password, &arguments.aad);
    let sources = arguments.key.iter().chain(password).chain(aad).chain([&arguments.plaintext]);
    input::only_one_from_standard_input(sources)?;
    let recipients = arguments.key.len().saturating_add(usize::from(password.is_some()));
    let asked = arguments.form.or(aad.as_ref().filter(|_| recipients == 1).map(|_| Form::Flattened));
    let form = Form::to_make(asked, recipients, "recipient")?;
    if aad.is_some() && form == Form::Compact {
        return Err(Failure::usage("the compact form has no place for --aad: leave --form out, or name another"));
    }
    let (keys, content_encryption) = keys(arguments)?;
    let plaintext = arguments.plaintext.read(Kind::Payload)?;
    let aad = aad.as_ref().map(|source| source.read(Kind::Payload)).transpose()?;
    let with = make::With {
        content_encryption,
        typ: arguments.typ.as_deref(),
        cty: arguments.cty.as_deref(),
        aad: aad.as_deref().map(Vec::as_slice),
        zip: arguments.zip,
    };
    message(&with.encrypt(&keys, form, &plaintext)?, form, Limits::default())
}

/// A key for each recipient, and what they share.
fn keys(arguments: &Arguments) -> Result<(Vec<EncryptionKey>, ContentEncryption), Failure> {
    let Arguments { key, password, alg, enc, .. } = arguments;
    if let (Some(alg), None) = (alg.filter(|alg| key_file::takes_password(*alg)), password) {
        return Err(Failure::usage(format!("{} takes a password: say where it is with --password", alg.name())));
    }
    if let ([only], None) = (key.as_slice(), password) {
        let (key, content_encryption) = key_file::encryption_key(only, *alg, *enc, Naming::AlgAndEnc)?;
        if let (KeyManagementKind::Hpke(_), Some(_)) = (key.algorithm().row().kind, enc) {
            let message = format!("{} encrypts the content itself: leave --enc out", key.algorithm().name());
            return Err(Failure::usage(message));
        }
        return Ok((vec![key], content_encryption));
    }
    let for_keys = alg.filter(|alg| !key_file::takes_password(*alg));
    let mut keys = key_file::encryption_keys(key, for_keys, *enc)?;
    if let Some(password) = password {
        keys.push(key_file::password_to_encrypt(password, *alg)?);
    }
    Ok((keys, enc.unwrap_or(ContentEncryption::A256Gcm)))
}
