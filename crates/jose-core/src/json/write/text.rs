//! Strings and the names of members.

use core::fmt::{self, Write as _};

use super::{
    super::{
        names::block,
        string::{EACH, specials},
    },
    WriteError,
    writer::Writer,
};

impl Writer {
    /// Writes a string, quotes and all.
    #[inline]
    pub(super) fn text(&mut self, text: &str) {
        self.around(b"\"", text, b"\"");
    }

    /// Writes a string with what stands before and behind it. Whether it needed no escapes.
    #[expect(
        clippy::inline_always,
        reason = "measured: what stands around the string is known then, and is stored at once"
    )]
    #[inline(always)]
    pub(super) fn around<const B: usize, const A: usize>(
        &mut self,
        before: &[u8; B],
        text: &str,
        behind: &[u8; A],
    ) -> bool {
        let bytes = text.as_bytes();
        let length = bytes.len().wrapping_add(B).wrapping_add(A);
        let room = self.room(length.wrapping_add(8));
        if let Some((front, rest)) = room.split_first_chunk_mut::<B>()
            && copy_plain(bytes, rest)
            && let Some(end) = rest.get_mut(bytes.len()..).and_then(<[u8]>::first_chunk_mut::<A>)
        {
            *front = *before;
            *end = *behind;
            self.advance(length);
            return true;
        }
        self.put(before);
        self.escaped(text);
        self.put(behind);
        false
    }

    /// Writes what a value says of itself, piece by piece, so that no copy of it is left anywhere.
    pub(super) fn shown(&mut self, value: &(impl fmt::Display + ?Sized)) -> Result<(), WriteError> {
        self.push(b'"');
        write!(Pieces(self), "{value}").map_err(|_| WriteError::Unfit)?;
        self.push(b'"');
        Ok(())
    }

    /// What stands between the quotes of a string that has an escape in it.
    #[cold]
    #[inline(never)]
    fn escaped(&mut self, text: &str) {
        for byte in text.bytes() {
            match escape(byte) {
                Escape::None => self.push(byte),
                Escape::Letter(letter) => self.put(&[b'\\', letter]),
                Escape::Digits(high, low) => self.put(&[b'\\', b'u', b'0', b'0', high, low]),
            }
        }
    }
}

struct Pieces<'w>(&'w mut Writer);

impl fmt::Write for Pieces<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.around(b"", text, b"");
        Ok(())
    }
}

enum Escape {
    None,
    Letter(u8),
    Digits(u8, u8),
}

/// How a byte of a string is written (RFC 8259, section 7). Every byte of a character beyond ASCII stands for itself.
fn escape(byte: u8) -> Escape {
    match byte {
        b'"' | b'\\' => Escape::Letter(byte),
        0x08 => Escape::Letter(b'b'),
        b'\t' => Escape::Letter(b't'),
        b'\n' => Escape::Letter(b'n'),
        0x0c => Escape::Letter(b'f'),
        b'\r' => Escape::Letter(b'r'),
        0..b' ' => {
            let digit = |value: u8| HEX.get(usize::from(value & 15)).copied().unwrap_or_default();
            Escape::Digits(digit(byte >> 4), digit(byte))
        }
        _ => Escape::None,
    }
}

const HEX: &[u8; 16] = b"0123456789abcdef";

/// Copies `from` to the front of `to`, which has eight bytes more, unless there is something in it that must be escaped. What is written behind the
/// end is of no use.
#[expect(clippy::inline_always, reason = "measured: it runs for every name and every text")]
#[inline(always)]
fn copy_plain(from: &[u8], to: &mut [u8]) -> bool {
    if from.len() >= 16 {
        let (blocks, _) = from.as_chunks::<16>();
        let (rooms, _) = to.as_chunks_mut::<16>();
        for (block, room) in blocks.iter().zip(rooms) {
            if !copy_block(block, room) {
                return false;
            }
        }
        copy_last::<16>(from, to)
    } else if let (Some(first), Some(room)) = (from.first_chunk::<8>(), to.first_chunk_mut::<8>()) {
        copy_block(first, room) && copy_last::<8>(from, to)
    } else if let Some(room) = to.first_chunk_mut::<8>() {
        let short = block(from);
        *room = short.to_le_bytes();
        // Spaces where there is nothing: they need no escape.
        let beyond = u32::try_from(from.len()).unwrap_or_default().wrapping_mul(8);
        specials(short | (EACH * 0x20).wrapping_shl(beyond)) == 0
    } else {
        false
    }
}

/// The last bytes. Some may have been among those before: they are looked at twice then, which costs less than one by one.
#[inline]
fn copy_last<const N: usize>(from: &[u8], to: &mut [u8]) -> bool {
    let room = to.get_mut(from.len().wrapping_sub(N)..).and_then(<[u8]>::first_chunk_mut::<N>);
    from.last_chunk::<N>().zip(room).is_some_and(|(last, room)| copy_block(last, room))
}

#[inline]
fn copy_block<const N: usize>(from: &[u8; N], to: &mut [u8; N]) -> bool {
    *to = *from;
    // All of them, so that they are looked at at once.
    let (eights, _) = from.as_chunks::<8>();
    eights.iter().fold(0, |found, eight| found | specials(u64::from_le_bytes(*eight))) == 0
}
