//! The one place where a plaintext meets a content encryption key.

use jose_core::{
    base64url,
    header::{DraftEphemeralKey, HeaderDraft},
    registry::KeyManagementKind,
};
use jose_crypto::{EphemeralPublicKey, Established, content::ContentTag};
use zeroize::Zeroize;

use super::{EncryptError, Encryptor};

/// A message whose parts are made and not yet written in any form.
pub(super) struct Sealed<'k> {
    /// The protected header, encoded.
    pub(super) protected: String,
    pub(super) established: Established<'k>,
    pub(super) ciphertext: Vec<u8>,
    pub(super) tag: ContentTag,
}

/// Encrypts `plaintext`; the additional authenticated data is the protected header as it will be sent (RFC 7516, section 5.1).
pub(super) fn encrypt<'k>(encryptor: &Encryptor<'k>, plaintext: &[u8]) -> Result<Sealed<'k>, EncryptError> {
    check(encryptor)?;
    let established =
        encryptor.key.establish(encryptor.content_encryption, encryptor.party_u_info, encryptor.party_v_info)?;
    let protected = header(encryptor, &established);
    // The vector holds the plaintext until it is encrypted in place; padding must not move it, or a copy would stay behind.
    let mut ciphertext = Vec::with_capacity(plaintext.len().saturating_add(16));
    ciphertext.extend_from_slice(plaintext);
    let tag = established
        .content()
        .encrypt(established.iv(), protected.as_bytes(), &mut ciphertext)
        .inspect_err(|_| ciphertext.zeroize())?;
    Ok(Sealed { protected, established, ciphertext, tag })
}

/// What the caller must not ask for, found before a key is used: each use of a key for AES-GCM counts.
fn check(encryptor: &Encryptor<'_>) -> Result<(), EncryptError> {
    let agreement = matches!(
        encryptor.key.algorithm().row().kind,
        KeyManagementKind::EcdhEs | KeyManagementKind::EcdhEsAesKeyWrap { .. }
    );
    let informed = !encryptor.party_u_info.is_empty() || !encryptor.party_v_info.is_empty();
    if informed && !agreement {
        return Err(EncryptError::PartyInfo);
    }
    let draft = HeaderDraft { private: Some(&encryptor.members), ..HeaderDraft::default() };
    draft.reserved_private_member().map_or(Ok(()), |name| Err(EncryptError::ReservedMember { name }))
}

fn header(encryptor: &Encryptor<'_>, established: &Established<'_>) -> String {
    let encoded = |info: &[u8]| (!info.is_empty()).then(|| base64url::encode(info));
    let (apu, apv) = (encoded(encryptor.party_u_info), encoded(encryptor.party_v_info));
    let draft = HeaderDraft {
        alg: encryptor.key.algorithm().name(),
        enc: Some(encryptor.content_encryption.name()),
        kid: encryptor.key.key_id(),
        typ: encryptor.message_type,
        cty: encryptor.content_type,
        epk: established.ephemeral_key().map(draft_ephemeral_key),
        apu: apu.as_deref(),
        apv: apv.as_deref(),
        iv: established.gcm_key_wrap().map(|(iv, _)| base64url::encode(iv)),
        tag: established.gcm_key_wrap().map(|(_, tag)| base64url::encode(tag)),
        private: (!encryptor.members.is_empty()).then_some(&encryptor.members),
    };
    draft.to_base64url()
}

fn draft_ephemeral_key(key: &EphemeralPublicKey) -> DraftEphemeralKey {
    let curve = key.curve().row();
    DraftEphemeralKey {
        kty: curve.key_type.name(),
        crv: curve.name,
        x: base64url::encode(key.x()),
        y: key.y().map(base64url::encode),
    }
}
