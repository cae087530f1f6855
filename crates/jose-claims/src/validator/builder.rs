//! Building a policy: nothing is assumed, and silence is an error.

mod build;
mod mode;
mod state;
mod time;

use std::{sync::Arc, time::Duration};

use jose_core::{Clock, ContentEncryption, Limits};
use jose_jwk::{DecryptionKeySet, VerifyingKeySet};

use self::state::Stated;
use super::{Expect, TokenMode};

/// A policy in the making. [`ValidatorBuilder::build`] refuses it until it is complete.
///
/// Each expectation is stated once, whatever the order; only [`ValidatorBuilder::audience`] adds. A second statement would silently replace the
/// first, so it is refused.
#[derive(Debug)]
pub struct ValidatorBuilder {
    issuer: Stated<Expect<Box<str>>>,
    audiences: Stated<Expect<Vec<Box<str>>>>,
    token_type: Stated<Expect<Box<str>>>,
    expiry: Stated<Expect<()>>,
    mode: Stated<TokenMode>,
    required: Vec<&'static str>,
    maximum_lifetime: Stated<Duration>,
    leeway: Stated<Duration>,
    verifying_keys: Option<VerifyingKeySet>,
    decryption_keys: Option<DecryptionKeySet>,
    content_encryptions: Vec<ContentEncryption>,
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
    pub(super) fn new() -> Self {
        Self {
            issuer: Stated::Silent,
            audiences: Stated::Silent,
            token_type: Stated::Silent,
            expiry: Stated::Silent,
            mode: Stated::Silent,
            required: Vec::new(),
            maximum_lifetime: Stated::Silent,
            leeway: Stated::Silent,
            verifying_keys: None,
            decryption_keys: None,
            content_encryptions: Vec::new(),
            clock: None,
            limits: Limits::token(),
        }
    }

    pub(super) fn access_token() -> Self {
        let required = vec!["iss", "sub", "aud", "client_id", "exp", "iat", "jti"];
        Self { required, ..Self::new() }.token_type("at+jwt").expires()
    }

    /// The one issuer whose tokens are accepted, compared byte for byte, and the keys it signs with.
    #[must_use]
    pub fn issuer(mut self, issuer: impl Into<String>, keys: impl Into<VerifyingKeySet>) -> Self {
        self.issuer.expect(issuer.into().into());
        self.verifying_keys = Some(keys.into());
        self
    }

    /// The one issuer whose tokens are accepted, where the shared key of [`ValidatorBuilder::encrypted_with_shared_key`] takes the place of a
    /// signature.
    #[must_use]
    pub fn issuer_with_shared_key(mut self, issuer: impl Into<String>) -> Self {
        self.issuer.expect(issuer.into().into());
        self
    }

    /// Accepts whatever `iss` says, or its absence; the keys alone decide. `reason` stands in the code for whoever reads it. An access token
    /// must name an issuer even so.
    #[must_use]
    pub fn waive_issuer(mut self, keys: impl Into<VerifyingKeySet>, reason: &'static str) -> Self {
        self.issuer.waive(reason);
        self.verifying_keys = Some(keys.into());
        self
    }

    /// An audience that is us, compared byte for byte. Say it again for further names of ours; a token must be for one of them.
    #[must_use]
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        let audience = audience.into().into();
        match &mut self.audiences {
            Stated::Once(Expect::Stated(audiences)) => audiences.push(audience),
            silent_or_waived => silent_or_waived.expect(vec![audience]),
        }
        self
    }

    /// Accepts whatever `aud` says, or its absence. An access token must name somebody even so.
    ///
    /// # Security
    /// A token for any other service of the same issuer is then good here. Waive it only where each service has keys of its own.
    #[must_use]
    pub fn waive_audience(mut self, reason: &'static str) -> Self {
        self.audiences.waive(reason);
        self
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
    pub fn waive_token_type(mut self, reason: &'static str) -> Self {
        self.token_type.waive(reason);
        self
    }

    /// A token must have `sub`. Without this it is optional; its type is checked either way.
    #[must_use]
    pub fn require_subject(self) -> Self {
        self.require("sub")
    }

    /// A token must have `jti`. Without this it is optional; its type is checked either way.
    #[must_use]
    pub fn require_token_id(self) -> Self {
        self.require("jti")
    }

    /// A token must have `iat`. Without this it is optional; one in the future is refused either way.
    #[must_use]
    pub fn require_issued_at(self) -> Self {
        self.require("iat")
    }

    /// What a token may cost; [`Limits::token`] unless stated.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    fn require(mut self, claim: &'static str) -> Self {
        if !self.required.contains(&claim) {
            self.required.push(claim);
        }
        self
    }
}
