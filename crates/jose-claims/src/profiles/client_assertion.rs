//! Client assertions.

use super::kind::Kind;
use crate::{Validator, ValidatorBuilder, registered::RegisteredName};

impl Validator {
    /// A policy for the assertions with which clients authenticate at an authorization server (RFC 7523, section 3; `private_key_jwt`), for the
    /// server of this issuer identifier.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use jose_claims::{MemoryReplayStore, Validator};
    /// # let client_key = jose_jwk::PrivateJwk::generate_signing(jose_core::JwsAlgorithm::Es256)?;
    ///
    /// let validator = Validator::client_assertion("https://id.example")
    ///     .issuer("client-1", client_key.public().verifying_key()?)
    ///     .signed_only()
    ///     .replay_store(Arc::new(MemoryReplayStore::with_capacity(100_000)))
    ///     .build()?;
    /// # let _ = validator;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// The issuer is the client, with its own keys; say [`ValidatorBuilder::issuer`] for each. `iss`, `sub`, `aud`, `exp` and `jti` must be
    /// there, `aud` must name this server and nobody else, `sub` must be `iss`, `typ` must be `client-authentication+jwt`, `JWT` or absent, and
    /// `exp` no farther off than ten minutes unless [`ValidatorBuilder::maximum_remaining_lifetime`] says otherwise. `events` and `nonce` are
    /// forbidden. Issuers, mode and what happens to an assertion that comes again are yours to state. An assertion that names somebody else as
    /// its subject, an authorization grant, is another kind and refused.
    ///
    /// # Security
    /// Compare the `client_id` of the request, where there is one, with [`Token::subject`](crate::Token::subject).
    ///
    /// A client that takes the URL of a token endpoint from metadata that somebody else wrote can be led to make assertions for a server that it does
    /// not mean. The issuer identifier is what draft-ietf-oauth-rfc7523bis leaves as the audience; name the token endpoint with
    /// [`ValidatorBuilder::audience`] only while clients change over.
    #[must_use]
    pub fn client_assertion(audience: impl Into<String>) -> ValidatorBuilder {
        ValidatorBuilder::client_assertion().audience(audience)
    }
}

impl ValidatorBuilder {
    /// Without an audience, as in a document that has a list of them.
    pub(crate) fn client_assertion() -> Self {
        use RegisteredName::{Audience, Expires, Issuer, Subject, TokenId};

        let required = [Issuer, Subject, Audience, Expires, TokenId];
        let mut builder = required.into_iter().fold(Self::new(), Self::require);
        builder.profile.kind = Kind::ClientAssertion;
        builder.token_type("client-authentication+jwt").expires().forbid("events").forbid("nonce")
    }
}
