//! AES in CBC mode, then HMAC over everything, cut to half the hash (RFC 7518, section 5.2.2).

use aws_lc_rs::{
    cipher::{DecryptionContext, EncryptionContext, PaddedBlockDecryptingKey, PaddedBlockEncryptingKey},
    constant_time, hmac,
    iv::FixedLength,
};
use jose_core::registry::Hash;
use zeroize::Zeroize;

use super::ContentTag;
use crate::{DecryptFailed, KeyError, OperationError, backend};

const BLOCK: usize = 16;

pub(super) struct CbcHmacEncrypter {
    mac: Mac,
    cipher: PaddedBlockEncryptingKey,
}

impl CbcHmacEncrypter {
    pub(super) fn new(hash: Hash, key: &[u8]) -> Result<Self, KeyError> {
        let (mac_key, cipher_key) = halves(key)?;
        let cipher = PaddedBlockEncryptingKey::cbc_pkcs7(backend::aes(cipher_key)?).map_err(|_| NOT_AES)?;
        Ok(Self { mac: Mac::new(hash, mac_key)?, cipher })
    }

    pub(super) fn encrypt(&self, iv: &[u8], aad: &[u8], buffer: &mut Vec<u8>) -> Result<ContentTag, OperationError> {
        let iv_block: [u8; BLOCK] = iv.try_into().map_err(|_| OperationError::Backend)?;
        let context = EncryptionContext::Iv128(FixedLength::from(iv_block));
        self.cipher.less_safe_encrypt(buffer, context).map_err(|_| OperationError::Backend)?;
        self.mac.tag(iv, aad, buffer).ok_or(OperationError::Backend)
    }
}

pub(super) struct CbcHmacDecrypter {
    mac: Mac,
    cipher: PaddedBlockDecryptingKey,
}

impl CbcHmacDecrypter {
    pub(super) fn new(hash: Hash, key: &[u8]) -> Result<Self, KeyError> {
        let (mac_key, cipher_key) = halves(key)?;
        let cipher = PaddedBlockDecryptingKey::cbc_pkcs7(backend::aes(cipher_key)?).map_err(|_| NOT_AES)?;
        Ok(Self { mac: Mac::new(hash, mac_key)?, cipher })
    }

    pub(super) fn decrypt<'b>(
        &self,
        iv: &[u8],
        aad: &[u8],
        tag: &[u8],
        buffer: &'b mut [u8],
    ) -> Result<&'b mut [u8], DecryptFailed> {
        let iv_block: [u8; BLOCK] = iv.try_into().map_err(|_| DecryptFailed)?;
        let expected = self.mac.tag(iv, aad, buffer).ok_or(DecryptFailed)?;
        // The tag decides before anything is decrypted: whoever cannot make a tag learns nothing about the padding.
        constant_time::verify_slices_are_equal(expected.as_bytes(), tag).map_err(|_| DecryptFailed)?;
        let context = DecryptionContext::Iv128(FixedLength::from(iv_block));
        let Ok(length) = self.cipher.decrypt(buffer, context).map(|plaintext| plaintext.len()) else {
            // The padding is bad under a good tag, and the buffer is decrypted by now.
            buffer.zeroize();
            return Err(DecryptFailed);
        };
        buffer.get_mut(..length).ok_or(DecryptFailed)
    }
}

struct Mac {
    key: hmac::Key,
    tag_bytes: usize,
}

impl Mac {
    fn new(hash: Hash, key: &[u8]) -> Result<Self, KeyError> {
        Ok(Self { key: hmac::Key::new(backend::hmac(hash)?, key), tag_bytes: hash.output_bytes() / 2 })
    }

    fn tag(&self, iv: &[u8], aad: &[u8], ciphertext: &[u8]) -> Option<ContentTag> {
        let aad_bits = u64::try_from(aad.len()).ok()?.checked_mul(8)?;
        let mut context = hmac::Context::with_key(&self.key);
        context.update(aad);
        context.update(iv);
        context.update(ciphertext);
        context.update(&aad_bits.to_be_bytes());
        context.sign().as_ref().get(..self.tag_bytes).map(ContentTag::new)
    }
}

/// RFC 7518, section 5.2.2.1: the MAC key comes first. Swapping the halves still round-trips with ourselves, so only a published vector
/// can catch it.
fn halves(key: &[u8]) -> Result<(&[u8], &[u8]), KeyError> {
    key.split_at_checked(key.len() / 2).ok_or(NOT_AES)
}

const NOT_AES: KeyError = KeyError::Invalid { what: "not a key for AES in CBC mode with HMAC" };
