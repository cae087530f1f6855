//! Issuing tokens: signed with the issuer's key, encrypted to the key of each audience.

mod access_token;
mod builder;
mod error;

use std::{collections::HashMap, fmt, sync::Arc, time::Duration};

use jose_core::{Clock, ContentEncryption};
use jose_crypto::{EncryptionKey, SigningKey};

pub use access_token::AccessTokenDraft;
pub use builder::IssuerBuilder;
pub use error::{BuildIssuerError, IssueError};

/// Issues tokens under one name. Cloning shares it.
///
/// ```
/// use jose_claims::Issuer;
/// use jose_core::JwsAlgorithm;
/// use jose_jwk::PrivateJwk;
///
/// let key = PrivateJwk::generate_signing(JwsAlgorithm::EdDsa)?;
/// let issuer = Issuer::builder("https://id.example").sign_with(key.signing_key()?).signed_only().build()?;
/// let token = issuer.access_token("user-42", "https://api.example").client_id("web").issue()?;
/// assert_eq!(token.split('.').count(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// An issuer that encrypts never issues a readable token: an audience without a key is refused.
#[derive(Clone)]
pub struct Issuer {
    settings: Arc<Settings>,
}

struct Settings {
    name: String,
    signing_key: SigningKey,
    /// `None` for an issuer that was told to sign only.
    recipients: Option<HashMap<String, Recipient>>,
    lifetime: Duration,
    maximum_lifetime: Duration,
    clock: Arc<dyn Clock>,
}

struct Recipient {
    key: EncryptionKey,
    content_encryption: ContentEncryption,
}

impl Issuer {
    /// Starts an issuer; `name` is what `iss` will say.
    #[must_use]
    pub fn builder(name: impl Into<String>) -> IssuerBuilder {
        IssuerBuilder::new(name.into())
    }

    /// Starts an access token (RFC 9068) about `subject` for `audience`.
    #[must_use]
    pub fn access_token(&self, subject: impl Into<String>, audience: impl Into<String>) -> AccessTokenDraft<'_> {
        AccessTokenDraft::new(&self.settings, subject.into(), audience.into())
    }
}

impl fmt::Debug for Issuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Issuer")
            .field("name", &self.settings.name)
            .field("signing_key", &self.settings.signing_key)
            .field("encrypts", &self.settings.recipients.is_some())
            .finish_non_exhaustive()
    }
}
