//! The claims of an access token, with every check that needs no key.

use jose_core::{Limits, SecretBytes, UnixTime, base64url, json};
use serde::{Serialize, de::IgnoredAny};

use super::{AccessTokenDraft, Client};
use crate::issuer::{
    IssueError, envelope::ReplicatedClaim, exposure::Exposure, private_claims::PrivateClaims, settings::TermsOf,
};

impl AccessTokenDraft<'_> {
    /// The claims as they will be signed.
    pub(super) fn payload(&self, terms: &TermsOf<'_>, token_id: [u8; 16]) -> Result<SecretBytes, IssueError> {
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
        let lifetime = self.lifetime.unwrap_or(terms.lifetime);
        if lifetime.as_secs() == 0 || lifetime > terms.maximum_lifetime {
            return Err(IssueError::Lifetime { maximum: terms.maximum_lifetime });
        }
        let now = settings.clock.now();
        let exp = now.saturating_add(lifetime.as_secs());
        if self.not_before.is_some_and(|not_before| not_before >= exp) {
            return Err(IssueError::NotBefore { exp });
        }
        let scope = self.scope.as_ref().map_err(Clone::clone)?;
        let private = self.private.as_ref().map_err(Clone::clone)?;
        let claims = Claims {
            iss: &settings.name,
            sub: &self.subject,
            aud: &self.audience,
            client_id,
            exp: exp.seconds(),
            iat: now.seconds(),
            nbf: self.not_before.map(UnixTime::seconds),
            jti: &base64url::encode(&token_id),
            scope: (!scope.is_empty()).then_some(scope),
        };
        let mut payload = json::write_object(&claims)?;
        private.append_to(&mut payload);
        // Each part has been read as every validator reads it; together they may still be too many.
        if private.may_be_too_many(REGISTERED) {
            json::parse_object::<IgnoredAny>(payload.expose(), &Limits::token().claims)
                .map_err(IssueError::Unreadable)?;
        }
        self.check_exposure(terms, client_id, scope, private)?;
        Ok(payload)
    }

    /// Whatever everybody can read must not look like something that nobody should. What is in an envelope is not looked at.
    fn check_exposure(
        &self,
        terms: &TermsOf<'_>,
        client_id: &str,
        scope: &str,
        private: &PrivateClaims,
    ) -> Result<(), IssueError> {
        let exposure = Exposure::new(&self.settings.readable);
        for claim in ReplicatedClaim::ALL {
            if terms.recipient.is_none() || self.settings.replicated.contains(&claim) {
                exposure.check_identifier(claim.name(), self.value_of(claim))?;
            }
        }
        if terms.recipient.is_some() {
            return Ok(());
        }
        exposure.check_identifier("client_id", client_id)?;
        for value in scope.split(' ') {
            exposure.check_identifier("scope", value)?;
        }
        exposure.check(&private.members()?)
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
}

/// How many of them there can be.
const REGISTERED: usize = 9;
