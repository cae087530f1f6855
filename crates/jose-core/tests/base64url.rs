//! One spelling for every byte string. Attacks 65 and 66.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used, reason = "tests")]

use jose_core::base64url::{self, Base64Error, ShortBytes};
use proptest::prelude::*;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Decodes in every way there is, and insists that all agree.
fn decode(text: &str) -> Option<Vec<u8>> {
    let decoded = base64url::decode(text);
    let secret = base64url::decode_secret(text).map(|secret| secret.expose().to_vec());
    assert_eq!(decoded, secret, "decode and decode_secret, {text:?}");
    let short = ShortBytes::decode(text).map(|short| short.to_vec());
    assert_eq!(decoded, short, "decode and ShortBytes, {text:?}");
    let mut room = vec![0xa5; base64url::decoded_len(text.len())];
    let slice = base64url::decode_slice(text, &mut room).map(|part| part.to_vec());
    assert_eq!(decoded, slice, "decode and decode_slice, {text:?}");
    let mut grown = b"before".to_vec();
    let onto = base64url::decode_onto(text, &mut grown).map(|()| grown[6..].to_vec());
    assert_eq!(decoded, onto, "decode and decode_onto, {text:?}");
    assert_eq!(&grown[..6], b"before");
    assert_eq!(decoded.is_ok(), base64url::check(text).is_ok(), "decode and check, {text:?}");
    decoded.ok()
}

/// Room that is used again, for more than before and for less, and after a text that is none: nothing of one text is left for the next.
#[test]
fn short_bytes_can_be_filled_again() {
    let mut room = ShortBytes::empty();
    assert!(room.is_empty());
    let lengths = [32, 0, 128, 129, 1, 512, 513, 512, 2048, 128, 64, 511, 3];
    for (turn, length) in lengths.into_iter().enumerate() {
        let bytes = pattern(length + turn).split_off(turn);
        let text = base64url::encode(&bytes);
        assert_eq!(room.fill(&text), Ok(bytes.as_slice()), "{length} bytes");
        assert_eq!((&*room, room.len()), (bytes.as_slice(), length));
        for bad in [format!("{text}="), format!("{}*", "A".repeat(text.len())), format!("{text}AAAAA")] {
            assert_eq!(room.fill(&bad).is_ok(), base64url::decode(&bad).is_ok(), "{bad:?} behind {length} bytes");
        }
    }
}

/// The definition, as slowly as it can be written.
fn by_the_book(text: &[u8]) -> Option<Vec<u8>> {
    let mut bits = Vec::new();
    for letter in text {
        let value = ALPHABET.iter().position(|known| known == letter)?;
        bits.extend((0..6).rev().map(|bit| value >> bit & 1 == 1));
    }
    let bytes: Vec<u8> =
        bits.chunks_exact(8).map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit))).collect();
    let rest = bits.chunks_exact(8).remainder();
    (rest.len() < 6 && !rest.contains(&true)).then_some(bytes)
}

fn pattern(len: usize) -> Vec<u8> {
    (0..len).map(|index| (index * 37 + len * 11 + 5).to_le_bytes()[0]).collect()
}

#[test]
fn refused() {
    for (name, text) in REFUSED {
        assert_eq!(decode(text), None, "{name}: {text:?}");
    }
}

#[test]
fn accepted() {
    for (text, bytes) in ACCEPTED {
        assert_eq!(decode(text).as_deref(), Some(*bytes), "{text:?}");
        assert_eq!(base64url::encode(bytes), *text);
        assert_eq!(*base64url::encode_secret(bytes), *text);
    }
}

#[test]
fn every_ascii_text_of_up_to_three_letters_by_the_book() {
    let letters: Vec<String> = (0..128_u8).map(|byte| char::from(byte).to_string()).collect();
    let mut accepted = [0, 0, 0];
    for first in &letters {
        accepted[0] += usize::from(decode(first).is_some());
        for second in &letters {
            let pair = format!("{first}{second}");
            let decoded = decode(&pair);
            assert_eq!(decoded, by_the_book(pair.as_bytes()), "{pair:?}");
            accepted[1] += usize::from(decoded.is_some());
        }
    }
    for number in 0..1_u32 << 21 {
        let letters = [number & 127, number >> 7 & 127, number >> 14].map(|letter| letter.to_le_bytes()[0]);
        let text = std::str::from_utf8(&letters).unwrap();
        let decoded = base64url::decode(text);
        let secret = base64url::decode_secret(text);
        match (decoded, secret) {
            (Ok(bytes), Ok(secret)) => {
                assert_eq!(bytes, secret.expose());
                assert_eq!(base64url::encode(&bytes), text);
                accepted[2] += 1;
            }
            (Err(Base64Error), Err(Base64Error)) => {}
            (decoded, secret) => panic!("{text:?}: decode says {decoded:?}, decode_secret {secret:?}"),
        }
    }
    // As many as there are strings of no, one and two bytes: one text for each.
    assert_eq!(accepted, [0, 256, 65_536]);
}

#[test]
fn every_short_byte_string_has_one_text() {
    for number in 0..=u16::MAX {
        let bytes = number.to_be_bytes();
        for bytes in [&bytes[..1], &bytes[..]] {
            let text = base64url::encode(bytes);
            assert_eq!(by_the_book(text.as_bytes()).as_deref(), Some(bytes));
            assert_eq!(base64url::decode(&text).as_deref(), Ok(bytes));
            assert_eq!(*base64url::encode_secret(bytes), text);
        }
    }
    for number in (0..1_u32 << 24).step_by(251) {
        let bytes = &number.to_be_bytes()[1..];
        let text = base64url::encode(bytes);
        assert_eq!(by_the_book(text.as_bytes()).as_deref(), Some(bytes));
        assert_eq!(base64url::decode(&text).as_deref(), Ok(bytes));
    }
}

#[test]
fn round_trips_at_every_length() {
    for len in (0..300).chain([511, 512, 513, 1000, 4096, 65_537]) {
        let bytes = pattern(len);
        let text = base64url::encode(&bytes);
        assert_eq!(text.len(), base64url::encoded_len(len));
        assert_eq!(base64url::decoded_len(text.len()), len);
        assert_eq!(decode(&text), Some(bytes.clone()), "{len}");
        assert_eq!(*base64url::encode_secret(&bytes), text);
        let mut onto = String::from("before.");
        base64url::encode_onto(&bytes, &mut onto);
        assert_eq!(onto, format!("before.{text}"));
    }
}

/// The final letter carries bits that belong to no byte. Only noughts there are canonical.
#[test]
fn stray_final_bits_at_every_length() {
    for len in 1..150 {
        let text = base64url::encode(&pattern(len));
        let (front, last) = text.split_at(text.len() - 1);
        let spellings = match len % 3 {
            0 => 64,
            1 => 4,
            _ => 16,
        };
        let mut accepted = 0;
        for letter in ALPHABET {
            let changed = format!("{front}{}", char::from(*letter));
            if let Some(bytes) = decode(&changed) {
                assert_eq!(base64url::encode(&bytes), changed, "two texts for the same bytes");
                accepted += 1;
            }
        }
        assert_eq!(accepted, spellings, "{len} bytes, ending in {last}");
    }
}

#[test]
fn a_wrong_letter_at_every_place() {
    let wrong: Vec<char> = (0..128_u8)
        .filter(|byte| !ALPHABET.contains(byte))
        .map(char::from)
        .chain(['\u{80}', '\u{a0}', 'é', 'Ａ', '\u{200b}', '\u{feff}', '😀'])
        .collect();
    assert_eq!(wrong.len(), 64 + 7);
    // Long enough for several rounds of the vector code and for each length of remainder.
    for len in [1, 2, 3, 47, 48, 49, 95, 97, 98] {
        let text = base64url::encode(&pattern(len));
        for place in 0..text.len() {
            for letter in &wrong {
                let replaced = format!("{}{letter}{}", &text[..place], &text[place + 1..]);
                assert_eq!(decode(&replaced), None, "{letter:?} at {place} of {len} bytes");
            }
            for letter in ['=', '\n', ' ', '.', '\0', 'é'] {
                let inserted = format!("{}{letter}{}", &text[..place], &text[place..]);
                assert_eq!(decode(&inserted), None, "{letter:?} put in at {place} of {len} bytes");
            }
        }
        for behind in ["=", "==", "===", "====", "\n", "\r\n", " ", ".", "\0", "%3D", "é"] {
            assert_eq!(decode(&format!("{text}{behind}")), None, "{behind:?} behind {len} bytes");
        }
    }
}

#[test]
fn one_letter_too_many_at_every_length() {
    for len in 0..150 {
        let text = base64url::encode(&pattern(len * 3));
        for letter in ["A", "_", "-", "9"] {
            assert_eq!(decode(&format!("{text}{letter}")), None, "{} letters", text.len() + 1);
        }
    }
}

#[test]
fn a_failure_leaves_the_buffer_as_it_was() {
    let [long, longer] = [99, 4097].map(|letters| format!("{}*", "A".repeat(letters)));
    let early = format!("*{longer}").replacen('A', "-", 1);
    let short = ["A", "AB", "AA=", "AAAA=", "A A", "+AAA", "é", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB"];
    for text in short.into_iter().chain([&*long, &*longer, &*early]) {
        for before in [b"".as_slice(), b"before"] {
            let mut bytes = before.to_vec();
            assert_eq!(base64url::decode_onto(text, &mut bytes), Err(Base64Error), "{text:?}");
            assert_eq!(bytes, before, "{text:?}");
        }
    }
    let mut bytes = b"before".to_vec();
    base64url::decode_onto("", &mut bytes).unwrap();
    base64url::decode_onto("YWZ0ZXI", &mut bytes).unwrap();
    assert_eq!(bytes, b"beforeafter");
}

#[test]
fn room_of_every_size() {
    for len in 0..70 {
        let bytes = pattern(len);
        let text = base64url::encode(&bytes);
        for size in 0..len {
            assert_eq!(base64url::decode_slice(&text, &mut vec![0; size]), Err(Base64Error), "{len} bytes into {size}");
        }
        for more in [0, 1, 2, 3, 64] {
            let mut room = vec![0xa5; len + more];
            let part = base64url::decode_slice(&text, &mut room).unwrap();
            assert_eq!(part, bytes, "{len} bytes with {more} to spare");
            part.fill(0);
            assert!(room[..len].iter().all(|byte| *byte == 0), "the part is the front of the room");
            assert!(room[len..].iter().all(|byte| *byte == 0xa5), "what is behind is left alone");
        }
        for wrong in [format!("{text}="), format!("{text}*"), format!(" {text}")] {
            assert_eq!(base64url::decode_slice(&wrong, &mut vec![0; len + 9]), Err(Base64Error), "{wrong:?}");
        }
    }
}

#[test]
fn lengths_never_overflow() {
    for len in [usize::MAX, usize::MAX - 1, usize::MAX - 2, usize::MAX / 2, usize::MAX / 4] {
        assert!(base64url::encoded_len(len) >= len);
        assert!(base64url::decoded_len(len) <= len);
    }
    for (letters, bytes) in [(0, 0), (1, 0), (2, 1), (3, 2), (4, 3), (5, 3), (6, 4)] {
        assert_eq!(base64url::decoded_len(letters), bytes);
    }
}

#[test]
fn nothing_is_repeated() {
    assert_eq!(Base64Error.to_string(), "not canonical unpadded base64url");
    assert_eq!(format!("{Base64Error:?}"), "Base64Error");
    assert_eq!(format!("{:?}", ShortBytes::decode("c2VjcmV0").unwrap()), "ShortBytes(6 bytes)");
    assert_eq!(format!("{:?}", base64url::decode_secret("c2VjcmV0").unwrap()), "SecretBytes(6 bytes)");
    assert_eq!(format!("{:?}", base64url::decode_secret("c2VjcmV").unwrap_err()), "Base64Error");
}

proptest! {
    /// Texts of any length in which most letters are letters.
    #[test]
    fn any_text_by_the_book(text in "[A-Za-z0-9_-]{0,700}[A-Za-z0-9+/=_ -]{0,3}[A-Za-z0-9_-]{0,80}") {
        prop_assert_eq!(decode(&text), by_the_book(text.as_bytes()));
    }

    /// The same of long ones, which are read in blocks.
    #[test]
    fn any_long_text_by_the_book(text in "[A-Za-z0-9_-]{2040,2200}[A-Za-z0-9+/=_ -]{0,3}[A-Za-z0-9_-]{0,80}") {
        prop_assert_eq!(decode(&text), by_the_book(text.as_bytes()));
    }

    #[test]
    fn any_bytes_by_the_book(bytes in prop::collection::vec(any::<u8>(), 0..1000)) {
        let text = base64url::encode(&bytes);
        prop_assert_eq!(by_the_book(text.as_bytes()), Some(bytes));
    }
}

const ACCEPTED: &[(&str, &[u8])] = &[
    ("", b""),
    ("AA", b"\0"),
    ("_w", b"\xff"),
    ("-_8", b"\xfb\xff"),
    ("AAAA", b"\0\0\0"),
    ("____", b"\xff\xff\xff"),
    ("Zm9vYmFy", b"foobar"),
    // RFC 7515, appendix C.
    ("A-z_4ME", &[3, 236, 255, 224, 193]),
];

const REFUSED: &[(&str, &str)] = &[
    ("one letter", "A"),
    ("five letters", "AAAAA"),
    ("nine letters", "Zm9vYmFyA"),
    ("one pad", "AAA="),
    ("two pads", "AA=="),
    ("pads behind a whole block", "AAAA="),
    ("four pads behind a whole block", "AAAA===="),
    ("only a pad", "="),
    ("only pads", "===="),
    ("a pad inside", "AA=A"),
    ("a pad in front", "=AAA"),
    ("pads between blocks", "AA==AAAA"),
    ("a stray final bit of two bytes", "AAB"),
    ("both stray final bits of two bytes", "AAD"),
    ("a stray final bit of one byte", "AB"),
    ("all stray final bits of one byte", "AP"),
    ("the standard alphabet's plus", "+_8A"),
    ("the standard alphabet's slash", "-/8A"),
    ("the alphabet of IMAP", "AA,A"),
    ("crypt's dot", "AA.A"),
    ("a tilde", "AA~A"),
    ("a dollar", "AA$A"),
    ("a space", "AA A"),
    ("a space in front", " AAA"),
    ("a space behind", "AAA "),
    ("a line feed behind", "AAAA\n"),
    ("a carriage return and line feed behind", "AAAA\r\n"),
    ("a line feed inside", "AAAA\nAAAA"),
    ("a tab", "AA\tA"),
    ("NUL", "AA\0A"),
    ("NUL behind", "AAAA\0"),
    ("quotes", "\"AAAA\""),
    ("percent encoding", "AAA%3D"),
    ("a full-width letter", "AAAＡ"),
    ("an accent", "AAAé"),
    ("a byte order mark", "\u{feff}AAAA"),
];
