//! Who hears of each check: whoever wants the first failure only, or whoever explains.

use super::{Facts, Policy, Step, engine};
use crate::ValidateError;

/// The stations of a token before its claims are judged, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    Mode,
    Form,
    ContentEncryption,
    EnvelopeKey,
    Decryption,
    Content,
    InnerForm,
    KnownIssuer,
    Key,
    Signature,
    Type,
    Claims,
}

/// Hears of each check. The same engine runs for every sink, so that none can hear another story.
pub(crate) trait Sink {
    /// The token has come to this station.
    fn reached(&mut self, stage: Stage);

    /// The type was checked. An error ends the way.
    fn token_type(&mut self, result: Result<(), ValidateError>) -> Result<(), ValidateError>;

    /// Hears of each check on the claims, in order: the engine's [`run`](engine::run) with this sink. No type of the caller's takes part, so it is
    /// compiled once.
    fn judge(&mut self, policy: &Policy, facts: &Facts<'_>) -> Result<(), ValidateError>;

    /// A check on the claims found nothing wrong. `unconfigured` says why, if it is because the policy does not have it.
    fn passed<'r>(&mut self, step: &Step<'_>, unconfigured: impl FnOnce() -> Option<&'r str>);

    /// A check on the claims failed. An error ends the way.
    fn failed(&mut self, step: &Step<'_>, error: ValidateError) -> Result<(), ValidateError>;

    /// A check on the claims could not be made, because of what another has said before. An error ends the way.
    fn not_reached(&mut self, step: &Step<'_>, error: ValidateError) -> Result<(), ValidateError>;

    /// Whether what is remembered between tokens takes part: stores of what was used before, which asking changes, and proofs of tokens that came
    /// before.
    fn remembers(&self) -> bool;
}

/// Ends at the first failure, and keeps nothing.
pub(crate) struct FirstFailure;

impl Sink for FirstFailure {
    fn reached(&mut self, _: Stage) {}

    fn token_type(&mut self, result: Result<(), ValidateError>) -> Result<(), ValidateError> {
        result
    }

    fn judge(&mut self, policy: &Policy, facts: &Facts<'_>) -> Result<(), ValidateError> {
        engine::run(policy, facts, self)
    }

    fn passed<'r>(&mut self, _: &Step<'_>, _: impl FnOnce() -> Option<&'r str>) {}

    #[cold]
    fn failed(&mut self, _: &Step<'_>, error: ValidateError) -> Result<(), ValidateError> {
        Err(error)
    }

    #[cold]
    fn not_reached(&mut self, _: &Step<'_>, error: ValidateError) -> Result<(), ValidateError> {
        Err(error)
    }

    fn remembers(&self) -> bool {
        true
    }
}
