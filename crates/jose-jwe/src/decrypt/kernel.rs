//! The one place where a content encryption key meets a ciphertext. Every form comes through here, so that no rule is laxer on one path than
//! on another.

use jose_core::{
    ContentEncryption, KeyManagementAlgorithm, Limits, ParseError,
    header::{JoseHeader, critical},
    printable,
};
use jose_crypto::DecryptFailed;
use jose_jwk::{DecryptionKeySet, SelectError};
use zeroize::Zeroizing;

use super::{DecryptError, content::Content, parameters::Decoded};

/// The extensions this version understands.
const UNDERSTOOD: &[&str] = &[];

/// A message, split and still encoded, with its header parsed.
#[derive(Clone, Copy)]
pub(super) struct Message<'m> {
    pub(super) header: &'m JoseHeader<'m>,
    /// What the tag covers besides the ciphertext: the header as it arrived.
    pub(super) aad: &'m [u8],
    pub(super) encrypted_key: &'m str,
    pub(super) iv: &'m str,
    pub(super) ciphertext: &'m str,
    pub(super) tag: &'m str,
}

impl<'m> Message<'m> {
    /// The rules for every message, and the content encryption it names. `accepted` narrows what is accepted unless it is empty.
    pub(super) fn check(&self, accepted: &[ContentEncryption]) -> Result<(ContentEncryption, &'m str), DecryptError> {
        critical::check_understood(self.header, UNDERSTOOD)?;
        if self.header.compression().is_some() {
            return Err(
                ParseError::Member { name: "zip", expected: "absent: compressed content is not accepted" }.into()
            );
        }
        let missing = |name| ParseError::Member { name, expected: "present" };
        let algorithm = self.header.algorithm().ok_or(missing("alg"))?;
        let name = self.header.content_encryption().ok_or(missing("enc"))?;
        let known = ContentEncryption::from_name(name);
        match known.filter(|known| accepted.is_empty() || accepted.contains(known)) {
            Some(content_encryption) => Ok((content_encryption, algorithm)),
            None => Err(content_encryption_refused(name)),
        }
    }
}

/// What decryption yields: the plaintext and the key that opened it.
pub(super) struct Opened<'k> {
    pub(super) plaintext: Zeroizing<Vec<u8>>,
    pub(super) key: &'k jose_crypto::DecryptionKey,
    pub(super) content_encryption: ContentEncryption,
}

/// Decrypts `message` with the keys that fit its header.
///
/// All that can be malformed is read before the first key is used, so that a malformed message costs no private-key work.
pub(super) fn decrypt<'k>(
    message: Message<'_>,
    keys: &'k DecryptionKeySet,
    limits: &Limits,
    accepted: &[ContentEncryption],
) -> Result<Opened<'k>, DecryptError> {
    let (content_encryption, name) = message.check(accepted)?;
    let candidates = keys.candidates(name, message.header.key_id(), limits)?;
    // A candidate exists, so the name is one of ours; the error is the one for a name that is not.
    let algorithm = KeyManagementAlgorithm::from_name(name)
        .ok_or_else(|| SelectError::AlgorithmNotAllowed { algorithm: Box::from("") })?;
    let mut content = Some(Content::read(&message, content_encryption)?);
    let decoded = Decoded::read(message.header, algorithm, message.encrypted_key, limits)?;
    let parameters = decoded.parameters(content_encryption);
    let mut tried = false;
    for key in candidates {
        // A `dir` key for another content encryption is no candidate; its length alone would refuse it.
        if key.content_encryption().is_some_and(|bound| bound != content_encryption) {
            continue;
        }
        let content_key = key.content_key(&parameters)?;
        // A key that does not open the content leaves nothing of it for the next one.
        let content = content.take().map_or_else(|| Content::read(&message, content_encryption), Ok)?;
        match content.open(&content_key, message.aad) {
            Ok(plaintext) => return Ok(Opened { plaintext, key, content_encryption }),
            Err(DecryptFailed) => tried = true,
        }
    }
    Err(if tried { DecryptFailed.into() } else { content_encryption_refused(content_encryption.name()) })
}

fn content_encryption_refused(name: &str) -> DecryptError {
    DecryptError::ContentEncryption { name: printable(name) }
}
