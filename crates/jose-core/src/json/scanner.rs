//! Steps through the text, byte by byte.

use super::{JsonError, fault::Fault, state::Parser};

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

    #[cold]
    pub(super) fn syntax(&mut self) -> Fault {
        self.refuse(JsonError::Syntax)
    }
}
