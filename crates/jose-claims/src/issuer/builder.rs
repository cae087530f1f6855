//! Building an issuer: a key, a decision about encryption, and lifetimes.

mod build;
mod claims;
mod keys;

use std::{fmt, sync::Arc, time::Duration};

use jose_core::{Clock, ContentEncryption};
use jose_crypto::EncryptionKey;

use super::{AudienceSettings, ReplicatedClaim, signing::SigningBy};

/// An issuer in the making.
pub struct IssuerBuilder {
    name: String,
    signing: Vec<SigningBy>,
    audiences: Vec<(String, AudienceSettings)>,
    signed_only: bool,
    lifetime: Option<Duration>,
    maximum_lifetime: Duration,
    readable: Vec<(String, String)>,
    replicated: Vec<ReplicatedClaim>,
    clock: Option<Arc<dyn Clock>>,
}

const DEFAULT_LIFETIME: Duration = Duration::from_secs(600);
const DEFAULT_MAXIMUM_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

impl IssuerBuilder {
    pub(super) fn new(name: String) -> Self {
        Self {
            name,
            signing: Vec::new(),
            audiences: Vec::new(),
            signed_only: false,
            lifetime: None,
            maximum_lifetime: DEFAULT_MAXIMUM_LIFETIME,
            readable: Vec::new(),
            replicated: Vec::new(),
            clock: None,
        }
    }

    /// Encrypts tokens for `audience` to `key`, with A256GCM or, for a `dir` key, with what the key is bound to. Say it once for each audience.
    #[must_use]
    pub fn encrypt_to(self, audience: impl Into<String>, key: EncryptionKey) -> Self {
        self.audience(audience, AudienceSettings::encrypt_to(key))
    }

    /// As [`IssuerBuilder::encrypt_to`], with another content encryption.
    #[must_use]
    pub fn encrypt_to_with(
        self,
        audience: impl Into<String>,
        key: EncryptionKey,
        content_encryption: ContentEncryption,
    ) -> Self {
        self.audience(audience, AudienceSettings::encrypt_to(key).content_encryption(content_encryption))
    }

    /// Issues readable tokens to this one audience, signed and not encrypted, for this reason. The issuer's other audiences have keys; one that
    /// is neither here nor there gets no token.
    #[must_use]
    pub fn signed_only_for(self, audience: impl Into<String>, reason: impl Into<String>) -> Self {
        self.audience(audience, AudienceSettings::signed_only(reason))
    }

    /// What is agreed for `audience`: its key, its content encryption, its lifetimes. Say it once for each audience.
    #[must_use]
    pub fn audience(mut self, audience: impl Into<String>, settings: AudienceSettings) -> Self {
        self.audiences.push((audience.into(), settings));
        self
    }

    /// Issues readable tokens to everybody, signed and not encrypted. It has to be said: silence is not a decision.
    #[must_use]
    pub fn signed_only(mut self) -> Self {
        self.signed_only = true;
        self
    }

    /// How long a token lives unless it says otherwise: ten minutes unless stated, or the maximum where that is shorter.
    #[must_use]
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }

    /// How long any token of this issuer may live: 24 hours unless stated.
    #[must_use]
    pub fn maximum_lifetime(mut self, maximum: Duration) -> Self {
        self.maximum_lifetime = maximum;
        self
    }

    /// Where the time is read; the system's clock unless stated.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }
}

impl fmt::Debug for IssuerBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IssuerBuilder").field("name", &self.name).finish_non_exhaustive()
    }
}
