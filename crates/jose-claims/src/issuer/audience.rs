//! What is agreed for one audience: how its tokens are protected, and how long they live.

use std::time::Duration;

use jose_core::{ContentEncryption, registry::KeyManagementKind};
use jose_crypto::EncryptionKey;

use super::{
    BuildIssuerError,
    envelope::{Recipient, encrypts_content_itself},
};
use crate::both_jobs::ReadyKey;

/// How tokens for one audience are made, where that differs from the issuer's other tokens. For [`IssuerBuilder::audience`].
///
/// ```
/// use std::time::Duration;
///
/// use jose_claims::{AudienceSettings, Issuer};
/// use jose_core::{ContentEncryption, JwsAlgorithm, KeyManagementAlgorithm};
/// use jose_jwk::PrivateJwk;
///
/// let key = PrivateJwk::generate_signing(JwsAlgorithm::Es256)?;
/// let ledger = PrivateJwk::generate_encryption(KeyManagementAlgorithm::EcdhEsA256Kw)?;
/// let strict = AudienceSettings::encrypt_to(ledger.public().encryption_key()?)
///     .content_encryption(ContentEncryption::A256CbcHs512)
///     .lifetime(Duration::from_secs(60))
///     .maximum_lifetime(Duration::from_secs(120));
/// let issuer =
///     Issuer::builder("https://id.example").sign_with(key.signing_key()?).audience("https://ledger.example", strict).build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// What is not said here is the issuer's. It does not change what tokens say, or which key signs them.
///
/// [`IssuerBuilder::audience`]: crate::IssuerBuilder::audience
#[derive(Clone, Debug)]
pub struct AudienceSettings {
    protection: Protection,
    content_encryption: Option<ContentEncryption>,
    lifetime: Option<Duration>,
    maximum_lifetime: Option<Duration>,
}

#[derive(Clone, Debug)]
enum Protection {
    Encrypted(EncryptionKey),
    Readable { reason: String },
}

impl AudienceSettings {
    /// Tokens for this audience are signed, then encrypted to `key`. A password is no key: whoever sees a token could try passwords on it, and each
    /// validation would cost what stretching one costs.
    #[must_use]
    pub fn encrypt_to(key: EncryptionKey) -> Self {
        Self::new(Protection::Encrypted(key))
    }

    /// Tokens for this audience are signed and readable by everybody, for this reason. The other audiences' are not.
    #[must_use]
    pub fn signed_only(reason: impl Into<String>) -> Self {
        Self::new(Protection::Readable { reason: reason.into() })
    }

    fn new(protection: Protection) -> Self {
        Self { protection, content_encryption: None, lifetime: None, maximum_lifetime: None }
    }

    /// The content encryption: A256GCM unless stated. That of a `dir` key is its own.
    #[must_use]
    pub fn content_encryption(mut self, content_encryption: ContentEncryption) -> Self {
        self.content_encryption = Some(content_encryption);
        self
    }

    /// How long a token for this audience lives unless it says otherwise: the issuer's lifetime unless stated, or this audience's maximum
    /// where that is shorter.
    #[must_use]
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }

    /// How long any token for this audience may live: the issuer's maximum unless stated, and never longer than that.
    #[must_use]
    pub fn maximum_lifetime(mut self, maximum: Duration) -> Self {
        self.maximum_lifetime = Some(maximum);
        self
    }

    /// These settings beside those of the issuer.
    pub(super) fn resolve(
        self,
        audience: &str,
        signing_key: ReadyKey<'_>,
        (lifetime, maximum): (Duration, Duration),
    ) -> Result<Terms, BuildIssuerError> {
        let unfit = || BuildIssuerError::Recipient { audience: audience.to_owned() };
        if audience.is_empty() {
            return Err(unfit());
        }
        let recipient = match self.protection {
            Protection::Readable { reason } if reason.trim().is_empty() => {
                return Err(BuildIssuerError::EmptyReason { what: audience.to_owned() });
            }
            Protection::Readable { .. } if self.content_encryption.is_some() => return Err(unfit()),
            Protection::Readable { .. } => None,
            Protection::Encrypted(key)
                if matches!(key.algorithm().row().kind, KeyManagementKind::Pbes2AesKeyWrap { .. }) =>
            {
                return Err(BuildIssuerError::Password { audience: audience.to_owned() });
            }
            Protection::Encrypted(key) if signing_key.is(ReadyKey { identity: key.identity(), name: key.key_id() }) => {
                return Err(BuildIssuerError::BothJobs { audience: audience.to_owned() });
            }
            Protection::Encrypted(key) => {
                let bound = key.content_encryption();
                let wanted = self.content_encryption.or(bound).unwrap_or(ContentEncryption::A256Gcm);
                let superfluous = self.content_encryption.is_some() && encrypts_content_itself(&key);
                if superfluous || bound.is_some_and(|bound| bound != wanted) {
                    return Err(unfit());
                }
                Some(Recipient::new(key, wanted))
            }
        };
        let own_maximum = self.maximum_lifetime.unwrap_or(maximum);
        let own_lifetime = self.lifetime.unwrap_or(lifetime.min(own_maximum));
        if own_maximum > maximum || own_lifetime > own_maximum || own_lifetime.as_secs() == 0 {
            return Err(BuildIssuerError::AudienceLifetime {
                audience: audience.to_owned(),
                maximum: own_maximum.min(maximum),
            });
        }
        Ok(Terms { recipient, lifetime: own_lifetime, maximum_lifetime: own_maximum })
    }
}

/// [`AudienceSettings`], checked and complete.
pub(super) struct Terms {
    pub(super) recipient: Option<Recipient>,
    pub(super) lifetime: Duration,
    pub(super) maximum_lifetime: Duration,
}
