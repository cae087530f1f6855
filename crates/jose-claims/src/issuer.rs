//! Issuing tokens: signed with the issuer's key, encrypted to the key of each audience.

mod access_token;
mod audience;
mod builder;
mod envelope;
mod error;
mod exposure;
mod pending;
mod private_claims;
mod settings;
mod signing;
mod size;

use std::{fmt, sync::Arc};

pub use access_token::AccessTokenDraft;
pub use audience::AudienceSettings;
pub use builder::IssuerBuilder;
pub use envelope::ReplicatedClaim;
pub use error::{BuildIssuerError, IssueError};
pub use exposure::LooksLike;
pub use pending::PendingToken;
pub use size::{SizePart, SizePlan, SizeWarning};

use settings::Settings;

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
/// An issuer that encrypts never issues a readable token in place of an encrypted one: an audience without a key is refused, and one that is
/// served readable tokens was named with a reason. A readable token with claims that look like secrets or personal data is refused too, see
/// [`IssuerBuilder::allow_readable`].
#[derive(Clone)]
pub struct Issuer {
    settings: Arc<Settings>,
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
            .field("signing_key", &self.settings.signing)
            .field("encrypts", &self.settings.encrypts())
            .field("allowed_readable", &self.settings.readable)
            .finish_non_exhaustive()
    }
}
