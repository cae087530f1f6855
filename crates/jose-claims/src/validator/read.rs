//! The claims of a payload whose sender is proven.

use jose_core::JwsAlgorithm;
use serde::{Deserialize, de::IgnoredAny};
use zeroize::Zeroizing;

use super::{ClaimsBuffer, ValidateError};
use crate::{
    Token,
    pass::{self, Claims},
    policy::{self, ClaimsView, Facts, Outer, Policy, Sink, Stage},
    profiles::Presented,
};

/// How the sender was proven.
pub(super) struct Proof<'a> {
    /// The header of the envelope, if there is one.
    pub(super) outer: Outer<'a>,
    pub(super) key_id: Option<&'a str>,
    /// The issuer whose keys it was, where there are several.
    pub(super) issuer: Option<&'a str>,
    /// The algorithm of the signature; none under a shared key.
    pub(super) algorithm: Option<JwsAlgorithm>,
}

/// The policy first, and only then the caller's type.
pub(super) fn read<'b, T: Deserialize<'b>>(
    policy: &Policy,
    payload: Zeroizing<Vec<u8>>,
    room: &'b mut ClaimsBuffer,
    presented: Presented<'_>,
    proof: &Proof<'_>,
    sink: &mut impl Sink,
) -> Result<Token<T>, ValidateError> {
    let payload = room.keep(payload);
    let keep = |name: &str| policy.keeps(name);
    match pass::read::<T>(payload, &policy.limits.claims, &keep) {
        Ok(claims) => {
            judge(policy, &claims, presented, proof, sink)?;
            if sink.asks_stores() {
                policy.remember(&claims.registered, presented.now)?;
            }
            Ok(Token::new(&claims.registered, claims.own, proof.key_id, proof.outer.is_some()))
        }
        // The type did not fit, or the claims are malformed. Only a token that is good otherwise may say the first.
        Err(error) => {
            let claims =
                pass::read::<IgnoredAny>(payload, &policy.limits.claims, &keep).map_err(ValidateError::Claims)?;
            judge(policy, &claims, presented, proof, sink)?;
            Err(ValidateError::PrivateClaims(error))
        }
    }
}

fn judge<T>(
    policy: &Policy,
    claims: &Claims<'_, T>,
    presented: Presented<'_>,
    proof: &Proof<'_>,
    sink: &mut impl Sink,
) -> Result<(), ValidateError> {
    sink.reached(Stage::Claims);
    let facts = Facts {
        now: presented.now,
        presented,
        algorithm: proof.algorithm,
        registered: &claims.registered,
        claims: ClaimsView(&claims.kept),
        outer: proof.outer,
        issuer: proof.issuer,
    };
    policy::run(policy, &facts, sink)
}
