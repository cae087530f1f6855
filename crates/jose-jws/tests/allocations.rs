//! What signing and verifying ask of the allocator. The counts are the same from the first call on and for every size of key, so no key is
//! parsed or expanded on the way. A count that grew would be a copy that nobody meant.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/keys.rs"]
mod keys;

use jose_core::{JwsAlgorithm, Limits, registry::JwsKind};
use jose_crypto::{SigningKey, VerifyingKey};
use jose_jwk::{VerifyingKeySet, generate::Generator};
use jose_jws::{GeneralSigner, Require, Signer, Verifier, VerifyError, verify_compact, verify_compact_with};

fn allocations<T>(run: impl FnOnce() -> T) -> u64 {
    allocation_counter::measure(|| drop(run())).count_total
}

/// The most of a hundred calls. All of them must ask for the same, but for `spread`.
fn steady<T>(name: &str, spread: u64, mut run: impl FnMut() -> T) -> u64 {
    let counts: Vec<u64> = (0..100).map(|_| allocations(&mut run)).collect();
    let (least, most) = (*counts.iter().min().unwrap(), *counts.iter().max().unwrap());
    assert!(most - least <= spread, "{name}: {counts:?}");
    println!("{name}: first {}, 100th {}, most {most}", counts[0], counts[99]);
    most
}

/// What one pair costs: signing, signing under a header that is written already, verifying, verifying without a copy of the header.
fn measure(name: &str, signing: &SigningKey, verifying: VerifyingKey) -> [u64; 4] {
    // The library writes an ECDSA signature in DER first, whose length varies; its buffer grows once more for the longest.
    let spread = u64::from(matches!(signing.algorithm().row().kind, JwsKind::Ecdsa(_)));
    let keys = VerifyingKeySet::from(verifying);
    let limits = Limits::token();
    let payload = [b'x'; 300];
    let prepared = Signer::new(signing).message_type("at+jwt").prepared().unwrap();
    let token = prepared.sign_compact(&payload).unwrap();
    // From the second time on the header is known.
    for _ in 0..2 {
        verify_compact(&token, &keys, &limits).unwrap();
    }
    [
        steady(&format!("{name}, sign"), spread, || {
            Signer::new(signing).message_type("at+jwt").sign_compact(&payload).unwrap()
        }),
        steady(&format!("{name}, sign prepared"), spread, || prepared.sign_compact(&payload).unwrap()),
        steady(&format!("{name}, verify"), 0, || verify_compact(&token, &keys, &limits).unwrap()),
        steady(&format!("{name}, verify without copy"), 0, || {
            verify_compact_with(&token, &keys, &limits, |_, _, payload| Ok::<_, VerifyError>(payload)).unwrap()
        }),
    ]
}

#[test]
fn the_counts_are_small_and_the_same_from_the_first_call_on() {
    for (algorithm, at_most) in [
        (JwsAlgorithm::Hs256, [4, 2, 6, 1]),
        (JwsAlgorithm::Es256, [8, 6, 6, 1]),
        (JwsAlgorithm::Rs256, [5, 3, 6, 1]),
        (JwsAlgorithm::EdDsa, [5, 3, 6, 1]),
    ] {
        let (signing, verifying) = (keys::signing(algorithm), keys::verifying(algorithm));
        let counts = measure(algorithm.name(), &signing.with_key_id("1"), verifying.with_key_id("1"));
        for (count, at_most) in counts.iter().zip(at_most) {
            assert!(*count <= at_most, "{algorithm}: {counts:?}");
        }
    }
}

/// The forms in JSON ask for a signing input in one piece, and for nothing else that grows with the payload but the payload itself.
#[test]
fn the_forms_in_json_ask_for_the_same_whatever_the_size() {
    let key = keys::signing(JwsAlgorithm::Hs256).with_key_id("1");
    let keys = VerifyingKeySet::from(keys::verifying(JwsAlgorithm::Hs256).with_key_id("1"));
    let verifier = Verifier::new(&keys).allow_unencoded_payload();
    let counts = |payload: &[u8]| {
        let (plain, raw) = (Signer::new(&key).unprotected_key_id(), Signer::new(&key).unencoded_payload());
        let general = GeneralSigner::new().signature(&plain).signature(&plain);
        let (flattened, many) = (plain.sign_flattened(payload).unwrap(), general.sign_general(payload).unwrap());
        let detached = raw.sign_detached_compact(payload).unwrap();
        // From the second time on the header is known.
        for _ in 0..2 {
            verifier.verify_detached_compact(&detached, payload).unwrap();
        }
        [
            steady("flattened", 0, || verifier.verify_flattened(&flattened).unwrap()),
            steady("two signatures", 0, || verifier.verify_general(&many, Require::All).unwrap()),
            steady("detached and unencoded", 0, || verifier.verify_detached_compact(&detached, payload).unwrap()),
        ]
    };
    let small = counts(&[b'x'; 30]);
    assert_eq!(small, counts(&vec![b'x'; 300_000]));
    for (count, at_most) in small.into_iter().zip([8, 18, 13]) {
        assert!(count <= at_most, "{small:?}");
    }
}

/// A key that were parsed would ask for room in proportion to its size.
#[test]
fn a_key_of_twice_the_size_costs_the_same() {
    let larger = Generator::new().rsa_bits(4096).signing(JwsAlgorithm::Rs256).unwrap();
    let (signing, verifying) = (keys::signing(JwsAlgorithm::Rs256), keys::verifying(JwsAlgorithm::Rs256));
    let of_2048 = measure("RSA 2048", &signing, verifying);
    let of_4096 = measure("RSA 4096", &larger.signing_key().unwrap(), larger.verifying_key().unwrap());
    assert_eq!(of_2048, of_4096);
}

/// Attack 60: no text makes us ask for room before it is known to be a message.
#[test]
fn what_is_no_message_costs_nothing() {
    let keys = keys::set(JwsAlgorithm::Es256);
    let limits = Limits::default();
    for (name, text) in [
        ("ten megabytes of dots", ".".repeat(10_000_000)),
        ("a megabyte of dots", ".".repeat(1 << 20)),
        ("five segments", "e30.e30.e30.e30.e30".to_owned()),
        ("a header that is too large", format!("{}..", "e".repeat(500_000))),
    ] {
        assert_eq!(allocations(|| verify_compact(&text, &keys, &limits).is_ok()), 0, "{name}");
    }
}
