//! What a store of used tokens remembers.

use std::fmt;

use jose_crypto::digest::sha256;

/// One use of one token: for what it was used, in whose name, and its identifier.
///
/// The three are kept apart: no token of one issuer can use up an identifier of another, and a logout token is no client assertion.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ReplayKey<'k> {
    purpose: &'k str,
    holder: &'k str,
    id: &'k str,
}

impl<'k> ReplayKey<'k> {
    /// A key. `purpose` is a word for the kind of token, `holder` whoever gives out the identifiers, and `id` the identifier, `jti`.
    #[must_use]
    pub fn new(purpose: &'k str, holder: &'k str, id: &'k str) -> Self {
        Self { purpose, holder, id }
    }

    /// The kind of token, a short word.
    #[must_use]
    pub fn purpose(&self) -> &'k str {
        self.purpose
    }

    /// Whose identifier it is: an issuer, a client, or the thumbprint of a key.
    #[must_use]
    pub fn holder(&self) -> &'k str {
        self.holder
    }

    /// The identifier. Whoever made the token chose it, with any length and any letter: store [`ReplayKey::digest`] in its place.
    #[must_use]
    pub fn id(&self) -> &'k str {
        self.id
    }

    /// 32 bytes that stand for the whole key. Parts are hashed with their lengths, so that no letter moves from one to another.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        hash(&[self.purpose, self.holder, self.id])
    }

    /// 32 bytes that stand for the purpose and the holder: whose share of a store an entry takes.
    #[must_use]
    pub fn holder_digest(&self) -> [u8; 32] {
        hash(&[self.purpose, self.holder])
    }
}

fn hash(parts: &[&str]) -> [u8; 32] {
    let room = parts.iter().map(|part| part.len().saturating_add(8)).fold(0, usize::saturating_add);
    let mut input = Vec::with_capacity(room);
    for part in parts {
        input.extend_from_slice(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        input.extend_from_slice(part.as_bytes());
    }
    sha256(&input)
}

impl fmt::Debug for ReplayKey<'_> {
    /// Shows the purpose alone: the rest is from a token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplayKey").field("purpose", &self.purpose).finish_non_exhaustive()
    }
}
