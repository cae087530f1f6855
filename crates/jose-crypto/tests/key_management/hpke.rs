//! HPKE of the content itself. What the vectors of RFC 9180 need is not empty in JOSE, so these stand beside the implementation; the published
//! messages of JOSE are read by `cargo xtask conformance`.

use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm, registry::KeyManagementKind};
use jose_crypto::{
    DecryptFailed, DecryptionKey, EncryptError, EncryptionKey, KeyError, KeyParameters, Sealed, UnwrapError,
};

use crate::{
    keys::{self, altered, is_built_in, scattered},
    message::{PLAINTEXT, pairs},
};

const FAILED: UnwrapError = UnwrapError::Failed(DecryptFailed);

struct Pair {
    algorithm: KeyManagementAlgorithm,
    curve: Curve,
    sender: EncryptionKey,
    recipient: DecryptionKey,
}

/// The integrated algorithms of this build, with fresh keys.
fn integrated() -> Vec<Pair> {
    let of_one = |algorithm: &KeyManagementAlgorithm| {
        let KeyManagementKind::Hpke(suite) = algorithm.row().kind else { return None };
        let curve = is_built_in(suite.curve).then_some(suite.curve)?;
        let material = keys::private(curve);
        let sender = EncryptionKey::new(*algorithm, &material.public()).unwrap();
        Some(Pair {
            algorithm: *algorithm,
            curve,
            sender,
            recipient: DecryptionKey::new(*algorithm, &material).unwrap(),
        })
    };
    KeyManagementAlgorithm::ALL.iter().filter_map(of_one).collect()
}

fn open(key: &DecryptionKey, sealed: &Sealed, aad: &[u8]) -> Result<Vec<u8>, UnwrapError> {
    key.open(&sealed.encapsulated_key, aad, sealed.ciphertext.clone()).map(|plaintext| plaintext.to_vec())
}

#[test]
fn what_is_sealed_opens() {
    let pairs = integrated();
    assert_eq!(pairs.len(), if is_built_in(Curve::X448) { 8 } else { 6 });
    for Pair { algorithm, curve, sender, recipient } in &pairs {
        for plaintext in [b"", PLAINTEXT, &*scattered(1, 100_000)] {
            let sealed = sender.seal(b"header", plaintext).unwrap();
            let is_point = matches!(curve, Curve::P256 | Curve::P384 | Curve::P521);
            let key_bytes = curve.row().coordinate_bytes * if is_point { 2 } else { 1 } + usize::from(is_point);
            assert_eq!(sealed.encapsulated_key.len(), key_bytes, "{algorithm}");
            assert_eq!(sealed.ciphertext.len(), plaintext.len() + 16, "{algorithm}");
            assert_eq!(open(recipient, &sealed, b"header").as_deref(), Ok(plaintext), "{algorithm}");
            let again = sender.seal(b"header", plaintext).unwrap();
            assert_ne!(again.encapsulated_key, sealed.encapsulated_key, "{algorithm}");
            assert_ne!(again.ciphertext, sealed.ciphertext, "{algorithm}");
        }
    }
}

#[test]
fn whatever_is_changed_fails_alike() {
    for Pair { algorithm, sender, recipient, .. } in &integrated() {
        let good = sender.seal(b"header", PLAINTEXT).unwrap();
        let refused = |sealed: &Sealed, aad: &[u8], name: &str| {
            assert_eq!(open(recipient, sealed, aad), Err(FAILED), "{algorithm}, {name}");
        };
        let with = |encapsulated_key: Vec<u8>, ciphertext: Vec<u8>| {
            let mut sealed = good.clone();
            (sealed.encapsulated_key, sealed.ciphertext) = (encapsulated_key, ciphertext);
            sealed
        };
        for aad in [&b""[..], b"heade", b"header\0", b"Header"] {
            refused(&good, aad, "other associated data");
        }
        let (key, text) = (&good.encapsulated_key, &good.ciphertext);
        for index in 0..text.len() {
            refused(&with(key.clone(), altered(text, index)), b"header", "a changed ciphertext");
            refused(&with(key.clone(), text[..index].to_vec()), b"header", "a cut ciphertext");
        }
        refused(&with(key.clone(), [&**text, &[0]].concat()), b"header", "a longer ciphertext");
        for index in 0..key.len() {
            refused(&with(altered(key, index), text.clone()), b"header", "a changed key");
        }
        for (name, other) in [
            ("no key", vec![]),
            ("one byte", vec![4]),
            ("a cut key", key[..key.len() - 1].to_vec()),
            ("a longer key", [&**key, &[0]].concat()),
            ("a key twice", [&**key, key].concat()),
            ("zeros", vec![0; key.len()]),
            ("ones", vec![0xff; key.len()]),
            ("far too long", scattered(2, 100_000)),
            ("of another message", sender.seal(b"header", PLAINTEXT).unwrap().encapsulated_key),
        ] {
            refused(&with(other, text.clone()), b"header", name);
        }
    }
}

/// Also where two share a curve, or a curve and a hash: the suite is part of every derivation.
#[test]
fn no_suite_opens_what_another_sealed() {
    for Pair { algorithm: made, curve, .. } in &integrated() {
        let material = keys::private(*curve);
        let sealed = EncryptionKey::new(*made, &material.public()).unwrap().seal(b"", PLAINTEXT).unwrap();
        for tried in KeyManagementAlgorithm::ALL.iter().filter(|tried| *tried != made) {
            if let Ok(key) = DecryptionKey::new(*tried, &material) {
                assert_eq!(open(&key, &sealed, b""), Err(FAILED), "{made} as {tried}");
            }
        }
    }
}

#[test]
fn each_way_is_refused_where_the_other_belongs() {
    let enc = ContentEncryption::A128Gcm;
    for Pair { algorithm, sender, recipient, .. } in &integrated() {
        let wrong = EncryptError::WrongCall { algorithm: algorithm.name(), call: "EncryptionKey::seal" };
        assert_eq!(sender.establish(enc, b"", b"").err(), Some(wrong), "{algorithm}");
        let message = jose_crypto::content::ContentKey::generate(enc).unwrap();
        let several = EncryptError::SeveralRecipients { algorithm: algorithm.name() };
        assert_eq!(sender.wrap(&message, b"", b"").err(), Some(several), "{algorithm}");
        let sealed = sender.seal(b"", &[7; 16]).unwrap();
        let parameters = KeyParameters {
            encapsulated_key: Some(&sealed.encapsulated_key),
            ..KeyParameters::new(enc, &sealed.ciphertext)
        };
        assert_eq!(recipient.content_key(&parameters).err(), Some(FAILED), "{algorithm}");
    }
    for pair in pairs(enc) {
        let error = pair.sender.seal(b"", PLAINTEXT).err();
        assert!(matches!(error, Some(EncryptError::WrongCall { .. })), "{}: {error:?}", pair.name);
        for length in [0, 16, 32, 65, 256] {
            assert_eq!(pair.recipient.open(&vec![4; length], b"", vec![7; 32]).err(), Some(FAILED), "{}", pair.name);
        }
    }
}

#[test]
fn keys_on_other_curves_are_refused() {
    for algorithm in KeyManagementAlgorithm::ALL {
        let (KeyManagementKind::Hpke(suite) | KeyManagementKind::HpkeKeyEncryption(suite)) = algorithm.row().kind
        else {
            continue;
        };
        for curve in [Curve::P256, Curve::P384, Curve::P521, Curve::X25519, Curve::Ed25519] {
            let material = keys::private(curve);
            let error = EncryptionKey::new(*algorithm, &material.public()).err();
            let wrong = KeyError::WrongCurve { algorithm: algorithm.name(), found: curve };
            let type_differs = !algorithm.row().key_types.contains(&material.public().key_type());
            match error {
                None => assert_eq!(curve, suite.curve, "{algorithm}"),
                Some(KeyError::WrongKeyType { .. }) => assert!(type_differs, "{algorithm} on {curve}"),
                Some(error) => assert_eq!(error, wrong, "{algorithm} on {curve}"),
            }
        }
    }
}
