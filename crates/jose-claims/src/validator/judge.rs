//! The claims of a payload whose sender is proven.

use std::sync::Arc;

use jose_core::SecretBytes;
use serde::{Deserialize, de::IgnoredAny};

use super::{ClaimsBuffer, ValidateError, proof::Proof};
use crate::{
    Token,
    pass::{self, Claims},
    policy::{self, ClaimsView, Facts, Policy, Sink, Stage, token_type},
    profiles::Presented,
    verified_cache::{KnownToken, Place},
};

/// A token that was presented, under a policy.
pub(super) struct Case<'c, S> {
    pub(super) policy: &'c Policy,
    pub(super) presented: Presented<'c>,
    pub(super) sink: &'c mut S,
    /// Where the token may be remembered.
    pub(super) place: Option<Place<'c>>,
}

impl<S: Sink> Case<'_, S> {
    /// What was proven just now is judged, and remembered if it is accepted and the policy has a cache.
    pub(super) fn judge<'b, T: Deserialize<'b>>(
        self,
        payload: SecretBytes,
        proof: &Proof<'_>,
        room: &'b mut ClaimsBuffer,
    ) -> Result<Token<T>, ValidateError> {
        let Some(place) = self.place else { return self.weigh(room.keep(payload), proof) };
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
        self,
        known: &Arc<KnownToken>,
        room: &'b mut ClaimsBuffer,
    ) -> Result<Token<T>, ValidateError> {
        self.weigh(room.share(Arc::clone(known)), &known.proof())
    }

    /// The type of the token first, then the policy, and only then the caller's type.
    fn weigh<'b, T: Deserialize<'b>>(self, payload: &'b [u8], proof: &Proof<'_>) -> Result<Token<T>, ValidateError> {
        let Self { policy, presented, sink, .. } = self;
        // Under a signature the content is spoken of beside the type, in the one header that there is.
        let signed = proof.algorithm.is_some();
        sink.reached(if signed { Stage::Type } else { Stage::Content });
        if proof.holds_a_token {
            // RFC 7519, section 7.2, step 8: its payload would be another token, and an envelope is all that may be around one.
            return Err(ValidateError::ContentType);
        }
        sink.reached(Stage::Type);
        sink.token_type(token_type(policy, proof.message_type))?;
        match pass::read::<T>(payload, &policy.limits.claims, &policy.kept) {
            Ok(claims) => {
                check(policy, &claims, presented, proof, sink)?;
                if sink.remembers() {
                    policy.remember(&claims.registered, &presented)?;
                }
                Ok(Token::new(&claims.registered, claims.own, proof.key_id, proof.outer.is_some()))
            }
            // The type did not fit, or the claims are malformed. Only a token that is good otherwise may say the first.
            Err(error) => {
                let claims = pass::read::<IgnoredAny>(payload, &policy.limits.claims, &policy.kept);
                let claims = claims.map_err(ValidateError::Claims)?;
                check(policy, &claims, presented, proof, sink)?;
                Err(ValidateError::PrivateClaims(error))
            }
        }
    }
}

fn check<T>(
    policy: &Policy,
    claims: &Claims<'_, T>,
    presented: Presented<'_>,
    proof: &Proof<'_>,
    sink: &mut impl Sink,
) -> Result<(), ValidateError> {
    sink.reached(Stage::Claims);
    let facts = Facts {
        presented,
        algorithm: proof.algorithm,
        registered: &claims.registered,
        claims: ClaimsView(&claims.kept),
        outer: proof.outer,
        issuer: proof.issuer,
    };
    policy::run(policy, &facts, sink)
}
