//! What a verifier says to a proof, check by check.

use super::{DpopError, DpopRequest, DpopVerifier, check::ProofCheck};
use crate::{
    explanation::{CheckOutcome, CheckReport, Explanation},
    policy::Expect,
};

/// The stations before the claims are compared with the request, in order.
const STATIONS: [&str; 6] = ["form", "type", "algorithm", "key", "signature", "claims"];

impl DpopVerifier {
    /// What the verifier says to `proof`, check by check, whether or not it would be accepted. The checks are those of [`DpopVerifier::verify`]; it
    /// goes on where that would stop.
    ///
    /// ```
    /// use jose_claims::{CheckOutcome, DpopRequest, Validator};
    ///
    /// let verifier = Validator::dpop_proof().waive_replay("an example").build()?;
    /// let explanation = verifier.explain("not a proof", &DpopRequest::new("GET", "https://api.example/orders"));
    /// assert_eq!(explanation.verdict(), "parse.segments");
    /// let signature = explanation.checks().iter().find(|check| check.name() == "signature");
    /// assert_eq!(signature.map(|check| check.outcome()), Some(&CheckOutcome::NotReached));
    /// # Ok::<(), jose_claims::PolicyError>(())
    /// ```
    ///
    /// Whether the proof was used before is not asked, as asking would use it up.
    ///
    /// # Security
    /// For operators, logs and tests, not for whoever sent the proof: it tells more than one failure. It repeats no claim's value, and of the header
    /// only a key's name that the key itself does not have.
    #[must_use]
    pub fn explain(&self, proof: &str, request: &DpopRequest<'_>) -> Explanation {
        let mut compared = None;
        let stopped = self.open(proof, |signed| {
            compared = Some(ProofCheck::ALL.map(|check| match check.run(self, &signed, request) {
                Err(error) => failed(&error),
                Ok(()) => check.unconfigured(self, request).map_or(CheckOutcome::Passed, not_configured),
            }));
            Ok(())
        });
        let stopped = stopped.err().map(|error| (station_of(&error), failed(&error)));
        let stations = STATIONS.iter().enumerate().map(|(index, name)| match &stopped {
            Some((end, _)) if index > *end => CheckReport::new(name, CheckOutcome::NotReached),
            Some((end, failure)) if index == *end => CheckReport::new(name, failure.clone()),
            _ => CheckReport::new(name, CheckOutcome::Passed),
        });
        let replay = if compared.is_some() { self.replay_outcome() } else { CheckOutcome::NotReached };
        let compared = compared.unwrap_or_else(|| ProofCheck::ALL.map(|_| CheckOutcome::NotReached));
        let compared = ProofCheck::ALL.into_iter().zip(compared);
        let checks = stations.chain(compared.map(|(check, outcome)| CheckReport::new(check.name(), outcome)));
        Explanation::of(checks.chain([CheckReport::new("replay", replay)]).collect())
    }

    fn replay_outcome(&self) -> CheckOutcome {
        not_configured(match &self.replay {
            Expect::Stated(_) => "only a verification asks the store",
            Expect::Waived { reason } => reason,
        })
    }
}

/// At which of [`STATIONS`] an error stops a proof before its claims are compared with anything.
fn station_of(error: &DpopError) -> usize {
    let name = match error {
        DpopError::Malformed(_) => "form",
        DpopError::Type => "type",
        DpopError::Algorithm => "algorithm",
        DpopError::Key(_) | DpopError::Verify(jose_jws::VerifyError::Key(_)) => "key",
        DpopError::Verify(_) => "signature",
        _ => "claims",
    };
    STATIONS.iter().position(|station| *station == name).unwrap_or_default()
}

fn failed(error: &DpopError) -> CheckOutcome {
    // Without the times that claims have, as in every explanation.
    let message = match error {
        DpopError::IssuedAt { now, .. } => {
            format!("the proof was made too long ago or later than now, and it is {now}: compare the clocks")
        }
        error => error.to_string(),
    };
    CheckOutcome::Failed { code: error.code(), message }
}

fn not_configured(reason: &str) -> CheckOutcome {
    CheckOutcome::NotConfigured { reason: reason.to_owned() }
}
