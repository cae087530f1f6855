//! Nothing random is used twice. Attacks 92, 111 and 112.

use std::collections::HashSet;

use jose_core::{ContentEncryption, KeyManagementAlgorithm, registry::KeyManagementKind};
use jose_crypto::{EncryptionKey, content::ContentDecrypter};

use crate::message::{Message, pairs};

#[test]
fn a_thousand_messages_share_nothing() {
    for enc in [ContentEncryption::A128Gcm, ContentEncryption::A128CbcHs256] {
        for pair in pairs(enc) {
            let kind = pair.algorithm.row().kind;
            let is_password = matches!(kind, KeyManagementKind::Pbes2AesKeyWrap { .. });
            let encapsulates = matches!(kind, KeyManagementKind::HpkeKeyEncryption(_));
            // The larger curves are slow, and no code is theirs alone; passwords are slow on purpose.
            let is_slow = is_password || ["P-384", "P-521", "X448"].iter().any(|curve| pair.name.contains(curve));
            let messages = match (is_slow, encapsulates) {
                (true, _) => 20,
                (_, true) => 100,
                _ => 1000,
            };
            let mut seen: [HashSet<Vec<u8>>; 8] = Default::default();
            let [ivs, encrypted_keys, ephemeral_keys, wrap_ivs, salts, encapsulated_keys, ciphertexts, tags] =
                &mut seen;
            for _ in 0..messages {
                let message = Message::seal(&pair.sender, enc, b"", b"");
                ivs.insert(message.iv);
                encrypted_keys.insert(message.encrypted_key);
                ephemeral_keys.insert(message.ephemeral.map(|key| key.encoded().to_vec()).unwrap_or_default());
                wrap_ivs.insert(message.gcm_key_wrap.map(|(iv, _)| iv.to_vec()).unwrap_or_default());
                salts.insert(message.password.map(|(salt, _)| salt).unwrap_or_default());
                encapsulated_keys.insert(message.encapsulated_key.unwrap_or_default());
                ciphertexts.insert(message.ciphertext);
                tags.insert(message.tag);
            }
            let wraps = !matches!(kind, KeyManagementKind::Direct | KeyManagementKind::EcdhEs);
            let agrees = matches!(kind, KeyManagementKind::EcdhEs | KeyManagementKind::EcdhEsAesKeyWrap { .. });
            let wraps_with_iv = matches!(kind, KeyManagementKind::AesGcmKeyWrap { .. });
            let expected = |is_fresh| if is_fresh { messages } else { 1 };
            let counts = seen.map(|set| set.len());
            let all = [true, wraps, agrees, wraps_with_iv, is_password, encapsulates, true, true].map(expected);
            assert_eq!(counts, all, "{}, {enc}", pair.name);
        }
    }
}

/// Attack 112: a content encryption key of zeros would open each of these.
#[test]
fn no_message_is_encrypted_under_zeros() {
    for enc in ContentEncryption::ALL {
        let zero = ContentDecrypter::new(*enc, &vec![0; enc.row().key_bytes]).unwrap();
        for pair in pairs(*enc) {
            for _ in 0..3 {
                let mut message = Message::seal(&pair.sender, *enc, b"", b"");
                let opened = zero.decrypt(&message.iv, b"header", &message.tag, &mut message.ciphertext);
                assert!(opened.is_err(), "{}, {enc}", pair.name);
                assert!(message.iv.iter().any(|byte| *byte != 0), "{}, {enc}", pair.name);
            }
        }
    }
}

/// Attack 112: the keys themselves, which AES-GCM key wrap lets us see. All random bytes come from one draw, so no part of it may serve twice: a
/// vector that repeats bytes of the key would publish them.
#[test]
fn a_thousand_content_keys_share_nothing_with_anything() {
    let key = EncryptionKey::symmetric(KeyManagementAlgorithm::A256GcmKw, &[7; 32]).unwrap();
    let unwrap = ContentDecrypter::new(ContentEncryption::A256Gcm, &[7; 32]).unwrap();
    for enc in ContentEncryption::ALL {
        let mut content_keys = HashSet::new();
        for _ in 0..1000 {
            let Message { iv, gcm_key_wrap, encrypted_key: mut cek, .. } = Message::seal(&key, *enc, b"", b"");
            let (wrap_iv, tag) = gcm_key_wrap.unwrap();
            unwrap.decrypt(&wrap_iv, b"", &tag, &mut cek).unwrap();
            assert_eq!(cek.len(), enc.row().key_bytes);
            let shares =
                |one: &[u8], other: &[u8]| one.windows(6).any(|part| other.windows(6).any(|same| same == part));
            assert!(!shares(&cek, &iv) && !shares(&cek, &wrap_iv) && !shares(&iv, &wrap_iv), "{enc}");
            assert!(cek.iter().any(|byte| *byte != 0), "{enc}");
            content_keys.insert(cek);
        }
        assert_eq!(content_keys.len(), 1000, "{enc}");
    }
}
