//! What a policy says to a token, check by check.

mod recorder;

use std::{borrow::Cow, fmt};

use serde::Serialize;

pub(crate) use recorder::Recorder;

use crate::ValidateError;

/// Every check of a policy, in order, and what came of it. [`crate::Validator::explain`] makes one.
///
/// It prints as one line for each check, and serializes as an object with `verdict` and `checks`. No claim's value stands in it, and of the headers
/// only the name and algorithm of a key that was not found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    verdict: &'static str,
    checks: Vec<CheckReport>,
}

/// One check, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    name: Cow<'static, str>,
    #[serde(flatten)]
    outcome: CheckOutcome,
}

/// What came of a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[non_exhaustive]
pub enum CheckOutcome {
    /// The token is as the policy wants it.
    Passed,
    /// It is not.
    Failed {
        /// The code of the error.
        code: &'static str,
        /// Its sentence.
        message: String,
    },
    /// The policy does not have this check.
    NotConfigured {
        /// Why: a waiver's reason, or that it was not stated.
        reason: String,
    },
    /// The check was not made, because of one before it that failed.
    NotReached,
}

impl Explanation {
    /// `accepted`, or the code of the first failure: the one that [`crate::Validator::validate`] gives.
    #[must_use]
    pub fn verdict(&self) -> &'static str {
        self.verdict
    }

    /// Whether the policy accepts the token.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.verdict == ACCEPTED
    }

    /// Every check, in order.
    #[must_use]
    pub fn checks(&self) -> &[CheckReport] {
        &self.checks
    }

    /// The verdict is that of the first check that failed.
    pub(crate) fn of(checks: Vec<CheckReport>) -> Self {
        let first = checks.iter().find_map(CheckReport::failure);
        Self { verdict: first.unwrap_or(ACCEPTED), checks }
    }

    /// With the check that comes before any policy: whether there is one for the token.
    pub(crate) fn of_tenant(chosen: Result<Self, ValidateError>) -> Self {
        let report = |outcome| CheckReport::new("known_tenant", outcome);
        match chosen {
            Ok(mut explanation) => {
                explanation.checks.insert(0, report(CheckOutcome::Passed));
                explanation
            }
            Err(error) => {
                let failed = CheckOutcome::Failed { code: error.code(), message: error.to_string() };
                Self { verdict: error.code(), checks: vec![report(failed)] }
            }
        }
    }

    /// Every check that failed, in order.
    pub fn failures(&self) -> impl Iterator<Item = &CheckReport> {
        self.checks.iter().filter(|check| check.failure().is_some())
    }
}

impl CheckReport {
    pub(crate) fn new(name: &'static str, outcome: CheckOutcome) -> Self {
        Self { name: name.into(), outcome }
    }

    /// The code of the error, if it failed.
    fn failure(&self) -> Option<&'static str> {
        if let CheckOutcome::Failed { code, .. } = self.outcome { Some(code) } else { None }
    }

    /// A stable name, such as `signature` or `required: sub`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What came of it.
    #[must_use]
    pub fn outcome(&self) -> &CheckOutcome {
        &self.outcome
    }
}

const ACCEPTED: &str = "accepted";

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for check in &self.checks {
            writeln!(f, "{check}")?;
        }
        write!(f, "verdict: {}", self.verdict)
    }
}

impl fmt::Display for CheckReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        match &self.outcome {
            CheckOutcome::Passed => write!(f, "passed          {name}"),
            CheckOutcome::Failed { code, message } => write!(f, "failed          {name}: {message} ({code})"),
            CheckOutcome::NotConfigured { reason } => write!(f, "not configured  {name}: {reason}"),
            CheckOutcome::NotReached => write!(f, "not reached     {name}"),
        }
    }
}
