//! A message with any one byte changed, for every algorithm.

use jose_core::ContentEncryption;
use jose_jwe::Encryptor;

use crate::{
    forge::{ALPHABET, outcome, replaced},
    keys,
};

/// The content encryption alternates, so that each is there for several algorithms.
fn cases() -> impl Iterator<Item = (keys::Pair, ContentEncryption)> {
    keys::algorithms().into_iter().enumerate().flat_map(|(index, algorithm)| {
        let enc = ContentEncryption::ALL[index % ContentEncryption::ALL.len()];
        keys::pairs_for(algorithm, enc).into_iter().map(move |pair| (pair, enc))
    })
}

#[test]
fn every_change_of_one_byte_is_refused() {
    for (pair, enc) in cases() {
        let keys = pair.set();
        let token = Encryptor::new(&pair.encryption, enc).encrypt_compact(br#"{"sub":"ada"}"#).unwrap();
        assert_eq!(outcome(&token, &keys), "decrypted", "{}", pair.name);
        // RSA takes a millisecond a message, and each of its bytes is like the next.
        let step = if pair.name.starts_with("RSA") { 7 } else { 1 };
        for (index, original) in token.bytes().enumerate().step_by(step) {
            let letter = ALPHABET.iter().position(|letter| *letter == original).unwrap_or_default();
            // The neighbour with one bit changed, the one farthest away, and what is no letter.
            for byte in [ALPHABET[letter ^ 1], ALPHABET[letter ^ 0x20], b'.', b'='] {
                if byte != original {
                    let code = outcome(&replaced(&token, index, byte), &keys);
                    assert_ne!(code, "decrypted", "{}, byte {index} as {byte:#04x}", pair.name);
                }
            }
        }
    }
}

#[test]
fn every_beginning_and_every_end_of_a_message_is_refused() {
    for (pair, enc) in cases().filter(|(pair, _)| !pair.name.starts_with("RSA")) {
        let keys = pair.set();
        let token = Encryptor::new(&pair.encryption, enc).encrypt_compact(b"").unwrap();
        for index in 1..token.len() {
            let (front, back) = token.split_at(index);
            assert_ne!(outcome(front, &keys), "decrypted", "{}, the first {index} bytes", pair.name);
            assert_ne!(outcome(back, &keys), "decrypted", "{}, without the first {index} bytes", pair.name);
        }
    }
}

/// Parts of two messages to the same recipient do not mix.
#[test]
fn parts_of_two_messages_do_not_mix() {
    for (pair, enc) in cases() {
        let keys = pair.set();
        let message = |text: &[u8]| Encryptor::new(&pair.encryption, enc).encrypt_compact(text).unwrap();
        let (one, two) = (message(b"one"), message(b"two"));
        let (one, two) = (crate::forge::split(&one), crate::forge::split(&two));
        for place in 0..5 {
            let mut parts = one;
            parts[place] = two[place];
            let expected = if one[place] == two[place] { "decrypted" } else { "jwe.decryption" };
            assert_eq!(outcome(&parts.join("."), &keys), expected, "part {place}, {}", pair.name);
        }
    }
}
