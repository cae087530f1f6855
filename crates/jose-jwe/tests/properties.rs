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
use jose_jwe::Encryptor;
use jose_jwk::DecryptionKeySet;
use keys::Pair;
use proptest::{collection::vec, prelude::*, sample};

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
            prop_assert_eq!(&*decrypted, &plaintext);
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
