//! Steps through the text, byte by byte.

use super::{JsonError, access::Next, fault::Fault, state::Parser, string::plain};

impl<'de> Parser<'de> {
    /// The byte that stands next.
    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Everything that stands next.
    #[inline]
    pub(super) fn rest(&self) -> &'de [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Goes on by one byte, which has been seen.
    #[inline]
    pub(super) fn step(&mut self) {
        self.skip(1);
    }

    /// Goes on by so many bytes, which have been seen. No text is long enough to wrap.
    #[inline]
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at = self.at.wrapping_add(bytes);
    }

    /// Passes over white space (RFC 8259, section 2) and tells what stands behind it.
    #[inline]
    pub(super) fn space(&mut self) -> Option<u8> {
        loop {
            match self.peek() {
                // Nearly always: few writers put space anywhere.
                Some(byte) if byte > b' ' => return Some(byte),
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.step(),
                other => return other,
            }
        }
    }

    /// Passes over one of the three words, whose first letter has been seen.
    pub(super) fn word(&mut self, word: &str) -> Result<(), Fault> {
        if !self.rest().starts_with(word.as_bytes()) {
            return Err(self.syntax());
        }
        self.skip(word.len());
        Ok(())
    }

    /// Passes over the colon between a name and its value, and over the space around it.
    pub(super) fn colon(&mut self) -> Result<(), Fault> {
        if self.space() != Some(b':') {
            return Err(self.syntax());
        }
        self.step();
        self.space();
        Ok(())
    }

    /// A member's name where it stands as most writers write it, without space and escapes, and a value behind it: where its quote stands, the name,
    /// and where the value stands. It only looks; whatever is not quite like this is for the steps above to read or to refuse.
    #[expect(clippy::inline_always, reason = "measured: it runs for every name or text, and is short")]
    #[inline(always)]
    pub(super) fn usual_name(&self, next: Next) -> Option<(usize, &'de str, usize)> {
        let behind = match (next, self.rest()) {
            (Next::Later, [b',', b'"', ..]) => 2,
            (Next::First, [b'"', ..]) => 1,
            _ => return None,
        };
        let start = self.at.wrapping_add(behind);
        let rest = self.text.get(start..)?;
        let length = plain(rest.as_bytes());
        let (name, [b'"', b':', value, ..]) = (rest.get(..length)?, rest.as_bytes().get(length..)?) else {
            return None;
        };
        (*value > b' ').then(|| (start.wrapping_sub(1), name, start.wrapping_add(length).wrapping_add(2)))
    }

    #[cold]
    pub(super) fn syntax(&mut self) -> Fault {
        self.refuse(JsonError::Syntax)
    }
}
