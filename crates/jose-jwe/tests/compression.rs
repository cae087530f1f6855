//! Compressed plaintexts. Attacks 107 to 110.
#![cfg(feature = "deflate")]
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

use forge::{Parts, decode, sealed};
use jose_core::{ContentEncryption, KeyManagementAlgorithm, LimitExceeded, Limits};
use jose_crypto::content::ContentDecrypter;
use jose_jwe::{DecryptError, Decryptor, Encryptor, GeneralEncryptor, Recipient, decrypt_compact};
use keys::secret;
use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};

const ENC: ContentEncryption = ContentEncryption::A128Gcm;

fn direct() -> keys::Pair {
    keys::pair(KeyManagementAlgorithm::Dir, ENC)
}

/// A message whose content is these bytes, said to be compressed.
fn message(content: &[u8]) -> String {
    sealed(r#"{"alg":"dir","enc":"A128GCM","zip":"DEF"}"#, ENC, &secret(16), content).token()
}

fn inflate(content: &[u8], inflated_bytes: usize) -> Result<Vec<u8>, DecryptError> {
    let keys = direct().set();
    let mut limits = Limits::default();
    limits.inflated_bytes = inflated_bytes;
    let decrypted = Decryptor::new(&keys).limits(limits).allow_compression().decrypt_compact(&message(content))?;
    assert!(decrypted.was_compressed());
    Ok(decrypted.plaintext().to_vec())
}

fn over(maximum: usize) -> DecryptError {
    DecryptError::Parse(LimitExceeded::check("inflated_bytes", maximum + 1, maximum).unwrap_err().into())
}

/// Text that repeats itself, text that does not, and nothing.
fn plaintexts() -> Vec<Vec<u8>> {
    let mut random = 1_u32;
    let noise = (0..100_000).map(|_| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        random.to_be_bytes()[0]
    });
    vec![vec![], b"a".to_vec(), vec![0; 250 * 1024], b"frodo ".repeat(10_000), noise.collect(), secret(5000)]
}

#[test]
fn every_form_comes_back() {
    let pair = keys::pair(KeyManagementAlgorithm::A128Kw, ENC);
    let keys = pair.set();
    let encryptor = Encryptor::new(&pair.encryption, ENC).compress();
    for plaintext in plaintexts() {
        let decryptor = Decryptor::new(&keys).allow_compression();
        let general = GeneralEncryptor::new(ENC).recipient(&Recipient::new(&pair.encryption)).compress();
        for decrypted in [
            decryptor.decrypt_compact(&encryptor.encrypt_compact(&plaintext).unwrap()),
            decryptor.decrypt_flattened(&encryptor.encrypt_flattened(&plaintext).unwrap()),
            decryptor.decrypt_general(&encryptor.encrypt_general(&plaintext).unwrap()),
            decryptor.decrypt_general(&general.encrypt_general(&plaintext).unwrap()),
        ] {
            let decrypted = decrypted.unwrap();
            assert_eq!((decrypted.plaintext(), decrypted.was_compressed()), (&plaintext[..], true));
            assert_eq!(decrypted.header().compression(), Some("DEF"));
        }
    }
    let plain = Encryptor::new(&pair.encryption, ENC).encrypt_compact(b"x").unwrap();
    let decrypted = Decryptor::new(&keys).allow_compression().decrypt_compact(&plain).unwrap();
    assert!(!decrypted.was_compressed());
}

/// What is sent is DEFLATE and nothing around it, and shorter than the text.
#[test]
fn what_is_sent_is_compressed() {
    let pair = direct();
    let token = Encryptor::new(&pair.encryption, ENC).compress().encrypt_compact(&[b'x'; 10_000]).unwrap();
    let mut parts = Parts::of(&token);
    assert!(parts.ciphertext.len() < 100);
    let key = ContentDecrypter::new(ENC, &secret(16)).unwrap();
    let opened = key.decrypt(&parts.iv, parts.header.as_bytes(), &parts.tag, &mut parts.ciphertext).unwrap();
    assert_eq!(miniz_oxide::inflate::decompress_to_vec(opened).unwrap(), [b'x'; 10_000]);
}

/// With the feature, and without the word, everything is as it is without the feature.
#[test]
fn it_is_refused_unless_asked_for() {
    let keys = direct().set();
    let token = message(&compress_to_vec(b"x", 6));
    assert_eq!(decrypt_compact(&token, &keys, &Limits::default()).unwrap_err().code(), "parse.member");
    assert_eq!(Decryptor::new(&keys).decrypt_compact(&token).unwrap_err().code(), "parse.member");
    let cek = secret(16);
    for zip in [r#""GZ""#, r#""def""#, r#""DEFLATE""#, r#""""#, r#""none""#, "1", "null", r#"["DEF"]"#, "true"] {
        let header = format!(r#"{{"alg":"dir","enc":"A128GCM","zip":{zip}}}"#);
        let token = sealed(header, ENC, &cek, &compress_to_vec(b"x", 6)).token();
        let error = Decryptor::new(&keys).allow_compression().decrypt_compact(&token).unwrap_err();
        assert!(["parse.member", "json.type"].contains(&error.code()), "{zip}: {error}");
    }
}

#[test]
fn the_limit_is_exact() {
    for length in [1, 1023, 1024, 1025, 4096, 65_535, 65_536, 250 * 1024] {
        for plaintext in [vec![0; length], secret(length)] {
            for level in [0, 1, 6, 9] {
                let compressed = compress_to_vec(&plaintext, level);
                assert_eq!(inflate(&compressed, length).as_deref(), Ok(&plaintext[..]), "{length} {level}");
                assert_eq!(inflate(&compressed, length + 1).as_deref(), Ok(&plaintext[..]), "{length} {level}");
                assert_eq!(inflate(&compressed, length - 1), Err(over(length - 1)), "{length} {level}");
            }
        }
    }
    assert_eq!(inflate(&compress_to_vec(b"", 6), 0).as_deref(), Ok(&b""[..]));
    assert_eq!(inflate(&compress_to_vec(b"x", 6), 0), Err(over(0)));
}

/// Attack 107: 40 MB of one byte are about 40 kB. Never is there more room asked for than the limit and what holds the message.
#[test]
fn a_bomb_is_refused_within_its_budget() {
    for length in [1 << 20, 40_000_000] {
        let compressed = compress_to_vec(&vec![0; length], 9);
        let token = message(&compressed);
        let keys = direct().set();
        let decryptor = Decryptor::new(&keys).allow_compression();
        let mut outcome = None;
        let measured = allocation_counter::measure(|| outcome = Some(decryptor.decrypt_compact(&token)));
        assert_eq!(outcome.unwrap().unwrap_err(), over(250 * 1024));
        let most = 2 * 250 * 1024 + 3 * token.len() as u64;
        assert!(measured.bytes_max < most, "{length}: {} of {most}", measured.bytes_max);
    }
}

/// Attack 108.
#[test]
fn what_is_not_one_whole_stream_is_refused() {
    let stream = compress_to_vec(&secret(3000), 6);
    let cut = |bytes: usize| stream[..stream.len() - bytes].to_vec();
    let then = |more: &[u8]| [&stream[..], more].concat();
    let refused: &[(&str, Vec<u8>)] = &[
        ("nothing", vec![]),
        ("the last byte missing", cut(1)),
        ("half of it", cut(stream.len() / 2)),
        ("all but the first byte", cut(stream.len() - 1)),
        ("a byte behind it", then(&[0])),
        ("itself behind it", then(&stream)),
        ("an empty stream behind it", then(&[3, 0])),
        ("zlib around it", compress_to_vec_zlib(&secret(3000), 6)),
        ("gzip in front", [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff], &stream[..]].concat()),
        ("a reserved kind of block", vec![7]),
        ("a stored block of a wrong length", vec![1, 5, 0, 0, 0, b'x']),
        ("a stored block that never ends", [&[0, 0, 0, 0xff, 0xff][..]; 100].concat()),
        ("a distance before the beginning", decode("AwhB")),
        ("text", b"not compressed at all".to_vec()),
        ("zeros", vec![0; 100]),
    ];
    for (name, content) in refused {
        let error = inflate(content, 250 * 1024).unwrap_err();
        assert_eq!(error, DecryptError::Inflate, "{name}");
        assert_eq!((error.code(), error.to_string().contains("DEFLATE")), ("jwe.inflate", true), "{name}");
    }
    assert!(inflate(&stream, 250 * 1024).is_ok());
}

/// What is inflated was authenticated before: a change shows as a wrong tag and never as a broken stream.
#[test]
fn nothing_is_inflated_before_the_tag_is_checked() {
    let keys = direct().set();
    let token = message(b"no stream at all");
    let mut parts = Parts::of(&token);
    parts.ciphertext[0] ^= 1;
    let decryptor = Decryptor::new(&keys).allow_compression();
    assert_eq!(decryptor.decrypt_compact(&parts.token()).unwrap_err().code(), "jwe.decryption");
    assert_eq!(decryptor.decrypt_compact(&token).unwrap_err().code(), "jwe.inflate");
}
