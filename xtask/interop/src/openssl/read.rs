//! What `openssl` writes, read by us.

mod encrypted;

use jose_jwk::{PrivateJwk, PublicJwk};

use super::kinds::{Family, Kind};
use super::{KEY, OURS, PUBLIC, Report, THEIRS};
use crate::tool::Tool;

/// What must come out.
#[derive(Clone, Copy)]
enum Expected {
    Private,
    Public,
    Certificate,
    /// Nothing, and why not.
    Refused(&'static str),
}

use Expected::{Certificate, Private, Public, Refused};
use Family::{Ec, Okp, Rsa};

/// What a format is called, the families that have it, and the commands whose output is the file. `CURVE` is the name of the curve.
type Format = (&'static str, &'static [Family], &'static [&'static str], Expected);

const COMPRESSED: &str = "a JWK has both coordinates";
const ENCRYPTED: &str = "encrypted, and no password was given";
const EXPLICIT: &str = "a curve is named, never described";

#[rustfmt::skip]
static FORMATS: &[Format] = &[
    ("PKCS#8 PEM", &[Rsa, Ec, Okp], &["pkey -in key.pem"], Private),
    ("PKCS#8 DER", &[Rsa, Ec, Okp], &["pkey -in key.pem -outform DER"], Private),
    ("PKCS#8 PEM, compressed point", &[Ec], &["pkey -in key.pem -ec_conv_form compressed"], Refused(COMPRESSED)),
    ("PKCS#8 PEM, explicit parameters", &[Ec], &["pkey -in key.pem -ec_param_enc explicit"], Refused(EXPLICIT)),
    ("PKCS#1 PEM", &[Rsa], &["pkey -in key.pem -traditional"], Private),
    ("PKCS#1 DER", &[Rsa], &["pkey -in key.pem -traditional -outform DER"], Private),
    ("PKCS#1 PEM, encrypted", &[Rsa], &["rsa -in key.pem -traditional -aes256 -passout pass:secret"], Refused(ENCRYPTED)),
    ("SEC1 PEM", &[Ec], &["pkey -in key.pem -traditional"], Private),
    ("SEC1 DER", &[Ec], &["pkey -in key.pem -traditional -outform DER"], Private),
    ("SEC1 PEM, after its parameters", &[Ec], &["ecparam -name CURVE", "pkey -in key.pem -traditional"], Private),
    ("SEC1 PEM, without the public key", &[Ec], &["ec -in key.pem -no_public"], Private),
    ("SEC1 PEM, compressed point", &[Ec], &["ec -in key.pem -conv_form compressed"], Refused(COMPRESSED)),
    ("SEC1 PEM, explicit parameters", &[Ec], &["ec -in key.pem -param_enc explicit"], Refused(EXPLICIT)),
    ("SEC1 PEM, encrypted", &[Ec], &["ec -in key.pem -aes256 -passout pass:secret"], Refused(ENCRYPTED)),
    ("SPKI PEM", &[Rsa, Ec, Okp], &["pkey -in key.pem -pubout"], Public),
    ("SPKI DER", &[Rsa, Ec, Okp], &["pkey -in key.pem -pubout -outform DER"], Public),
    ("SPKI PEM, compressed point", &[Ec], &["ec -in key.pem -pubout -conv_form compressed"], Refused(COMPRESSED)),
    ("SPKI PEM, explicit parameters", &[Ec], &["ec -in key.pem -pubout -param_enc explicit"], Refused(EXPLICIT)),
    ("RSAPublicKey PEM", &[Rsa], &["rsa -in key.pem -RSAPublicKey_out"], Public),
    ("RSAPublicKey DER", &[Rsa], &["rsa -in key.pem -RSAPublicKey_out -outform DER"], Public),
];

/// A key signs its own certificate; one that cannot sign needs another key for it.
const CERTIFICATE: &str = "req -x509 -config request.cnf -key key.pem -subj /CN=example -days 1";
const ISSUED_CERTIFICATE: &str = "x509 -new -force_pubkey public.pem -key issuer.pem -subj /CN=example -days 1";

/// Reads every format of their key. An error means that there was nothing to compare with.
pub(super) fn all(tool: &Tool, kind: &Kind, report: &mut Report) -> Result<(), String> {
    let wanted = Wanted {
        thumbprint: public(&tool.run(&format!("pkey -pubin -in {PUBLIC}"))?)?,
        secret: private(&tool.run(&format!("pkey -in {KEY}"))?)?.1,
    };
    let named = |name: &str| format!("{}: {name}", kind.name);
    for (name, families, commands, expected) in FORMATS {
        if families.contains(&kind.family) {
            let commands: Vec<String> =
                commands.iter().map(|words| words.replace("CURVE", kind.curve.unwrap_or_default())).collect();
            one(tool, named(name), &commands, |file| read(file, *expected, &wanted), report);
        }
    }
    for (name, command, expected) in encrypted::formats(kind) {
        one(tool, named(name), &[command], |file| read_encrypted(file, expected, &wanted), report);
    }
    let certificate = if kind.signs.is_empty() { ISSUED_CERTIFICATE } else { CERTIFICATE };
    tool.make("issuer.pem", &["genpkey -algorithm ED25519"])?;
    for (name, form) in [("certificate PEM", ""), ("certificate DER", " -outform DER")] {
        one(tool, named(name), &[format!("{certificate}{form}")], |file| read(file, Certificate, &wanted), report);
    }
    Ok(())
}

/// What every format of a key must yield.
struct Wanted {
    thumbprint: String,
    /// The private key as a JWK.
    secret: String,
}

/// Lets `openssl` write a file and us read it.
fn one(tool: &Tool, what: String, commands: &[String], read: impl FnOnce(&[u8]) -> Read, report: &mut Report) {
    let commands: Vec<&str> = commands.iter().map(String::as_str).collect();
    match tool.make("file", &commands).map(|file| read(&file)) {
        Ok(Read::Refused(result, why)) => report.add_refusal(what, THEIRS, OURS, &result, why),
        Ok(Read::Same(Ok(true))) => report.add(what, THEIRS, OURS, Ok(())),
        Ok(Read::Same(Ok(false))) => report.add(what, THEIRS, OURS, Err("another key came out".to_owned())),
        Ok(Read::Same(Err(message))) | Err(message) => report.add(what, THEIRS, OURS, Err(message)),
    }
}

/// What came of reading.
enum Read {
    /// Whether it is the same key.
    Same(Result<bool, String>),
    /// It must be refused, and why.
    Refused(Result<(), String>, &'static str),
}

fn read(file: &[u8], expected: Expected, wanted: &Wanted) -> Read {
    let is_same = |thumbprint: String| thumbprint == wanted.thumbprint;
    Read::Same(match expected {
        Private => private(file).map(|(thumbprint, secret)| is_same(thumbprint) && secret == wanted.secret),
        Public => public(file).map(is_same),
        Certificate => of_certificate(file).map(is_same),
        Refused(why) => {
            return Read::Refused(private(file).map(drop).or_else(|_| public(file).map(drop)), why);
        }
    })
}

fn read_encrypted(file: &[u8], expected: Expected, wanted: &Wanted) -> Read {
    match expected {
        Refused(why) => Read::Refused(encrypted::read(file, wanted).map(drop), why),
        _ => Read::Same(encrypted::read(file, wanted)),
    }
}

fn is_pem(file: &[u8]) -> bool {
    file.starts_with(b"-----BEGIN ")
}

/// The thumbprint of a private key, and the whole of it as a JWK.
fn private(file: &[u8]) -> Result<(String, String), String> {
    let key = if is_pem(file) { PrivateJwk::from_pem(file) } else { PrivateJwk::from_der(file) };
    let key = key.map_err(|error| error.to_string())?;
    Ok((key.thumbprint().to_string(), key.to_secret_json().to_string()))
}

fn public(file: &[u8]) -> Result<String, String> {
    let key = if is_pem(file) { PublicJwk::from_pem(file) } else { PublicJwk::from_der(file) };
    key.map(|key| key.thumbprint().to_string()).map_err(|error| error.to_string())
}

fn of_certificate(file: &[u8]) -> Result<String, String> {
    PublicJwk::from_certificate(file).map(|key| key.thumbprint().to_string()).map_err(|error| error.to_string())
}
