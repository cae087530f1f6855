//! The random bytes of one message, from one draw.

use zeroize::Zeroizing;

use crate::{OperationError, random};

/// All random bytes of one message.
pub(super) struct Random {
    bytes: Zeroizing<[u8; Self::LENGTH]>,
}

impl Random {
    const LONGEST_CEK: usize = 64;
    const LONGEST_IV: usize = 16;
    const LENGTH: usize = Self::LONGEST_CEK + Self::LONGEST_IV + 12;

    /// Empty. The bytes are drawn in a second step, where they stay: a value that is returned leaves a copy on the stack.
    pub(super) fn new() -> Self {
        Self { bytes: Zeroizing::new([0; Self::LENGTH]) }
    }

    pub(super) fn draw(&mut self) -> Result<(), OperationError> {
        random::fill(&mut *self.bytes)
    }

    pub(super) fn cek(&self, length: usize) -> &[u8] {
        self.bytes.get(..length).unwrap_or_default()
    }

    pub(super) fn iv(&self, length: usize) -> ([u8; 16], usize) {
        let mut iv = [0; 16];
        for (room, byte) in iv.iter_mut().take(length).zip(self.bytes.iter().skip(Self::LONGEST_CEK)) {
            *room = *byte;
        }
        (iv, length)
    }

    pub(super) fn wrap_iv(&self) -> [u8; 12] {
        let mut iv = [0; 12];
        for (room, byte) in iv.iter_mut().zip(self.bytes.iter().skip(Self::LONGEST_CEK + Self::LONGEST_IV)) {
            *room = *byte;
        }
        iv
    }
}
