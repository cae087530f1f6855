//! Room for claims that a caller's type borrows.

use std::{fmt, sync::Arc};

use jose_core::SecretBytes;

use crate::verified_cache::KnownToken;

/// Where the claims of one token stand while a type borrows from them. It is wiped when it is dropped and when it is used again. Claims from a
/// [`VerifiedCache`](crate::VerifiedCache) are wiped when the cache has dropped them, too.
#[derive(Default)]
pub struct ClaimsBuffer(Held);

#[derive(Default)]
enum Held {
    #[default]
    Nothing,
    Own(SecretBytes),
    Known(Arc<KnownToken>),
}

impl ClaimsBuffer {
    /// Room for the claims of a token. It takes no memory until it is used.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a payload in place of the last one. No byte is copied.
    #[inline]
    pub(super) fn keep(&mut self, payload: SecretBytes) -> &[u8] {
        self.0 = Held::Own(payload);
        self.payload()
    }

    /// Keeps the payload of a token that is remembered in place of the last one.
    pub(super) fn share(&mut self, known: Arc<KnownToken>) -> &[u8] {
        self.0 = Held::Known(known);
        self.payload()
    }

    #[inline]
    fn payload(&self) -> &[u8] {
        match &self.0 {
            Held::Nothing => &[],
            Held::Own(payload) => payload.expose(),
            Held::Known(known) => known.payload(),
        }
    }
}

impl fmt::Debug for ClaimsBuffer {
    /// Shows nothing of what it holds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClaimsBuffer").finish_non_exhaustive()
    }
}
