//! Content encryption.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::cipher::{
    AES_128, DecryptionContext, EncryptionContext, PaddedBlockDecryptingKey, PaddedBlockEncryptingKey, UnboundCipherKey,
};
use aws_lc_rs::{constant_time, hmac, iv::FixedLength};

type Failed = aws_lc_rs::error::Unspecified;

/// A message in its parts, as bytes.
pub(super) struct Parts {
    pub(super) aad: Vec<u8>,
    pub(super) encrypted_key: Vec<u8>,
    pub(super) iv: Vec<u8>,
    pub(super) ciphertext: Vec<u8>,
    pub(super) tag: Vec<u8>,
}

pub(super) fn gcm_key(key: &[u8]) -> Result<LessSafeKey, Failed> {
    Ok(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key)?))
}

pub(super) fn gcm_open(key: &LessSafeKey, parts: &Parts, room: &mut [u8]) -> Result<(), Failed> {
    let nonce = Nonce::try_assume_unique_for_key(&parts.iv)?;
    key.open_separate_gather(nonce, Aad::from(&parts.aad), &parts.ciphertext, &parts.tag, room)
}

/// In place, over whatever stands in `room`: the time does not depend on it.
pub(super) fn gcm_seal(key: &LessSafeKey, iv: &[u8], aad: &[u8], room: &mut [u8]) -> Result<(), Failed> {
    let nonce = Nonce::try_assume_unique_for_key(iv)?;
    key.seal_in_place_separate_tag(nonce, Aad::from(aad), room).map(drop)
}

/// A128CBC-HS256 with both halves prepared.
pub(super) struct Cbc {
    mac: hmac::Key,
    encrypting: PaddedBlockEncryptingKey,
    decrypting: PaddedBlockDecryptingKey,
}

impl Cbc {
    pub(super) fn new(key: &[u8]) -> Result<Self, Failed> {
        let (mac, enc) = key.split_at(16);
        Ok(Self {
            mac: hmac::Key::new(hmac::HMAC_SHA256, mac),
            encrypting: PaddedBlockEncryptingKey::cbc_pkcs7(UnboundCipherKey::new(&AES_128, enc)?)?,
            decrypting: PaddedBlockDecryptingKey::cbc_pkcs7(UnboundCipherKey::new(&AES_128, enc)?)?,
        })
    }

    pub(super) fn open(&self, parts: &Parts, room: &mut Vec<u8>) -> Result<(), Failed> {
        let tag = self.tag(&parts.aad, &parts.iv, &parts.ciphertext);
        constant_time::verify_slices_are_equal(&tag.as_ref()[..16], &parts.tag)?;
        room.clear();
        room.extend_from_slice(&parts.ciphertext);
        let iv = DecryptionContext::Iv128(FixedLength::try_from(parts.iv.as_slice())?);
        self.decrypting.decrypt(room, iv).map(drop)
    }

    pub(super) fn seal(
        &self,
        iv: &[u8],
        aad: &[u8],
        plaintext: &[u8],
        room: &mut Vec<u8>,
    ) -> Result<hmac::Tag, Failed> {
        room.clear();
        room.extend_from_slice(plaintext);
        let context = EncryptionContext::Iv128(FixedLength::try_from(iv)?);
        self.encrypting.less_safe_encrypt(room, context)?;
        Ok(self.tag(aad, iv, room))
    }

    fn tag(&self, aad: &[u8], iv: &[u8], ciphertext: &[u8]) -> hmac::Tag {
        let mut mac = hmac::Context::with_key(&self.mac);
        mac.update(aad);
        mac.update(iv);
        mac.update(ciphertext);
        mac.update(&(aad.len() as u64 * 8).to_be_bytes());
        mac.sign()
    }
}
