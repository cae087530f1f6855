//! Identity tokens.

use jose_jwe::Decrypted;
use serde::{Deserialize, de::DeserializeOwned};

use super::{Beside, IdTokenContext, kind::Kind};
use crate::{
    ClaimsBuffer, Explanation, Token, ValidateError, Validator, ValidatorBuilder,
    policy::FirstFailure,
    registered::RegisteredName,
    validator::{open, open_decrypted},
};

impl Validator {
    /// A policy for identity tokens (OpenID Connect Core 1.0, sections 2 and 3.1.3.7), for the client of this identifier.
    ///
    /// ```
    /// use jose_claims::{IdTokenContext, Token, Validator};
    /// use jose_core::JwsAlgorithm;
    /// use jose_jwk::PrivateJwk;
    ///
    /// # let provider_key = PrivateJwk::generate_signing(JwsAlgorithm::Es256)?;
    /// # let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_secs();
    /// # let claims = serde_json::json!({ "iss": "https://id.example", "sub": "user-42", "aud": "web", "exp": now + 60, "iat": now, "nonce": "n-0S6" });
    /// # let token = jose_jws::Signer::new(&provider_key.signing_key()?).sign_compact(claims.to_string().as_bytes())?;
    /// let validator = Validator::id_token("web")
    ///     .issuer("https://id.example", provider_key.public().verifying_key()?)
    ///     .signed_only()
    ///     .require_nonce()
    ///     .build()?;
    /// let login = IdTokenContext::new().nonce("n-0S6");
    /// let token: Token<serde_json::Value> = validator.validate_id_token(&token, &login)?;
    /// assert_eq!(token.subject(), Some("user-42"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// `typ` must be absent or `JWT`. `iss`, `sub`, `aud`, `exp` and `iat` must be there; `aud` must name the client, and nobody who is
    /// not trusted: each further audience is stated with [`ValidatorBuilder::audience`]. With several audiences `azp` must be there, and where it
    /// is, it must be the client. `events` is forbidden, and `sub` must not be `iss`, so that no logout token and no client assertion passes.
    /// Issuer, mode and nonce are yours to state. `max_age` of the request is [`ValidatorBuilder::maximum_authentication_age`].
    #[must_use]
    pub fn id_token(client_id: impl Into<String>) -> ValidatorBuilder {
        use RegisteredName::{Audience, Expires, IssuedAt, Issuer, Subject};

        let client_id = client_id.into();
        let required = [Issuer, Subject, Audience, Expires, IssuedAt];
        let mut builder = required.into_iter().fold(ValidatorBuilder::new(), ValidatorBuilder::require);
        builder.profile.kind = Kind::IdToken { client_id: client_id.as_str().into() };
        builder.audience(client_id).token_type("JWT").expires().forbid("events")
    }

    /// As [`Validator::validate`], for an identity token and what the client knows of the login.
    ///
    /// # Errors
    /// As for [`Validator::validate`]; of [`ClaimError`](crate::ClaimError), `Nonce`, `Hash` and `AuthorizedParty` are about the login. A login
    /// that is given to any other policy than one for identity tokens is `Nonce`, too: nothing there looks at it.
    pub fn validate_id_token<T: DeserializeOwned>(
        &self,
        token: &str,
        login: &IdTokenContext<'_>,
    ) -> Result<Token<T>, ValidateError> {
        self.validate_id_token_in(token, login, &mut ClaimsBuffer::new())
    }

    /// As [`Validator::validate_id_token`], for a `T` that borrows, as in [`Validator::validate_in`].
    ///
    /// # Errors
    /// As for [`Validator::validate_id_token`].
    pub fn validate_id_token_in<'b, T: Deserialize<'b>>(
        &self,
        token: &str,
        login: &IdTokenContext<'_>,
        room: &'b mut ClaimsBuffer,
    ) -> Result<Token<T>, ValidateError> {
        open(self.policy(), token, beside(login), room, &mut FirstFailure)
    }

    /// As [`Validator::validate_id_token`], for a token whose envelope was opened elsewhere, as in [`Validator::validate_decrypted`].
    ///
    /// # Errors
    /// As for [`Validator::validate_decrypted`] and [`Validator::validate_id_token`].
    pub fn validate_decrypted_id_token<T: DeserializeOwned>(
        &self,
        decrypted: &Decrypted,
        login: &IdTokenContext<'_>,
    ) -> Result<Token<T>, ValidateError> {
        open_decrypted(self.policy(), decrypted, beside(login), &mut ClaimsBuffer::new(), &mut FirstFailure)
    }

    /// As [`Validator::explain`], for an identity token and what the client knows of the login.
    #[must_use]
    pub fn explain_id_token(&self, token: &str, login: &IdTokenContext<'_>) -> Explanation {
        self.explain_beside(token, beside(login))
    }
}

fn beside<'r>(login: &IdTokenContext<'r>) -> Beside<'r> {
    Beside { id_token: *login, ..Beside::default() }
}
