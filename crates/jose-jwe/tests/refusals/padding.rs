//! CBC padding behind a MAC that is right, which only the sender can make. It fails like everything else. Attack 102.

use jose_core::ContentEncryption;
use jose_crypto::{DecryptFailed, DecryptionKey};
use jose_jwe::DecryptError;
use jose_jwk::DecryptionKeySet;

use crate::{
    forge::{Parts, decrypt, hmac_sha256, outcome, sealed},
    keys::secret,
};

const HEADER: &str = r#"{"alg":"dir","enc":"A128CBC-HS256"}"#;

fn key() -> Vec<u8> {
    secret(32)
}

fn keys() -> DecryptionKeySet {
    DecryptionKey::direct(ContentEncryption::A128CbcHs256, &key()).unwrap().into()
}

/// The message with the MAC that belongs to its parts.
fn with_right_tag(parts: Parts) -> Parts {
    let bits = u64::try_from(parts.header.len() * 8).unwrap().to_be_bytes();
    let mac = hmac_sha256(&key()[..16], &[parts.header.as_bytes(), &parts.iv, &parts.ciphertext, &bits].concat());
    Parts { tag: mac[..16].to_vec(), ..parts }
}

#[test]
fn the_tag_of_these_tests_is_the_real_one() {
    for length in [0, 1, 15, 16, 17, 1000] {
        let parts = sealed(HEADER, ContentEncryption::A128CbcHs256, &key(), &vec![b'x'; length]);
        let token = with_right_tag(parts.clone()).token();
        assert_eq!(token, parts.token());
        assert_eq!(decrypt(&token, &keys()).unwrap().plaintext(), vec![b'x'; length], "{length}");
    }
}

/// Changing the vector changes the first block of the plaintext in the same place, so the padding can be set to any value.
#[test]
fn broken_padding_behind_a_right_tag_is_refused() {
    let parts = sealed(HEADER, ContentEncryption::A128CbcHs256, &key(), b"");
    let mut accepted = Vec::new();
    for last in 0..=255 {
        let mut changed = parts.clone();
        changed.iv[15] ^= 16 ^ last;
        match decrypt(&with_right_tag(changed).token(), &keys()) {
            Ok(decrypted) => accepted.push((last, decrypted.plaintext().len())),
            Err(error) => assert_eq!(error, DecryptError::Failed(DecryptFailed), "{last}"),
        }
    }
    // The block ends with sixteen times 16. A last byte of 1 makes it 15 bytes and a padding of one; no other is well formed.
    assert_eq!(accepted, [(1, 15), (16, 0)]);
    for index in 0..15 {
        let mut changed = parts.clone();
        changed.iv[index] ^= 1;
        assert_eq!(outcome(&with_right_tag(changed).token(), &keys()), "jwe.decryption", "byte {index}");
    }
}

#[test]
fn a_ciphertext_that_is_no_number_of_blocks_is_refused() {
    let parts = sealed(HEADER, ContentEncryption::A128CbcHs256, &key(), &[b'x'; 40]);
    for length in (0..48).filter(|length| !matches!(length, 48)) {
        let mut changed = parts.clone();
        changed.ciphertext.truncate(length);
        let code = outcome(&with_right_tag(changed).token(), &keys());
        assert_eq!(code, "jwe.decryption", "{length} bytes");
    }
    for more in [1, 8, 15, 16] {
        let mut changed = parts.clone();
        changed.ciphertext.extend(vec![0; more]);
        assert_eq!(outcome(&with_right_tag(changed).token(), &keys()), "jwe.decryption", "{more} bytes more");
    }
}
