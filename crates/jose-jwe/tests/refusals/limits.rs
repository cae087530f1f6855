//! Each limit at its exact boundary, and what costs nothing to refuse. Attacks 60, 73, 91 and 151.

use std::time::{Duration, Instant};

use jose_core::{ContentEncryption, KeyManagementAlgorithm, LimitExceeded, Limits, ParseError};
use jose_crypto::DecryptionKey;
use jose_jwe::{DecryptError, PendingDecryption, decrypt_compact};
use jose_jwk::DecryptionKeySet;

use crate::{
    forge::{decrypt, outcome, sealed},
    keys::secret,
};

const HEADER: &str = r#"{"alg":"dir","enc":"A128GCM"}"#;

fn keys() -> DecryptionKeySet {
    DecryptionKey::direct(ContentEncryption::A128Gcm, &secret(16)).unwrap().into()
}

fn message(header: impl AsRef<[u8]>, length: usize) -> String {
    sealed(header, ContentEncryption::A128Gcm, &secret(16), &vec![b'x'; length]).token()
}

fn over(limit: &'static str, maximum: usize) -> DecryptError {
    DecryptError::Parse(LimitExceeded::check(limit, maximum + 1, maximum).unwrap_err().into())
}

#[test]
fn the_token_ends_exactly_at_the_limit() {
    let token = message(HEADER, 1000);
    for (room, expected) in [
        (token.len(), None),
        (token.len() + 1, None),
        (token.len() - 1, Some(over("token_bytes", token.len() - 1))),
        (0, Some(over("token_bytes", 0))),
    ] {
        let mut limits = Limits::default();
        limits.token_bytes = room;
        assert_eq!(decrypt_compact(&token, &keys(), &limits).err(), expected, "{room}");
    }
}

#[test]
fn the_default_is_a_mebibyte_and_less_for_tokens() {
    for (limits, maximum) in [(Limits::default(), 1 << 20), (Limits::token(), 256 << 10)] {
        let length = (maximum - message(HEADER, 0).len()) / 4 * 3;
        let longest = message(HEADER, length);
        assert!(longest.len() <= maximum && longest.len() > maximum - 4);
        assert_eq!(decrypt_compact(&longest, &keys(), &limits).unwrap().plaintext().len(), length);
        let longer = message(HEADER, length + 4);
        assert_eq!(decrypt_compact(&longer, &keys(), &limits).err(), Some(over("token_bytes", maximum)));
    }
}

#[test]
fn ten_megabytes_of_dots_are_refused_at_once() {
    let mut generous = Limits::default();
    generous.token_bytes = usize::MAX;
    for (name, text) in [
        ("dots", ".".repeat(10_000_000)),
        ("letters and dots", "e30.".repeat(2_500_000)),
        ("no dot", "e".repeat(10_000_000)),
        ("a message and dots", message(HEADER, 0) + &".".repeat(10_000_000)),
    ] {
        let begin = Instant::now();
        let error = decrypt(&text, &keys()).unwrap_err();
        assert_eq!(error, over("token_bytes", 1 << 20), "{name}");
        let segments = DecryptError::Parse(ParseError::Segments { expected: 5 });
        assert_eq!(decrypt_compact(&text, &keys(), &generous).err(), Some(segments.clone()), "{name}");
        let pending = PendingDecryption::parse(&text, KeyManagementAlgorithm::A128Kw, &generous);
        assert_eq!(pending.err(), Some(segments), "{name}");
        assert!(begin.elapsed() < Duration::from_secs(1), "{name}: {:?}", begin.elapsed());
    }
}

#[test]
fn the_header_ends_exactly_at_the_limit() {
    let header = |bytes: usize| {
        let frame = r#"{"alg":"dir","enc":"A128GCM","x":""}"#.len();
        format!(r#"{{"alg":"dir","enc":"A128GCM","x":"{}"}}"#, "x".repeat(bytes - frame))
    };
    let maximum = Limits::default().header_bytes;
    for (bytes, code) in [
        (maximum - 1, "decrypted"),
        (maximum, "decrypted"),
        (maximum + 1, "parse.limit"),
        (2 * maximum, "parse.limit"),
        (700_000, "parse.limit"),
    ] {
        assert_eq!(outcome(&message(header(bytes), 0), &keys()), code, "{bytes} bytes");
    }
}

/// The size of the header is known before it is decoded, so one that is too large is not looked at.
#[test]
fn a_header_that_is_too_large_is_refused_before_it_is_decoded() {
    for letter in ["!", "=", "\u{e4}", "e"] {
        let token = format!("{}....", letter.repeat(500_000));
        let expected = over("header_bytes", Limits::default().header_bytes);
        assert_eq!(decrypt(&token, &keys()).err(), Some(expected.clone()), "{letter}");
        let pending = PendingDecryption::parse(&token, KeyManagementAlgorithm::A128Kw, &Limits::default());
        assert_eq!(pending.err(), Some(expected), "{letter}");
    }
}

#[test]
fn the_identifier_ends_exactly_at_the_limit() {
    let keys = DecryptionKey::direct(ContentEncryption::A128Gcm, &secret(16)).unwrap().with_key_id("1").into();
    for (length, code) in
        [(1023, "key.not_found"), (1024, "key.not_found"), (1025, "parse.limit"), (9000, "parse.limit")]
    {
        let header = format!(r#"{{"alg":"dir","enc":"A128GCM","kid":"{}"}}"#, "k".repeat(length));
        assert_eq!(outcome(&message(header, 0), &keys), code, "{length}");
    }
}
