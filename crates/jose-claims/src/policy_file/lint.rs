//! What the best practices would have otherwise.

mod rules;

use std::fmt;

use serde::Serialize;

use super::schema::Schema;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Severity {
    /// Good to know.
    Note,
    /// Weaker than it could be.
    Warning,
    /// A practice that the specification demands is not followed, or the policy is not complete.
    Error,
}

/// One thing in a policy that could be better: what, why, who says so, and how to change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PolicyFinding {
    /// How much it matters.
    pub severity: Severity,
    /// A stable code, such as `lint.audience_waived`.
    pub code: &'static str,
    /// What was found.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// The specification, with its section.
    pub source: &'static str,
    /// What to write in place of it.
    pub how: &'static str,
}

/// Every finding, the gravest first.
pub(super) fn lint(schema: &Schema) -> Vec<PolicyFinding> {
    let found = rules::all().filter(|(_, applies)| applies(schema));
    let mut findings: Vec<PolicyFinding> = found.map(|(finding, _)| finding.clone()).collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

impl fmt::Display for PolicyFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {} ({}); {}", self.severity, self.code, self.what, self.source, self.how)
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}
