//! One message's keys, from the random bytes that were drawn for it.

use std::sync::atomic::{AtomicU64, Ordering};

use aws_lc_rs::agreement;
use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm, registry::KeyManagementKind};
use zeroize::Zeroizing;

use super::{EncryptError, Established, Prepared, established::Content, randomness::Random};
use crate::{
    EphemeralPublicKey, OperationError, backend,
    content::ContentEncrypter,
    key_management::{aes_key_wrap::AesWrapKey, concat_kdf, gcm_key_wrap},
};

pub(super) fn establish<'k>(
    algorithm: KeyManagementAlgorithm,
    prepared: &'k Prepared,
    content_encryption: ContentEncryption,
    (apu, apv): (&[u8], &[u8]),
    random: &Random,
) -> Result<Established<'k>, EncryptError> {
    let row = content_encryption.row();
    let fresh = random.cek(row.key_bytes);
    let wrapped = |encrypted_key| -> Result<Established<'k>, EncryptError> {
        let content = Content::Fresh(ContentEncrypter::new(content_encryption, fresh).map_err(|_| BACKEND)?);
        Ok(Established::new(content, random.iv(row.iv_bytes), encrypted_key))
    };
    match prepared {
        Prepared::Direct { content, messages } => {
            if content.algorithm() != content_encryption {
                return Err(EncryptError::ContentEncryption { key: content.algorithm(), asked: content_encryption });
            }
            spend(messages)?;
            Ok(Established::new(Content::Shared(content), random.iv(row.iv_bytes), Vec::new()))
        }
        Prepared::AesWrap(key) => wrapped(key.wrap(fresh)?),
        Prepared::GcmWrap { key, messages } => {
            spend(messages)?;
            let iv = random.wrap_iv();
            let (encrypted_key, tag) = gcm_key_wrap::wrap(key, &iv, fresh)?;
            Ok(Established { gcm_wrap: Some((iv, tag)), ..wrapped(encrypted_key)? })
        }
        Prepared::Oaep(key, hash) => {
            let mut encrypted_key = vec![0; key.ciphertext_size()];
            let oaep = backend::oaep(*hash).map_err(|_| BACKEND)?;
            key.encrypt(oaep, fresh, &mut encrypted_key, None).map_err(|_| BACKEND)?;
            wrapped(encrypted_key)
        }
        Prepared::Agreement { curve, peer } => {
            let (ephemeral, secret) = agree(*curve, peer)?;
            let (purpose, key_bytes) = match algorithm.row().kind {
                KeyManagementKind::EcdhEsAesKeyWrap { key_bytes } => (algorithm.name(), key_bytes),
                _ => (row.name, row.key_bytes),
            };
            let mut room = Zeroizing::new([0; LONGEST_KEY]);
            let derived = room.get_mut(..key_bytes).ok_or(BACKEND)?;
            concat_kdf::derive(&secret, purpose, apu, apv, derived)?;
            let established = if algorithm == KeyManagementAlgorithm::EcdhEs {
                let content = ContentEncrypter::new(content_encryption, derived).map_err(|_| BACKEND)?;
                Established::new(Content::Fresh(content), random.iv(row.iv_bytes), Vec::new())
            } else {
                wrapped(AesWrapKey::new(derived).map_err(|_| BACKEND)?.wrap(fresh)?)?
            };
            Ok(Established { ephemeral: Some(ephemeral), ..established })
        }
    }
}

/// A new ephemeral key for each message, and what it agrees on with the recipient.
fn agree(
    curve: Curve,
    peer: &agreement::ParsedPublicKey,
) -> Result<(EphemeralPublicKey, Zeroizing<Vec<u8>>), EncryptError> {
    let algorithm = backend::agreement(curve).map_err(|_| BACKEND)?;
    let private = agreement::PrivateKey::generate(algorithm).map_err(|_| BACKEND)?;
    let public = private.compute_public_key().map_err(|_| BACKEND)?;
    let secret = agreement::agree(&private, peer.clone(), BACKEND, |secret| Ok(Zeroizing::new(secret.to_vec())))?;
    Ok((EphemeralPublicKey::from_encoded(curve, public.as_ref()), secret))
}

fn spend(messages: &AtomicU64) -> Result<(), EncryptError> {
    // A count that fails closed even if threads race past the limit: it cannot come around again.
    if messages.fetch_add(1, Ordering::Relaxed) < MOST_MESSAGES { Ok(()) } else { Err(EncryptError::Exhausted) }
}

/// Random 96-bit vectors must not repeat under one AES-GCM key: RFC 7518, section 8.4, allows this many.
const MOST_MESSAGES: u64 = 1 << 32;
/// The longest key that is derived, that of A256CBC-HS512.
const LONGEST_KEY: usize = 64;
const BACKEND: EncryptError = EncryptError::Operation(OperationError::Backend);

#[cfg(test)]
mod tests {
    use super::*;

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
        let random = Random::new();
        for (algorithm, prepared) in &cases {
            let establish = || establish(*algorithm, prepared, enc, (b"", b""), &random);
            assert!(establish().is_ok(), "{algorithm}");
            assert_eq!(establish().err(), Some(EncryptError::Exhausted), "{algorithm}");
        }
    }
}
