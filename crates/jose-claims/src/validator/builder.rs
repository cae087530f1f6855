//! Building a policy: nothing is assumed, and silence is an error.

mod build;
mod claims;
mod keys;
mod memory;
mod mode;
mod privileges;
mod state;
mod statements;
mod time;
mod whose;

use std::{sync::Arc, time::Duration};

use jose_core::{Clock, ContentEncryption, JwsAlgorithm, KeyManagementAlgorithm, Limits};
use jose_jwk::{DecryptionKeySet, VerifyingKeySet};

use self::statements::Statements;
pub(crate) use self::{
    build::{leeway, says_something, whole_seconds},
    state::Stated,
};
use super::TokenMode;
use crate::{
    VerifiedCache,
    policy::{Expect, RevocationEpoch, TrustedIssuer},
    profiles::ProfileStatements,
    registered::RegisteredName,
};

/// A policy in the making. [`ValidatorBuilder::build`] refuses it until it is complete.
///
/// ```
/// use std::time::Duration;
///
/// use jose_claims::{Check, Validator};
/// # let key = jose_jwk::PrivateJwk::generate_signing(jose_core::JwsAlgorithm::EdDsa)?.public().verifying_key()?;
///
/// let validator = Validator::access_token()
///     .issuer("https://id.example", key)
///     .audience("https://api.example")
///     .signed_only()
///     .maximum_lifetime(Duration::from_secs(3600))
///     .scope_all(["orders:read"])
///     .claim("tenant", Check::one_of(["acme", "globex"]))
///     .claim("realm_access.roles", Check::contains_any(["admin", "auditor"]))
///     .forbid("nonce")
///     .rule("own orders", |claims| claims.member("owner").is_none_or(|owner| owner.text() == Some("acme")))
///     .build()?;
/// # let _ = validator;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Each expectation is stated once, whatever the order; only [`ValidatorBuilder::issuer`] and [`ValidatorBuilder::audience`] add. A second
/// statement would silently replace the first, so it is refused. Every claim has one state: demanded with a check, checked if it is there,
/// forbidden, or waived with a reason. A claim of which nothing is said is optional; if it is a registered one, its type is checked all the same.
#[derive(Debug)]
pub struct ValidatorBuilder {
    issuers: Stated<Expect<Vec<TrustedIssuer>>>,
    anyones_keys: Option<VerifyingKeySet>,
    audiences: Stated<Expect<Vec<Box<str>>>>,
    token_type: Stated<Expect<Box<str>>>,
    expiry: Stated<Expect<()>>,
    mode: Stated<TokenMode>,
    statements: Statements,
    pub(crate) profile: ProfileStatements,
    maximum_lifetime: Stated<Duration>,
    maximum_age: Stated<Duration>,
    minimum_remaining: Stated<Duration>,
    maximum_authentication_age: Stated<Duration>,
    leeway: Stated<Duration>,
    decryption_keys: Option<DecryptionKeySet>,
    signature_algorithms: Stated<Vec<JwsAlgorithm>>,
    key_management: Stated<Vec<KeyManagementAlgorithm>>,
    content_encryptions: Vec<ContentEncryption>,
    verified_cache: Stated<VerifiedCache>,
    revocation_epoch: Stated<RevocationEpoch>,
    clock: Option<ClockOf>,
    limits: Limits,
}

struct ClockOf(Arc<dyn Clock>);

impl std::fmt::Debug for ClockOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Clock")
    }
}

impl ValidatorBuilder {
    pub(crate) fn new() -> Self {
        Self {
            issuers: Stated::Silent,
            anyones_keys: None,
            audiences: Stated::Silent,
            token_type: Stated::Silent,
            expiry: Stated::Silent,
            mode: Stated::Silent,
            statements: Statements::default(),
            profile: ProfileStatements::new(),
            maximum_lifetime: Stated::Silent,
            maximum_age: Stated::Silent,
            minimum_remaining: Stated::Silent,
            maximum_authentication_age: Stated::Silent,
            leeway: Stated::Silent,
            decryption_keys: None,
            signature_algorithms: Stated::Silent,
            key_management: Stated::Silent,
            content_encryptions: Vec::new(),
            verified_cache: Stated::Silent,
            revocation_epoch: Stated::Silent,
            clock: None,
            limits: Limits::token(),
        }
    }

    pub(crate) fn access_token() -> Self {
        use RegisteredName::{Audience, ClientId, Expires, IssuedAt, Issuer, Subject, TokenId};

        let required = [Issuer, Subject, Audience, ClientId, Expires, IssuedAt, TokenId];
        required.into_iter().fold(Self::new(), Self::require).token_type("at+jwt").expires()
    }

    /// What `typ` must say, with or without `application/` and in any case (RFC 7515, section 4.1.9).
    #[must_use]
    pub fn token_type(mut self, token_type: impl Into<String>) -> Self {
        self.token_type.expect(token_type.into().into());
        self
    }

    /// Accepts whatever `typ` says, or its absence.
    ///
    /// # Security
    /// Every kind of token that the issuer signs is then one for here, identity tokens included.
    #[must_use]
    pub fn waive_token_type(self, reason: &'static str) -> Self {
        self.token_type_waived(reason.into())
    }

    pub(crate) fn token_type_waived(mut self, reason: std::borrow::Cow<'static, str>) -> Self {
        self.token_type.waive(reason);
        self
    }

    /// What a token may cost; [`Limits::token`] unless stated.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// A claim that must be there, on top of whatever else is said about it.
    pub(crate) fn require(mut self, claim: RegisteredName) -> Self {
        self.statements.require(claim);
        self
    }
}
