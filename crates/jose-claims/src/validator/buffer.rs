//! Room for claims that a caller's type borrows.

use std::fmt;

use zeroize::Zeroizing;

/// Where the claims of one token stand while a type borrows from them. It is wiped when it is dropped and when it is used again.
#[derive(Default)]
pub struct ClaimsBuffer(Zeroizing<Vec<u8>>);

impl ClaimsBuffer {
    /// Room for the claims of a token. It takes no memory until it is used.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a payload in place of the last one. No byte is copied.
    pub(super) fn keep(&mut self, payload: Zeroizing<Vec<u8>>) -> &[u8] {
        self.0 = payload;
        &self.0
    }
}

impl fmt::Debug for ClaimsBuffer {
    /// Shows nothing of what it holds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClaimsBuffer").finish_non_exhaustive()
    }
}
