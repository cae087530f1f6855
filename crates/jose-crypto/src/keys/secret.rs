//! What a shared secret must be before it becomes an HMAC key.

use aws_lc_rs::hmac;
use der::{Decode, SliceReader, Tag, Tagged, asn1::AnyRef};
use jose_core::{JwsAlgorithm, base64url, registry::JwsKind};
use zeroize::Zeroizing;

use crate::{KeyError, backend};

/// An HMAC key with at least as many bytes as the hash has (RFC 7518, section 3.2).
pub(super) fn hmac_key(algorithm: JwsAlgorithm, secret: &[u8]) -> Result<hmac::Key, KeyError> {
    let key = hmac_key_of_any_length(algorithm, secret)?;
    let needed = key.algorithm().digest_algorithm().output_len();
    if secret.len() < needed {
        return Err(KeyError::TooShort { algorithm: algorithm.name(), needed, found: secret.len() });
    }
    Ok(key)
}

/// As [`hmac_key`] for secrets that are shorter, but never empty: the backend would take even those.
pub(super) fn hmac_key_of_any_length(algorithm: JwsAlgorithm, secret: &[u8]) -> Result<hmac::Key, KeyError> {
    let row = algorithm.row();
    let JwsKind::Hmac(hash) = row.kind else {
        return Err(KeyError::WrongKeyType { algorithm: row.name, found: jose_core::KeyType::Oct });
    };
    if secret.is_empty() {
        return Err(KeyError::TooShort { algorithm: row.name, needed: hash.output_bytes(), found: 0 });
    }
    if is_public_text(secret) {
        return Err(KeyError::Invalid {
            what: "this secret is a public key or a key file in its text form: everybody may know it",
        });
    }
    Ok(hmac::Key::new(backend::hmac(hash)?, secret))
}

/// A public key's own bytes as an HMAC secret are the classic confusion (CVE-2015-9235). The types already forbid it; this catches the
/// caller who reads the wrong file.
fn is_public_text(secret: &[u8]) -> bool {
    let text = secret.trim_ascii_start();
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii_start();
    let is_ssh = SSH.iter().any(|start| text.starts_with(start));
    let is_json_key = text.first().is_some_and(|first| matches!(first, b'{' | b'[')) && contains(text, b"\"kty\"");
    // Words may stand before the armour of a PEM file.
    is_ssh || is_json_key || contains(text, b"-----BEGIN ") || is_der_key(secret) || is_encoded_der_key(text)
}

/// How a public key of OpenSSH begins, and one of RFC 4716.
const SSH: [&[u8]; 5] = [b"ssh-", b"ecdsa-sha2-", b"sk-ssh-", b"sk-ecdsa-sha2-", b"---- BEGIN SSH2"];

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// DER in base64, of either alphabet and without its armour, as configuration files often have it.
fn is_encoded_der_key(text: &[u8]) -> bool {
    if !text.is_ascii() {
        return false;
    }
    let mut letters = Zeroizing::new(String::with_capacity(text.len()));
    letters.extend(text.iter().filter(|byte| !byte.is_ascii_whitespace() && **byte != b'=').map(|byte| match byte {
        b'+' => '-',
        b'/' => '_',
        other => char::from(*other),
    }));
    base64url::decode_secret(&letters).is_ok_and(|der| is_der_key(der.expose()))
}

/// A DER sequence that fills all the bytes and begins as SPKI, PKCS#1 or a certificate does. Random bytes pass with a chance of one in
/// billions.
fn is_der_key(secret: &[u8]) -> bool {
    let Ok(key) = AnyRef::from_der(secret) else { return false };
    let first = SliceReader::new(key.value()).and_then(|mut reader| AnyRef::decode(&mut reader));
    match first {
        Ok(first) if key.tag() == Tag::Sequence && first.tag() == Tag::Sequence => {
            matches!(first.value().first(), Some(0x06 | 0x30 | 0xa0))
        }
        Ok(first) => key.tag() == Tag::Sequence && first.tag() == Tag::Integer && secret.len() > 128,
        Err(_) => false,
    }
}
