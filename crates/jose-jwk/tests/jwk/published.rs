//! Keys that the standards publish are read, say what they say, and have the thumbprints that others compute.

use jose_core::Curve;
use jose_jwk::Jwk;
use serde_json::Value;

use crate::{keys::*, table};

const PUBLISHED: &str = include_str!("tables/published.txt");

#[test]
fn are_read_and_named_alike() {
    for [name, key, kind, key_type, curve, key_id, algorithm, key_use, thumbprint] in table(PUBLISHED) {
        let key = Jwk::from_json(named(key).as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(key.kind().to_string(), format!("a {kind} key"), "{name}");
        let said = [key.curve().map(Curve::name), key.key_id(), key.algorithm(), key.key_use()];
        let expected = [curve, key_id, algorithm, key_use].map(|text| Some(text).filter(|text| !text.is_empty()));
        assert_eq!((key.key_type().name(), said), (key_type, expected), "{name}");
        assert_eq!(key.thumbprint().to_string(), thumbprint, "{name}");
    }
}

#[test]
fn are_written_as_they_came() {
    for [name, key, ..] in table::<9>(PUBLISHED) {
        let json = named(key);
        let key = Jwk::from_json(json.as_bytes()).expect(name);
        let written: Value = serde_json::from_str(&key.to_secret_json()).expect(name);
        assert_eq!(written, serde_json::from_str::<Value>(json).expect(name), "{name}");
    }
}

/// The halves are published in pairs, so ours can be compared with theirs.
#[test]
fn have_the_published_public_halves() {
    let pairs = [
        (RFC7517_A2_EC, RFC7517_A1_EC),
        (RFC7517_A2_RSA, RFC7517_A1_RSA),
        (RFC8037_A1, RFC8037_A2),
        (RFC7520_3_2, RFC7520_3_1),
        (RFC7520_3_4, RFC7520_3_3),
    ];
    for (private, public) in pairs {
        let half = Jwk::from_json(private.as_bytes()).unwrap().public().unwrap();
        let written: Value = serde_json::from_str(&half.to_json()).unwrap();
        assert_eq!(written, serde_json::from_str::<Value>(public).unwrap());
    }
}

#[test]
fn rfc_9278_thumbprint_uri() {
    let key = Jwk::from_json(RFC7517_A1_RSA.as_bytes()).unwrap();
    let uri = "urn:ietf:params:oauth:jwk-thumbprint:sha-256:NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";
    assert_eq!(key.thumbprint().uri(), uri);
    assert_eq!(format!("{:?}", key.thumbprint()), "Thumbprint(NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs)");
    assert_eq!(key.with_thumbprint_key_id().key_id(), Some("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"));
}

/// Names and labels do not count, and numbers do.
#[test]
fn a_thumbprint_is_of_the_numbers_alone() {
    let key = Jwk::from_json(RFC8037_A2.as_bytes()).unwrap();
    let before = key.thumbprint();
    let key = key.with_key_id("other").with_algorithm("EdDSA").with_use(jose_jwk::KeyUse::Signature);
    assert_eq!(key.thumbprint(), before);
    assert_ne!(Jwk::from_json(RFC8037_A6.as_bytes()).unwrap().thumbprint(), before);
}
