//! What has been said about a profile, and whether it goes together.

mod words;

use std::{borrow::Cow, sync::Arc, time::Duration};

use self::words::{has_a_reason, unstated, wrong};
use super::{BoundTo, Profile, ProfileCheck, REMEMBERED, Replay, SHORT, kind::Kind};
use crate::{
    PolicyError,
    policy::Expect,
    stores::ReplayStore,
    validator::{Stated, says_something, whole_seconds},
};

#[derive(Debug)]
pub(crate) struct ProfileStatements {
    pub(super) kind: Kind,
    pub(super) untyped: Stated<Cow<'static, str>>,
    pub(super) nonce: Stated<Expect<()>>,
    pub(super) binding: Stated<BoundTo>,
    pub(super) replay: Stated<Replay>,
    /// A document says that replays are refused, and cannot say where they are remembered.
    pub(super) replay_demanded: bool,
    pub(super) maximum_remaining: Stated<Duration>,
}

impl ProfileStatements {
    pub(crate) fn new() -> Self {
        Self {
            kind: Kind::Other,
            untyped: Stated::Silent,
            nonce: Stated::Silent,
            binding: Stated::Silent,
            replay: Stated::Silent,
            replay_demanded: false,
            maximum_remaining: Stated::Silent,
        }
    }

    pub(super) fn refuse_replays(&mut self, store: Arc<dyn ReplayStore>) {
        self.replay.say(Replay::Refused(store));
    }

    pub(crate) fn finish(self, expiry: &Expect<()>) -> Result<Profile, PolicyError> {
        let untyped = self.untyped.optional("logout tokens without a type")?;
        let nonce = self.nonce.optional("nonce")?;
        let binding = self.binding.optional("binding")?.unwrap_or_default();
        if let Some(untyped) = &untyped {
            has_a_reason("reason for accepting logout tokens without a type", untyped)?;
        }
        if let BoundTo::Waived(waived) = &binding {
            has_a_reason("reason for waiving the binding", waived)?;
        }
        if let Some(nonce) = &nonce {
            says_something(("nonce", "reason for waiving the nonce"), nonce, |()| true)?;
        }
        if untyped.is_some() && !matches!(self.kind, Kind::LogoutToken) {
            return Err(wrong("logout tokens without a type", "is for Validator::logout_token(..)"));
        }
        if nonce.is_some() && !matches!(self.kind, Kind::IdToken { .. }) {
            return Err(wrong("nonce", "is for Validator::id_token(..): use claim(..)"));
        }
        let replay = self.replay.optional("replay")?;
        let replay = settle_replay(replay, self.replay_demanded, &self.kind, expiry)?;
        let stated = whole_seconds("maximum remaining lifetime", self.maximum_remaining)?;
        let maximum = stated.or(match (&self.kind, &replay) {
            (Kind::ClientAssertion, _) | (Kind::LogoutToken, Replay::Refused(_)) => Some(SHORT),
            (_, Replay::Refused(_)) => Some(REMEMBERED),
            _ => None,
        });
        let (purpose, untyped) = (self.kind.purpose(), untyped.is_some() || self.kind.is_untyped());
        let end = maximum.map(|maximum| ProfileCheck::End { maximum });
        let checks = end.into_iter().chain(self.kind.checks(nonce)?).collect();
        Ok(Profile { purpose, untyped, checks, binding, replay })
    }
}

fn settle_replay(
    replay: Option<Replay>,
    demanded: bool,
    kind: &Kind,
    expiry: &Expect<()>,
) -> Result<Replay, PolicyError> {
    match &replay {
        Some(Replay::Waived(waived)) => has_a_reason("reason for waiving replays", waived)?,
        Some(Replay::Refused(_)) if matches!(expiry, Expect::Waived { .. }) => {
            return Err(wrong("replay_store", "needs expires(): a token without an end is remembered forever"));
        }
        None if demanded => {
            return Err(unstated(
                "replay",
                "replay_store(..), as the document refuses replays and cannot hold a store",
            ));
        }
        None if matches!(kind, Kind::LogoutToken | Kind::ClientAssertion) => {
            return Err(unstated("replay", "replay_store(..) or waive_replay(..)"));
        }
        _ => {}
    }
    match replay {
        Some(Replay::Waived(_)) if demanded => Err(PolicyError::Contradiction { what: "replay".into() }),
        replay => Ok(replay.unwrap_or(Replay::NotStated)),
    }
}
