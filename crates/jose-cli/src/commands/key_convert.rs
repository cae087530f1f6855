//! `jose key convert`: the same key in another format.

mod read;

use clap::{Args, ValueEnum, builder::NonEmptyStringValueParser};
use jose::{
    ContentEncryption, Jwk,
    core::{SecretBytes, base64url, printable},
};
use zeroize::Zeroizing;

use crate::{
    arguments::values,
    exit::Failure,
    input::{self, Source},
    output::Answer,
};

/// Turn a key into JWK, PEM or DER.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// A JWK, PEM, DER, an X.509 certificate or a key of OpenSSH
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true, value_parser = values::source())]
    file: Source,

    /// The format to write
    #[arg(long, value_name = "FORMAT")]
    to: Format,

    /// Write this algorithm into a JWK that names none
    #[arg(long, value_name = "ALG", value_parser = values::key_algorithm())]
    alg: Option<String>,

    /// Write this name into the JWK
    #[arg(long, value_name = "KID", value_parser = NonEmptyStringValueParser::new())]
    kid: Option<String>,

    /// The password of a private key in encrypted PKCS#8 is read from here
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    password: Option<Source>,

    /// Encrypt the private key that is written, with the password that is read from here
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    new_password: Option<Source>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// JSON Web Key
    Jwk,
    /// PKCS#8 for a private key, SPKI for a public one, as text
    Pem,
    /// PKCS#8 for a private key, SPKI for a public one, as bytes
    Der,
}

const HELP: &str = "\
PEM and DER hold the numbers of a key alone, without kid, alg and use. A shared secret has no such \
form. PKCS#8, SPKI, SEC1 and PKCS#1 are read, certificates for their public key, and what ssh-keygen \
writes without a passphrase. A certificate is not validated: whether its key may be trusted is yours to \
know. A JWK is encrypted with `jose key encrypt`.

Examples:
  openssl genpkey -algorithm ed25519 | jose key convert --to jwk --alg EdDSA --kid 1
  jose key convert rsa.pem --to jwk --alg PS256 > rsa.jwk
  jose key convert certificate.pem --to jwk > issuer.pub.jwk
  jose key convert issuer.jwk --to pem --new-password env:PASSWORD > issuer.pem
  jose key convert issuer.pem --password env:PASSWORD --to jwk > issuer.jwk";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let Arguments { file, password, new_password, .. } = arguments;
    input::only_one_from_standard_input([file].into_iter().chain(password).chain(new_password))?;
    if arguments.to != Format::Jwk && (arguments.alg.is_some() || arguments.kid.is_some()) {
        return Err(Failure::usage("PEM and DER have no place for --alg and --kid: leave them out, or use --to jwk"));
    }
    if arguments.to == Format::Jwk && new_password.is_some() {
        return Err(Failure::usage("--new-password is for PEM and DER: a JWK is encrypted with `jose key encrypt`"));
    }
    let key = read::key(file, password.as_ref())?;
    let new_password = new_password.as_ref().map(Source::read_password).transpose()?;
    let converted = match arguments.to {
        Format::Jwk => jwk(key, arguments),
        Format::Pem => pem(&key, new_password.as_ref()),
        Format::Der => der(&key, new_password.as_ref()),
    };
    converted.map_err(|failure| failure.about(file))
}

fn jwk(key: Jwk, arguments: &Arguments) -> Result<Answer, Failure> {
    let key = match (&arguments.alg, key.algorithm()) {
        // `dir` leaves the content encryption open; naming it says more, and nothing else.
        (Some(asked), Some("dir")) if ContentEncryption::from_name(asked).is_some() => key.with_algorithm(asked),
        (Some(asked), Some(own)) if asked != own => {
            let message = format!("the key is for {} already, and one key serves one algorithm", printable(own));
            return Err(Failure::refused("jwk.algorithm_mismatch", message));
        }
        (Some(asked), _) => key.with_algorithm(asked),
        (None, _) => key,
    };
    let key = match &arguments.kid {
        Some(kid) => key.with_key_id(kid),
        None => key,
    };
    let json = key.to_secret_json();
    // Reading it back checks that the algorithm suits the key.
    Jwk::from_json(json.as_bytes())?;
    Ok(Answer::line(&json).raw_member("key", &json))
}

fn pem(key: &Jwk, password: Option<&SecretBytes>) -> Result<Answer, Failure> {
    let text = match (key, password) {
        (Jwk::Private(key), Some(password)) => Zeroizing::new(key.to_encrypted_pem(password.expose())?),
        (_, Some(_)) => return Err(nothing_to_encrypt()),
        (Jwk::Public(key), None) => Zeroizing::new(key.to_pem()?),
        (Jwk::Private(key), None) => key.to_secret_pem()?,
        (Jwk::Symmetric(_), None) => return Err(without_such_a_form()),
    };
    Ok(Answer::bytes(text.as_bytes()).member("pem", text.as_str()))
}

fn der(key: &Jwk, password: Option<&SecretBytes>) -> Result<Answer, Failure> {
    let bytes = match (key, password) {
        (Jwk::Private(key), Some(password)) => SecretBytes::new(key.to_encrypted_der(password.expose())?),
        (_, Some(_)) => return Err(nothing_to_encrypt()),
        (Jwk::Public(key), None) => SecretBytes::new(key.to_der()?),
        (Jwk::Private(key), None) => key.to_secret_der()?,
        (Jwk::Symmetric(_), None) => return Err(without_such_a_form()),
    };
    Ok(Answer::bytes(bytes.expose()).member("der_base64url", base64url::encode_secret(bytes.expose()).as_str()))
}

fn without_such_a_form() -> Failure {
    Failure::refused("jwk.wrong_kind", "a shared secret has no form in PEM or DER: keep it as a JWK")
}

fn nothing_to_encrypt() -> Failure {
    Failure::refused("jwk.wrong_kind", "--new-password encrypts private keys, and this is none")
}
