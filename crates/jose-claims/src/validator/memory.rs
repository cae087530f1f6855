//! What a validator remembers of tokens that it has proven.

use super::Validator;
use crate::VerifiedCacheUse;

impl Validator {
    /// Forgets every token that [`ValidatorBuilder::cache_verified`](crate::ValidatorBuilder::cache_verified) remembers, at once and for all clones of
    /// this validator. Tokens that are being proven meanwhile are not remembered either. Each is proven anew when it comes again; none is revoked by
    /// this.
    pub fn forget_verified(&self) {
        if let Some(tokens) = &self.policy.verified_tokens {
            tokens.forget();
        }
    }

    /// What is remembered of verified tokens, for metrics. `None` if the policy has no cache.
    #[must_use]
    pub fn verified_cache(&self) -> Option<VerifiedCacheUse> {
        self.policy.verified_tokens.as_ref().map(crate::verified_cache::VerifiedTokens::usage)
    }
}
