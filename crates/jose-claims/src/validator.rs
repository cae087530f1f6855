//! Opening a token under a policy.

mod builder;
mod claims;
mod error;
mod open;

use std::{sync::Arc, time::Duration};

use jose_core::{Clock, ContentEncryption, Limits, UnixTime};
use jose_jwe::Decrypted;
use jose_jwk::{DecryptionKeySet, VerifyingKeySet};
use serde::de::DeserializeOwned;

pub use builder::ValidatorBuilder;
pub use error::{ClaimError, PolicyError, ValidateError};

use crate::Token;

/// A policy for tokens, complete and ready. Cloning shares it.
///
/// ```
/// use jose_claims::Validator;
/// use jose_core::JwsAlgorithm;
/// use jose_jwk::PrivateJwk;
///
/// let issuer_key = PrivateJwk::generate_signing(JwsAlgorithm::EdDsa)?;
/// let validator = Validator::access_token()
///     .issuer("https://id.example", issuer_key.public().verifying_key()?)
///     .audience("https://api.example")
///     .signed_only()
///     .build()?;
/// assert!(validator.validate::<serde_json::Value>("not a token").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Validation is pure: it reads the clock it was given and nothing else. The order is size and form, envelope, key, signature, claims; nothing in
/// a token is believed before the step that proves it.
#[derive(Clone, Debug)]
pub struct Validator {
    policy: Arc<Policy>,
}

impl Validator {
    /// A policy for OAuth access tokens (RFC 9068): the type must be `at+jwt`, and `iss`, `sub`, `aud`, `client_id`, `exp`, `iat` and
    /// `jti` must be there. Issuer, audience and mode are yours to state.
    #[must_use]
    pub fn access_token() -> ValidatorBuilder {
        ValidatorBuilder::access_token()
    }

    /// A policy for any other JWT. Issuer, audience, type, expiry and mode must each be stated or waived by name.
    #[must_use]
    pub fn builder() -> ValidatorBuilder {
        ValidatorBuilder::new()
    }

    /// Opens `token`: decrypts it if the mode says so, verifies its signature, and checks what it says.
    ///
    /// # Errors
    /// [`ValidateError`] with the first reason, in the order above; no message repeats a value of its claims but times. `T` is read last, so
    /// [`ValidateError::PrivateClaims`] never hides another.
    pub fn validate<T: DeserializeOwned>(&self, token: &str) -> Result<Token<T>, ValidateError> {
        open::open(&self.policy, token)
    }

    /// As [`Validator::validate`], for a token whose envelope was opened elsewhere: by a device that is awaited
    /// (`jose_jwe::decrypt_compact_async`) or in two steps (`jose_jwe::PendingDecryption`). The signature inside proves the sender, as always.
    ///
    /// # Errors
    /// As for [`Validator::validate`]; [`ValidateError::Encrypted`] if the mode demands no signed token inside an envelope.
    pub fn validate_decrypted<T: DeserializeOwned>(&self, decrypted: &Decrypted) -> Result<Token<T>, ValidateError> {
        open::open_decrypted(&self.policy, decrypted)
    }

    /// What this validator accepts: signed tokens, encrypted ones, or both for a while.
    #[must_use]
    pub fn mode(&self) -> TokenMode {
        self.policy.mode
    }
}

/// Which protection a token must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenMode {
    /// Signed and readable. Encrypted tokens are refused.
    SignedOnly,
    /// Encrypted, with a signed token inside. Signed tokens without an envelope are refused.
    NestedOnly,
    /// Encrypted under a shared key, with the claims directly inside. The shared key proves the sender, so public-key encryption is refused.
    EncryptedOnly,
    /// As [`TokenMode::NestedOnly`], and until this time also [`TokenMode::SignedOnly`], while issuers change over.
    Migrate {
        /// When signed tokens without an envelope stop being accepted.
        until: UnixTime,
    },
}

/// One expectation: stated, or waived with a reason that stands in the code.
#[derive(Debug)]
enum Expect<T> {
    Stated(T),
    Waived { reason: &'static str },
}

/// A complete policy. [`ValidatorBuilder::build`] is the only way to one.
struct Policy {
    issuer: Expect<Box<str>>,
    audiences: Expect<Vec<Box<str>>>,
    token_type: Expect<Box<str>>,
    /// Claims that must be there, by name.
    required: Vec<&'static str>,
    maximum_lifetime: Option<Duration>,
    leeway: Duration,
    mode: TokenMode,
    verifying_keys: Option<VerifyingKeySet>,
    decryption_keys: Option<DecryptionKeySet>,
    /// Empty for all.
    content_encryptions: Vec<ContentEncryption>,
    clock: Arc<dyn Clock>,
    limits: Limits,
}

impl std::fmt::Debug for Policy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Policy")
            .field("issuer", &self.issuer)
            .field("audiences", &self.audiences)
            .field("token_type", &self.token_type)
            .field("required", &self.required)
            .field("maximum_lifetime", &self.maximum_lifetime)
            .field("leeway", &self.leeway)
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}
