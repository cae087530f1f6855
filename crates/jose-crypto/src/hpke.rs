//! HPKE in its base mode, for one message (RFC 9180, sections 4 to 6), over the agreement, HMAC and authenticated encryption of AWS-LC.
//!
//! JOSE needs no other mode, no exported secret, and no second message under one encapsulated key, so none of these is here.

mod encapsulation;
mod labelled;
mod schedule;

use aws_lc_rs::aead::Aad;
use jose_core::{
    ContentEncryption, SecretBytes,
    registry::{Hash, HpkeSuite},
};

use self::{encapsulation::Encapsulation, schedule::message_key};
use crate::{
    DecryptFailed, EphemeralPublicKey, OperationError,
    key_management::agreement::{AgreementKey, PeerKey},
};

/// The tag that each of the ciphers puts behind the ciphertext.
pub(crate) const TAG_BYTES: usize = 16;

/// Encrypts `buffer` to a recipient; it grows by the tag. Returns the encapsulated key. `ephemeral` must be new for each message.
pub(crate) fn seal(
    suite: HpkeSuite,
    recipient: &PeerKey,
    ephemeral: &AgreementKey,
    (info, aad): (&[u8], &[u8]),
    buffer: &mut Vec<u8>,
) -> Result<EphemeralPublicKey, OperationError> {
    let encapsulated_key = ephemeral.public()?;
    let agreed =
        ephemeral.agree(recipient, |secret| Ok(SecretBytes::from(secret))).map_err(|_| OperationError::Backend)?;
    let encapsulation = Encapsulation::of(suite, recipient.point())?;
    let shared = encapsulation.shared_secret(&agreed, &encapsulated_key, recipient.point())?;
    let (key, nonce) = message_key(suite, shared.expose(), info)?;
    key.seal_in_place_append_tag(nonce, Aad::from(aad), buffer).map_err(|_| OperationError::Backend)?;
    Ok(encapsulated_key)
}

/// Decrypts `buffer`, which shrinks by the tag. Everything but `own` is a stranger's.
pub(crate) fn open(
    suite: HpkeSuite,
    (own, own_public): (&AgreementKey, &EphemeralPublicKey),
    encapsulated_key: &[u8],
    (info, aad): (&[u8], &[u8]),
    buffer: &mut Vec<u8>,
) -> Result<(), DecryptFailed> {
    let encapsulated_key = EphemeralPublicKey::from_stranger(suite.curve, encapsulated_key).ok_or(DecryptFailed)?;
    let agreed = own.agree_with(&encapsulated_key, |secret| Ok(SecretBytes::from(secret)))?;
    let encapsulation = Encapsulation::of(suite, own_public).map_err(|_| DecryptFailed)?;
    let shared = encapsulation.shared_secret(&agreed, &encapsulated_key, own_public).map_err(|_| DecryptFailed)?;
    let (key, nonce) = message_key(suite, shared.expose(), info).map_err(|_| DecryptFailed)?;
    let plaintext = key.open_in_place(nonce, Aad::from(aad), buffer).map_err(|_| DecryptFailed)?;
    let length = plaintext.len();
    buffer.truncate(length);
    Ok(())
}

/// What binds an encrypted content encryption key to its message: `JOSE-HPKE rcpt`, the content encryption, and nothing else
/// (draft-ietf-jose-hpke-encrypt, section on key encryption). 0xff stands in no name, so no two messages have one text.
pub(crate) fn recipient_info(content_encryption: ContentEncryption) -> Vec<u8> {
    [b"JOSE-HPKE rcpt", &[0xff][..], content_encryption.name().as_bytes(), &[0xff]].concat()
}

/// The number of HKDF with this hash (RFC 9180, section 7.2).
fn derivation_number(hash: Hash) -> Option<u16> {
    match hash {
        Hash::Sha256 => Some(1),
        Hash::Sha384 => Some(2),
        Hash::Sha512 => Some(3),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::panic, reason = "a test that meets the unexpected should panic")]
mod tests;
