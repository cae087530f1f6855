//! The claims of a payload whose sender is proven.

use std::sync::Arc;

use jose_core::{SecretBytes, json::JsonError};
use serde::{Deserialize, de::IgnoredAny};

use super::{ClaimsBuffer, ValidateError, proof::Proof};
use crate::{
    Token,
    pass::{self, Claims},
    policy::{ClaimsView, Facts, Policy, Sink, Stage, token_type},
    profiles::Presented,
    verified_cache::{KnownToken, Place},
};

/// A token that was presented, under a policy.
pub(super) struct Case<'c, S> {
    pub(super) policy: &'c Policy,
    pub(super) presented: &'c Presented<'c>,
    pub(super) sink: &'c mut S,
    /// Where the token may be remembered.
    pub(super) place: Option<Place<'c>>,
}

impl<S: Sink> Case<'_, S> {
    /// What was proven just now is judged, and remembered if it is accepted and the policy has a cache.
    #[inline(never)]
    pub(super) fn judge<'b, T: Deserialize<'b>>(
        &mut self,
        payload: SecretBytes,
        proof: &Proof<'_>,
        room: &'b mut ClaimsBuffer,
    ) -> Result<Token<T>, ValidateError> {
        let Some(place) = self.place.take() else { return self.weigh(room.keep(payload), proof) };
        let (now, leeway) = (self.presented.now, self.policy.times.leeway);
        let known = Arc::new(KnownToken::new(place.token, payload, proof));
        let token = self.weigh(room.share(Arc::clone(&known)), &known.proof())?;
        if let Some(exp) = token.expires_at() {
            place.fill(known, exp.saturating_add(leeway.as_secs()), now);
        }
        Ok(token)
    }

    /// What was proven before is judged as if it had been proven just now.
    pub(super) fn judge_again<'b, T: Deserialize<'b>>(
        &mut self,
        known: &Arc<KnownToken>,
        room: &'b mut ClaimsBuffer,
    ) -> Result<Token<T>, ValidateError> {
        self.weigh(room.share(Arc::clone(known)), &known.proof())
    }

    /// The type of the token first, then the policy, and only then the caller's type.
    #[inline]
    fn weigh<'b, T: Deserialize<'b>>(
        &mut self,
        payload: &'b [u8],
        proof: &Proof<'_>,
    ) -> Result<Token<T>, ValidateError> {
        self.check_type(proof)?;
        let (limits, wanted) = (&self.policy.limits.claims, &self.policy.kept);
        let mut claims = Claims::default();
        match pass::read(payload, limits, wanted, &mut claims) {
            Ok(own) => {
                self.check(&claims, proof)?;
                if self.sink.remembers() {
                    self.policy.remember(&claims.registered, self.presented)?;
                }
                Ok(Token::new(&claims.registered, own, proof.key_id, proof.outer.is_some()))
            }
            Err(error) => Err(self.misfit(payload, proof, error)),
        }
    }

    /// The type did not fit, or the claims are malformed. Only a token that is good otherwise may say the first.
    #[cold]
    fn misfit(&mut self, payload: &[u8], proof: &Proof<'_>, error: JsonError) -> ValidateError {
        let mut claims = Claims::default();
        let read = pass::read::<IgnoredAny>(payload, &self.policy.limits.claims, &self.policy.kept, &mut claims);
        let checked = read.map_err(ValidateError::Claims).and_then(|_| self.check(&claims, proof));
        checked.err().unwrap_or(ValidateError::PrivateClaims(error))
    }

    #[inline]
    fn check_type(&mut self, proof: &Proof<'_>) -> Result<(), ValidateError> {
        // Under a signature the content is spoken of beside the type, in the one header that there is.
        let signed = proof.algorithm.is_some();
        self.sink.reached(if signed { Stage::Type } else { Stage::Content });
        if proof.holds_a_token {
            // RFC 7519, section 7.2, step 8: its payload would be another token, and an envelope is all that may be around one.
            return Err(ValidateError::ContentType);
        }
        self.sink.reached(Stage::Type);
        self.sink.token_type(token_type(self.policy, proof.message_type))
    }

    #[inline]
    fn check(&mut self, claims: &Claims<'_>, proof: &Proof<'_>) -> Result<(), ValidateError> {
        self.sink.reached(Stage::Claims);
        let facts = Facts {
            presented: self.presented,
            algorithm: proof.algorithm,
            registered: &claims.registered,
            claims: ClaimsView(&claims.kept),
            outer: proof.outer,
            issuer: proof.issuer,
        };
        self.sink.judge(self.policy, &facts)
    }
}
