//! The issuer: its name, its audience, its key, and a clock that stands still.

use std::{sync::Arc, time::Duration};

use jose_claims::Issuer;
use jose_core::{Clock, UnixTime, time::FixedClock};
use jose_crypto::VerifyingKey;
use serde::Serialize;

use crate::{
    Draft, TestKey,
    draft::{Members, json},
};

/// An issuer in memory. The same keys, the same time and the same tokens in every run, but for what signing and encrypting draw at random.
///
/// ```
/// use jose_testing::{TestIssuer, TestKey};
///
/// let issuer = TestIssuer::new("https://id.example", "https://api.example")
///     .sign_with(TestKey::Rs256)
///     .claim("tenant", "acme");
/// assert_eq!(issuer.draft().issue().split('.').count(), 3);
/// ```
///
/// Its tokens are access tokens (RFC 9068) unless [`TestIssuer::token_type`] and [`TestIssuer::claim`] make others of them.
#[derive(Clone, Debug)]
pub struct TestIssuer {
    name: String,
    audience: String,
    key: TestKey,
    header: Members,
    claims: Members,
    clock: Arc<FixedClock>,
}

/// The tenth of January 2027, a little after midnight.
const NOW: UnixTime = UnixTime::from_seconds(1_799_539_200);

/// What a token lives.
const LIFETIME: Duration = Duration::from_secs(300);

impl TestIssuer {
    /// An issuer with this name, `iss`, of tokens for this audience, `aud`. It signs with [`TestKey::Es256`].
    #[must_use]
    pub fn new(issuer: impl Into<String>, audience: impl Into<String>) -> Self {
        let mut header = Members::default();
        header.set("typ", json(&"at+jwt"));
        let issuer = Self {
            name: issuer.into(),
            audience: audience.into(),
            key: TestKey::Es256,
            header,
            claims: Members::default(),
            clock: Arc::new(FixedClock::new(NOW)),
        };
        let (name, audience) = (issuer.name.clone(), issuer.audience.clone());
        issuer
            .claim("iss", name)
            .claim("sub", "test-user")
            .claim("aud", audience)
            .claim("client_id", "test-client")
            .claim("jti", "test-token")
            .at(NOW)
    }

    /// Signs with this key.
    #[must_use]
    pub fn sign_with(mut self, key: TestKey) -> Self {
        self.key = key;
        self
    }

    /// What `typ` says: `at+jwt` unless stated.
    #[must_use]
    pub fn token_type(mut self, token_type: &str) -> Self {
        self.header.set("typ", json(&token_type));
        self
    }

    /// A claim that every good token has: whatever else the policy under test demands.
    ///
    /// # Panics
    /// If `value` does not serialize.
    #[must_use]
    pub fn claim(mut self, name: &str, value: impl Serialize) -> Self {
        self.claims.set(name, json(&value));
        self
    }

    /// Without a claim that every good token has unless told otherwise, such as `client_id`.
    #[must_use]
    pub fn without(mut self, claim: &str) -> Self {
        self.claims.remove(claim);
        self
    }

    /// Sets the clock. Tokens are issued at that time and live for five minutes. For policies that read a clock of their own: say what time it is.
    #[must_use]
    pub fn at(self, now: UnixTime) -> Self {
        self.clock.set(now);
        let exp = now.saturating_add(LIFETIME.as_secs());
        self.claim("iat", now.seconds()).claim("exp", exp.seconds())
    }

    /// The clock, which policies under test share. It stands still until it is set.
    #[must_use]
    pub fn clock(&self) -> Arc<FixedClock> {
        Arc::clone(&self.clock)
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> UnixTime {
        self.clock.now()
    }

    /// The key that it signs with.
    #[must_use]
    pub fn key(&self) -> TestKey {
        self.key
    }

    /// Its name, `iss`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whom its tokens are for, `aud`.
    #[must_use]
    pub fn audience(&self) -> &str {
        &self.audience
    }

    /// What a policy needs to verify its tokens: the argument of [`issuer`](jose_claims::ValidatorBuilder::issuer).
    #[must_use]
    pub fn validator_keys(&self) -> VerifyingKey {
        self.key.verifying_key()
    }

    /// Starts a token that is good until it is changed.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let key = self.key.signing_key();
        let mut header = Members::default();
        header.set("alg", json(&self.key.algorithm().name()));
        header.set("kid", json(&key.key_id().unwrap_or_default()));
        header.extend(&self.header);
        Draft::new(key, header, self.claims.clone())
    }

    /// A real issuer under this name, with this key and this clock, for signed tokens.
    ///
    /// # Panics
    /// If the name is empty.
    #[must_use]
    pub fn issuer(&self) -> Issuer {
        let builder = Issuer::builder(&self.name).sign_with(self.key.signing_key()).signed_only();
        builder.lifetime(LIFETIME).clock(self.clock()).build().expect("a test issuer has a name")
    }
}
