//! `jose encrypt`: any bytes in, an encrypted token out.

use clap::Args;
use jose::{ContentEncryption, KeyManagementAlgorithm, Limits, jwe::Encryptor};

use crate::{
    arguments::values,
    exit::{Failure, Naming},
    input::{self, Kind, Source},
    key_file,
    output::{Answer, token},
};

/// Encrypt any bytes.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The recipient's public key, or a shared key: a JWK, a JWK Set with one key that can encrypt, or PEM
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    key: Source,

    /// The key management algorithm, where the key does not name one
    #[arg(long, value_name = "ALG", value_parser = values::key_management())]
    alg: Option<KeyManagementAlgorithm>,

    /// The content encryption: A256GCM unless stated, or what a dir key is for
    #[arg(long, value_name = "ENC", value_parser = values::content_encryption())]
    enc: Option<ContentEncryption>,

    /// The header's typ: what the token is, such as JWT
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
The token goes to standard output, in the compact form. alg and kid in its header come from the \
key. A private key file works too: its public half encrypts. Encryption proves no sender: for a token \
that somebody must trust, use `jose token issue`. A token over 1 MiB is refused: nothing here would \
read it.

Examples:
  jose key generate --alg ECDH-ES+A256KW -o recipient.jwk
  jose key public recipient.jwk > recipient.pub.jwk
  printf hello | jose encrypt --key recipient.pub.jwk
  jose encrypt --key rsa.pub.pem --alg RSA-OAEP-256 --enc A128GCM letter.txt";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    input::only_one_from_standard_input([&arguments.key, &arguments.plaintext])?;
    let (key, content_encryption) =
        key_file::encryption_key(&arguments.key, arguments.alg, arguments.enc, Naming::AlgAndEnc)?;
    let plaintext = arguments.plaintext.read(Kind::Payload)?;
    let mut encryptor = Encryptor::new(&key, content_encryption);
    if let Some(typ) = &arguments.typ {
        encryptor = encryptor.message_type(typ);
    }
    if let Some(cty) = &arguments.cty {
        encryptor = encryptor.content_type(cty);
    }
    token(&encryptor.encrypt_compact(&plaintext)?, Limits::default())
}
