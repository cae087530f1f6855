//! Opening a token under a policy.

mod buffer;
mod builder;
mod challenge;
mod error;
pub(crate) mod form;
mod judge;
mod memory;
mod mode;
mod open;
mod proof;
pub(crate) mod select;

use std::sync::Arc;

use jose_jwe::Decrypted;
use serde::{Deserialize, de::DeserializeOwned};

pub use buffer::ClaimsBuffer;
pub use builder::ValidatorBuilder;
pub(crate) use builder::{Stated, leeway, says_something, whole_seconds};
pub(crate) use challenge::Answer;
pub use challenge::BearerChallenge;
pub use error::{ClaimError, PolicyError, ValidateError};
pub use mode::TokenMode;
pub(crate) use open::{open, open_decrypted};
pub(crate) use proof::Proof;

use crate::{
    Explanation, Token,
    policy::{FirstFailure, Policy},
    profiles::Beside,
};

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
        self.validate_in(token, &mut ClaimsBuffer::new())
    }

    /// As [`Validator::validate`], for a `T` that borrows: the claims stand in `room` for as long as it does.
    ///
    /// ```
    /// # use jose_claims::{Issuer, Validator};
    /// # use jose_core::JwsAlgorithm;
    /// # use jose_jwk::PrivateJwk;
    /// use jose_claims::{ClaimsBuffer, Token};
    ///
    /// #[derive(serde::Deserialize)]
    /// struct MyClaims<'c> {
    ///     tenant: &'c str,
    /// }
    ///
    /// # let key = PrivateJwk::generate_signing(JwsAlgorithm::EdDsa)?;
    /// # let issuer = Issuer::builder("https://id.example").sign_with(key.signing_key()?).signed_only().build()?;
    /// # let draft = issuer.access_token("user-42", "https://api.example").client_id("web");
    /// # let token = draft.claims(&serde_json::json!({ "tenant": "acme" })).issue()?;
    /// # let validator = Validator::access_token().issuer("https://id.example", key.public().verifying_key()?);
    /// # let validator = validator.audience("https://api.example").signed_only().build()?;
    /// let mut room = ClaimsBuffer::new();
    /// let token: Token<MyClaims> = validator.validate_in(&token, &mut room)?;
    /// assert_eq!(token.claims().tenant, "acme");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// Text that is written with escapes (`\u00e9`, `\n`) cannot be borrowed; a member for any text is a `Cow<str>` with `#[serde(borrow)]`.
    ///
    /// # Errors
    /// As for [`Validator::validate`].
    pub fn validate_in<'b, T: Deserialize<'b>>(
        &self,
        token: &str,
        room: &'b mut ClaimsBuffer,
    ) -> Result<Token<T>, ValidateError> {
        open(&self.policy, token, Beside::default(), room, &mut FirstFailure)
    }

    /// As [`Validator::validate`], for a token whose envelope was opened elsewhere: by a device that is awaited
    /// (`jose_jwe::decrypt_compact_async`) or in two steps (`jose_jwe::PendingDecryption`). The signature inside proves the sender, as always.
    ///
    /// # Errors
    /// As for [`Validator::validate`]; [`ValidateError::Encrypted`] if the mode demands no signed token inside an envelope.
    pub fn validate_decrypted<T: DeserializeOwned>(&self, decrypted: &Decrypted) -> Result<Token<T>, ValidateError> {
        open_decrypted(&self.policy, decrypted, Beside::default(), &mut ClaimsBuffer::new(), &mut FirstFailure)
    }

    /// What the policy says to `token`, check by check, whether or not it would be accepted. The engine is the one of [`Validator::validate`]; it
    /// goes on where that would stop. The type for private claims is yours and no part of the policy, so it is not tried.
    ///
    /// # Security
    /// For operators, logs and tests, not for whoever sent the token: it tells more than one failure. It repeats no claim's value, and of the
    /// headers only the key's name and algorithm if there is no such key.
    #[must_use]
    pub fn explain(&self, token: &str) -> Explanation {
        self.explain_beside(token, Beside::default())
    }

    pub(crate) fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What this validator accepts: signed tokens, encrypted ones, or both for a while.
    #[must_use]
    pub fn mode(&self) -> TokenMode {
        self.policy.mode
    }
}
