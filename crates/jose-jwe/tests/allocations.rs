//! What encrypting and decrypting ask of the allocator. The counts are the same from the first call on and for every size of key, so no key
//! is parsed or expanded on the way. A count that grew would be a copy that nobody meant.
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

use jose_core::{ContentEncryption, KeyManagementAlgorithm, Limits};
use jose_crypto::{DecryptionKey, EncryptionKey};
use jose_jwe::{DecryptError, Encryptor, decrypt_compact, decrypt_compact_with};
use jose_jwk::{DecryptionKeySet, generate::Generator};

fn allocations<T>(run: impl FnOnce() -> T) -> u64 {
    allocation_counter::measure(|| drop(run())).count_total
}

/// The count of each of a hundred calls, which must all be the same.
fn steady<T>(name: &str, mut run: impl FnMut() -> T) -> u64 {
    let counts: Vec<u64> = (0..100).map(|_| allocations(&mut run)).collect();
    assert!(counts.iter().all(|count| *count == counts[0]), "{name}: {counts:?}");
    println!("{name}: first {}, 100th {}", counts[0], counts[99]);
    counts[0]
}

/// What one pair costs: encrypting, decrypting, decrypting without a copy of the header.
fn measure(name: &str, enc: ContentEncryption, encryption: &EncryptionKey, decryption: DecryptionKey) -> [u64; 3] {
    let keys = DecryptionKeySet::from(decryption);
    let limits = Limits::token();
    let plaintext = [b'x'; 300];
    let sender = Encryptor::new(encryption, enc).content_type("JWT");
    let token = sender.encrypt_compact(&plaintext).unwrap();
    // From the second time on the header is known, if it is one that comes again.
    for _ in 0..2 {
        decrypt_compact(&token, &keys, &limits).unwrap();
    }
    [
        steady(&format!("{name}, encrypt"), || sender.encrypt_compact(&plaintext).unwrap()),
        steady(&format!("{name}, decrypt"), || decrypt_compact(&token, &keys, &limits).unwrap()),
        steady(&format!("{name}, decrypt without copy"), || {
            decrypt_compact_with(&token, &keys, &limits, &[], |_, _, _, plain| Ok::<_, DecryptError>(plain)).unwrap()
        }),
    ]
}

#[test]
fn the_counts_are_small_and_the_same_from_the_first_call_on() {
    // CBC with HMAC prepares two keys for a message where GCM prepares one, and neither where the key is there already.
    for (enc, more) in [(ContentEncryption::A256Gcm, 0), (ContentEncryption::A128CbcHs256, 2)] {
        for (algorithm, at_most) in [
            (KeyManagementAlgorithm::Dir, [4, 7, 1]),
            (KeyManagementAlgorithm::A256Kw, [5 + more, 7 + more, 1 + more]),
            (KeyManagementAlgorithm::EcdhEsA256Kw, [10 + more, 14 + more, 4 + more]),
            (KeyManagementAlgorithm::RsaOaep256, [5 + more, 9 + more, 3 + more]),
        ] {
            for pair in keys::pairs_for(algorithm, enc) {
                let pair = pair.with_key_id("1");
                let counts = measure(&format!("{} with {enc}", pair.name), enc, &pair.encryption, pair.decryption);
                for (count, at_most) in counts.iter().zip(at_most) {
                    assert!(*count <= at_most, "{} with {enc}: {counts:?}", pair.name);
                }
            }
        }
    }
}

/// A key that were parsed would ask for room in proportion to its size.
#[test]
fn a_key_of_twice_the_size_costs_the_same() {
    let (algorithm, enc) = (KeyManagementAlgorithm::RsaOaep256, ContentEncryption::A256Gcm);
    let larger = Generator::new().rsa_bits(4096).encryption(algorithm).unwrap();
    let pair = keys::pair(algorithm, enc);
    let of_2048 = measure("RSA 2048", enc, &pair.encryption, pair.decryption);
    let of_4096 = measure("RSA 4096", enc, &larger.encryption_key().unwrap(), larger.decryption_key().unwrap());
    assert_eq!(of_2048, of_4096);
}

/// Attack 60: no text makes us ask for room before it is known to be a message.
#[test]
fn what_is_no_message_costs_nothing() {
    let keys = keys::pair(KeyManagementAlgorithm::A128Kw, ContentEncryption::A128Gcm).set();
    let limits = Limits::default();
    for (name, text) in [
        ("ten megabytes of dots", ".".repeat(10_000_000)),
        ("a megabyte of dots", ".".repeat(1 << 20)),
        ("a signed message", "e30.e30.e30".to_owned()),
        ("a header that is too large", format!("{}....", "e".repeat(500_000))),
    ] {
        assert_eq!(allocations(|| decrypt_compact(&text, &keys, &limits).is_ok()), 0, "{name}");
    }
}
