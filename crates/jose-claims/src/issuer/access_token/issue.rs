//! From a draft to a token: the claims, the signature, the envelope.

use jose_core::{LimitExceeded, Limits};
use jose_crypto::random;
use jose_jws::SignError;
use serde_json::{Map, Value};

use super::AccessTokenDraft;
use crate::issuer::{
    IssueError, PendingToken, SizePlan, envelope::ReplicatedClaim, settings::TermsOf, signing::SigningBy, size,
};

impl AccessTokenDraft<'_> {
    /// Signs the token and, unless the audience is served readable ones, encrypts it.
    ///
    /// # Errors
    /// [`IssueError::NoRecipientKey`] if the audience is none of those that the issuer knows: a token is never issued readable instead.
    /// [`IssueError::Exposed`] if a token that everybody can read has a claim that looks like a secret or like personal data.
    /// [`IssueError::NoClient`], [`IssueError::Empty`], [`IssueError::Scope`], [`IssueError::Lifetime`], [`IssueError::NotBefore`],
    /// [`IssueError::ReservedClaim`], [`IssueError::NotANumber`] and [`IssueError::NotAnObject`] for what the draft lacks or has too much of;
    /// [`IssueError::Sign`] and [`IssueError::Encrypt`] if a key could not do its work; [`IssueError::RemoteKey`] if the key has to be awaited;
    /// [`IssueError::Unreadable`] and [`IssueError::Limit`] if the token would be one that every validator refuses at its default limits.
    pub fn issue(self) -> Result<String, IssueError> {
        let SigningBy::Key(key) = &self.settings.signing else { return Err(IssueError::RemoteKey) };
        let pending = self.prepare()?;
        let signature = key.sign(pending.signing_input()).map_err(SignError::from)?;
        pending.finish(&signature)
    }

    /// As [`AccessTokenDraft::issue`], waiting for the device that signs. A key of this process signs at once.
    ///
    /// # Errors
    /// As for [`AccessTokenDraft::issue`]; [`IssueError::RemoteKey`] only where the key is behind no device either.
    pub async fn issue_async(self) -> Result<String, IssueError> {
        let device = match &self.settings.signing {
            SigningBy::Key(_) => return self.issue(),
            SigningBy::Device(device) => device,
            SigningBy::Elsewhere { .. } => return Err(IssueError::RemoteKey),
        };
        let pending = self.prepare()?;
        let signature = device.sign(pending.signing_input()).await.map_err(SignError::from)?;
        pending.finish(&signature)
    }

    /// The first of two steps: everything but the signature, for a key that fits no trait.
    ///
    /// ```
    /// use jose_claims::Issuer;
    /// use jose_core::JwsAlgorithm;
    ///
    /// let issuer = Issuer::builder("https://id.example").sign_elsewhere(JwsAlgorithm::Es256, Some("hsm-1")).signed_only().build()?;
    /// let pending = issuer.access_token("user-42", "https://api.example").client_id("web").prepare()?;
    /// let signature = vec![0; 64]; // what comes back for pending.signing_input()
    /// let token = pending.finish(&signature)?;
    /// # assert!(token.ends_with("AAAA"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As for [`AccessTokenDraft::issue`], as far as they can be known without the signature. No key has been used.
    pub fn prepare(self) -> Result<PendingToken, IssueError> {
        let settings = self.settings;
        let terms = settings.terms(&self.audience)?;
        let token_id = random::bytes::<16>().map_err(SignError::from)?;
        let payload = self.payload(&terms, token_id)?;
        let signature = settings.prepare(payload.expose())?;
        let replicated = self.replicated(&terms)?;
        Ok(PendingToken { settings: settings.clone(), audience: self.audience, replicated, signature })
    }

    /// How large the token will be, before a key signs it. The draft stays as it is.
    ///
    /// ```
    /// use jose_claims::Issuer;
    /// use jose_core::JwsAlgorithm;
    /// use jose_jwk::PrivateJwk;
    ///
    /// let key = PrivateJwk::generate_signing(JwsAlgorithm::Es256)?;
    /// let issuer = Issuer::builder("https://id.example").sign_with(key.signing_key()?).signed_only().build()?;
    /// let draft = issuer.access_token("user-42", "https://api.example").client_id("web");
    /// let plan = draft.plan()?;
    /// assert!(plan.warnings().is_empty());
    /// assert_eq!(plan.token_bytes(), draft.issue()?.len());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// The first plan for an audience encrypts an empty text to its key, to see how long an envelope is.
    ///
    /// # Errors
    /// As for [`AccessTokenDraft::prepare`], except that a token that is too long is not an error but a warning of the plan.
    pub fn plan(&self) -> Result<SizePlan, IssueError> {
        let terms = self.settings.terms(&self.audience)?;
        // Every identifier is as long as this one.
        let payload = self.payload(&terms, [0; 16])?;
        let pending = self.settings.prepare(payload.expose())?;
        size::plan(self.settings, &pending, terms.recipient, &self.replicated(&terms)?)
    }

    pub(super) fn value_of(&self, claim: ReplicatedClaim) -> &str {
        match claim {
            ReplicatedClaim::Issuer => &self.settings.name,
            ReplicatedClaim::Subject => &self.subject,
            ReplicatedClaim::Audience => &self.audience,
        }
    }

    /// The claims that the header of an envelope repeats, if there is one, and as far as validators read headers.
    fn replicated(&self, terms: &TermsOf<'_>) -> Result<Map<String, Value>, IssueError> {
        let Some(recipient) = terms.recipient else { return Ok(Map::new()) };
        let claims = self.settings.replicated.iter();
        let members: Map<_, _> = claims.map(|claim| (claim.name().to_owned(), self.value_of(*claim).into())).collect();
        if !members.is_empty() {
            let header = recipient.overhead()?.header(&members);
            LimitExceeded::check("header_bytes", header, Limits::token().header_bytes)?;
        }
        Ok(members)
    }
}
