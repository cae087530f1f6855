//! Tokens that come with something else.

use jose_jwe::Decrypted;
use serde::{
    Deserialize,
    de::{DeserializeOwned, IgnoredAny},
};

use super::{Beside, Binding, Held};
use crate::{
    ClaimsBuffer, Explanation, Token, ValidateError, Validator,
    explanation::Recorder,
    policy::FirstFailure,
    validator::{open, open_decrypted},
};

impl Validator {
    /// As [`Validator::validate`], for a token that is bound to a key, with the proof that whoever presents it holds the key.
    ///
    /// ```
    /// use jose_claims::{Binding, Token, Validator};
    /// use jose_core::JwsAlgorithm;
    /// use jose_jwk::PrivateJwk;
    ///
    /// # let issuer_key = PrivateJwk::generate_signing(JwsAlgorithm::Es256)?;
    /// # let issuer = jose_claims::Issuer::builder("https://id.example").sign_with(issuer_key.signing_key()?).signed_only().build()?;
    /// # let certificate: &[u8] = b"in DER, from the TLS connection";
    /// # let hash = jose_core::base64url::encode(&jose_crypto::digest::sha256(certificate));
    /// # let draft = issuer.access_token("user-42", "https://api.example").client_id("web");
    /// # let token = draft.claims(&serde_json::json!({ "cnf": { "x5t#S256": hash } })).issue()?;
    /// let validator = Validator::access_token()
    ///     .issuer("https://id.example", issuer_key.public().verifying_key()?)
    ///     .audience("https://api.example")
    ///     .signed_only()
    ///     .bound_to_certificate()
    ///     .build()?;
    /// let bound: Token<serde_json::Value> = validator.validate_bound(&token, &Binding::Certificate(certificate))?;
    /// assert_eq!(bound.subject(), Some("user-42"));
    /// assert!(validator.validate::<serde_json::Value>(&token).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// RFC 9449, section 7.1, and RFC 8705, section 3.
    ///
    /// # Errors
    /// As for [`Validator::validate`]; [`ClaimError::Binding`](crate::ClaimError::Binding) if the token is bound to another key, by another
    /// method or not at all, or the DPoP proof was not verified with this token.
    pub fn validate_bound<T: DeserializeOwned>(
        &self,
        token: &str,
        binding: &Binding<'_>,
    ) -> Result<Token<T>, ValidateError> {
        self.validate_bound_in(token, binding, &mut ClaimsBuffer::new())
    }

    /// As [`Validator::validate_bound`], for a `T` that borrows, as in [`Validator::validate_in`].
    ///
    /// # Errors
    /// As for [`Validator::validate_bound`].
    pub fn validate_bound_in<'b, T: Deserialize<'b>>(
        &self,
        token: &str,
        binding: &Binding<'_>,
        room: &'b mut ClaimsBuffer,
    ) -> Result<Token<T>, ValidateError> {
        open(self.policy(), token, held(token, binding), room, &mut FirstFailure)
    }

    /// As [`Validator::validate_bound`], for a token whose envelope was opened elsewhere, as in [`Validator::validate_decrypted`]. `token` is the
    /// text as it was sent, envelope and all: the proof is for that.
    ///
    /// # Errors
    /// As for [`Validator::validate_decrypted`] and [`Validator::validate_bound`].
    pub fn validate_decrypted_bound<T: DeserializeOwned>(
        &self,
        token: &str,
        decrypted: &Decrypted,
        binding: &Binding<'_>,
    ) -> Result<Token<T>, ValidateError> {
        let room = &mut ClaimsBuffer::new();
        open_decrypted(self.policy(), decrypted, held(token, binding), room, &mut FirstFailure)
    }

    /// As [`Validator::explain`], for a token whose envelope was opened elsewhere, as in [`Validator::validate_decrypted`]. What was done elsewhere is
    /// said to have passed.
    #[must_use]
    pub fn explain_decrypted(&self, decrypted: &Decrypted) -> Explanation {
        let mut recorder = Recorder::new(self.policy());
        let room = &mut ClaimsBuffer::new();
        let result = open_decrypted::<IgnoredAny>(self.policy(), decrypted, Beside::default(), room, &mut recorder);
        recorder.conclude(result.err())
    }

    /// As [`Validator::explain`], for a token that is bound to a key.
    #[must_use]
    pub fn explain_bound(&self, token: &str, binding: &Binding<'_>) -> Explanation {
        self.explain_beside(token, held(token, binding))
    }

    pub(crate) fn explain_beside(&self, token: &str, beside: Beside<'_>) -> Explanation {
        let mut recorder = Recorder::new(self.policy());
        let result = open::<IgnoredAny, _>(self.policy(), token, beside, &mut ClaimsBuffer::new(), &mut recorder);
        recorder.conclude(result.err())
    }
}

fn held<'r>(token: &str, binding: &Binding<'r>) -> Beside<'r> {
    Beside { held: Some(Held::new(*binding, token)), ..Beside::default() }
}
