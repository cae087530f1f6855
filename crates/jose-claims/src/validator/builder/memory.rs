//! What a validator remembers between tokens, and until when tokens are revoked.

use super::ValidatorBuilder;
use crate::{
    VerifiedCache, policy::RevocationEpoch, registered::RegisteredName, validator::PolicyError,
    verified_cache::VerifiedTokens,
};

impl ValidatorBuilder {
    /// Remembers tokens that were proven and accepted, so that one which comes again is not decrypted and verified again.
    ///
    /// ```
    /// use jose_claims::{Token, Validator, VerifiedCache};
    /// # use jose_claims::Issuer;
    /// # use jose_core::JwsAlgorithm;
    /// # let key = jose_jwk::PrivateJwk::generate_signing(JwsAlgorithm::Es256)?;
    /// # let issuer = Issuer::builder("https://id.example").sign_with(key.signing_key()?).signed_only().build()?;
    /// # let token = issuer.access_token("user-42", "https://api.example").client_id("web").issue()?;
    ///
    /// let validator = Validator::access_token()
    ///     .issuer("https://id.example", key.public().verifying_key()?)
    ///     .audience("https://api.example")
    ///     .signed_only()
    ///     .cache_verified(VerifiedCache::with_capacity(10_000))
    ///     .build()?;
    /// for _ in 0..3 {
    ///     let token: Token<serde_json::Value> = validator.validate(&token)?;
    ///     assert_eq!(token.subject(), Some("user-42"));
    /// }
    /// assert_eq!(validator.verified_cache().map(|cache| (cache.misses, cache.hits)), Some((1, 2)));
    /// validator.forget_verified();
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// You want it where the same tokens come with many requests and public-key operations show in the profile: an ES256 signature costs tens of times
    /// what a hit does. For tokens under an HMAC secret or a shared key it saves next to nothing, and for tokens that come once it only takes memory.
    ///
    /// Nothing but the cryptography is spared. The type, the claims, the time, every rule, the revocation epoch, the key a token is bound to and the
    /// store of used tokens are asked with each token as if it had never come before, by the same code. A token is remembered only once it was
    /// accepted, and only if it has `exp`; it is forgotten when it ends. The cache belongs to this policy and its keys: a policy that is built anew,
    /// as after a rotation, begins with none, and shares none.
    ///
    /// # Security
    /// The texts and the payloads of tokens in use stand in memory until they end or make room, longer than the requests that they came with. They
    /// are wiped when they go; those that have ended, when the next one is remembered in their part of the cache, or with
    /// [`Validator::forget_verified`](crate::Validator::forget_verified). A token is found by a hash under a random key and then compared in full, so nobody can make another one pass for it. Only
    /// tokens that were accepted take room, so that nobody without tokens can fill it, and one who has many good ones slows the others down to
    /// what they would cost without a cache.
    ///
    /// A key that must not count any more from one moment to the next needs a new policy without it, as always.
    #[must_use]
    pub fn cache_verified(mut self, cache: VerifiedCache) -> Self {
        self.verified_cache.say(cache);
        self
    }

    /// Refuses tokens that were issued before the epoch, wherever it stands when they come. They must have `iat`.
    #[must_use]
    pub fn revocation_epoch(mut self, epoch: RevocationEpoch) -> Self {
        self.revocation_epoch.say(epoch);
        self.require(RegisteredName::IssuedAt)
    }
}

/// The cache that was asked for, if any.
pub(super) fn cache(asked: Option<VerifiedCache>) -> Result<Option<VerifiedTokens>, PolicyError> {
    match asked {
        Some(cache) if cache.tokens == 0 || cache.bytes == 0 => {
            Err(PolicyError::Empty { what: "room of the cache of verified tokens".into() })
        }
        cache => Ok(cache.map(VerifiedTokens::new)),
    }
}
