//! The one place where a content encryption key meets a ciphertext. Every form comes through here, so that no rule is laxer on one path than
//! on another.

use jose_core::{ContentEncryption, SecretBytes, header::JoseHeader};
use jose_crypto::{DecryptFailed, DecryptionKey, UnwrapError};
use jose_jwk::DecryptionKeySet;

use super::{
    DecryptError, Decrypted,
    attempts::Attempts,
    content::Content,
    message::{Message, Rules, content_encryption_refused},
    parameters::Room,
};
use crate::compression;

/// What decryption yields: the plaintext, and the key and the recipient that opened it.
pub(super) struct Opened<'k> {
    pub(super) plaintext: SecretBytes,
    pub(super) key: &'k DecryptionKey,
    pub(super) content_encryption: Option<ContentEncryption>,
    pub(super) recipient: usize,
    pub(super) was_compressed: bool,
}

impl Opened<'_> {
    /// The result, with the protected header.
    pub(super) fn into_decrypted(self, header: JoseHeader<'static>) -> Decrypted {
        Decrypted {
            plaintext: self.plaintext,
            header,
            algorithm: self.key.algorithm(),
            content_encryption: self.content_encryption,
            key_id: self.key.key_id().map(str::to_owned),
            was_compressed: self.was_compressed,
            json: None,
        }
    }
}

/// Decrypts `message` with the keys that fit its headers.
///
/// All that can be malformed is read before the first key is used, so that a malformed message costs no private-key work.
pub(super) fn decrypt<'k>(
    message: &Message<'_>,
    keys: &'k DecryptionKeySet,
    rules: &Rules<'_>,
) -> Result<Opened<'k>, DecryptError> {
    let checked = message.check(rules)?;
    let content_encryption = checked.content_encryption;
    let mut room = Room::new();
    let mut attempts = Attempts::default();
    attempts.choose(message, keys, rules, &mut room)?;
    let mut content = Content::read(message, content_encryption)?;
    let mut tried = false;
    for attempt in attempts.iter() {
        for key in attempt.keys.clone() {
            // A `dir` key for another content encryption is no candidate; its length alone would refuse it.
            if key.content_encryption().is_some_and(|bound| content_encryption != Some(bound)) {
                continue;
            }
            tried = true;
            if content.is_spent() {
                content = Content::read(message, content_encryption)?;
            }
            let opened = match content_encryption {
                Some(enc) => match key.content_key(&attempt.decoded.parameters(enc)) {
                    Ok(content_key) => content.open(&content_key, message.aad),
                    Err(UnwrapError::Operation(error)) => return Err(error.into()),
                    Err(_) => Err(DecryptFailed),
                },
                None => content.open_integrated(key, attempt.decoded.encrypted_key(), message.aad),
            };
            if let Ok(plaintext) = opened {
                let (recipient, was_compressed) = (attempt.recipient, checked.compressed);
                let plaintext = if was_compressed {
                    compression::inflate(plaintext.expose(), rules.limits.inflated_bytes)?
                } else {
                    plaintext
                };
                return Ok(Opened { plaintext, key, content_encryption, recipient, was_compressed });
            }
        }
    }
    match content_encryption {
        Some(enc) if !tried => Err(content_encryption_refused(enc.name())),
        _ => Err(DecryptFailed.into()),
    }
}
