//! What a policy may say besides about tokens of a profile.

use std::{sync::Arc, time::Duration};

use super::{BoundTo, Replay};
use crate::{ValidatorBuilder, stores::ReplayStore};

impl ValidatorBuilder {
    /// A token counts once: one with the `iss` and `jti` of another that was accepted is refused until that one has ended. It must have `jti`
    /// and `exp`.
    ///
    /// The store is asked last, and only by a validation that is about to accept: no token that is refused takes room in it, and no explanation
    /// uses a token up. Bound the time with [`ValidatorBuilder::maximum_remaining_lifetime`].
    #[must_use]
    pub fn replay_store(mut self, store: Arc<dyn ReplayStore>) -> Self {
        self.profile.refuse_replays(store);
        self.require("jti").require("exp")
    }

    /// Accepts a token as often as it comes. Logout tokens and client assertions demand a store otherwise.
    #[must_use]
    pub fn waive_replay(mut self, reason: &'static str) -> Self {
        self.profile.replay.say(Replay::Waived(reason.into()));
        self
    }

    /// `exp` may be no farther off than this, in whole seconds, whenever the token was issued. Unlike
    /// [`ValidatorBuilder::maximum_lifetime`] it needs no `iat`. For client assertions it is ten minutes unless stated.
    #[must_use]
    pub fn maximum_remaining_lifetime(mut self, maximum: Duration) -> Self {
        self.profile.maximum_remaining.say(maximum);
        self.require("exp")
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
    pub fn waive_nonce(mut self, reason: &'static str) -> Self {
        self.profile.nonce.waive(reason);
        self
    }

    /// Accepts logout tokens whose `typ` is absent or `JWT`, as providers made them before Back-Channel Logout 1.0 named a type.
    #[must_use]
    pub fn accept_untyped_logout_tokens(mut self, reason: &'static str) -> Self {
        self.profile.untyped.say(reason.into());
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

    /// Accepts tokens that are bound to a key (`cnf`), and does not look at the key. Otherwise such a token is refused, as whoever stole it could
    /// use it.
    ///
    /// # Security
    /// Say it only where something in front of this has checked the binding already.
    #[must_use]
    pub fn waive_binding(mut self, reason: &'static str) -> Self {
        self.profile.binding.say(BoundTo::Waived(reason.into()));
        self
    }
}
