//! One content encryption key for several recipients.

use jose_core::{ContentEncryption, KeyManagementAlgorithm};
use jose_crypto::{EncryptError, KeyParameters, WrappedKey, content::ContentKey};

use crate::message::{Pair, pairs};

fn parameters(wrapped: &WrappedKey, enc: ContentEncryption) -> KeyParameters<'_> {
    KeyParameters {
        ephemeral: wrapped.ephemeral_key(),
        gcm_key_wrap: wrapped.gcm_key_wrap(),
        password: wrapped.password_parameters(),
        encapsulated_key: wrapped.encapsulated_key(),
        party_u_info: b"Alice",
        party_v_info: b"Bob",
        ..KeyParameters::new(enc, wrapped.encrypted_key())
    }
}

fn opens(pair: &Pair, wrapped: &WrappedKey, message: &ContentKey) -> bool {
    let mut buffer = b"content".to_vec();
    let tag = message.content().encrypt(message.iv(), b"header", &mut buffer).unwrap();
    let parameters = parameters(wrapped, message.content_encryption());
    let Ok(content) = pair.recipient.content_key(&parameters) else { return false };
    let opened = content.decrypt(message.iv(), b"header", tag.as_bytes(), &mut buffer);
    opened.is_ok_and(|plaintext| plaintext == b"content")
}

/// Everybody who can be one of several opens what was encrypted once; everybody else is refused by name.
#[test]
fn one_key_for_all_who_can_share_it() {
    for enc in ContentEncryption::ALL {
        let message = ContentKey::generate(*enc).unwrap();
        assert_eq!((message.content_encryption(), message.iv().len()), (*enc, enc.row().iv_bytes));
        let all = pairs(*enc);
        let mut shared = vec![];
        for pair in &all {
            match pair.sender.wrap(&message, b"Alice", b"Bob") {
                Ok(wrapped) => shared.push((pair, wrapped)),
                Err(error) => {
                    let algorithm = pair.algorithm.name();
                    assert_eq!(error, EncryptError::SeveralRecipients { algorithm }, "{}", pair.name);
                    assert!(error.to_string().starts_with(algorithm), "{error}");
                }
            }
            let is_shared = shared.last().is_some_and(|(last, _)| last.name == pair.name);
            assert_eq!(is_shared, pair.algorithm.wraps_keys(), "{}", pair.name);
        }
        for (pair, wrapped) in &shared {
            assert!(opens(pair, wrapped, &message), "{}, {enc}", pair.name);
            assert!(!opens(pair, wrapped, &ContentKey::generate(*enc).unwrap()), "{}, {enc}", pair.name);
        }
    }
}

#[test]
fn nobody_opens_what_was_wrapped_for_another() {
    let enc = ContentEncryption::A256Gcm;
    let message = ContentKey::generate(enc).unwrap();
    let strangers = pairs(enc);
    for pair in pairs(enc).iter().filter(|pair| pair.algorithm.wraps_keys()) {
        let wrapped = pair.sender.wrap(&message, b"Alice", b"Bob").unwrap();
        for stranger in strangers.iter().filter(|stranger| stranger.algorithm != pair.algorithm) {
            assert!(!opens(stranger, &wrapped, &message), "{} by {}", pair.name, stranger.name);
        }
    }
}

/// The same key is wrapped anew each time: nothing shows that two messages share it, where the algorithm allows that.
#[test]
fn wrapping_twice_gives_two_forms() {
    let enc = ContentEncryption::A128CbcHs256;
    let message = ContentKey::generate(enc).unwrap();
    for pair in pairs(enc).iter().filter(|pair| pair.algorithm.wraps_keys()) {
        let [one, other] = [(); 2].map(|()| pair.sender.wrap(&message, b"", b"").unwrap());
        let is_fixed = matches!(
            pair.algorithm,
            KeyManagementAlgorithm::A128Kw | KeyManagementAlgorithm::A192Kw | KeyManagementAlgorithm::A256Kw
        );
        assert_eq!(one.encrypted_key() == other.encrypted_key(), is_fixed, "{}", pair.name);
        for repeats in [
            one.gcm_key_wrap().is_some() && one.gcm_key_wrap() == other.gcm_key_wrap(),
            one.password_parameters().is_some() && one.password_parameters() == other.password_parameters(),
            one.ephemeral_key().is_some() && one.ephemeral_key() == other.ephemeral_key(),
            one.encapsulated_key().is_some() && one.encapsulated_key() == other.encapsulated_key(),
        ] {
            assert!(!repeats, "{}", pair.name);
        }
    }
}

#[test]
fn content_keys_share_nothing_and_do_not_print() {
    for enc in ContentEncryption::ALL {
        let (one, other) = (ContentKey::generate(*enc).unwrap(), ContentKey::generate(*enc).unwrap());
        assert_ne!(one.iv(), other.iv(), "{enc}");
        let mut buffer = b"content".to_vec();
        let tag = one.content().encrypt(one.iv(), b"", &mut buffer).unwrap();
        assert_ne!(other.content().encrypt(one.iv(), b"", &mut b"content".to_vec()), Ok(tag), "{enc}");
        assert_eq!(format!("{one:?}"), format!("ContentKey {{ algorithm: {enc:?}, .. }}"));
    }
}
