//! Messages that open exactly if the recipient agrees on a given secret.
//!
//! The key derivation (RFC 7518, section 4.6.2) is written out here, apart from the one under test.

use jose_core::{ContentEncryption, KeyManagementAlgorithm, base64url, registry::KeyManagementKind};
use jose_crypto::{
    EncryptionKey,
    content::ContentEncrypter,
    digest::sha256,
    hazmat::{self, FixedRandom},
};
use serde_json::Value;

use crate::vectors::{base64, string};

/// What each such message says.
pub(crate) const CONTENT: &[u8] = b"known";

/// A compact message under this header, with the content encrypted under what `shared` derives to.
pub(crate) fn message(header: &Value, shared: &[u8]) -> Result<String, String> {
    let (name, enc) = (string(header, "alg")?, content_encryption(header)?);
    let optional = |name| header.get(name).map_or_else(|| Ok(Vec::new()), |_| base64(header, name));
    let (apu, apv) = (optional("apu")?, optional("apv")?);
    let iv = vec![1; enc.row().iv_bytes];
    let algorithm = KeyManagementAlgorithm::from_name(name).ok_or_else(|| format!("{name} is unknown"))?;
    let (content_key, encrypted_key) = match algorithm.row().kind {
        KeyManagementKind::EcdhEsAesKeyWrap { key_bytes } => {
            let content_key = vec![7; enc.row().key_bytes];
            let wrapped = wrap(&derive(shared, name, &apu, &apv, key_bytes), enc, &content_key, &iv)?;
            (content_key, wrapped)
        }
        _ => (derive(shared, enc.name(), &apu, &apv, enc.row().key_bytes), Vec::new()),
    };
    let protected = base64url::encode(header.to_string().as_bytes());
    let mut buffer = CONTENT.to_vec();
    let encrypter = ContentEncrypter::new(enc, &content_key).map_err(|error| error.to_string())?;
    let tag = encrypter.encrypt(&iv, protected.as_bytes(), &mut buffer).map_err(|error| error.to_string())?;
    let [encrypted_key, iv, ciphertext, tag] =
        [&encrypted_key[..], &iv, &buffer, tag.as_bytes()].map(base64url::encode);
    Ok(format!("{protected}.{encrypted_key}.{iv}.{ciphertext}.{tag}"))
}

/// One round, which is enough for 256 bits.
pub(crate) fn derive(shared: &[u8], algorithm: &str, apu: &[u8], apv: &[u8], bytes: usize) -> Vec<u8> {
    let number = |number: usize| u32::try_from(number).unwrap_or_default().to_be_bytes();
    let mut input = [&number(1)[..], shared].concat();
    for part in [algorithm.as_bytes(), apu, apv] {
        input.extend_from_slice(&number(part.len()));
        input.extend_from_slice(part);
    }
    input.extend_from_slice(&number(bytes.saturating_mul(8)));
    sha256(&input).into_iter().take(bytes).collect()
}

pub(crate) fn content_encryption(header: &Value) -> Result<ContentEncryption, String> {
    let name = string(header, "enc")?;
    ContentEncryption::from_name(name).ok_or_else(|| format!("the content encryption {name} is unknown"))
}

fn wrap(wrapping: &[u8], enc: ContentEncryption, content_key: &[u8], iv: &[u8]) -> Result<Vec<u8>, String> {
    let algorithm = match wrapping.len() {
        16 => KeyManagementAlgorithm::A128Kw,
        24 => KeyManagementAlgorithm::A192Kw,
        _ => KeyManagementAlgorithm::A256Kw,
    };
    let key = EncryptionKey::symmetric(algorithm, wrapping).map_err(|error| error.to_string())?;
    let content_key = hazmat::content_key(enc, content_key, iv).map_err(|error| error.to_string())?;
    let wrapped = hazmat::wrap(&key, &content_key, b"", b"", &FixedRandom::new(&[], &[]));
    Ok(wrapped.map_err(|error| error.to_string())?.encrypted_key().to_vec())
}
