//! From a draft to a token: the claims, the signature, the envelope.

use jose_core::{LimitExceeded, Limits, UnixTime, base64url, json};
use jose_crypto::random;
use jose_jwe::Encryptor;
use jose_jws::Signer;
use serde::{Serialize, de::IgnoredAny};
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::{AccessTokenDraft, Client};
use crate::issuer::IssueError;

impl AccessTokenDraft<'_> {
    /// Signs the token and, unless the issuer was told to sign only, encrypts it to the audience.
    ///
    /// # Errors
    /// [`IssueError::NoRecipientKey`] if the issuer encrypts and has no key for this audience: it is never issued readable instead.
    /// [`IssueError::NoClient`], [`IssueError::Empty`], [`IssueError::Scope`], [`IssueError::Lifetime`], [`IssueError::NotBefore`],
    /// [`IssueError::ReservedClaim`] and [`IssueError::NotAnObject`] for what the draft lacks or has too much of; [`IssueError::Sign`] and
    /// [`IssueError::Encrypt`] if a key could not do its work; [`IssueError::Unreadable`] and [`IssueError::Limit`] if the token would be one that
    /// every validator refuses at its default limits.
    pub fn issue(self) -> Result<String, IssueError> {
        let settings = self.settings;
        let recipient = match &settings.recipients {
            None => None,
            Some(recipients) => Some(recipients.get(&self.audience).ok_or(IssueError::NoRecipientKey)?),
        };
        let has_private_claims = self.private.as_ref().is_ok_and(|private| !private.is_empty());
        let payload = Zeroizing::new(self.payload()?);
        let limits = Limits::token();
        // Every validator reads as strictly as this, so what it would refuse is refused here, where somebody can still act.
        if has_private_claims {
            json::parse_object::<IgnoredAny>(&payload, &limits.claims).map_err(IssueError::Unreadable)?;
        }
        let signed = Signer::new(&settings.signing_key).message_type("at+jwt").sign_compact(&payload)?;
        LimitExceeded::check("token_bytes", signed.len(), limits.token_bytes)?;
        let Some(recipient) = recipient else { return Ok(signed) };
        // What is inside the envelope is a token that works without one wherever signed tokens are accepted.
        let signed = Zeroizing::new(signed);
        let encryptor = Encryptor::new(&recipient.key, recipient.content_encryption).content_type("JWT");
        let token = encryptor.encrypt_compact(signed.as_bytes())?;
        LimitExceeded::check("token_bytes", token.len(), limits.token_bytes)?;
        Ok(token)
    }

    fn payload(self) -> Result<Vec<u8>, IssueError> {
        let settings = self.settings;
        let client_id = match &self.client {
            Some(Client::Id(client_id)) => client_id,
            Some(Client::IsSubject) => &self.subject,
            None => return Err(IssueError::NoClient),
        };
        for (claim, value) in [("sub", &self.subject), ("aud", &self.audience), ("client_id", client_id)] {
            if value.is_empty() {
                return Err(IssueError::Empty { claim });
            }
        }
        let lifetime = self.lifetime.unwrap_or(settings.lifetime);
        if lifetime.as_secs() == 0 || lifetime > settings.maximum_lifetime {
            return Err(IssueError::Lifetime { maximum: settings.maximum_lifetime });
        }
        let now = settings.clock.now();
        let exp = now.saturating_add(lifetime.as_secs());
        if self.not_before.is_some_and(|not_before| not_before >= exp) {
            return Err(IssueError::NotBefore { exp });
        }
        let token_id = base64url::encode(&random::bytes::<16>().map_err(jose_jws::SignError::from)?);
        let scope = scope(&self.scope)?;
        let claims = Claims {
            iss: &settings.name,
            sub: &self.subject,
            aud: &self.audience,
            client_id,
            exp: exp.seconds(),
            iat: now.seconds(),
            nbf: self.not_before.map(UnixTime::seconds),
            jti: &token_id,
            scope: scope.as_deref(),
            private: &self.private?,
        };
        serde_json::to_vec(&claims).map_err(|_| IssueError::NotAnObject)
    }
}

/// The claims in the order in which they are written.
#[derive(Serialize)]
struct Claims<'c> {
    iss: &'c str,
    sub: &'c str,
    aud: &'c str,
    client_id: &'c str,
    exp: i64,
    iat: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    nbf: Option<i64>,
    jti: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'c str>,
    #[serde(flatten)]
    private: &'c Map<String, Value>,
}

/// RFC 6749, section 3.3: a value is printable ASCII without space, quotation mark and backslash.
fn scope(values: &[String]) -> Result<Option<String>, IssueError> {
    let allowed = |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\');
    if values.iter().any(|value| value.is_empty() || !value.as_bytes().iter().all(allowed)) {
        return Err(IssueError::Scope);
    }
    Ok((!values.is_empty()).then(|| values.join(" ")))
}
