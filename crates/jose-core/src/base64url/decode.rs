//! Decoding. Long texts go through the engine that is fastest for them. It looks at the rules about ends letter by letter, so short ones, and what is
//! left over of long ones, go through the one that is fastest for those.

use alloc::{vec, vec::Vec};

use base64::Engine;
use base64_simd::{Out, URL_SAFE_NO_PAD};

use super::{decoded_len, engine::with_engine};

/// Decodes `text` behind what is in `bytes`, which is grown at most once. Whether it was canonical; if not, `bytes` is as it was.
pub(super) fn decode_onto(text: &[u8], bytes: &mut Vec<u8>) -> bool {
    if text.len() >= LONG {
        return decode_long_onto(text, bytes);
    }
    // Room for a short text need not be full of zeros first. The crate itself would make it as large as this text needs, each time.
    if bytes.capacity() > 0 {
        bytes.reserve(decoded_len(text.len()));
    }
    URL_SAFE_NO_PAD.decode_append(text, bytes).is_ok()
}

/// The same for a long text.
#[inline(never)]
fn decode_long_onto(text: &[u8], bytes: &mut Vec<u8>) -> bool {
    let start = bytes.len();
    let end = start.saturating_add(decoded_len(text.len()));
    if bytes.capacity() == 0 {
        // Made at once, as room that grows costs more.
        *bytes = if end > LARGE { vec![0; end] } else { Vec::with_capacity(end) };
    }
    bytes.resize(end, 0);
    let decoded = bytes.get_mut(start..).is_some_and(|room| decode_long(text, room));
    if !decoded {
        bytes.truncate(start);
    }
    decoded
}

/// Decodes `text` into all of `room`, which has exactly [`decoded_len`](super::decoded_len) bytes. Whether it was canonical; if not, what is in
/// `room` is of no use.
pub(super) fn decode(text: &[u8], room: &mut [u8]) -> bool {
    if text.len() < LONG { decode_short(text, room) } else { decode_long(text, room) }
}

/// [`decode`] of a text of at least four letters.
fn decode_long(text: &[u8], room: &mut [u8]) -> bool {
    // The engine turns blocks of 32 letters into vectors, and keeps back one group of its input for the rules about ends: it is given one more.
    let whole = text.len().saturating_sub(4) / 32;
    let (letters, bytes) = (whole.saturating_mul(32).saturating_add(4), whole.saturating_mul(24).saturating_add(3));
    let (Some((front, rest)), Some((front_room, rest_room))) =
        (text.split_at_checked(letters), room.split_at_mut_checked(bytes))
    else {
        return false;
    };
    with_engine(|engine| engine.decode_slice(front, front_room)) == Ok(bytes) && decode_short(rest, rest_room)
}

/// From how many letters on a text is long. By itself the engine is ahead from 256 on, by a tenth; among the other code of a token it costs more to
/// fetch than that. Measured, with the newest release of either crate, as of 2026-11. How much it is ahead depends on how well the compiler turns the
/// average of two bytes into the one instruction for it (rust-lang/rust#124216).
const LONG: usize = 2048;

/// Room of more bytes than this comes from the system, which hands it out full of zeros.
const LARGE: usize = 128 * 1024;

/// [`decode`] of a short text.
fn decode_short(text: &[u8], room: &mut [u8]) -> bool {
    let length = room.len();
    URL_SAFE_NO_PAD.decode(text, Out::from_slice(room)).is_ok_and(|decoded| decoded.len() == length)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test that overflows should fail")]
mod tests {
    use alloc::{string::String, vec, vec::Vec};

    use super::{super::engine::PORTABLE, *};
    use crate::base64url::{decode_secret, decoded_len, encode};

    type Way = fn(&[u8], &mut [u8]) -> bool;

    /// What the portable engine of another author says, and what we say, which must be the same.
    fn both(text: &str) -> Option<Vec<u8>> {
        let portable = PORTABLE.decode(text).ok();
        let mut room = vec![0xa5; decoded_len(text.len())];
        let ours = decode(text.as_bytes(), &mut room).then_some(room);
        assert_eq!(ours, portable, "{text:?}");
        let ways: &[Way] = if text.len() < 4 { &[decode_short] } else { &[decode_short, decode_long] };
        for decode in ways {
            let mut room = vec![0xa5; decoded_len(text.len())];
            assert_eq!(decode(text.as_bytes(), &mut room), portable.is_some(), "{text:?}");
            assert!(portable.as_ref().is_none_or(|bytes| *bytes == room), "{text:?}");
        }
        for before in [b"".as_slice(), b"before"] {
            let mut bytes = before.to_vec();
            assert_eq!(decode_onto(text.as_bytes(), &mut bytes), portable.is_some(), "{text:?}");
            assert_eq!(bytes, [before, portable.as_deref().unwrap_or_default()].concat(), "{text:?}");
        }
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

    /// The neighbours of each range of letters, and what other alphabets and forms have.
    const OTHERS: [&str; 20] = [
        "=", "+", "/", "\0", "@", "[", "`", "{", ":", ",", "\n", "\u{e4}", " ", ".", "-", "0", "A", "_", "a", "\u{7f}",
    ];

    /// Many lengths, with and without something left over behind the engine's blocks, cut off at every place, and with every letter replaced. Texts of
    /// more than 50 letters take turns with what replaces it.
    #[test]
    fn every_place_of_every_length() {
        for len in (0..=130).chain(186..=200).chain(212..=218) {
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

    /// Where short ends and long begins: every length, with a letter replaced at the front, in the middle, and at every place near the end.
    #[test]
    fn around_the_first_long_texts() {
        let first = LONG / 4 * 3;
        for len in first - 4..first + 30 {
            let text = text(len);
            let last = text.len();
            let places = [0, 1, 31, 32, last / 2].into_iter().chain(last - 40..last);
            for (turn, place) in places.enumerate() {
                let (front, rest) = text.split_at(place);
                both(front);
                for other in OTHERS.iter().cycle().skip(turn + len).take(2) {
                    both(&[front, other, &rest[1..]].concat());
                }
            }
        }
    }
}
