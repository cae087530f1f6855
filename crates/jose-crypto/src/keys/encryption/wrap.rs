//! One content encryption key, wrapped for one recipient.

use std::mem;

use jose_core::{ContentEncryption, KeyManagementAlgorithm, registry::KeyManagementKind};
use zeroize::Zeroizing;

use super::{EncryptError, Prepared, WrappedKey, establish::spend, randomness::Wrapping};
use crate::{
    DecryptFailed, EphemeralPublicKey, OperationError, backend, hpke,
    key_management::{aes_key_wrap::wrap_once, agreement::PeerKey, concat_kdf, gcm_key_wrap},
};

/// `apu` and `apv`.
pub(super) type Parties<'p> = (&'p [u8], &'p [u8]);

/// Wraps `cek`, which is for `content_encryption`.
pub(super) fn wrap(
    (algorithm, prepared): (KeyManagementAlgorithm, &Prepared),
    content_encryption: ContentEncryption,
    cek: &[u8],
    parties: Parties<'_>,
    random: &Wrapping<'_>,
) -> Result<WrappedKey, EncryptError> {
    match (prepared, algorithm.row().kind) {
        (Prepared::AesWrap(key), _) => Ok(WrappedKey::new(key.wrap(cek)?)),
        (Prepared::GcmWrap { key, messages }, _) => {
            spend(messages)?;
            let (encrypted_key, tag) = gcm_key_wrap::wrap(key, &random.gcm_iv, cek)?;
            Ok(WrappedKey { gcm_wrap: Some((random.gcm_iv, tag)), ..WrappedKey::new(encrypted_key) })
        }
        (Prepared::Oaep(key, hash), _) => {
            let mut encrypted_key = vec![0; key.ciphertext_size()];
            let oaep = backend::oaep(*hash).map_err(|_| BACKEND)?;
            key.encrypt(oaep, cek, &mut encrypted_key, None).map_err(|_| BACKEND)?;
            Ok(WrappedKey::new(encrypted_key))
        }
        (Prepared::Agreement(peer), KeyManagementKind::EcdhEsAesKeyWrap { key_bytes }) => {
            let mut room = Zeroizing::new([0; LONGEST_KEY]);
            let derived = room.get_mut(..key_bytes).ok_or(BACKEND)?;
            let ephemeral = agree(peer, random, algorithm.name(), parties, derived)?;
            let encrypted_key = wrap_once(derived, cek)?;
            Ok(WrappedKey { ephemeral: Some(ephemeral), ..WrappedKey::new(encrypted_key) })
        }
        (Prepared::Password(password), _) => {
            let rounds = password.rounds();
            let encrypted_key = password.stretched(&random.salt, rounds, |key| wrap_once(key, cek))?;
            Ok(WrappedKey { password: Some((random.salt, rounds)), ..WrappedKey::new(encrypted_key) })
        }
        (Prepared::Hpke(peer), KeyManagementKind::HpkeKeyEncryption(suite)) => {
            // Until it is encrypted this is the key itself, and it is wiped if that fails.
            let mut encrypted_key = Zeroizing::new(Vec::with_capacity(cek.len().saturating_add(hpke::TAG_BYTES)));
            encrypted_key.extend_from_slice(cek);
            let info = hpke::recipient_info(content_encryption);
            let encapsulated = random.with_ephemeral(suite.curve, |ephemeral| {
                hpke::seal(suite, peer, ephemeral, (&info, b""), &mut encrypted_key)
            })?;
            let encrypted_key = mem::take(&mut *encrypted_key);
            Ok(WrappedKey { encapsulated: Some(encapsulated), ..WrappedKey::new(encrypted_key) })
        }
        _ => Err(EncryptError::SeveralRecipients { algorithm: algorithm.name() }),
    }
}

/// Fills `key` from what the ephemeral key agrees on with the recipient. Returns the ephemeral key's public half.
pub(super) fn agree(
    peer: &PeerKey,
    random: &Wrapping<'_>,
    purpose: &str,
    (apu, apv): Parties<'_>,
    key: &mut [u8],
) -> Result<EphemeralPublicKey, EncryptError> {
    let public = random.with_ephemeral(peer.point().curve(), |ephemeral| {
        let derived = ephemeral
            .agree(peer, |secret| concat_kdf::derive(secret, purpose, apu, apv, key).map_err(|_| DecryptFailed));
        derived.map_err(|_| OperationError::Backend)?;
        ephemeral.public()
    })?;
    Ok(public)
}

/// The longest key that is derived, that of A256CBC-HS512.
pub(super) const LONGEST_KEY: usize = 64;
pub(super) const BACKEND: EncryptError = EncryptError::Operation(OperationError::Backend);
