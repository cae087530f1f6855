//! RSA private keys that have `d` and nothing else (RFC 7518, section 6.3.2). They need the feature `rsa-recovery`.

use jose_jwk::Jwk;

use crate::{changed, keys::*, refusal};

/// Key, and what its other members are called.
const KEYS: &[&str] = &[RFC7517_A2_RSA, RFC7520_3_4];
const OTHERS: &str = "p q dp dq qi";

#[cfg(feature = "rsa-recovery")]
#[test]
fn are_read_and_completed() {
    for json in KEYS {
        let whole = Jwk::from_json(json.as_bytes()).unwrap();
        let key = Jwk::from_json(changed(json, "", OTHERS).as_bytes()).unwrap();
        // The published keys have the larger prime first, as the computed ones do.
        assert!(*key.to_secret_json() == *whole.to_secret_json());
    }
}

#[cfg(not(feature = "rsa-recovery"))]
#[test]
fn are_refused_by_the_name_of_the_feature() {
    for json in KEYS {
        let (code, sentence) = refusal("d alone", Jwk::from_json(changed(json, "", OTHERS).as_bytes()));
        assert_eq!(code, "jwk.key");
        assert!(sentence.contains("without its Chinese remainder members"), "{sentence}");
        assert!(sentence.contains("needs the feature `rsa-recovery`"), "{sentence}");
    }
}

/// With or without the feature: half of the members is no form of a key.
#[test]
fn some_of_the_others_are_not_enough() {
    for without in ["p", "q", "dp", "dq", "qi", "dp dq qi", "p q", "q dp dq qi", "p q dp dq", "qi p"] {
        let (code, sentence) = refusal(without, Jwk::from_json(changed(RFC7517_A2_RSA, "", without).as_bytes()));
        assert_eq!(code, "jwk.missing", "{without}: {sentence}");
    }
    for (changes, without) in [("{\"d\":\"AQAB\"}", OTHERS), ("{\"d\":\"AA\"}", OTHERS), ("{\"d\":\"\"}", OTHERS)] {
        assert!(Jwk::from_json(changed(RFC7517_A2_RSA, changes, without).as_bytes()).is_err(), "{changes}");
    }
}
