//! Building an issuer: a key, a decision about encryption, and lifetimes.

use std::{collections::HashMap, fmt, sync::Arc, time::Duration};

use jose_core::{Clock, ContentEncryption};
use jose_crypto::{EncryptionKey, SigningKey};

use super::{BuildIssuerError, Issuer, Recipient, Settings};
use crate::SystemClock;

/// An issuer in the making.
pub struct IssuerBuilder {
    name: String,
    signing_keys: Vec<SigningKey>,
    recipients: Vec<(String, Recipient)>,
    signed_only: bool,
    lifetime: Duration,
    maximum_lifetime: Duration,
    clock: Option<Arc<dyn Clock>>,
}

const DEFAULT_LIFETIME: Duration = Duration::from_secs(600);
const DEFAULT_MAXIMUM_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

impl IssuerBuilder {
    pub(super) fn new(name: String) -> Self {
        Self {
            name,
            signing_keys: Vec::new(),
            recipients: Vec::new(),
            signed_only: false,
            lifetime: DEFAULT_LIFETIME,
            maximum_lifetime: DEFAULT_MAXIMUM_LIFETIME,
            clock: None,
        }
    }

    /// The one key that signs every token. To change it, build another issuer.
    #[must_use]
    pub fn sign_with(mut self, key: SigningKey) -> Self {
        self.signing_keys.push(key);
        self
    }

    /// Encrypts tokens for `audience` to `key`, with A256GCM or, for a `dir` key, with what the key is bound to. Say it once for each audience.
    #[must_use]
    pub fn encrypt_to(self, audience: impl Into<String>, key: EncryptionKey) -> Self {
        let content_encryption = key.content_encryption().unwrap_or(ContentEncryption::A256Gcm);
        self.encrypt_to_with(audience, key, content_encryption)
    }

    /// As [`IssuerBuilder::encrypt_to`], with another content encryption.
    #[must_use]
    pub fn encrypt_to_with(
        mut self,
        audience: impl Into<String>,
        key: EncryptionKey,
        content_encryption: ContentEncryption,
    ) -> Self {
        self.recipients.push((audience.into(), Recipient { key, content_encryption }));
        self
    }

    /// Issues readable tokens, signed and not encrypted. It has to be said: silence is not a decision.
    #[must_use]
    pub fn signed_only(mut self) -> Self {
        self.signed_only = true;
        self
    }

    /// How long a token lives unless it says otherwise: ten minutes unless stated.
    #[must_use]
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = lifetime;
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

    /// The issuer.
    ///
    /// # Errors
    /// [`BuildIssuerError`] with what is missing or contradictory.
    pub fn build(self) -> Result<Issuer, BuildIssuerError> {
        if self.name.is_empty() {
            return Err(BuildIssuerError::EmptyName);
        }
        let mut signing_keys = self.signing_keys.into_iter();
        let signing_key = signing_keys.next().ok_or(BuildIssuerError::NoSigningKey)?;
        if signing_keys.next().is_some() {
            return Err(BuildIssuerError::TwoSigningKeys);
        }
        if self.signed_only != self.recipients.is_empty() {
            return Err(BuildIssuerError::Encryption);
        }
        if self.lifetime.as_secs() == 0 || self.lifetime > self.maximum_lifetime {
            return Err(BuildIssuerError::Lifetime { maximum: self.maximum_lifetime });
        }
        let mut recipients = HashMap::with_capacity(self.recipients.len());
        for (audience, recipient) in self.recipients {
            let bound = recipient.key.content_encryption();
            if audience.is_empty() || bound.is_some_and(|bound| bound != recipient.content_encryption) {
                return Err(BuildIssuerError::Recipient { audience });
            }
            if recipients.contains_key(&audience) {
                return Err(BuildIssuerError::TwoKeys { audience });
            }
            recipients.insert(audience, recipient);
        }
        Ok(Issuer {
            settings: Arc::new(Settings {
                name: self.name,
                signing_key,
                recipients: (!self.signed_only).then_some(recipients),
                lifetime: self.lifetime,
                maximum_lifetime: self.maximum_lifetime,
                clock: self.clock.unwrap_or_else(|| Arc::new(SystemClock)),
            }),
        })
    }
}

impl fmt::Debug for IssuerBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IssuerBuilder").field("name", &self.name).finish_non_exhaustive()
    }
}
