//! Where a content encryption key stands between the private operation and its preparation.

use jose_core::{SecretBytes, secret};

use crate::DecryptFailed;

/// Room for one key, wiped in the end. Whoever makes a key puts it here: returned by value, it would leave copies on the stack.
pub(in crate::keys) struct KeyRoom([u8; KeyRoom::BYTES]);

impl KeyRoom {
    /// The longest key, that of A256CBC-HS512.
    const BYTES: usize = 64;

    pub(in crate::keys) fn new() -> Self {
        Self([0; Self::BYTES])
    }

    pub(in crate::keys) fn all_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }

    pub(in crate::keys) fn front(&self, length: usize) -> Result<&[u8], DecryptFailed> {
        self.0.get(..length).ok_or(DecryptFailed)
    }

    pub(in crate::keys) fn front_mut(&mut self, length: usize) -> Result<&mut [u8], DecryptFailed> {
        self.0.get_mut(..length).ok_or(DecryptFailed)
    }
}

impl Drop for KeyRoom {
    fn drop(&mut self) {
        secret::wipe(&mut self.0);
    }
}

/// What came out of a private operation: a content encryption key, before its length is known to be right.
pub(in crate::keys) enum Unwrapped {
    /// It fills so much of the front of the room.
    InRoom(usize),
    /// It has a place of its own.
    Own(SecretBytes),
}
