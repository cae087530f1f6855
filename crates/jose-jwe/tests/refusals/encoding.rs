//! One message has one spelling. Attacks 65 and 66.

use jose_core::ContentEncryption;
use jose_crypto::DecryptionKey;
use jose_jwe::Encryptor;
use jose_jwk::DecryptionKeySet;

use crate::{
    forge::{ALPHABET, encode, outcome, sealed_encoded, split},
    keys::{self, secret},
};

/// Texts that a lenient decoder reads as the same bytes.
fn variants(segment: &str) -> Vec<(&'static str, String)> {
    let (front, back) = segment.split_at(segment.len() / 2);
    let mut variants = vec![
        ("padding", format!("{segment}=")),
        ("two paddings", format!("{segment}==")),
        ("three paddings", format!("{segment}===")),
        ("padding inside", format!("{front}={back}")),
        ("space in front", format!(" {segment}")),
        ("space behind", format!("{segment} ")),
        ("space inside", format!("{front} {back}")),
        ("line break inside", format!("{front}\n{back}")),
        ("CRLF inside", format!("{front}\r\n{back}")),
        ("tab behind", format!("{segment}\t")),
        ("nul behind", format!("{segment}\0")),
        ("line break behind", format!("{segment}\n")),
        ("percent-encoded padding", format!("{segment}%3D")),
        ("no-break space", format!("{front}\u{a0}{back}")),
        ("quoted", format!("\"{segment}\"")),
    ];
    for (ours, theirs) in [("-", "+"), ("_", "/"), ("-", "\u{2010}"), ("_", "%5F")] {
        if segment.contains(ours) {
            variants.push(("another letter for 62 or 63", segment.replacen(ours, theirs, 1)));
        }
    }
    let unused_bits = match segment.len() % 4 {
        2 => 4,
        3 => 2,
        _ => 0,
    };
    let last = ALPHABET.iter().position(|letter| Some(letter) == segment.as_bytes().last()).unwrap_or_default();
    for bits in 1..1 << unused_bits {
        let letter = char::from(ALPHABET[last | bits]);
        variants.push(("stray final bits", format!("{}{letter}", &segment[..segment.len() - 1])));
    }
    variants
}

#[test]
fn every_other_spelling_of_a_valid_message_is_refused() {
    let (mut tried, mut letters) = (0, 0);
    for algorithm in keys::algorithms() {
        for enc in ContentEncryption::ALL {
            let pair = keys::pair(algorithm, *enc);
            let keys = pair.set();
            for length in [11, 12, 13] {
                let token = Encryptor::new(&pair.encryption, *enc).encrypt_compact(&vec![b'x'; length]).unwrap();
                let segments = split(&token);
                for (place, part) in ["header", "encrypted key", "iv", "ciphertext", "tag"].into_iter().enumerate() {
                    for (variant, text) in variants(segments[place]) {
                        let mut changed = segments;
                        changed[place] = &text;
                        let code = outcome(&changed.join("."), &keys);
                        // What must be empty is not decoded.
                        let expected = if segments[place].is_empty() { "parse.length" } else { "parse.base64" };
                        assert_eq!(code, expected, "{variant} of the {part}, {algorithm} with {enc}");
                        tried += 1;
                        letters += usize::from(variant == "another letter for 62 or 63");
                    }
                }
            }
        }
    }
    assert!(tried > 20_000 && letters > 1000, "{tried} {letters}");
}

/// The tag covers the text of the header, and says yes: it is refused for its own sake.
#[test]
fn a_header_that_is_not_canonical_is_refused_under_a_correct_tag() {
    let keys = DecryptionKeySet::from(DecryptionKey::direct(ContentEncryption::A128Gcm, &secret(16)).unwrap());
    let header = encode(r#"{"alg":"dir","enc":"A128GCM","x":12}"#);
    let run = |header: &str| {
        let parts = sealed_encoded(header.to_owned(), ContentEncryption::A128Gcm, &secret(16), b"plaintext");
        outcome(&parts.token(), &keys)
    };
    assert_eq!(run(&header), "decrypted");
    for (variant, text) in variants(&header) {
        assert_eq!(run(&text), "parse.base64", "{variant}");
    }
    assert_eq!(run(r#"{"alg":"dir","enc":"A128GCM"}"#), "parse.base64");
}

/// That the key is not even asked for such a message shows with a device (`devices.rs`).
#[test]
fn a_malformed_part_is_named_whatever_the_encrypted_key() {
    for algorithm in keys::algorithms() {
        let pair = keys::pair(algorithm, ContentEncryption::A256Gcm);
        let token = Encryptor::new(&pair.encryption, ContentEncryption::A256Gcm).encrypt_compact(b"x").unwrap();
        let segments = split(&token);
        for place in [2, 3, 4] {
            let mut changed = segments;
            // An encrypted key that does not unwrap, and a part that is no base64url: the part is named.
            let (broken_key, broken) = ("A".repeat(segments[1].len()), "====");
            changed[1] = &broken_key;
            changed[place] = broken;
            assert_eq!(outcome(&changed.join("."), &pair.set()), "parse.base64", "{algorithm}, part {place}");
        }
    }
}
