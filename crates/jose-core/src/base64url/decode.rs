//! Decoding. Long texts go through vector instructions. Short ones, and what is left over of long ones, are worth less than the preparation of those:
//! they go through tables.

use base64::Engine;

use super::engine::with_engine;

/// Decodes `text` into all of `room`, which has exactly [`decoded_len`](super::decoded_len) bytes. Whether it was canonical; if not, what is in
/// `room` is of no use.
pub(super) fn decode(text: &[u8], room: &mut [u8]) -> bool {
    // Blocks of 32 letters become vectors. The engine keeps back one group of its input for the rules about ends, so it is given one more.
    let whole = if text.len() < WORTH_VECTORS { 0 } else { text.len().saturating_sub(4) / 32 };
    let (letters, bytes) = if whole == 0 {
        (0, 0)
    } else {
        (whole.saturating_mul(32).saturating_add(4), whole.saturating_mul(24).saturating_add(3))
    };
    let (Some((front, rest)), Some((front_room, rest_room))) =
        (text.split_at_checked(letters), room.split_at_mut_checked(bytes))
    else {
        return false;
    };
    let is_front = front.is_empty() || with_engine(|engine| engine.decode_slice(front, front_room)) == Ok(bytes);
    is_front && decode_short(rest, rest_room)
}

/// From how many letters on vectors pay.
const WORTH_VECTORS: usize = 128;

/// Decodes `text` into all of `room`, which has exactly [`decoded_len`](super::decoded_len) bytes. Whether it was canonical; if not, what is in
/// `room` is of no use.
#[inline]
fn decode_short(text: &[u8], room: &mut [u8]) -> bool {
    let ((groups, rest), (whole, end)) = (text.as_chunks::<4>(), room.as_chunks_mut::<3>());
    let mut seen = 0;
    for ([a, b, c, d], room) in groups.iter().zip(whole) {
        let bits = digit(&FIRST, *a) | digit(&SECOND, *b) | digit(&THIRD, *c) | digit(&FOURTH, *d);
        seen |= bits;
        let [first, second, third, _] = bits.to_le_bytes();
        *room = [first, second, third];
    }
    // What is left over must fit the bytes that are left over, and nothing more: no bits, and not the mark of a letter that is none.
    let (bits, beyond) = match (rest, end) {
        ([], _) => (0, 0),
        ([a, b], [only]) => {
            let bits = digit(&FIRST, *a) | digit(&SECOND, *b);
            [*only, ..] = bits.to_le_bytes();
            (bits, bits >> 8)
        }
        ([a, b, c], [first, second]) => {
            let bits = digit(&FIRST, *a) | digit(&SECOND, *b) | digit(&THIRD, *c);
            [*first, *second, ..] = bits.to_le_bytes();
            (bits, bits >> 16)
        }
        // One letter alone says too little for a byte.
        _ => (NO_DIGIT, NO_DIGIT),
    };
    (seen | bits) & NO_DIGIT == 0 && beyond == 0
}

/// The bits of a letter, or the mark of one that is none.
#[inline]
fn digit(table: &[u32; 256], letter: u8) -> u32 {
    table.get(usize::from(letter)).copied().unwrap_or(NO_DIGIT)
}

/// RFC 4648, section 5.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Above the 24 bits of a group.
const NO_DIGIT: u32 = 1 << 31;

/// For each place in a group of four letters, what each letter adds to the three bytes. The first byte is the lowest, as in memory.
static FIRST: [u32; 256] = table(0);
static SECOND: [u32; 256] = table(1);
static THIRD: [u32; 256] = table(2);
static FOURTH: [u32; 256] = table(3);

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "evaluated by the compiler, which refuses both"
)]
const fn table(place: usize) -> [u32; 256] {
    let mut table = [NO_DIGIT; 256];
    let mut digit: u32 = 0;
    while digit < 64 {
        table[ALPHABET[digit as usize] as usize] = match place {
            0 => digit << 2,
            1 => (digit >> 4) | ((digit & 15) << 12),
            2 => ((digit >> 2) << 8) | ((digit & 3) << 22),
            _ => digit << 16,
        };
        digit += 1;
    }
    table
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test that overflows should fail")]
mod tests {
    use alloc::{string::String, vec, vec::Vec};

    use super::{super::engine::PORTABLE, *};
    use crate::base64url::{decode_secret, decoded_len, encode};

    /// What the portable engine of another author says, and what we say, which must be the same.
    fn both(text: &str) -> Option<Vec<u8>> {
        let portable = PORTABLE.decode(text).ok();
        let mut room = vec![0xa5; decoded_len(text.len())];
        let ours = decode(text.as_bytes(), &mut room).then_some(room);
        assert_eq!(ours, portable, "{text:?}");
        let mut room = vec![0xa5; decoded_len(text.len())];
        assert_eq!(decode_short(text.as_bytes(), &mut room), portable.is_some(), "{text:?}");
        assert!(portable.as_ref().is_none_or(|bytes| *bytes == room), "{text:?}");
        let secret = decode_secret(text).ok().map(|bytes| bytes.expose().to_vec());
        assert_eq!(secret, portable, "{text:?}");
        portable
    }

    fn text(len: usize) -> String {
        let bytes: Vec<u8> = (0..len).map(|i| u8::try_from((i * 37 + len) % 251).unwrap()).collect();
        let text = encode(&bytes);
        assert_eq!(text, PORTABLE.encode(&bytes));
        assert_eq!(both(&text), Some(bytes));
        text
    }

    #[test]
    fn a_few_texts_that_are_none() {
        for text in ["A", "AB", "AAB", "AAAAA", "AA==", "AA=", "A A", "+w", "/w", "\u{e4}w", "\u{e4}\u{e4}", "AAA\n"] {
            assert_eq!(both(text), None, "{text:?}");
        }
    }

    /// Every length through both ways of working, cut off at every place, and with every letter replaced: by the neighbours of each range of letters
    /// and by what other alphabets and forms have. Long texts take turns with those.
    #[test]
    fn every_place_of_every_length() {
        const OTHERS: [&str; 20] = [
            "=", "+", "/", "\0", "@", "[", "`", "{", ":", ",", "\n", "\u{e4}", " ", ".", "-", "0", "A", "_", "a",
            "\u{7f}",
        ];
        for len in 0..=200 {
            let text = text(len);
            for place in 0..text.len() {
                let (front, rest) = text.split_at(place);
                both(front);
                let several = if len < 50 { OTHERS.len() } else { 2 };
                for other in OTHERS.iter().cycle().skip(place).take(several) {
                    both(&[front, other, &rest[1..]].concat());
                }
            }
        }
    }
}
