//! Encrypted PKCS#8 that `openssl` writes, read by us with the password.

use jose_jwk::PrivateJwk;

use super::{Expected, Wanted, is_pem};
use crate::openssl::PASSWORD;
use crate::openssl::kinds::Kind;

/// What a format is called, its options, and what must come out.
type Format = (&'static str, &'static str, Expected);

/// For every kind of key.
static EACH: &[Format] =
    &[("encrypted PKCS#8 PEM", "", Expected::Private), ("encrypted PKCS#8 DER", "-outform DER", Expected::Private)];

const OLD: &str = "DES is older than AES, and protects less";

/// For one kind, as the key inside changes nothing.
#[rustfmt::skip]
static ONCE: &[Format] = &[
    ("encrypted, AES-128, HMAC-SHA-1", "-v2 aes-128-cbc -v2prf hmacWithSHA1", Expected::Private),
    ("encrypted, AES-128, HMAC-SHA-256", "-v2 aes-128-cbc -v2prf hmacWithSHA256", Expected::Private),
    ("encrypted, AES-192, HMAC-SHA-224", "-v2 aes-192-cbc -v2prf hmacWithSHA224", Expected::Private),
    ("encrypted, AES-192, HMAC-SHA-384", "-v2 aes-192-cbc -v2prf hmacWithSHA384", Expected::Private),
    ("encrypted, AES-256, HMAC-SHA-1", "-v2 aes-256-cbc -v2prf hmacWithSHA1", Expected::Private),
    ("encrypted, AES-256, HMAC-SHA-512", "-v2 aes-256-cbc -v2prf hmacWithSHA512", Expected::Private),
    ("encrypted, AES-256, 100,000 rounds", "-v2 aes-256-cbc -iter 100000", Expected::Private),
    ("encrypted, AES-256, scrypt", "-scrypt", Expected::Private),
    ("encrypted, triple DES", "-v2 des3", Expected::Refused(OLD)),
    ("encrypted, triple DES, PKCS#12", "-v1 PBE-SHA1-3DES", Expected::Refused(OLD)),
];

/// The formats of a kind, each with its command.
pub(super) fn formats(kind: &Kind) -> impl Iterator<Item = (&'static str, String, Expected)> {
    let once = if kind.name == "P-256" { ONCE } else { &[] };
    EACH.iter().chain(once).map(|(name, options, expected)| {
        (*name, format!("pkcs8 -topk8 -in key.pem {options} -passout pass:{PASSWORD}"), *expected)
    })
}

/// Whether the key is the one that is wanted. With another password there must be none.
pub(super) fn read(file: &[u8], wanted: &Wanted) -> Result<bool, String> {
    let read = if is_pem(file) { PrivateJwk::from_encrypted_pem } else { PrivateJwk::from_encrypted_der };
    let key = read(file, PASSWORD.as_bytes()).map_err(|error| error.to_string())?;
    if read(file, b"another").is_ok() {
        return Err("another password opens it too".to_owned());
    }
    Ok(key.thumbprint().to_string() == wanted.thumbprint && *key.to_secret_json() == wanted.secret)
}
