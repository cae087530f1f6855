//! The engine: what is known of a token goes in, and each check of the policy is reported.

use jose_core::{JwsAlgorithm, UnixTime, header::media_type};

use super::{
    ClaimsView, Expect, Outer, Policy, Sink, Step,
    step::{Outcome, Visit},
};
use crate::{ValidateError, profiles::Presented, registered::RegisteredClaims};

/// What is known of a token whose sender is proven.
pub(crate) struct Facts<'a> {
    pub(crate) registered: &'a RegisteredClaims<'a>,
    pub(crate) claims: ClaimsView<'a>,
    /// The header of its envelope.
    pub(crate) outer: Outer<'a>,
    /// The issuer whose keys proved the sender, where there are several.
    pub(crate) issuer: Option<&'a str>,
    /// The algorithm of its signature; none under a shared key.
    pub(crate) algorithm: Option<JwsAlgorithm>,
    pub(crate) presented: &'a Presented<'a>,
}

impl Facts<'_> {
    /// When the token was presented.
    pub(crate) fn now(&self) -> UnixTime {
        self.presented.now
    }
}

/// Runs every check on the claims, in order, until the sink has had enough. Sinks call it, each for itself: [`Sink::judge`].
///
/// Whatever must run last, and only for a token that passed (stores of what was seen before), belongs behind this call.
pub(crate) fn run(policy: &Policy, facts: &Facts<'_>, sink: &mut impl Sink) -> Result<(), ValidateError> {
    policy.each_step(&mut Engine { policy, facts, sink })
}

struct Engine<'p, 'e, S> {
    policy: &'p Policy,
    facts: &'e Facts<'e>,
    sink: &'e mut S,
}

impl<'p, S: Sink> Visit<'p> for Engine<'p, '_, S> {
    type Error = ValidateError;

    #[expect(clippy::inline_always, reason = "measured: where each check is visited, only its own arm is left")]
    #[inline(always)]
    fn visit(&mut self, step: Step<'p>) -> Result<(), ValidateError> {
        match step.run(self.policy, self.facts) {
            // A waived expiry is not demanded; one that is there counts all the same.
            Outcome::Passed => {
                self.sink.passed(&step, || step.unconfigured(self.policy, self.facts));
                Ok(())
            }
            Outcome::Failed(error) => self.sink.failed(&step, error),
            Outcome::NotReached(error) => self.sink.not_reached(&step, error),
        }
    }
}

/// The check of `typ`, which comes before the claims are read.
pub(crate) fn token_type(policy: &Policy, found: Option<&str>) -> Result<(), ValidateError> {
    match (&policy.token_type, found) {
        (Expect::Waived { .. }, _) => Ok(()),
        // Nearly always it is the same letter by letter.
        (Expect::Stated(expected), Some(found)) if **expected == *found || media_type::same(expected, found) => Ok(()),
        (Expect::Stated(_), found)
            if policy.profile.untyped && found.is_none_or(|found| media_type::same("JWT", found)) =>
        {
            Ok(())
        }
        (Expect::Stated(expected), _) => Err(ValidateError::Type { expected: expected.clone() }),
    }
}
