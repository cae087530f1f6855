//! The sink that keeps everything.

use jose_jwe::DecryptError;
use jose_jws::VerifyError;

use super::{ACCEPTED, CheckOutcome, CheckReport, Explanation};
use crate::{
    ClaimError, TokenMode, ValidateError,
    policy::{Expect, Facts, NO_ENVELOPE, Policy, Sink, Stage, Step, run},
};

pub(crate) struct Recorder<'p> {
    policy: &'p Policy,
    reached: Stage,
    /// Whether the token stood in an envelope, or should have.
    enveloped: bool,
    token_type: Option<CheckOutcome>,
    steps: Vec<CheckReport>,
}

/// The stations whose end is told by where the token came next.
const BEFORE_TYPE: [(Stage, &str); 10] = [
    (Stage::Mode, "mode"),
    (Stage::Form, "form"),
    (Stage::ContentEncryption, "content_encryption"),
    (Stage::EnvelopeKey, "envelope_key"),
    (Stage::Decryption, "decryption"),
    (Stage::Content, "content"),
    (Stage::InnerForm, "signed_form"),
    (Stage::KnownIssuer, "known_issuer"),
    (Stage::Key, "key"),
    (Stage::Signature, "signature"),
];

impl<'p> Recorder<'p> {
    pub(crate) fn new(policy: &'p Policy) -> Self {
        Self { policy, reached: Stage::Mode, enveloped: policy.has_envelope(), token_type: None, steps: Vec::new() }
    }

    /// The explanation of a token that came through, or of one that `error` stopped.
    pub(crate) fn conclude(self, error: Option<ValidateError>) -> Explanation {
        let code = error.as_ref().map(ValidateError::code);
        let stopped = error.map(|error| (stage_of(&error, self.reached), failed(&error)));
        let at = |stage: Stage| match &stopped {
            Some((end, _)) if stage > *end => CheckOutcome::NotReached,
            Some((end, failure)) if stage == *end => failure.clone(),
            _ => CheckOutcome::Passed,
        };
        let mut checks: Vec<CheckReport> = BEFORE_TYPE
            .iter()
            .map(|(stage, name)| match self.unconfigured(*stage) {
                Some(reason) => CheckReport::new(name, not_configured(reason)),
                None => CheckReport::new(name, at(*stage)),
            })
            .collect();
        let token_type = match (&self.token_type, &stopped) {
            (Some(outcome), _) => outcome.clone(),
            (None, Some((Stage::Type, failure))) => failure.clone(),
            (None, _) => CheckOutcome::NotReached,
        };
        checks.push(CheckReport::new("token_type", token_type));
        checks.push(CheckReport::new("claims", at(Stage::Claims)));
        if self.steps.is_empty() {
            let unreached = |step: Step<'_>| CheckReport { name: step.name(), outcome: CheckOutcome::NotReached };
            checks.extend(self.policy.steps().map(unreached));
        }
        checks.extend(self.steps);
        let first = checks.iter().find_map(CheckReport::failure);
        // A token that was stopped is never accepted, whatever the checks that are shown say.
        Explanation { verdict: first.or(code).unwrap_or(ACCEPTED), checks }
    }

    /// Why tokens do not come to this station at all.
    fn unconfigured(&self, stage: Stage) -> Option<&'static str> {
        let shared = self.policy.mode == TokenMode::EncryptedOnly;
        let several = matches!(&self.policy.issuers, Expect::Stated(issuers) if issuers.len() > 1);
        match stage {
            Stage::Form | Stage::ContentEncryption | Stage::EnvelopeKey | Stage::Decryption | Stage::Content
                if !self.enveloped =>
            {
                Some(if self.policy.has_envelope() { "the token has no envelope" } else { NO_ENVELOPE })
            }
            Stage::InnerForm | Stage::Key | Stage::Signature if shared => Some("the shared key proves the sender"),
            Stage::KnownIssuer if !several => Some("the policy has one set of keys"),
            _ => None,
        }
    }
}

impl Sink for Recorder<'_> {
    fn reached(&mut self, stage: Stage) {
        // Without an envelope the way to the signed form leads past everything else.
        if stage == Stage::InnerForm && self.reached == Stage::Mode {
            self.enveloped = false;
        }
        self.reached = stage;
    }

    fn token_type(&mut self, result: Result<(), ValidateError>) -> Result<(), ValidateError> {
        self.token_type = Some(match (result, &self.policy.token_type) {
            (Err(error), _) => failed(&error),
            (Ok(()), Expect::Waived { reason }) => not_configured(reason),
            (Ok(()), Expect::Stated(_)) => CheckOutcome::Passed,
        });
        Ok(())
    }

    fn judge(&mut self, policy: &Policy, facts: &Facts<'_>) -> Result<(), ValidateError> {
        run(policy, facts, self)
    }

    fn passed<'r>(&mut self, step: &Step<'_>, unconfigured: impl FnOnce() -> Option<&'r str>) {
        let outcome = unconfigured().map_or(CheckOutcome::Passed, not_configured);
        self.steps.push(CheckReport { name: step.name(), outcome });
    }

    fn failed(&mut self, step: &Step<'_>, error: ValidateError) -> Result<(), ValidateError> {
        self.steps.push(CheckReport { name: step.name(), outcome: failed(&error) });
        Ok(())
    }

    fn not_reached(&mut self, step: &Step<'_>, _: ValidateError) -> Result<(), ValidateError> {
        self.steps.push(CheckReport { name: step.name(), outcome: CheckOutcome::NotReached });
        Ok(())
    }

    fn remembers(&self) -> bool {
        false
    }
}

/// At which station an error stopped a token that had come to `reached`.
fn stage_of(error: &ValidateError, reached: Stage) -> Stage {
    match error {
        ValidateError::NotEncrypted | ValidateError::Encrypted => Stage::Mode,
        ValidateError::Decrypt(DecryptError::ContentEncryption { .. }) => Stage::ContentEncryption,
        ValidateError::Decrypt(DecryptError::Key(_)) => Stage::EnvelopeKey,
        ValidateError::Decrypt(_) => Stage::Decryption,
        // Under a signature it is said beside the type.
        ValidateError::ContentType if reached == Stage::Type => Stage::Type,
        ValidateError::ContentType | ValidateError::NotSigned | ValidateError::NestedTooDeep => Stage::Content,
        ValidateError::UnknownIssuer => Stage::KnownIssuer,
        ValidateError::Verify(VerifyError::Key(_)) => Stage::Key,
        ValidateError::Verify(_) => Stage::Signature,
        ValidateError::Claims(_) => Stage::Claims,
        _ => reached,
    }
}

fn failed(error: &ValidateError) -> CheckOutcome {
    CheckOutcome::Failed { code: error.code(), message: message(error) }
}

/// What the error says, without the times that claims have: what is explained is the check, and the clock is ours to tell.
fn message(error: &ValidateError) -> String {
    let ValidateError::Claim(error) = error else { return error.to_string() };
    match error {
        ClaimError::Expired { now, .. } => format!("the token has expired, and it is {now}"),
        ClaimError::NotYetValid { now, .. } => format!("the token is not valid yet, and it is {now}"),
        ClaimError::IssuedInFuture { now, .. } => {
            format!("the token says it was issued later than now, and it is {now}: compare the clocks")
        }
        error => error.to_string(),
    }
}

fn not_configured(reason: &str) -> CheckOutcome {
    CheckOutcome::NotConfigured { reason: reason.to_owned() }
}
