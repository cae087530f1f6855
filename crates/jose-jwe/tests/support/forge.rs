//! Messages that no careful sender would write.
#![allow(dead_code, reason = "each test binary uses a part of this page")]

use jose_core::{ContentEncryption, Limits, base64url};
use jose_crypto::{content::ContentEncrypter, digest};
use jose_jwe::{DecryptError, Decrypted, decrypt_compact};
use jose_jwk::DecryptionKeySet;

pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    base64url::encode(bytes.as_ref())
}

pub(crate) fn decode(text: &str) -> Vec<u8> {
    base64url::decode(text).unwrap()
}

/// The parts of a message, to be changed before they are joined.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    /// Encoded, as it is sent.
    pub(crate) header: String,
    pub(crate) encrypted_key: Vec<u8>,
    pub(crate) iv: Vec<u8>,
    pub(crate) ciphertext: Vec<u8>,
    pub(crate) tag: Vec<u8>,
}

impl Parts {
    pub(crate) fn of(token: &str) -> Self {
        let [header, encrypted_key, iv, ciphertext, tag] = split(token);
        Self {
            header: header.to_owned(),
            encrypted_key: decode(encrypted_key),
            iv: decode(iv),
            ciphertext: decode(ciphertext),
            tag: decode(tag),
        }
    }

    pub(crate) fn token(&self) -> String {
        let parts = [&self.encrypted_key, &self.iv, &self.ciphertext, &self.tag].map(encode);
        format!("{}.{}", self.header, parts.join("."))
    }

    /// The header as it reads.
    pub(crate) fn header_text(&self) -> String {
        String::from_utf8(decode(&self.header)).unwrap()
    }

    /// With another header. The tag does not cover it.
    pub(crate) fn with_header(&self, header: impl AsRef<[u8]>) -> Self {
        Self { header: encode(header), ..self.clone() }
    }
}

pub(crate) fn split(token: &str) -> [&str; 5] {
    <[&str; 5]>::try_from(token.split('.').collect::<Vec<_>>()).unwrap()
}

/// A message whose content is correctly encrypted under `cek`, with exactly this header.
pub(crate) fn sealed(header: impl AsRef<[u8]>, enc: ContentEncryption, cek: &[u8], plaintext: &[u8]) -> Parts {
    sealed_encoded(encode(header), enc, cek, plaintext)
}

/// As [`sealed`], with a header that need not be the encoding of anything.
pub(crate) fn sealed_encoded(header: String, enc: ContentEncryption, cek: &[u8], plaintext: &[u8]) -> Parts {
    let iv = vec![0x5a; enc.row().iv_bytes];
    let mut ciphertext = plaintext.to_vec();
    let tag = ContentEncrypter::new(enc, cek).unwrap().encrypt(&iv, header.as_bytes(), &mut ciphertext).unwrap();
    Parts { header, encrypted_key: Vec::new(), iv, ciphertext, tag: tag.as_bytes().to_vec() }
}

/// The Concat KDF of RFC 7518, section 4.6.2, for keys of at most 32 bytes and without `apu` and `apv`.
pub(crate) fn concat_kdf(shared_secret: &[u8], purpose: &str, apu: &[u8], apv: &[u8], key_bytes: usize) -> Vec<u8> {
    assert!(key_bytes <= 32);
    let mut input = [&[0, 0, 0, 1], shared_secret].concat();
    for part in [purpose.as_bytes(), apu, apv] {
        input.extend(u32::try_from(part.len()).unwrap().to_be_bytes());
        input.extend(part);
    }
    input.extend(u32::try_from(8 * key_bytes).unwrap().to_be_bytes());
    digest::sha256(&input)[..key_bytes].to_vec()
}

/// HMAC-SHA-256 (RFC 2104), for the tags of A128CBC-HS256.
pub(crate) fn hmac_sha256(secret: &[u8], message: &[u8]) -> [u8; 32] {
    let mut block = [0; 64];
    block[..secret.len()].copy_from_slice(secret);
    let inner = digest::sha256(&[&block.map(|byte| byte ^ 0x36)[..], message].concat());
    digest::sha256(&[&block.map(|byte| byte ^ 0x5c)[..], &inner].concat())
}

/// The default limits, with passwords.
pub(crate) fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.pbes2_rounds = Limits::PBES2_ROUNDS;
    limits
}

/// Decrypts with these limits.
pub(crate) fn decrypt(token: &str, keys: &DecryptionKeySet) -> Result<Decrypted, DecryptError> {
    decrypt_compact(token, keys, &limits())
}

/// The code with which a message is refused, or `decrypted`.
pub(crate) fn outcome(token: &str, keys: &DecryptionKeySet) -> &'static str {
    decrypt(token, keys).map_or_else(|error| error.code(), |_| "decrypted")
}

/// The letters of base64url, in the order of their values.
pub(crate) const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// `text` with one byte replaced. Both must be ASCII.
pub(crate) fn replaced(text: &str, index: usize, byte: u8) -> String {
    let mut bytes = text.as_bytes().to_vec();
    bytes[index] = byte;
    String::from_utf8(bytes).unwrap()
}
