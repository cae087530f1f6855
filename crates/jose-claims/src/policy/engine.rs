//! The engine: what is known of a token goes in, and each check of the policy is reported.

use jose_core::{
    JwsAlgorithm, UnixTime,
    header::{JoseHeader, media_type},
};

use super::{ClaimsView, Expect, Outer, Policy, Sink};
use crate::{ValidateError, policy::step::Outcome, profiles::Presented, registered::RegisteredClaims};

/// What is known of a token whose sender is proven.
pub(crate) struct Facts<'a> {
    pub(crate) now: UnixTime,
    pub(crate) registered: &'a RegisteredClaims<'a>,
    pub(crate) claims: ClaimsView<'a>,
    /// The header of its envelope.
    pub(crate) outer: Outer<'a>,
    /// The issuer whose keys proved the sender, where there are several.
    pub(crate) issuer: Option<&'a str>,
    /// The algorithm of its signature; none under a shared key.
    pub(crate) algorithm: Option<JwsAlgorithm>,
    pub(crate) presented: Presented<'a>,
}

/// Runs every check on the claims, in order, until the sink has had enough.
///
/// Whatever must run last, and only for a token that passed (stores of what was seen before), belongs behind this call.
pub(crate) fn run(policy: &Policy, facts: &Facts<'_>, sink: &mut impl Sink) -> Result<(), ValidateError> {
    for step in policy.steps() {
        // A waived expiry is not demanded; one that is there counts all the same.
        let outcome = step.run(policy, facts);
        match (step.unconfigured(policy, facts), outcome) {
            (Some(reason), Outcome::Passed) => sink.not_configured(&step, reason),
            (_, outcome) => sink.report(&step, outcome)?,
        }
    }
    Ok(())
}

/// The check of `typ`, which comes before the claims are read.
pub(crate) fn token_type(policy: &Policy, header: &JoseHeader<'_>) -> Result<(), ValidateError> {
    match (&policy.token_type, header.message_type()) {
        (Expect::Waived { .. }, _) => Ok(()),
        (Expect::Stated(expected), Some(found)) if media_type::same(expected, found) => Ok(()),
        (Expect::Stated(_), found)
            if policy.profile.untyped && found.is_none_or(|found| media_type::same("JWT", found)) =>
        {
            Ok(())
        }
        (Expect::Stated(expected), _) => Err(ValidateError::Type { expected: expected.clone() }),
    }
}
