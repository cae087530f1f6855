//! Laws, on random plaintexts.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/forge.rs"]
mod forge;
#[path = "support/keys.rs"]
mod keys;

use std::cell::LazyCell;

use forge::{decrypt, encode, outcome, replaced};
use jose_core::{ContentEncryption, KeyManagementAlgorithm};
use jose_jwe::{Decryptor, Encryptor};
use jose_jwk::DecryptionKeySet;
use keys::Pair;
use proptest::{collection::vec, prelude::*, sample};
use serde_json::json;

thread_local! {
    /// One pair for each algorithm whose cost is not that of RSA, and one for RSA.
    static PAIRS: LazyCell<Vec<(Pair, ContentEncryption, DecryptionKeySet)>> = const { LazyCell::new(|| {
        let algorithms = [
            (KeyManagementAlgorithm::Dir, ContentEncryption::A256CbcHs512),
            (KeyManagementAlgorithm::A192Kw, ContentEncryption::A192Gcm),
            (KeyManagementAlgorithm::A256GcmKw, ContentEncryption::A128CbcHs256),
            (KeyManagementAlgorithm::EcdhEs, ContentEncryption::A128Gcm),
            (KeyManagementAlgorithm::EcdhEsA256Kw, ContentEncryption::A256Gcm),
            (KeyManagementAlgorithm::RsaOaep256, ContentEncryption::A192CbcHs384),
        ];
        let pair = |(algorithm, enc)| {
            let pair = keys::pair(algorithm, enc);
            let keys = pair.set();
            (pair, enc, keys)
        };
        algorithms.into_iter().map(pair).collect()
    }) };
}

fn with_pair<T>(index: usize, run: impl FnOnce(&Encryptor<'_>, &DecryptionKeySet) -> T) -> T {
    PAIRS.with(|pairs| {
        let (pair, enc, keys) = &pairs[index];
        run(&Encryptor::new(&pair.encryption, *enc), keys)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_encrypted_decrypts(pair in 0_usize..6, plaintext in vec(any::<u8>(), 0..4096)) {
        with_pair(pair, |sender, keys| {
            let token = sender.encrypt_compact(&plaintext).unwrap();
            let decrypted = decrypt(&token, keys);
            let decrypted = decrypted.unwrap().into_plaintext();
            prop_assert_eq!(decrypted.expose(), plaintext);
            Ok(())
        })?;
    }

    #[test]
    fn a_bit_that_flips_anywhere_is_noticed(
        pair in 0_usize..6,
        plaintext in vec(any::<u8>(), 0..4096),
        places in vec((any::<sample::Index>(), 0_u8..7), 6),
    ) {
        with_pair(pair, |sender, keys| {
            let token = sender.encrypt_compact(&plaintext).unwrap();
            for (place, bit) in &places {
                let index = place.index(token.len());
                let changed = replaced(&token, index, token.as_bytes()[index] ^ 1 << bit);
                prop_assert_ne!(outcome(&changed, keys), "decrypted", "byte {} bit {}", index, bit);
            }
            Ok(())
        })?;
    }

    /// One message written in three ways is one message: what one form refuses, all refuse, and for the same reason.
    #[test]
    fn the_three_forms_agree(
        pair in 0_usize..5,
        plaintext in vec(any::<u8>(), 0..100),
        change in proptest::option::of((0_usize..5, any::<sample::Index>(), sample::select(&b"Aw_-=+ 0"[..]))),
    ) {
        with_pair(pair, |sender, keys| {
            let token = sender.encrypt_compact(&plaintext).unwrap();
            let mut segments = forge::split(&token).map(str::to_owned);
            if let Some((place, index, letter)) = &change
                && !segments[*place].is_empty()
            {
                segments[*place] = replaced(&segments[*place], index.index(segments[*place].len()), *letter);
            }
            let [protected, encrypted_key, iv, ciphertext, tag] = &segments;
            // In JSON, what is empty is left out.
            let recipient = if encrypted_key.is_empty() { json!({}) } else { json!({ "encrypted_key": encrypted_key }) };
            let mut flattened = json!({ "protected": protected, "iv": iv, "ciphertext": ciphertext, "tag": tag });
            let mut general = flattened.clone();
            general["recipients"] = json!([recipient]);
            flattened.as_object_mut().unwrap().extend(recipient.as_object().unwrap().clone());
            let decryptor = Decryptor::new(keys);
            let outcomes = [
                decryptor.decrypt_compact(&segments.join(".")),
                decryptor.decrypt_flattened(&flattened.to_string()),
                decryptor.decrypt_general(&general.to_string()),
            ]
            .map(|decrypted| decrypted.map(|decrypted| decrypted.into_plaintext().into_exposed()));
            prop_assert_eq!(&outcomes[0], &outcomes[1]);
            prop_assert_eq!(&outcomes[0], &outcomes[2]);
            if segments.join(".") == token {
                prop_assert_eq!(outcomes[0].as_ref(), Ok(&plaintext));
            } else {
                prop_assert!(outcomes[0].is_err());
            }
            Ok(())
        })?;
    }

    #[test]
    fn any_json_is_refused_and_nothing_panics(pair in 0_usize..5, text in "[\\[\\]{}\":,a-z0-9]{0,200}", member in "\\PC{0,20}") {
        with_pair(pair, |sender, keys| {
            let decryptor = Decryptor::new(keys);
            let message = sender.encrypt_flattened(b"").unwrap();
            let behind = format!("{}{text}", message.trim_end_matches('}'));
            let strange = json!({ "recipients": [{ "header": { member.as_str(): member.as_str() } }], "ciphertext": member });
            for text in [&text, &behind, &strange.to_string()] {
                prop_assert!(decryptor.decrypt_general(text).is_err());
                if text != &behind {
                    prop_assert!(decryptor.decrypt_flattened(text).is_err());
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn any_text_is_refused_and_nothing_panics(pair in 0_usize..5, text in "\\PC*", dots in "[A-Za-z0-9_.-]{0,300}") {
        with_pair(pair, |sender, keys| {
            prop_assert_ne!(outcome(&text, keys), "decrypted");
            prop_assert_ne!(outcome(&dots, keys), "decrypted");
            let token = sender.encrypt_compact(b"").unwrap();
            let header = token.split('.').next().unwrap();
            prop_assert_ne!(outcome(&format!("{header}.{dots}"), keys), "decrypted");
            Ok(())
        })?;
    }

    /// Random bytes of the right lengths behind a right header.
    #[test]
    fn random_parts_are_refused_and_nothing_panics(
        pair in 0_usize..6,
        parts in (vec(any::<u8>(), 0..300), vec(any::<u8>(), 0..20), vec(any::<u8>(), 0..100), vec(any::<u8>(), 0..40)),
    ) {
        with_pair(pair, |sender, keys| {
            let token = sender.encrypt_compact(b"").unwrap();
            let [header, key, iv, ..] = forge::split(&token);
            let (random_key, random_iv, ciphertext, tag) = &parts;
            let (ciphertext, tag) = (encode(ciphertext), encode(tag));
            for token in [
                format!("{header}.{}.{}.{ciphertext}.{tag}", encode(random_key), encode(random_iv)),
                format!("{header}.{key}.{iv}.{ciphertext}.{tag}"),
            ] {
                prop_assert_ne!(outcome(&token, keys), "decrypted");
            }
            Ok(())
        })?;
    }
}
