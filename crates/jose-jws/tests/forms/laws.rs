//! Laws, on random payloads and headers.

use jose_jws::{GeneralSigner, Require, Signer, Verifier};
use proptest::{collection::vec, prelude::*, sample};

use crate::{
    keys,
    parts::{EDDSA, ES256, HS256, code},
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// What one signer writes in three forms has the same payload, the same protected header and, without chance in it, the same signature.
    #[test]
    fn the_forms_agree(
        algorithm in sample::select(vec![HS256, ES256, EDDSA]),
        payload in vec(any::<u8>(), 0..600),
        typ in proptest::option::of("\\PC{0,12}"),
        member in "\\PC{0,12}",
        value in "\\PC{0,12}",
    ) {
        let (key, keys) = (keys::signing(algorithm).with_key_id("1"), keys::verifying(algorithm).with_key_id("1").into());
        // The letters in front keep clear of the registered names.
        let mut signer = Signer::new(&key).member(format!("own-{member}"), value.clone());
        if let Some(typ) = &typ {
            signer = signer.message_type(typ);
        }
        let general = GeneralSigner::new().signature(&signer);
        let compact = signer.sign_compact(&payload).unwrap();
        let flattened = signer.sign_flattened(&payload).unwrap();
        let general = general.sign_general(&payload).unwrap();
        let verifier = Verifier::new(&keys);
        let (one, two) = (verifier.verify_compact(&compact).unwrap(), verifier.verify_flattened(&flattened).unwrap());
        let many = verifier.verify_general(&general, Require::All).unwrap();
        let three = many.verified().next().unwrap();
        prop_assert_eq!(one.payload(), &payload[..]);
        prop_assert_eq!(two.payload(), &payload[..]);
        prop_assert_eq!(many.payload(), &payload[..]);
        prop_assert_eq!(one.header(), two.header());
        prop_assert_eq!(one.header(), three.header());
        prop_assert_eq!(one.header().message_type(), typ.as_deref());
        prop_assert_eq!(one.header().member(&format!("own-{member}")), Some(&value.into()));
        prop_assert_eq!((one.key_id(), two.key_id(), three.key_id()), (Some("1"), Some("1"), Some("1")));
        // The parts of one form make the others.
        let parts: Vec<&str> = compact.split('.').collect();
        let made = format!(r#"{{"payload":"{}","protected":"{}","signature":"{}"}}"#, parts[1], parts[0], parts[2]);
        prop_assert_eq!(code(verifier.verify_flattened(&made)), "verified");
        if algorithm != ES256 {
            prop_assert_eq!(&made, &flattened);
            let own = format!(r#"{{"protected":"{}","signature":"{}"}}"#, parts[0], parts[2]);
            prop_assert_eq!(&general, &format!(r#"{{"payload":"{}","signatures":[{own}]}}"#, parts[1]));
        }
        let detached = format!("{}..{}", parts[0], parts[2]);
        prop_assert_eq!(verifier.verify_detached_compact(&detached, &payload).unwrap().into_payload(), payload);
    }

    #[test]
    fn any_text_can_stand_unencoded(payload in "\\PC*|[\\x00-\\x7f]{0,40}") {
        let (key, keys) = (keys::signing(HS256), keys::set(HS256));
        let signer = Signer::new(&key).unencoded_payload();
        let verifier = Verifier::new(&keys).allow_unencoded_payload();
        let json = signer.sign_flattened(payload.as_bytes()).unwrap();
        prop_assert_eq!(verifier.verify_flattened(&json).unwrap().into_payload(), payload.as_bytes());
        let fits = payload.bytes().all(|byte| (b' '..=b'~').contains(&byte) && byte != b'.');
        let compact = signer.sign_compact(payload.as_bytes());
        prop_assert_eq!(compact.is_ok(), fits);
        if let Ok(token) = compact {
            prop_assert_eq!(verifier.verify_compact(&token).unwrap().into_payload(), payload.as_bytes());
        }
    }

    #[test]
    fn any_bytes_can_be_detached(payload in vec(any::<u8>(), 0..600), other in vec(any::<u8>(), 0..600), unencoded: bool) {
        let (key, keys) = (keys::signing(HS256), keys::set(HS256));
        let signer = if unencoded { Signer::new(&key).unencoded_payload() } else { Signer::new(&key) };
        let verifier = Verifier::new(&keys).allow_unencoded_payload();
        let (compact, json) = (signer.sign_detached_compact(&payload).unwrap(), signer.sign_detached_flattened(&payload).unwrap());
        let expected = if payload == other { "verified" } else { "jws.signature" };
        prop_assert_eq!(code(verifier.verify_detached_compact(&compact, &payload)), "verified");
        prop_assert_eq!(code(verifier.verify_detached_flattened(&json, &payload)), "verified");
        prop_assert_eq!(code(verifier.verify_detached_compact(&compact, &other)), expected);
        prop_assert_eq!(code(verifier.verify_detached_flattened(&json, &other)), expected);
    }

    #[test]
    fn any_text_is_refused_and_nothing_panics(
        text in "\\PC*",
        json in "\\{(\"(payload|protected|header|signature|signatures)\":(\"[ -~]{0,6}\"|null|\\{\\}|\\[\\{\\}\\]),?){0,5}\\}",
    ) {
        let keys = keys::set(HS256);
        let verifier = Verifier::new(&keys).allow_unencoded_payload();
        for text in [&text, &json] {
            prop_assert_ne!(code(verifier.verify_compact(text)), "verified");
            prop_assert_ne!(code(verifier.verify_flattened(text)), "verified");
            prop_assert_ne!(code(verifier.verify_general(text, Require::Any)), "verified");
            prop_assert_ne!(code(verifier.verify_detached_compact(text, b"")), "verified");
            prop_assert_ne!(code(verifier.verify_detached_flattened(text, b"")), "verified");
            prop_assert_ne!(code(verifier.verify_detached_general(text, b"", Require::Any)), "verified");
        }
    }
}
