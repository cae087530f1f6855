//! Who hears of each check: whoever wants the first failure only, or whoever explains.

use super::step::{Outcome, Step};
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

    /// A check on the claims was made. An error ends the way.
    fn report(&mut self, step: &Step<'_>, outcome: Outcome) -> Result<(), ValidateError>;

    /// The policy does not have this check.
    fn not_configured(&mut self, step: &Step<'_>, reason: &str);

    /// Whether stores of what was used before are asked, which changes them.
    fn asks_stores(&self) -> bool;
}

/// Ends at the first failure, and keeps nothing.
pub(crate) struct FirstFailure;

impl Sink for FirstFailure {
    fn reached(&mut self, _: Stage) {}

    fn token_type(&mut self, result: Result<(), ValidateError>) -> Result<(), ValidateError> {
        result
    }

    fn report(&mut self, _: &Step<'_>, outcome: Outcome) -> Result<(), ValidateError> {
        match outcome {
            Outcome::Passed => Ok(()),
            Outcome::Failed(error) | Outcome::NotReached(error) => Err(error),
        }
    }

    fn not_configured(&mut self, _: &Step<'_>, _: &str) {}

    fn asks_stores(&self) -> bool {
        true
    }
}
