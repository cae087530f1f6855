//! The text so far, in room that grows seldom and is wiped when it does.

use alloc::vec;

use serde::Serialize;

use super::WriteError;
use crate::{LimitExceeded, SecretBytes, json::state::DEEPEST};

pub(super) struct Writer {
    /// Behind `at` there is nothing of use.
    room: SecretBytes,
    at: usize,
    depth: usize,
    /// What was refused first. It stands, whatever a type makes of an error that it is given.
    refusal: Option<WriteError>,
    /// How many values have been begun and not ended. A type that catches a panic leaves one behind.
    begun: usize,
}

/// The claims of most access tokens fit.
const AT_FIRST: usize = 512;

impl Writer {
    pub(super) fn new() -> Self {
        Self { room: spaces(AT_FIRST), at: 0, depth: 0, refusal: None, begun: 0 }
    }

    /// The text, unless something was refused.
    pub(super) fn finish(mut self) -> Result<SecretBytes, WriteError> {
        self.room.truncate(self.at);
        match self.refusal {
            Some(refusal) => Err(refusal),
            None if self.begun == 0 => Ok(self.room),
            None => Err(WriteError::Unfit),
        }
    }

    /// Writes one value.
    #[inline]
    pub(super) fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
        self.begun = self.begun.wrapping_add(1);
        value.serialize(&mut *self).map_err(|error| self.refuse(error))?;
        self.begun = self.begun.wrapping_sub(1);
        Ok(())
    }

    /// Refuses all of it: a part is missing now, and a type that swallows errors would go on behind it.
    #[cold]
    pub(super) fn refuse(&mut self, error: WriteError) -> WriteError {
        *self.refusal.get_or_insert(error)
    }

    /// Where the next byte will stand.
    #[inline]
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// How many lists and objects are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// What has been written.
    #[inline]
    pub(super) fn written(&self) -> &[u8] {
        self.room.expose().get(..self.at).unwrap_or_default()
    }

    /// At least so many bytes behind what has been written. They count as written when [`Writer::advance`] says so.
    #[expect(clippy::inline_always, reason = "measured: it runs for every piece of the text")]
    #[inline(always)]
    pub(super) fn room(&mut self, bytes: usize) -> &mut [u8] {
        if self.room.len().wrapping_sub(self.at) < bytes {
            self.grow(bytes);
        }
        self.room.expose_mut().get_mut(self.at..).unwrap_or_default()
    }

    /// So many bytes are written. No text is long enough to wrap.
    #[inline]
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at = self.at.wrapping_add(bytes);
    }

    #[cold]
    fn grow(&mut self, bytes: usize) {
        let least = self.at.saturating_add(bytes);
        let mut larger = spaces(least.max(self.room.len().saturating_mul(2)));
        larger.expose_mut().iter_mut().zip(self.written()).for_each(|(new, old)| *new = *old);
        // The old room is wiped as it is dropped.
        self.room = larger;
    }

    #[inline]
    pub(super) fn push(&mut self, byte: u8) {
        if let Some(next) = self.room(1).first_mut() {
            *next = byte;
            self.advance(1);
        }
    }

    #[inline]
    pub(super) fn put(&mut self, bytes: &[u8]) {
        if let Some(room) = self.room(bytes.len()).get_mut(..bytes.len()) {
            room.copy_from_slice(bytes);
            self.advance(bytes.len());
        }
    }

    /// Takes back what stands from `start` on.
    pub(super) fn take_back(&mut self, start: usize) -> SecretBytes {
        let end = self.at;
        let room = self.room.expose_mut().get_mut(start..end).unwrap_or_default();
        let taken = SecretBytes::from(&*room);
        room.fill(0);
        self.at = start;
        taken
    }

    /// Goes one level down, if that is allowed.
    #[inline]
    pub(super) fn enter(&mut self) -> Result<(), WriteError> {
        if self.depth >= DEEPEST {
            // No reader of ours goes deeper.
            return Err(WriteError::Limit(LimitExceeded::of("json_depth", DEEPEST)));
        }
        self.depth = self.depth.wrapping_add(1);
        Ok(())
    }

    /// Goes one level up, behind `bracket`.
    #[inline]
    pub(super) fn leave(&mut self, bracket: u8) {
        self.depth = self.depth.wrapping_sub(1);
        self.push(bracket);
    }
}

/// Room full of spaces. What an allocator promises to be full of zeros comes, in some, from farther away than what was given back a moment ago.
fn spaces(bytes: usize) -> SecretBytes {
    SecretBytes::new(vec![b' '; bytes])
}
