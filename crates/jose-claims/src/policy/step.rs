//! The checks on claims, in the order in which they run.

use std::{borrow::Cow, convert::Infallible};

use super::{
    ClaimPath, Expect, Facts, Forbidden, Policy, Required, RevocationEpoch, Rule, replicated::check_replicated,
    rule::Met,
};
use crate::{
    ClaimError, ValidateError,
    profiles::{BoundTo, ProfileCheck, Replay},
};

/// One check on the claims.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step<'p> {
    Issuer,
    Replicated,
    Audience,
    Required(&'p Required),
    Forbidden(&'p Forbidden),
    Waived(&'p ClaimPath, &'p str),
    Expiry,
    NotBefore,
    IssuedAt,
    MaximumLifetime,
    MaximumAge,
    RemainingLifetime,
    AuthenticationAge,
    RevocationEpoch(&'p RevocationEpoch),
    Profile(&'p ProfileCheck),
    Binding(&'p BoundTo),
    Rule(&'p Rule),
    Replay(&'p Replay),
}

/// Is shown each check. An error ends it.
pub(super) trait Visit<'p> {
    type Error;

    fn visit(&mut self, step: Step<'p>) -> Result<(), Self::Error>;
}

/// What came of a check.
pub(crate) enum Outcome {
    Passed,
    Failed(ValidateError),
    /// It could not be made, because of what another check has said before.
    NotReached(ValidateError),
}

impl Policy {
    /// Shows each check to `checks`, in order, until that has had enough.
    ///
    /// A token from or for somebody else first, then one that lacks something, then one at the wrong time, then what it says besides. Stores of
    /// what was seen before belong after all of these, and only where each has passed.
    pub(super) fn each_step<'p, V: Visit<'p>>(&'p self, checks: &mut V) -> Result<(), V::Error> {
        checks.visit(Step::Issuer)?;
        checks.visit(Step::Replicated)?;
        checks.visit(Step::Audience)?;
        for required in &self.required {
            checks.visit(Step::Required(required))?;
        }
        for forbidden in &self.forbidden {
            checks.visit(Step::Forbidden(forbidden))?;
        }
        for (path, reason) in &self.waived {
            checks.visit(Step::Waived(path, reason))?;
        }
        checks.visit(Step::Expiry)?;
        checks.visit(Step::NotBefore)?;
        checks.visit(Step::IssuedAt)?;
        checks.visit(Step::MaximumLifetime)?;
        checks.visit(Step::MaximumAge)?;
        checks.visit(Step::RemainingLifetime)?;
        checks.visit(Step::AuthenticationAge)?;
        if let Some(epoch) = &self.revocation_epoch {
            checks.visit(Step::RevocationEpoch(epoch))?;
        }
        for check in &self.profile.checks {
            checks.visit(Step::Profile(check))?;
        }
        checks.visit(Step::Binding(&self.profile.binding))?;
        for rule in &self.rules {
            checks.visit(Step::Rule(rule))?;
        }
        checks.visit(Step::Replay(&self.profile.replay))
    }

    /// The same as a list, for whoever only wants their names.
    pub(crate) fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        let mut steps = Vec::new();
        let Ok(()) = self.each_step(&mut steps);
        steps.into_iter()
    }
}

impl<'p> Visit<'p> for Vec<Step<'p>> {
    type Error = Infallible;

    fn visit(&mut self, step: Step<'p>) -> Result<(), Infallible> {
        self.push(step);
        Ok(())
    }
}

impl<'p> Step<'p> {
    /// A stable name.
    pub(crate) fn name(&self) -> Cow<'static, str> {
        let name = match self {
            Self::Issuer => "issuer",
            Self::Replicated => "replicated_claims",
            Self::Audience => "audience",
            Self::Required(required) => return format!("required: {}", required.name()).into(),
            Self::Forbidden(forbidden) => return format!("forbidden: {}", forbidden.name()).into(),
            Self::Waived(path, _) => return format!("claim: {path}").into(),
            Self::Expiry => "expiry",
            Self::NotBefore => "not_before",
            Self::IssuedAt => "issued_at",
            Self::MaximumLifetime => "maximum_lifetime",
            Self::MaximumAge => "maximum_age",
            Self::RemainingLifetime => "remaining_lifetime",
            Self::AuthenticationAge => "authentication_age",
            Self::RevocationEpoch(_) => "revocation_epoch",
            Self::Profile(check) => check.name(),
            Self::Binding(_) => "binding",
            Self::Rule(rule) => return format!("rule: {}", rule.name).into(),
            Self::Replay(_) => "replay",
        };
        Cow::Borrowed(name)
    }

    /// Why the policy does not have it, if it does not.
    pub(crate) fn unconfigured(&self, policy: &'p Policy, facts: &Facts<'_>) -> Option<&'p str> {
        let times = &policy.times;
        match self {
            Self::Issuer => reason(&policy.issuers),
            Self::Audience => reason(&policy.audiences),
            Self::Expiry => reason(&times.expiry),
            Self::Waived(_, reason) => Some(reason),
            Self::Replicated if !policy.has_envelope() => Some(NO_ENVELOPE),
            Self::MaximumLifetime if times.maximum_lifetime.is_none() => Some(NOT_STATED),
            Self::MaximumAge if times.maximum_age.is_none() => Some(NOT_STATED),
            Self::RemainingLifetime if times.minimum_remaining.is_none() => Some(NOT_STATED),
            Self::AuthenticationAge if times.maximum_authentication_age.is_none() => Some(NOT_STATED),
            Self::Profile(check) => check.unconfigured(facts),
            Self::Binding(binding) if facts.presented.beside.held.is_none() => binding.unconfigured(),
            Self::Replay(replay) => Some(replay.unconfigured()),
            _ => None,
        }
    }

    #[expect(clippy::inline_always, reason = "measured: where each check is visited, only its own arm is left")]
    #[inline(always)]
    pub(super) fn run(&self, policy: &Policy, facts: &Facts<'_>) -> Outcome {
        let times = &policy.times;
        let result = match self {
            Self::Issuer => policy.check_issuer(facts),
            Self::Replicated => check_replicated(facts),
            Self::Audience => policy.check_audience(facts),
            Self::Required(required) if required.is_met(facts) => Ok(()),
            Self::Required(required) => Err(ClaimError::Missing { claim: required.name() }),
            Self::Forbidden(forbidden) if facts.claims.find(&forbidden.path).is_none() => Ok(()),
            Self::Forbidden(forbidden) => Err(ClaimError::Forbidden { claim: forbidden.name() }),
            // Stores are asked when all else has passed.
            Self::Waived(..) | Self::Replay(_) => Ok(()),
            Self::RevocationEpoch(epoch) => epoch.check(facts),
            Self::Binding(binding) => binding.check(facts),
            Self::Profile(check) => {
                return check.run(policy, facts).map_or_else(Outcome::Failed, |()| Outcome::Passed);
            }
            Self::Expiry => times.check_expiry(facts),
            Self::NotBefore => times.check_not_before(facts),
            Self::IssuedAt => times.check_issued_at(facts),
            Self::MaximumLifetime => times.check_lifetime(facts),
            Self::MaximumAge => times.check_age(facts),
            Self::RemainingLifetime => times.check_remaining(facts),
            Self::AuthenticationAge => {
                return times.check_authentication(facts).map_or_else(Outcome::Failed, |()| Outcome::Passed);
            }
            Self::Rule(rule) => match rule.run(&facts.claims) {
                Met::Yes => return Outcome::Passed,
                Met::No(error) => return Outcome::Failed(error),
                Met::Missing(error) => return Outcome::NotReached(error),
            },
        };
        result.map_or_else(|error| Outcome::Failed(error.into()), |()| Outcome::Passed)
    }
}

pub(crate) const NO_ENVELOPE: &str = "the mode accepts no envelope";
const NOT_STATED: &str = "the policy does not state it";

fn reason<T>(expectation: &Expect<T>) -> Option<&str> {
    if let Expect::Waived { reason } = expectation { Some(reason) } else { None }
}
