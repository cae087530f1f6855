//! Tokens that count once.

use std::{borrow::Cow, fmt, sync::Arc};

use super::Presented;
use crate::{
    ClaimError, ValidateError,
    policy::Policy,
    registered::RegisteredClaims,
    stores::{ReplayKey, ReplayStore, StoreError},
};

/// What a policy says of a token that comes again.
pub(crate) enum Replay {
    NotStated,
    Waived(Cow<'static, str>),
    Refused(Arc<dyn ReplayStore>),
}

impl Replay {
    /// Why an explanation does not have it. One that asked a store would use the token up.
    pub(crate) fn unconfigured(&self) -> &str {
        match self {
            Self::NotStated => "the policy does not state it",
            Self::Waived(reason) => reason,
            Self::Refused(_) => "only a validation asks the store",
        }
    }
}

impl Policy {
    /// The last of all checks, for a token that is about to be accepted. The proof first: a token is not used up by a proof that was used before.
    pub(crate) fn remember(
        &self,
        claims: &RegisteredClaims<'_>,
        presented: &Presented<'_>,
    ) -> Result<(), ValidateError> {
        if let Some(held) = &presented.beside.held {
            held.remember()?;
        }
        let Replay::Refused(store) = &self.profile.replay else { return Ok(()) };
        let missing = |claim: &'static str| ClaimError::Missing { claim: claim.into() };
        let id = claims.token_id().ok_or(missing("jti"))?;
        // As long as the token is accepted, and no shorter.
        let until = claims.expires().ok_or(missing("exp"))?.rounded_down().saturating_add(self.times.leeway.as_secs());
        let key = ReplayKey::new(self.profile.purpose, claims.issuer().unwrap_or_default(), id);
        store.remember(&key, until, presented.now).map_err(|error| match error {
            StoreError::Replayed => ClaimError::Replayed.into(),
            error => ValidateError::Store(error),
        })
    }
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotStated => "NotStated",
            Self::Waived(_) => "Waived",
            Self::Refused(_) => "Refused",
        })
    }
}
