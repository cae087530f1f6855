//! Logout tokens.

use super::kind::Kind;
use crate::{Validator, ValidatorBuilder, registered::RegisteredName};

impl Validator {
    /// A policy for logout tokens (OpenID Connect Back-Channel Logout 1.0, sections 2.4 and 2.6), for the client of this identifier.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use jose_claims::{MemoryReplayStore, Validator};
    /// # let provider_key = jose_jwk::PrivateJwk::generate_signing(jose_core::JwsAlgorithm::Es256)?;
    ///
    /// let validator = Validator::logout_token("web")
    ///     .issuer("https://id.example", provider_key.public().verifying_key()?)
    ///     .signed_only()
    ///     .replay_store(Arc::new(MemoryReplayStore::with_capacity(10_000)))
    ///     .build()?;
    /// # let _ = validator;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// `typ` must be `logout+jwt`; see [`ValidatorBuilder::accept_untyped_logout_tokens`]. `iss`, `aud`, `exp`, `iat` and `jti` must be there,
    /// `sub` or `sid` too, and `events` with the member for logout; `nonce` is forbidden, so that no identity token passes. Issuer, mode
    /// and what happens to a token that comes again are yours to state. Which sessions end is for the caller to find.
    #[must_use]
    pub fn logout_token(client_id: impl Into<String>) -> ValidatorBuilder {
        use RegisteredName::{Audience, Expires, IssuedAt, Issuer, TokenId};

        let required = [Issuer, Audience, Expires, IssuedAt, TokenId];
        let mut builder = required.into_iter().fold(ValidatorBuilder::new(), ValidatorBuilder::require);
        builder.profile.kind = Kind::LogoutToken;
        builder.audience(client_id).token_type("logout+jwt").expires().forbid("nonce")
    }
}
