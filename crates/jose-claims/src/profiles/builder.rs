//! What a policy may say besides about tokens of a profile.

use std::{borrow::Cow, sync::Arc, time::Duration};

use super::{BoundTo, Replay};
use crate::{ValidatorBuilder, registered::RegisteredName, stores::ReplayStore};

impl ValidatorBuilder {
    /// A token counts once: one with the `iss` and `jti` of another that was accepted is refused until that one has ended. It must have `jti`
    /// and `exp`.
    ///
    /// The store is asked last, and only by a validation that is about to accept: no token that is refused takes room in it, and no explanation
    /// uses a token up. So that no token is remembered for years, `exp` must be no farther off than ten minutes for logout tokens and client
    /// assertions and a day for all others, unless [`ValidatorBuilder::maximum_remaining_lifetime`] says otherwise.
    #[must_use]
    pub fn replay_store(mut self, store: Arc<dyn ReplayStore>) -> Self {
        self.profile.refuse_replays(store);
        self.require(RegisteredName::TokenId).require(RegisteredName::Expires)
    }

    /// Accepts a token as often as it comes. Logout tokens and client assertions demand a store otherwise.
    #[must_use]
    pub fn waive_replay(self, reason: &'static str) -> Self {
        self.replay_waived(reason.into())
    }

    pub(crate) fn replay_waived(mut self, reason: Cow<'static, str>) -> Self {
        self.profile.replay.say(Replay::Waived(reason));
        self
    }

    /// A document refuses replays; whoever builds the policy brings the store.
    pub(crate) fn refuse_replays(mut self) -> Self {
        self.profile.replay_demanded = true;
        self.require(RegisteredName::TokenId).require(RegisteredName::Expires)
    }

    /// `exp` may be no farther off than this, in whole seconds, whenever the token was issued. Unlike
    /// [`ValidatorBuilder::maximum_lifetime`] it needs no `iat`. Unless stated it is ten minutes for client assertions, and what
    /// [`ValidatorBuilder::replay_store`] says for tokens that count once.
    #[must_use]
    pub fn maximum_remaining_lifetime(mut self, maximum: Duration) -> Self {
        self.profile.maximum_remaining.say(maximum);
        self.require(RegisteredName::Expires)
    }

    /// An identity token must have the `nonce` that [`IdTokenContext::nonce`](crate::IdTokenContext::nonce) gives.
    #[must_use]
    pub fn require_nonce(mut self) -> Self {
        self.profile.nonce.expect(());
        self
    }

    /// Accepts identity tokens without `nonce`. One that the client has sent counts all the same.
    ///
    /// # Security
    /// Without a nonce an identity token can be brought into another login than the one that it answers. In the code flow PKCE prevents
    /// most of that.
    #[must_use]
    pub fn waive_nonce(self, reason: &'static str) -> Self {
        self.nonce_waived(reason.into())
    }

    pub(crate) fn nonce_waived(mut self, reason: Cow<'static, str>) -> Self {
        self.profile.nonce.waive(reason);
        self
    }

    /// Accepts logout tokens whose `typ` is absent or `JWT`, as providers made them before Back-Channel Logout 1.0 named a type.
    #[must_use]
    pub fn accept_untyped_logout_tokens(self, reason: &'static str) -> Self {
        self.untyped_logout_tokens_accepted(reason.into())
    }

    pub(crate) fn untyped_logout_tokens_accepted(mut self, reason: Cow<'static, str>) -> Self {
        self.profile.untyped.say(reason);
        self
    }

    /// A token must be bound to the key of a DPoP proof: `cnf.jkt` is its thumbprint (RFC 9449, section 6). Tokens come through
    /// [`Validator::validate_bound`](crate::Validator::validate_bound); every other way in refuses them.
    #[must_use]
    pub fn bound_to_dpop(mut self) -> Self {
        self.profile.binding.say(BoundTo::DpopKey);
        self
    }

    /// A token must be bound to the client's certificate: `cnf.x5t#S256` is its hash (RFC 8705, section 3). Tokens come through
    /// [`Validator::validate_bound`](crate::Validator::validate_bound); every other way in refuses them.
    #[must_use]
    pub fn bound_to_certificate(mut self) -> Self {
        self.profile.binding.say(BoundTo::Certificate);
        self
    }

    /// A token without `cnf` counts for whoever brings it; one that has it counts only with the proof that it demands, of either kind (RFC 9449,
    /// section 7.2). For an API whose clients change over to bound tokens. Tokens that are bound come through
    /// [`Validator::validate_bound`](crate::Validator::validate_bound).
    ///
    /// A DPoP proof beside a token that is bound to no key refuses the token: who brings one believes that it protects. A certificate beside such a
    /// token is no reason to refuse, as the connection has it anyway.
    ///
    /// # Security
    /// A token that is bound to nothing can be used by whoever steals it. Have the issuer bind them all, and then say which kind.
    #[must_use]
    pub fn bearer_unless_bound(mut self) -> Self {
        self.profile.binding.say(BoundTo::Confirmed);
        self
    }

    /// Accepts tokens that are bound to a key (`cnf`), and does not look at the key. Otherwise such a token is refused, as whoever stole it could
    /// use it.
    ///
    /// # Security
    /// Say it only where something in front of this has checked the binding already.
    #[must_use]
    pub fn waive_binding(self, reason: &'static str) -> Self {
        self.binding_waived(reason.into())
    }

    pub(crate) fn binding_waived(mut self, reason: Cow<'static, str>) -> Self {
        self.profile.binding.say(BoundTo::Waived(reason));
        self
    }
}
