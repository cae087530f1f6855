//! Nonces that follow one another, so that nobody can fill a memory with them.

use std::{fmt, sync::Mutex, time::Duration};

use jose_core::{UnixTime, base64url};
use jose_crypto::random;

use super::{NonceStore, StoreError};
use crate::profiles::same_secret;

/// A [`NonceStore`] in memory. Everybody is given the same nonce for a while, and then the next; the one before still counts for as long again.
///
/// It holds two nonces whatever happens, so it has no bound to reach. RFC 9449, section 8, lets a nonce be used more than once: against replay
/// there is a [`ReplayStore`](super::ReplayStore). Several processes need a store that they share.
pub struct MemoryNonceStore {
    period: u64,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<(String, UnixTime)>,
    previous: Option<String>,
}

impl MemoryNonceStore {
    /// A store that changes its nonce after `period`, in whole seconds and at least one.
    #[must_use]
    pub fn new(period: Duration) -> Self {
        Self { period: period.as_secs().max(1), state: Mutex::default() }
    }
}

impl State {
    /// Drops what has ended. A clock that was set back ends everything: nobody can tell how old a nonce is then.
    fn age(&mut self, now: UnixTime, period: u64) {
        let Some((_, since)) = &self.current else { return };
        let (next, end) = (since.saturating_add(period), since.saturating_add(period.saturating_mul(2)));
        if now < *since || now >= end {
            *self = Self::default();
        } else if now >= next {
            self.previous = None;
        }
    }
}

impl NonceStore for MemoryNonceStore {
    fn issue(&self, now: UnixTime) -> Result<String, StoreError> {
        let mut state = self.state.lock().map_err(|_| StoreError::Unavailable)?;
        state.age(now, self.period);
        if let Some((nonce, since)) = &state.current
            && now < since.saturating_add(self.period)
        {
            return Ok(nonce.clone());
        }
        let nonce = base64url::encode(&random::bytes::<16>().map_err(|_| StoreError::Unavailable)?);
        state.previous = state.current.take().map(|(nonce, _)| nonce);
        state.current = Some((nonce.clone(), now));
        Ok(nonce)
    }

    fn check(&self, nonce: &str, now: UnixTime) -> Result<(), StoreError> {
        let mut state = self.state.lock().map_err(|_| StoreError::Unavailable)?;
        state.age(now, self.period);
        let current = state.current.as_ref().is_some_and(|(known, _)| same_secret(known, nonce));
        let previous = state.previous.as_ref().is_some_and(|known| same_secret(known, nonce));
        if current | previous { Ok(()) } else { Err(StoreError::UnknownNonce) }
    }
}

impl fmt::Debug for MemoryNonceStore {
    /// Shows no nonce.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryNonceStore").field("period", &self.period).finish_non_exhaustive()
    }
}
