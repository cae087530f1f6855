//! Names and numbers where they stand as most writers write them: names without escapes and without space around them, and numbers that are short.
//!
//! What is here only saves time. Whatever is not quite as expected is left where it stands, for the other modules to read or to refuse.

use super::{
    access::Next,
    names::Mark,
    state::{PRIVATE_NAMES, Parser},
    string::{EACH, specials},
};

/// A name that has been looked at, not read yet.
pub(super) struct UsualName<'de> {
    pub(super) name: &'de str,
    pub(super) mark: Mark,
    /// Where the name starts, behind its quote.
    pub(super) start: usize,
    /// Where the value starts.
    pub(super) value: usize,
}

/// No name of this length is among those that are refused.
const LONGEST: usize = 15;
const _: () = assert!(LONGEST < PRIVATE_NAMES.len());

impl<'de> Parser<'de> {
    /// The name of the next member, from the comma or the brace before it to the first byte of its value.
    #[expect(clippy::inline_always, reason = "measured: it runs for every name")]
    #[inline(always)]
    pub(super) fn usual_name(&self, next: Next) -> Option<UsualName<'de>> {
        let (before, from) = match next {
            Next::Later => (b',', self.at),
            // The brace has been passed.
            Next::First => (b'{', self.at.wrapping_sub(1)),
            Next::Value | Next::Nothing => return None,
        };
        let bytes = self.text.as_bytes().get(from..)?;
        let block = bytes.first_chunk::<12>()?;
        if block.first_chunk() != Some(&[before, b'"']) {
            return None;
        }
        let first = eight(block, 2);
        let found = specials(first);
        let (length, mark) = if found != 0 {
            (found.trailing_zeros() >> 3, Mark::of_blocks(first & below(found), 0))
        } else {
            let later = eight(bytes.first_chunk::<20>()?, 10);
            let found = specials(later);
            if found == 0 {
                return None;
            }
            ((found.trailing_zeros() >> 3).wrapping_add(8), Mark::of_blocks(first, later & below(found)))
        };
        let (start, length) = (from.wrapping_add(2), length as usize);
        let rest = self.text.get(start..)?;
        // In this order: where there is a quote, the text can be cut.
        let [b'"', b':', b'!'..=u8::MAX, ..] = rest.as_bytes().get(length..)? else { return None };
        let value = start.wrapping_add(length).wrapping_add(2);
        Some(UsualName { name: rest.get(..length)?, mark, start, value })
    }

    /// Passes over an integer without a sign of up to fifteen digits. What is not one is left where it stands.
    #[inline(never)]
    pub(super) fn usual_number(&mut self) -> Option<u64> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let filled_up;
        let block = if let Some(block) = rest.first_chunk::<16>() {
            block
        } else {
            filled_up = fill_up(rest);
            &filled_up
        };
        let (first, found) = digits(eight(block, 0));
        let (value, length) = if found != 0 {
            let length = found.trailing_zeros() >> 3;
            (value(before(first, length)), length)
        } else {
            let (later, found) = digits(eight(block, 8));
            if found == 0 {
                return None;
            }
            let length = found.trailing_zeros() >> 3;
            let place = POWERS.get(length as usize)?;
            (value(first).wrapping_mul(*place).wrapping_add(value(before(later, length))), length.wrapping_add(8))
        };
        let length = length as usize;
        if length == 0
            || (length > 1 && block.first() == Some(&b'0'))
            || matches!(block.get(length)?, b'.' | b'e' | b'E')
        {
            return None;
        }
        self.skip(length);
        Some(value)
    }
}

/// The last bytes of a text, and noughts behind them.
#[cold]
fn fill_up(rest: &[u8]) -> [u8; 16] {
    let mut block = [0; 16];
    block.iter_mut().zip(rest).for_each(|(room, byte)| *room = *byte);
    block
}

const POWERS: [u64; 8] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// Eight bytes of a block, the first one lowest.
#[inline]
fn eight<const N: usize>(block: &[u8; N], from: usize) -> u64 {
    block.get(from..).and_then(<[u8]>::first_chunk).map_or(0, |eight| u64::from_le_bytes(*eight))
}

/// All bits of the bytes below the first that has its top bit set.
#[inline]
fn below(found: u64) -> u64 {
    ((found & found.wrapping_neg()) >> 7).wrapping_sub(1)
}

/// The value of each digit, and the top bit of each byte that is none. A byte that is none may carry into the one above, so only the first that is
/// found is sure to be one.
#[inline]
fn digits(eight: u64) -> (u64, u64) {
    let digits = eight ^ (EACH * 0x30);
    (digits, (digits.wrapping_add(EACH * 0x76) | digits) & (EACH * 0x80))
}

/// Only so many of the eight digits, fewer than eight, with noughts before them.
#[inline]
fn before(digits: u64, length: u32) -> u64 {
    digits.wrapping_shl(56_u32.wrapping_sub(length.wrapping_mul(8))).wrapping_shl(8)
}

/// The number of eight digits, the first one lowest: neighbours are put together to pairs, pairs to fours, fours to the eight.
#[inline]
fn value(digits: u64) -> u64 {
    let pairs = (digits.wrapping_mul(10 << 8 | 1) >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(100 << 16 | 1) >> 16) & 0x0000_ffff_0000_ffff;
    fours.wrapping_mul(10_000 << 32 | 1) >> 32
}
