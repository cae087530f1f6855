//! The findings, and when each applies.

mod errors;
mod notes;
mod profiles;
mod warnings;

use super::{PolicyFinding, Severity};
use crate::policy_file::schema::Schema;

type LintRule = (PolicyFinding, fn(&Schema) -> bool);

/// Every rule.
pub(super) fn all() -> impl Iterator<Item = &'static LintRule> {
    errors::RULES.iter().chain(warnings::RULES).chain(profiles::RULES).chain(notes::RULES)
}

const fn finding(severity: Severity, code: &'static str, [what, why, source, how]: [&'static str; 4]) -> PolicyFinding {
    PolicyFinding { severity, code, what, why, source, how }
}
