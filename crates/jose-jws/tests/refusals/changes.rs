//! A message with any one byte changed, for every algorithm.

use crate::{
    forge::{ALPHABET, outcome, replaced, signed},
    keys,
};

#[test]
fn every_change_of_one_byte_is_refused() {
    for algorithm in keys::algorithms() {
        let keys = keys::set(*algorithm);
        let token = signed(&keys::signing(*algorithm), format!(r#"{{"alg":"{algorithm}"}}"#), r#"{"sub":"ada"}"#);
        assert_eq!(outcome(&token, &keys), "verified", "{algorithm}");
        for (index, original) in token.bytes().enumerate() {
            let letter = ALPHABET.iter().position(|letter| *letter == original).unwrap_or_default();
            // The neighbour with one bit changed, the one farthest away, and what is no letter.
            for byte in [ALPHABET[letter ^ 1], ALPHABET[letter ^ 0x20], b'.', b'='] {
                if byte != original {
                    let code = outcome(&replaced(&token, index, byte), &keys);
                    assert_ne!(code, "verified", "{algorithm}, byte {index} as {byte:#04x}");
                }
            }
        }
    }
}

#[test]
fn every_beginning_and_every_end_of_a_message_is_refused() {
    for algorithm in keys::algorithms() {
        let keys = keys::set(*algorithm);
        let token = signed(&keys::signing(*algorithm), format!(r#"{{"alg":"{algorithm}"}}"#), "");
        for index in 1..token.len() {
            let (front, back) = token.split_at(index);
            assert_ne!(outcome(front, &keys), "verified", "{algorithm}, the first {index} bytes");
            assert_ne!(outcome(back, &keys), "verified", "{algorithm}, without the first {index} bytes");
        }
    }
}

/// Attack 53: content that is somewhere else.
#[test]
fn a_message_without_its_payload_is_refused() {
    for algorithm in keys::algorithms() {
        let header = format!(r#"{{"alg":"{algorithm}"}}"#);
        let token = signed(&keys::signing(*algorithm), header, "payload");
        let parts: Vec<&str> = token.split('.').collect();
        let detached = format!("{}..{}", parts[0], parts[2]);
        assert_eq!(outcome(&detached, &keys::set(*algorithm)), "jws.signature", "{algorithm}");
    }
}
