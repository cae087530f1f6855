//! Canonical, unpadded base64url: one spelling for every byte string, and every other spelling refused.
//!
//! ```
//! use jose_core::base64url;
//!
//! assert_eq!(base64url::encode(b"\xfb\xff"), "-_8");
//! assert_eq!(base64url::decode("-_8")?, b"\xfb\xff");
//! assert!(base64url::decode("-_8=").is_err()); // padding
//! assert!(base64url::decode("-_9").is_err()); // stray final bits
//! # Ok::<(), base64url::Base64Error>(())
//! ```
//!
//! Token segments go through the fast functions. Key material goes through [`decode_secret`] and [`encode_secret`],
//! whose running time does not depend on the bytes. Both accept the same texts. There is no lenient mode.
//! Specification: RFC 7515 section 2, RFC 4648 sections 3.5 and 5.

mod decode;
mod engine;
mod short;

use alloc::{string::String, vec, vec::Vec};
use core::fmt;

use base64_simd::URL_SAFE_NO_PAD;
use base64ct::Encoding;

use crate::SecretBytes;

pub use short::ShortBytes;

/// Encodes `bytes` as unpadded base64url.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode_to_string(bytes)
}

/// Appends the base64url form of `bytes` to `text`, growing it at most once.
pub fn encode_onto(bytes: &[u8], text: &mut String) {
    // By itself it would make room for exactly this, each time.
    text.reserve(encoded_len(bytes.len()));
    URL_SAFE_NO_PAD.encode_append(bytes, text);
}

/// The exact length of the base64url form of `len` bytes.
#[must_use]
pub const fn encoded_len(len: usize) -> usize {
    let whole = (len / 3).saturating_mul(4);
    match len % 3 {
        0 => whole,
        1 => whole.saturating_add(2),
        _ => whole.saturating_add(3),
    }
}

/// The exact number of bytes in `len` characters of base64url, rounded down.
#[must_use]
pub const fn decoded_len(len: usize) -> usize {
    let whole = (len / 4).saturating_mul(3);
    match len % 4 {
        0 | 1 => whole,
        2 => whole.saturating_add(1),
        _ => whole.saturating_add(2),
    }
}

/// Decodes canonical unpadded base64url.
///
/// # Errors
/// [`Base64Error`] for padding, white space, a letter outside `A-Za-z0-9-_`, an impossible length, or final bits that
/// are not zero.
pub fn decode(text: &str) -> Result<Vec<u8>, Base64Error> {
    let mut bytes = Vec::new();
    decode_onto(text, &mut bytes)?;
    Ok(bytes)
}

/// Decodes as [`decode`] does and appends the bytes to `bytes`, which is grown at most once and left as it was on failure.
///
/// # Errors
/// As for [`decode`].
pub fn decode_onto(text: &str, bytes: &mut Vec<u8>) -> Result<(), Base64Error> {
    if decode::decode_onto(text.as_bytes(), bytes) { Ok(()) } else { Err(Base64Error) }
}

/// Decodes as [`decode`] does into the front of `room` and returns the part that was written. After a failure `room` holds nothing of use.
///
/// # Errors
/// As for [`decode`]; also when `room` is smaller than [`decoded_len`] says.
pub fn decode_slice<'room>(text: &str, room: &'room mut [u8]) -> Result<&'room mut [u8], Base64Error> {
    let room = room.get_mut(..decoded_len(text.len())).ok_or(Base64Error)?;
    if decode::decode(text.as_bytes(), room) { Ok(room) } else { Err(Base64Error) }
}

/// Whether [`decode`] would succeed, without room for the bytes.
///
/// # Errors
/// As for [`decode`].
pub fn check(text: &str) -> Result<(), Base64Error> {
    const LETTERS: usize = 1024;
    let mut room = [0; decoded_len(LETTERS)];
    text.as_bytes().chunks(LETTERS).try_for_each(|block| {
        let room = room.get_mut(..decoded_len(block.len())).ok_or(Base64Error)?;
        if decode::decode(block, room) { Ok(()) } else { Err(Base64Error) }
    })
}

/// Decodes key material in a time that depends only on its length.
///
/// # Errors
/// As for [`decode`].
pub fn decode_secret(text: &str) -> Result<SecretBytes, Base64Error> {
    // Half a secret is secret too: this buffer is wiped when the text turns out to be malformed.
    let mut secret = SecretBytes::new(vec![0; decoded_len(text.len())]);
    let len = base64ct::Base64UrlUnpadded::decode(text, secret.expose_mut()).map_err(|_| Base64Error)?.len();
    if len == secret.len() { Ok(secret) } else { Err(Base64Error) }
}

/// Encodes key material in a time that depends only on its length. The result is as secret as the input.
#[must_use]
pub fn encode_secret(secret: &[u8]) -> zeroize::Zeroizing<String> {
    zeroize::Zeroizing::new(base64ct::Base64UrlUnpadded::encode_string(secret))
}

/// The text is not canonical unpadded base64url. It does not say where: the text may be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Base64Error;

impl fmt::Display for Base64Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not canonical unpadded base64url")
    }
}

impl core::error::Error for Base64Error {}
