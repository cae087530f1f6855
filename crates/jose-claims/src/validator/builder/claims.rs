//! Checks on claims by name, and rules over all of them.

use std::{borrow::Cow, sync::Arc};

use super::{ValidatorBuilder, statements::Rank};
use crate::{
    policy::{Body, Check, ClaimPath, ClaimsView, Refusal, Rule},
    registered::RegisteredName,
};

impl ValidatorBuilder {
    /// What a claim must be. A path such as `realm_access.roles` leads into nested claims; a name with dots is a [`ClaimPath::name`].
    ///
    /// `iss`, `aud` and `exp` have methods of their own.
    #[must_use]
    pub fn claim(self, path: impl Into<ClaimPath>, check: Check) -> Self {
        self.checked(path.into(), check, Refusal::Rule, Rank::Custom)
    }

    /// A token must not have this claim, not even as `null`.
    #[must_use]
    pub fn forbid(self, path: impl Into<ClaimPath>) -> Self {
        self.claim(path, Check::forbidden())
    }

    /// Says out loud that the policy does not look at a claim. It changes no verdict; explanations repeat the reason. A registered claim of the
    /// wrong type is refused all the same.
    #[must_use]
    pub fn waive_claim(self, path: impl Into<ClaimPath>, reason: &'static str) -> Self {
        self.claim_waived(path.into(), reason.into())
    }

    pub(crate) fn claim_waived(mut self, path: ClaimPath, reason: Cow<'static, str>) -> Self {
        self.statements.waive(path, reason);
        self
    }

    /// A rule over all claims, with a name for errors, explanations and metrics. It sees only claims whose sender is proven, and runs after
    /// every other check.
    ///
    /// The closure must not panic, and must not do I/O: it runs wherever tokens are validated.
    #[must_use]
    pub fn rule(
        mut self,
        name: impl Into<Cow<'static, str>>,
        closure: impl Fn(&ClaimsView<'_>) -> bool + Send + Sync + 'static,
    ) -> Self {
        let body = Body::Closure(Arc::new(closure));
        self.statements.rule(Rule { name: name.into(), body, refusal: Refusal::Rule });
        self
    }

    /// A token must be about this subject.
    #[must_use]
    pub fn subject(self, subject: impl Into<String>) -> Self {
        self.checked("sub".into(), Check::equals(subject.into()), Refusal::Rule, Rank::Subject)
    }

    /// A token must have `sub`. Without this it is optional; its type is checked either way.
    #[must_use]
    pub fn require_subject(self) -> Self {
        self.require(RegisteredName::Subject)
    }

    /// A token must have `jti`. Without this it is optional; its type is checked either way.
    #[must_use]
    pub fn require_token_id(self) -> Self {
        self.require(RegisteredName::TokenId)
    }

    /// A token must have `iat`. Without this it is optional; one in the future is refused either way.
    #[must_use]
    pub fn require_issued_at(self) -> Self {
        self.require(RegisteredName::IssuedAt)
    }

    /// A token must have `client_id`. Without this it is optional; its type is checked either way.
    #[must_use]
    pub fn require_client_id(self) -> Self {
        self.require(RegisteredName::ClientId)
    }

    pub(super) fn checked(mut self, path: ClaimPath, check: Check, refusal: Refusal, rank: Rank) -> Self {
        self.statements.check(path, check, refusal, rank);
        self
    }
}
