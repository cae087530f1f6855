//! One message's keys, from the random bytes that were drawn for it.

use std::sync::atomic::{AtomicU64, Ordering};

use jose_core::{ContentEncryption, KeyManagementAlgorithm, registry::KeyManagementKind};
use zeroize::Zeroizing;

use super::{
    EncryptError, Established, Prepared, WrappedKey,
    established::Content,
    randomness::Wrapping,
    wrap::{BACKEND, LONGEST_KEY, Parties, agree, wrap},
};
use crate::{KeyError, content::ContentEncrypter};

/// `cek` and `iv` were drawn for this message. They have the lengths of `content_encryption`, or nothing is made.
pub(super) fn establish<'k>(
    (algorithm, prepared): (KeyManagementAlgorithm, &'k Prepared),
    content_encryption: ContentEncryption,
    parties: Parties<'_>,
    (cek, iv): (&[u8], &[u8]),
    wrapping: &Wrapping<'_>,
) -> Result<Established<'k>, EncryptError> {
    let row = content_encryption.row();
    if iv.len() != row.iv_bytes {
        return Err(EncryptError::Fixed(KeyError::WrongLength { what: "iv", needed: row.iv_bytes, found: iv.len() }));
    }
    let fresh =
        |key: &[u8]| ContentEncrypter::new(content_encryption, key).map(Content::Fresh).map_err(EncryptError::Fixed);
    let (content, wrapped) = match (prepared, algorithm.row().kind) {
        (Prepared::Direct { content, messages }, _) => {
            if content.algorithm() != content_encryption {
                return Err(EncryptError::ContentEncryption { key: content.algorithm(), asked: content_encryption });
            }
            spend(messages)?;
            (Content::Shared(content), WrappedKey::default())
        }
        (Prepared::Agreement(peer), KeyManagementKind::EcdhEs) => {
            let mut room = Zeroizing::new([0; LONGEST_KEY]);
            let derived = room.get_mut(..row.key_bytes).ok_or(BACKEND)?;
            let ephemeral = agree(peer, wrapping, row.name, parties, derived)?;
            (fresh(derived)?, WrappedKey { ephemeral: Some(ephemeral), ..WrappedKey::default() })
        }
        (_, KeyManagementKind::Hpke(_)) => {
            return Err(EncryptError::WrongCall { algorithm: algorithm.name(), call: "EncryptionKey::seal" });
        }
        (prepared, _) => {
            let content = fresh(cek)?;
            (content, wrap((algorithm, prepared), content_encryption, cek, parties, wrapping)?)
        }
    };
    Ok(Established::new(content, iv, wrapped))
}

pub(super) fn spend(messages: &AtomicU64) -> Result<(), EncryptError> {
    // A count that fails closed even if threads race past the limit: it cannot come around again.
    if messages.fetch_add(1, Ordering::Relaxed) < MOST_MESSAGES { Ok(()) } else { Err(EncryptError::Exhausted) }
}

/// Random 96-bit vectors must not repeat under one AES-GCM key: RFC 7518, section 8.4, allows this many.
const MOST_MESSAGES: u64 = 1 << 32;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend;

    /// Nobody encrypts so often in a test, so the count starts near its end.
    #[test]
    fn a_key_is_exhausted_after_as_many_messages_as_are_safe() {
        let messages = AtomicU64::new(MOST_MESSAGES - 2);
        assert_eq!((spend(&messages), spend(&messages)), (Ok(()), Ok(())));
        for _ in 0..1000 {
            assert_eq!(spend(&messages), Err(EncryptError::Exhausted));
        }
        assert_eq!(MOST_MESSAGES, 4_294_967_296);
    }

    #[test]
    fn every_key_with_random_vectors_of_its_own_counts_its_messages() {
        let almost = || AtomicU64::new(MOST_MESSAGES - 1);
        let enc = ContentEncryption::A256Gcm;
        let content = ContentEncrypter::new(enc, &[7; 32]).unwrap();
        let cases = [
            (KeyManagementAlgorithm::Dir, Prepared::Direct { content, messages: almost() }),
            (
                KeyManagementAlgorithm::A256GcmKw,
                Prepared::GcmWrap { key: backend::aes_gcm(&[7; 32]).unwrap(), messages: almost() },
            ),
        ];
        for (algorithm, prepared) in &cases {
            let establish = || {
                establish((*algorithm, prepared), enc, (b"", b""), (&[8; 32], &[9; 12]), &Wrapping::ephemeral_only())
            };
            assert!(establish().is_ok(), "{algorithm}");
            assert_eq!(establish().err(), Some(EncryptError::Exhausted), "{algorithm}");
        }
    }
}
