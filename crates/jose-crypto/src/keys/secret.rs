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
    if is_key_file(secret) {
        return Err(KeyError::Invalid {
            what: "this secret is a public key or a key file in its text form: everybody may know it",
        });
    }
    Ok(hmac::Key::new(backend::hmac(hash)?, secret))
}

/// Whether these bytes are a key file, or the text of one, and so no shared secret.
///
/// ```
/// use jose_crypto::material::is_key_file;
///
/// assert!(is_key_file(b"-----BEGIN PUBLIC KEY-----"));
/// assert!(is_key_file(br#"{"kty":"EC"}"#));
/// assert!(!is_key_file(&[7; 32]));
/// ```
///
/// A public key's own bytes as an HMAC secret are the classic confusion (CVE-2015-9235). The types already forbid it; this catches the
/// caller who reads the wrong file. It knows PEM, wherever in the text it begins; the public keys of OpenSSH; JSON that is or holds a
/// JWK or a JWK Set; and DER of PKCS#8, SPKI, SEC1, PKCS#1, PKCS#12 and certificates, in bytes or in base64 without its armour. It
/// does not read them: damaged ones count too. Random bytes pass for a key with a chance of one in billions.
#[must_use]
pub fn is_key_file(bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii_start();
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii_start();
    let is_ssh = SSH.iter().any(|start| text.starts_with(start));
    let is_json = text.first().is_some_and(|first| matches!(first, b'{' | b'['));
    // Words may stand before the armour of a PEM file.
    is_ssh
        || (is_json && JSON.iter().any(|name| has_string(text, name)))
        || contains(text, b"-----BEGIN ")
        || is_der_key(bytes)
        || is_encoded_der_key(text)
}

/// How a public key of OpenSSH begins, and one of RFC 4716.
const SSH: [&[u8]; 5] = [b"ssh-", b"ecdsa-sha2-", b"sk-ssh-", b"sk-ecdsa-sha2-", b"---- BEGIN SSH2"];

/// The member that makes a JWK, and the one that makes a JWK Set.
const JSON: [&[u8]; 2] = [b"kty", b"keys"];

/// Whether a JSON string says this, with or without escapes.
fn has_string(text: &[u8], letters: &[u8]) -> bool {
    let mut strings = text.split(|byte| *byte == b'"');
    strings.any(|string| letters.iter().copied().try_fold(string, after_letter) == Some(&[]))
}

fn after_letter(text: &[u8], letter: u8) -> Option<&[u8]> {
    text.strip_prefix(&[letter]).or_else(|| {
        let (escape, rest) = text.split_at_checked(6)?;
        escape.eq_ignore_ascii_case(format!("\\u{letter:04x}").as_bytes()).then_some(rest)
    })
}

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

/// A DER sequence that fills all the bytes and begins as a key, a certificate or a container does.
fn is_der_key(bytes: &[u8]) -> bool {
    let Ok(sequence) = AnyRef::from_der(bytes) else { return false };
    let Ok(mut parts) = SliceReader::new(sequence.value()) else { return false };
    let Ok(first) = AnyRef::decode(&mut parts) else { return false };
    let second = AnyRef::decode(&mut parts).ok().map(|second| second.tag());
    sequence.tag() == Tag::Sequence
        && match (first.tag(), second) {
            // SPKI, encrypted PKCS#8 and certificates; PKCS#8, PKCS#12 and SEC1.
            (Tag::Sequence, Some(Tag::Sequence | Tag::BitString | Tag::OctetString))
            | (Tag::Integer, Some(Tag::Sequence | Tag::OctetString)) => true,
            (Tag::Sequence, _) => matches!(first.value().first(), Some(0x06 | 0x30 | 0xa0)),
            // PKCS#1: even 512 bits take more than this.
            (Tag::Integer, _) => bytes.len() > 64,
            _ => false,
        }
}
