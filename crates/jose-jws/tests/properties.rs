//! Laws, on random payloads.
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

use std::{cell::LazyCell, collections::HashMap};

use forge::{outcome, replaced, verify};
use jose_core::JwsAlgorithm;
use jose_crypto::SigningKey;
use jose_jwk::VerifyingKeySet;
use jose_jws::Signer;
use proptest::{collection::vec, prelude::*, sample};

type Pairs = HashMap<JwsAlgorithm, (SigningKey, VerifyingKeySet)>;

thread_local! {
    static PAIRS: LazyCell<Pairs> = const { LazyCell::new(|| {
        keys::algorithms().iter().map(|known| (*known, (keys::signing(*known), keys::set(*known)))).collect()
    }) };
}

fn with_pair<T>(algorithm: JwsAlgorithm, run: impl FnOnce(&SigningKey, &VerifyingKeySet) -> T) -> T {
    PAIRS.with(|pairs| run(&pairs[&algorithm].0, &pairs[&algorithm].1))
}

fn algorithm() -> impl Strategy<Value = JwsAlgorithm> {
    sample::select(vec![
        JwsAlgorithm::Hs256,
        JwsAlgorithm::Hs512,
        JwsAlgorithm::Es256,
        JwsAlgorithm::EdDsa,
        JwsAlgorithm::Rs256,
        JwsAlgorithm::Ps384,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_signed_verifies(algorithm in algorithm(), payload in vec(any::<u8>(), 0..4096)) {
        with_pair(algorithm, |signing, keys| {
            let token = Signer::new(signing).sign_compact(&payload).unwrap();
            let verified = verify(&token, keys);
            prop_assert_eq!(verified.unwrap().into_payload(), payload);
            Ok(())
        })?;
    }

    #[test]
    fn a_bit_that_flips_anywhere_is_noticed(
        algorithm in algorithm(),
        payload in vec(any::<u8>(), 0..4096),
        places in vec((any::<sample::Index>(), 0_u8..7), 8),
    ) {
        with_pair(algorithm, |signing, keys| {
            let token = Signer::new(signing).sign_compact(&payload).unwrap();
            for (place, bit) in &places {
                let index = place.index(token.len());
                let changed = replaced(&token, index, token.as_bytes()[index] ^ 1 << bit);
                prop_assert_ne!(outcome(&changed, keys), "verified", "byte {} bit {}", index, bit);
            }
            Ok(())
        })?;
    }

    #[test]
    fn any_text_is_refused_and_nothing_panics(text in "\\PC*", dots in "[A-Za-z0-9_.-]{0,200}") {
        for algorithm in [JwsAlgorithm::Hs256, JwsAlgorithm::Es256, JwsAlgorithm::Rs256] {
            with_pair(algorithm, |_, keys| {
                prop_assert_ne!(outcome(&text, keys), "verified");
                prop_assert_ne!(outcome(&dots, keys), "verified");
                let token = format!("{}.{}", forge::encode(format!(r#"{{"alg":"{algorithm}"}}"#)), dots);
                prop_assert_ne!(outcome(&token, keys), "verified");
                Ok(())
            })?;
        }
    }

    /// Any JSON in the place of the header, behind the right algorithm or not, is refused or verified and never more.
    #[test]
    fn any_header_is_judged_without_a_panic(header in "\\{(\"[a-z]{1,3}\":(\"[ -~]{0,6}\"|[0-9]{1,3}|null|\\[\\]|\\{\\}),?){0,6}\\}") {
        with_pair(JwsAlgorithm::Hs256, |signing, keys| {
            let code = outcome(&forge::signed(signing, &header, "payload"), keys);
            prop_assert!(code != "jws.signature", "{}: {}", header, code);
            Ok(())
        })?;
    }
}
