//! Proofs of tokens that came before, so that the same token is not decrypted and verified again with every request.
//!
//! What is remembered is what cryptography proved and nothing else: which key it was, what the headers say, and the payload. A verdict is never
//! remembered. [`Validator`](crate::Validator) has the example, at [`ValidatorBuilder::cache_verified`](crate::ValidatorBuilder::cache_verified).

mod known_token;
mod shard;
mod slots;
mod store;

pub(crate) use known_token::KnownToken;
pub(crate) use store::{Place, Recalled, VerifiedTokens};

/// How much a validator may remember of tokens that it has proven, for [`ValidatorBuilder::cache_verified`](crate::ValidatorBuilder::cache_verified).
///
/// ```
/// use jose_claims::VerifiedCache;
///
/// let cache = VerifiedCache::with_capacity(10_000).bytes(32 * 1024 * 1024);
/// # let _ = cache;
/// ```
///
/// Size it for the tokens that are in use at the same time. Where there are more, those make room that did not come again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifiedCache {
    pub(crate) tokens: usize,
    pub(crate) bytes: usize,
}

/// What a token may take on the average, unless stated: its text and its claims are nearly all of it.
const BYTES_FOR_A_TOKEN: usize = 4096;

impl VerifiedCache {
    /// At most this many tokens, and as many times 4 KiB. It takes no memory before it is used.
    #[must_use]
    pub fn with_capacity(tokens: usize) -> Self {
        Self { tokens, bytes: tokens.saturating_mul(BYTES_FOR_A_TOKEN) }
    }

    /// At most this many bytes for all tokens together, whatever their number. From 64 tokens on the room is divided into parts, sixteen of them where
    /// there is enough, and a token that is larger than a part is not remembered.
    #[must_use]
    pub fn bytes(self, bytes: usize) -> Self {
        Self { bytes, ..self }
    }
}

/// What a validator remembers at the moment, and how often that helped: for metrics. [`Validator::verified_cache`](crate::Validator::verified_cache)
/// gives it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct VerifiedCacheUse {
    /// Tokens that are remembered, ended ones included that no call has dropped yet.
    pub tokens: usize,
    /// About how many bytes they take.
    pub bytes: usize,
    /// Tokens that did not have to be proven again. Their claims were checked all the same, and may have been refused.
    pub hits: u64,
    /// Tokens that had to be proven.
    pub misses: u64,
}
