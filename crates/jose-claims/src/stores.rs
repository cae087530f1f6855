//! What was seen before: memory that a policy needs and does not have.
//!
//! ```
//! use jose_claims::{MemoryReplayStore, ReplayKey, ReplayStore, StoreError, UnixTime};
//!
//! let store = MemoryReplayStore::with_capacity(100_000);
//! let key = ReplayKey::new("logout", "https://id.example", "jti-1");
//! let (now, until) = (UnixTime::from_seconds(1_700_000_000), UnixTime::from_seconds(1_700_000_120));
//! store.remember(&key, until, now)?;
//! assert_eq!(store.remember(&key, until, now), Err(StoreError::Replayed));
//! # Ok::<(), StoreError>(())
//! ```
//!
//! You want a [`ReplayStore`] wherever a token counts once: client assertions (RFC 7523), logout tokens, DPoP proofs (RFC 9449). The one in memory is
//! for one process; several that share the work need one that they share, or each of them accepts the token once. A [`NonceStore`] makes
//! and checks the nonces of RFC 9449, section 8. Neither is asked before everything else about a token has passed, so that a forged token
//! costs no room.

mod key;
mod memory;
mod nonces;

use std::fmt;

use jose_core::UnixTime;

pub use key::ReplayKey;
pub use memory::MemoryReplayStore;
pub use nonces::MemoryNonceStore;

/// Remembers what has been used.
pub trait ReplayStore: Send + Sync {
    /// Remembers `key` until `until`, if it is not remembered already. Looking and remembering are one step: of two callers with the same key
    /// at the same time, one is refused.
    ///
    /// # Security
    /// A store that has no room, or that cannot be reached, refuses. One that forgot what still counts would let it in again.
    ///
    /// Calls come late, and clocks are set back: what ends at `now` or before, or no later than something that was dropped, may have been used, and is
    /// refused. Where machines share a store and their clocks differ, keep each entry longer than `until` by as much as they may. Policies that share
    /// one should have the same leeway, and verifiers of proofs the same `maximum_age` besides, as each remembers what it accepts for as long as it would
    /// accept that itself.
    ///
    /// # Errors
    /// [`StoreError::Replayed`] if it is remembered already; another error if the store cannot tell.
    fn remember(&self, key: &ReplayKey<'_>, until: UnixTime, now: UnixTime) -> Result<(), StoreError>;
}

/// Makes the nonces that DPoP proofs must have, and knows them again (RFC 9449, sections 8 and 9).
pub trait NonceStore: Send + Sync {
    /// A nonce for the next proof, to be sent as the header `DPoP-Nonce`.
    ///
    /// # Errors
    /// [`StoreError`] if there is none to be had.
    fn issue(&self, now: UnixTime) -> Result<String, StoreError>;

    /// Whether `nonce` was issued here and still counts. Asking changes nothing: a nonce may be used more than once (RFC 9449, section 8), and
    /// explanations ask, too.
    ///
    /// # Errors
    /// [`StoreError::UnknownNonce`] if not; another error if the store cannot tell.
    fn check(&self, nonce: &str, now: UnixTime) -> Result<(), StoreError>;
}

/// Why a store does not let something in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreError {
    /// It was used before. The sender must act.
    Replayed,
    /// The nonce was not issued here, or counts no more. The sender must ask again with a new one.
    UnknownNonce,
    /// There is no room for more that still counts. Make the store larger, or what is stored shorter lived.
    Full,
    /// One issuer, client or key has taken all the room that one may have. The sender must wait.
    Share,
    /// It ends so early that the store would have forgotten it already, and cannot tell whether it was used: the call was slow, or a clock was set
    /// back. The holder of the clock must act.
    Forgotten,
    /// The store does not answer, or is damaged.
    Unavailable,
}

impl StoreError {
    /// A stable code, such as `store.full`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Replayed => "store.replayed",
            Self::UnknownNonce => "store.unknown_nonce",
            Self::Full => "store.full",
            Self::Share => "store.share",
            Self::Forgotten => "store.forgotten",
            Self::Unavailable => "store.unavailable",
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Replayed => "it was used before",
            Self::UnknownNonce => "the nonce is not one that counts",
            Self::Full => "the store of what was used has no room",
            Self::Share => "the sender has taken all its room in the store of what was used",
            Self::Forgotten => "what ends this early is no longer in the store of what was used: compare the clocks",
            Self::Unavailable => "the store of what was used does not answer",
        })
    }
}

impl std::error::Error for StoreError {}
