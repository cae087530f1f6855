//! What has been said about a profile, and whether it goes together.

use std::{borrow::Cow, sync::Arc, time::Duration};

use super::{ASSERTION_LIFETIME, BoundTo, Profile, ProfileCheck, Replay};
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
    pub(super) maximum_remaining: Stated<Duration>,
}

/// Which constructor it was.
#[derive(Debug)]
pub(super) enum Kind {
    Other,
    IdToken { client_id: Box<str> },
    LogoutToken,
    ClientAssertion,
}

impl ProfileStatements {
    pub(crate) fn new() -> Self {
        Self {
            kind: Kind::Other,
            untyped: Stated::Silent,
            nonce: Stated::Silent,
            binding: Stated::Silent,
            replay: Stated::Silent,
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
        let replay = self.replay.optional("replay")?;
        let mut maximum = whole_seconds("maximum remaining lifetime", self.maximum_remaining)?;
        let reason = |what: &'static str, reason: &str| match reason.trim() {
            "" => Err(PolicyError::Empty { what: what.into() }),
            _ => Ok(()),
        };
        if let Some(untyped) = &untyped {
            reason("reason for accepting logout tokens without a type", untyped)?;
        }
        if let BoundTo::Waived(waived) = &binding {
            reason("reason for waiving the binding", waived)?;
        }
        match &replay {
            Some(Replay::Waived(waived)) => reason("reason for waiving replays", waived)?,
            Some(Replay::Refused(_)) if matches!(expiry, Expect::Waived { .. }) => {
                return Err(wrong("replay_store", "needs expires(): a token without an end is remembered forever"));
            }
            None if matches!(self.kind, Kind::LogoutToken | Kind::ClientAssertion) => {
                return Err(PolicyError::Unstated {
                    what: "replay".into(),
                    how: "replay_store(..) or waive_replay(..)",
                });
            }
            _ => {}
        }
        if untyped.is_some() && !matches!(self.kind, Kind::LogoutToken) {
            return Err(wrong("logout tokens without a type", "is for Validator::logout_token(..)"));
        }
        if nonce.is_some() && !matches!(self.kind, Kind::IdToken { .. }) {
            return Err(wrong("nonce", "is for Validator::id_token(..): use claim(..)"));
        }
        let (purpose, checks) = match self.kind {
            Kind::Other => ("token", Vec::new()),
            Kind::LogoutToken => ("logout", vec![ProfileCheck::SubjectOrSession, ProfileCheck::LogoutEvent]),
            Kind::ClientAssertion => {
                maximum = maximum.or(Some(ASSERTION_LIFETIME));
                ("client_assertion", vec![ProfileCheck::SubjectIsIssuer])
            }
            Kind::IdToken { client_id } => {
                let how = "require_nonce() or waive_nonce(..)";
                let nonce = nonce.ok_or(PolicyError::Unstated { what: "nonce".into(), how })?;
                says_something(("nonce", "reason for waiving the nonce"), &nonce, |()| true)?;
                let checks = [
                    ProfileCheck::AuthorizedParty { client_id },
                    ProfileCheck::Nonce(nonce),
                    ProfileCheck::AccessTokenHash,
                    ProfileCheck::CodeHash,
                    ProfileCheck::SubjectIsNotIssuer,
                ];
                ("id_token", Vec::from(checks))
            }
        };
        // These have no type of their own by their standards.
        let untyped = untyped.is_some() || matches!(purpose, "client_assertion" | "id_token");
        let end = maximum.map(|maximum| ProfileCheck::End { maximum });
        let checks = end.into_iter().chain(checks).collect();
        Ok(Profile { purpose, untyped, checks, binding, replay: replay.unwrap_or(Replay::NotStated) })
    }
}

fn wrong(name: &'static str, what: &'static str) -> PolicyError {
    PolicyError::Check { name: name.into(), what }
}
