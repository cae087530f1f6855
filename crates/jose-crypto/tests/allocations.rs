//! What an operation allocates. A key that was parsed or expanded for each call would show here: in the number, in its growth with the key, or in
//! the first call. Memory that the cryptographic library takes for itself is not counted.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/keys.rs"]
mod keys;
#[path = "support/pkcs8.rs"]
mod pkcs8;
#[cfg(feature = "rsa1_5-insecure")]
#[path = "support/rsa1_5.rs"]
mod rsa1_5;

use std::{hint::black_box, sync::OnceLock};

use allocation_counter::{AllocationInfo, measure};
use jose_core::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, KeyType, registry::KeyManagementKind};
use jose_crypto::{
    DecryptionKey, EncryptionKey, Established, KeyParameters, SigningKey, VerifyingKey,
    material::{PrivateMaterial, RsaPrivate, generate_rsa_pkcs8},
};

use keys::scattered;

const MESSAGE: &[u8] = &[7; 300];
const CALLS: usize = 1000;

/// The allocations of one call, which are the same for the first and the thousandth.
fn steady(name: &str, calls: usize, mut call: impl FnMut()) -> AllocationInfo {
    let first = measure(&mut call);
    for _ in 2..calls {
        call();
    }
    let last = measure(call);
    assert_eq!(first, last, "{name}: the first call and call {calls}");
    assert_eq!((first.count_current, first.bytes_current), (0, 0), "{name}: something stays behind");
    first
}

/// A key of 4096 bits, made once.
fn large_rsa() -> PrivateMaterial {
    static KEY: OnceLock<RsaPrivate> = OnceLock::new();
    let numbers = KEY.get_or_init(|| pkcs8::rsa_numbers(generate_rsa_pkcs8(4096).unwrap().expose()));
    PrivateMaterial::Rsa(Box::new(RsaPrivate {
        n: numbers.n.clone(),
        e: numbers.e.clone(),
        d: numbers.d.duplicate(),
        p: numbers.p.duplicate(),
        q: numbers.q.duplicate(),
        dp: numbers.dp.duplicate(),
        dq: numbers.dq.duplicate(),
        qi: numbers.qi.duplicate(),
    }))
}

/// A key for each size of RSA, or each length of a secret; one for the rest.
fn signing_pairs(algorithm: JwsAlgorithm) -> Vec<(SigningKey, VerifyingKey)> {
    let asymmetric = |material: PrivateMaterial| {
        (SigningKey::new(algorithm, &material).unwrap(), VerifyingKey::new(algorithm, &material.public()).unwrap())
    };
    let shared = |length: usize| {
        let secret = vec![7; length];
        (SigningKey::hmac(algorithm, &secret).unwrap(), VerifyingKey::hmac(algorithm, &secret).unwrap())
    };
    match algorithm.row().key_type {
        KeyType::Rsa => vec![asymmetric(keys::rsa()), asymmetric(large_rsa())],
        KeyType::Oct => vec![shared(64), shared(128), shared(100_000)],
        _ => vec![asymmetric(keys::for_signing(algorithm))],
    }
}

/// Ed448 is Rust that nobody has optimised here.
fn is_slow(algorithm: JwsAlgorithm) -> bool {
    algorithm == JwsAlgorithm::Ed448 || algorithm.row().key_type == KeyType::Rsa
}

/// One allocation: the signature that is returned. The library makes one more for RSA, Ed25519 and ML-DSA, and a few for ECDSA, to turn DER into the fixed form; how
/// many depends on the random numbers of the signature.
#[test]
fn signing() {
    for algorithm in &keys::signature_algorithms() {
        for (key, _) in signing_pairs(*algorithm) {
            let call = || {
                black_box(key.sign(MESSAGE).unwrap());
            };
            if algorithm.row().key_type == KeyType::Ec {
                let most = (0..CALLS).map(|_| measure(call).count_total).max();
                assert!(most <= Some(5), "{algorithm}: {most:?}");
            } else {
                let calls = if is_slow(*algorithm) { 20 } else { CALLS };
                let most = if algorithm.row().key_type == KeyType::Oct { 1 } else { 2 };
                let info = steady(algorithm.name(), calls, call);
                assert!((1..=most).contains(&info.count_total), "{algorithm}: {info:?}");
            }
        }
    }
}

/// None, whatever the signature.
#[test]
fn verifying() {
    for algorithm in &keys::signature_algorithms() {
        for (signing, key) in signing_pairs(*algorithm) {
            let good = signing.sign(MESSAGE).unwrap();
            let bad = keys::altered(&good, good.len() - 1);
            for (name, signature) in [("good", &*good), ("bad", &bad), ("short", &good[1..]), ("empty", &[])] {
                let calls = if *algorithm == JwsAlgorithm::Ed448 { 20 } else { CALLS };
                let info = steady(algorithm.name(), calls, || {
                    let _ = black_box(key.verify(MESSAGE, signature));
                });
                assert_eq!(info.count_total, 0, "{algorithm}, {name}");
            }
        }
    }
}

/// A key of one algorithm for both sides.
struct Pair {
    sender: EncryptionKey,
    recipient: DecryptionKey,
    calls: usize,
}

impl Pair {
    fn asymmetric(algorithm: KeyManagementAlgorithm, material: &PrivateMaterial, calls: usize) -> Self {
        let sender = EncryptionKey::new(algorithm, &material.public()).unwrap();
        Self { sender, recipient: DecryptionKey::new(algorithm, material).unwrap(), calls }
    }
}

/// Keys of every size, which must not make a difference.
fn pairs(algorithm: KeyManagementAlgorithm, enc: ContentEncryption) -> Vec<Pair> {
    match algorithm.row().kind {
        KeyManagementKind::Direct => {
            let key = scattered(1, enc.row().key_bytes);
            let sender = EncryptionKey::direct(enc, &key).unwrap();
            vec![Pair { sender, recipient: DecryptionKey::direct(enc, &key).unwrap(), calls: CALLS }]
        }
        KeyManagementKind::AesKeyWrap { key_bytes } | KeyManagementKind::AesGcmKeyWrap { key_bytes } => {
            let key = scattered(2, key_bytes);
            let sender = EncryptionKey::symmetric(algorithm, &key).unwrap();
            vec![Pair { sender, recipient: DecryptionKey::symmetric(algorithm, &key).unwrap(), calls: CALLS }]
        }
        KeyManagementKind::RsaOaep(_) => {
            vec![Pair::asymmetric(algorithm, &keys::rsa(), 20), Pair::asymmetric(algorithm, &large_rsa(), 5)]
        }
        KeyManagementKind::Pbes2AesKeyWrap { .. } => [12, 1000]
            .map(|length| {
                let password = scattered(3, length);
                let sender = EncryptionKey::password(algorithm, &password).unwrap().with_rounds(1000).unwrap();
                Pair { sender, recipient: DecryptionKey::password(algorithm, &password).unwrap(), calls: 20 }
            })
            .into(),
        // Nothing encrypts with the first, and the second has no content encryption key.
        KeyManagementKind::RsaPkcs1 | KeyManagementKind::Hpke(_) => vec![],
        KeyManagementKind::HpkeKeyEncryption(suite) => {
            let is_built_in = cfg!(feature = "hpke-unstable") && keys::is_built_in(suite.curve);
            let key = || Pair::asymmetric(algorithm, &keys::private(suite.curve), 20);
            is_built_in.then(key).into_iter().collect()
        }
        _ => [Curve::P256, Curve::P521, Curve::X25519]
            .map(|curve| Pair::asymmetric(algorithm, &keys::private(curve), 20))
            .into(),
    }
}

/// The most allocations that establishing and unwrapping may take. Keys that live for one message are made in the call, and AES in CBC mode takes
/// two to make: the copy that the library expands, and the room for both halves.
fn most(algorithm: KeyManagementAlgorithm, enc: ContentEncryption) -> (u64, u64) {
    let cbc = if enc.row().iv_bytes == 16 { 2 } else { 0 };
    match algorithm.row().kind {
        KeyManagementKind::Direct => (0, 0),
        KeyManagementKind::AesKeyWrap { .. } | KeyManagementKind::AesGcmKeyWrap { .. } => (1 + cbc, cbc),
        KeyManagementKind::RsaOaep(_) => (1 + cbc, 2 + cbc),
        KeyManagementKind::EcdhEs => (2 + cbc, 2 + cbc),
        // Salts, contexts and the small secrets between two derivations are not kept on the stack.
        KeyManagementKind::Pbes2AesKeyWrap { .. } => (3 + cbc, 2 + cbc),
        KeyManagementKind::HpkeKeyEncryption(_) => (15 + cbc, 15 + cbc),
        _ => (4 + cbc, 3 + cbc),
    }
}

#[test]
fn encrypting_and_decrypting() {
    for enc in ContentEncryption::ALL {
        for algorithm in KeyManagementAlgorithm::ALL {
            let counts = pairs(*algorithm, *enc).into_iter().map(|pair| both_ways(&pair, *enc)).collect::<Vec<_>>();
            if counts.is_empty() {
                continue;
            }
            assert!(counts.iter().all(|count| *count == counts[0]), "{algorithm}, {enc}: {counts:?}");
            let (establish, unwrap) = most(*algorithm, *enc);
            assert!(counts[0].0 <= establish && counts[0].1 <= unwrap, "{algorithm}, {enc}: {counts:?}");
        }
    }
}

/// How many allocations establishing and unwrapping take. The content itself takes none.
fn both_ways(pair: &Pair, enc: ContentEncryption) -> (u64, u64) {
    let name = format!("{}, {enc}", pair.sender.algorithm());
    let establish = steady(&name, pair.calls, || {
        black_box(pair.sender.establish(enc, b"Alice", b"Bob").unwrap());
    });

    let established = pair.sender.establish(enc, b"Alice", b"Bob").unwrap();
    let mut ciphertext = Vec::with_capacity(MESSAGE.len() + 16);
    let info = steady(&name, pair.calls, || {
        ciphertext.clear();
        ciphertext.extend_from_slice(MESSAGE);
        black_box(established.content().encrypt(established.iv(), b"header", &mut ciphertext).unwrap());
    });
    assert_eq!(info.count_total, 0, "{name}: encrypting the content");
    let tag = established.content().encrypt(established.iv(), b"header", &mut MESSAGE.to_vec()).unwrap();

    let parameters = parameters(&established, enc);
    let unwrap = steady(&name, pair.calls, || {
        black_box(pair.recipient.content_key(&parameters).unwrap());
    });

    let content = pair.recipient.content_key(&parameters).unwrap();
    let mut buffer = ciphertext.clone();
    let info = steady(&name, pair.calls, || {
        buffer.copy_from_slice(&ciphertext);
        let plaintext = content.decrypt(established.iv(), b"header", tag.as_bytes(), &mut buffer).unwrap();
        assert_eq!(black_box(plaintext), MESSAGE);
    });
    assert_eq!(info.count_total, 0, "{name}: decrypting the content");
    (establish.count_total, unwrap.count_total)
}

fn parameters<'e>(established: &'e Established<'_>, enc: ContentEncryption) -> KeyParameters<'e> {
    KeyParameters {
        ephemeral: established.ephemeral_key(),
        gcm_key_wrap: established.gcm_key_wrap(),
        password: established.password_parameters(),
        encapsulated_key: established.encapsulated_key(),
        party_u_info: b"Alice",
        party_v_info: b"Bob",
        ..KeyParameters::new(enc, established.encrypted_key())
    }
}

/// Attacks 76 to 78: what can be counted is the same, whether the key inside is good, bad or of another length.
#[test]
fn a_bad_rsa_key_costs_what_a_good_one_does() {
    let enc = ContentEncryption::A256Gcm;
    for algorithm in KeyManagementAlgorithm::ALL {
        if !matches!(algorithm.row().kind, KeyManagementKind::RsaOaep(_)) {
            continue;
        }
        let pair = Pair::asymmetric(*algorithm, &keys::rsa(), 5);
        let (good, short) = (
            pair.sender.establish(enc, b"", b"").unwrap(),
            pair.sender.establish(ContentEncryption::A128Gcm, b"", b"").unwrap(),
        );
        let bad = keys::altered(good.encrypted_key(), 255);
        let cost = |encrypted_key| {
            let parameters = KeyParameters::new(enc, encrypted_key);
            let info = steady(algorithm.name(), pair.calls, || {
                black_box(pair.recipient.content_key(&parameters).unwrap());
            });
            (info.count_total, info.bytes_total)
        };
        let expected = cost(good.encrypted_key());
        assert_eq!(cost(&bad), expected, "{algorithm}, a changed byte");
        assert_eq!(cost(short.encrypted_key()), expected, "{algorithm}, a key of another length");
        assert_eq!(cost(&[0; 256]), expected, "{algorithm}, zeros");
    }
}

/// Attack 81: the room for a key does not grow with what a stranger sends.
#[test]
fn an_oversized_encrypted_key_costs_no_more_than_a_good_one() {
    let enc = ContentEncryption::A256Gcm;
    let oversized = vec![7; 150_000];
    for algorithm in KeyManagementAlgorithm::ALL {
        for pair in pairs(*algorithm, enc).iter().take(1) {
            let established = pair.sender.establish(enc, b"Alice", b"Bob").unwrap();
            let good = parameters(&established, enc);
            let bad = KeyParameters { encrypted_key: &oversized, ..good };
            let cost = |parameters: &KeyParameters<'_>| {
                measure(|| {
                    let _ = black_box(pair.recipient.content_key(parameters));
                })
            };
            let (good, bad) = (cost(&good), cost(&bad));
            assert!(bad.bytes_total <= good.bytes_total, "{algorithm}: {good:?}, {bad:?}");
        }
    }
}

/// Attacks 76 to 78, for the padding that they were found on.
#[cfg(feature = "rsa1_5-insecure")]
#[test]
fn a_bad_rsa1_5_key_costs_what_a_good_one_does() {
    let key = DecryptionKey::rsa1_5_insecure(&rsa1_5::recipient()).unwrap();
    let cost = |enc, encrypted_key: &[u8]| {
        let parameters = KeyParameters::new(enc, encrypted_key);
        let info = steady("RSA1_5", 5, || {
            black_box(key.content_key(&parameters).unwrap());
        });
        (info.count_total, info.bytes_total)
    };
    let good = keys::decode(rsa1_5::ENCRYPTED_KEY);
    let enc = ContentEncryption::A256Gcm;
    let expected = cost(enc, &good);
    assert_eq!(cost(enc, &keys::altered(&good, 255)), expected, "a changed byte");
    assert_eq!(cost(enc, &[0; 256]), expected, "zeros");
    assert_eq!(cost(enc, &[0xff; 256]), expected, "above the modulus");
    let (count, bytes) = cost(ContentEncryption::A128Gcm, &good);
    // The substitute is shorter.
    assert_eq!((count, bytes + 16), expected, "a key of another length");
    for length in [1, 255, 257, 384, 1024, 1025, 100_000] {
        assert!(cost(enc, &vec![7; length]) < expected, "{length} bytes");
    }
}
