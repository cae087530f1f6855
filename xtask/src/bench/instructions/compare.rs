//! What is worse than the baseline, and which functions it is due to.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use super::baseline::{Baseline, Counted, Counts};
use super::profile::Profile;

/// A change of less than this share is none.
const TOLERANCE: f64 = 0.03;

/// The same for programs as users build them: how the compiler spreads code over units changes with code that has nothing to do with the operation.
/// What is looked for is something between two crates that was inlined and is not any more.
const AS_BUILT_TOLERANCE: f64 = 0.10;

/// The same for AWS-LC, whose counts vary with its random numbers. What is looked for is a key that is prepared again, or a second call.
const BACKEND_TOLERANCE: f64 = 0.10;
const BACKEND_NOISE: f64 = 500.0;

/// How many functions a finding names.
const NAMED: usize = 6;

/// Something to know, and for all but [`Finding::Better`] to act on.
#[derive(Debug, PartialEq)]
pub(super) enum Finding {
    /// Ours does more than before. The functions are those that grew most, and by how much.
    Worse { operation: String, then: f64, now: f64, functions: Vec<(String, f64)> },
    /// Ours does more than before in a program as users build it, and not as much more in one that is not spread over units.
    AsBuiltWorse { operation: String, then: f64, now: f64 },
    /// AWS-LC does more than before.
    BackendWorse { operation: String, then: f64, now: f64 },
    /// Ours does less than before, in either program: the baseline should hold it.
    Better { operation: String, then: f64, now: f64 },
    /// Counted, and not in the baseline.
    Unknown { operation: String },
    /// In the baseline, and not counted.
    Gone { operation: String },
}

impl Finding {
    /// Whether the guard fails for it.
    pub(super) fn fails(&self) -> bool {
        !matches!(self, Self::Better { .. })
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Worse { operation, then, now, functions } => {
                write!(f, "WORSE  {operation}: {then:.0} instructions before, {now:.0} now ({})", change(*then, *now))?;
                functions.iter().try_for_each(|(name, more)| write!(f, "\n    {more:>+9.0}  {name}"))
            }
            Self::AsBuiltWorse { operation, then, now } => write!(
                f,
                "WORSE  {operation}: as users build it, {then:.0} instructions before and {now:.0} now ({}): something short between two crates without `#[inline]`?",
                change(*then, *now)
            ),
            Self::BackendWorse { operation, then, now } => write!(
                f,
                "WORSE  {operation}: AWS-LC did {then:.0} instructions before and does {now:.0} now ({}): a key that is prepared again, or one call more?",
                change(*then, *now)
            ),
            Self::Better { operation, then, now } => {
                write!(
                    f,
                    "better {operation}: {then:.0} instructions before, {now:.0} now ({}): `--update` holds it",
                    change(*then, *now)
                )
            }
            Self::Unknown { operation } => write!(f, "NEW    {operation}: not in the baseline: `--update` takes it in"),
            Self::Gone { operation } => write!(f, "GONE   {operation}: only in the baseline: `--update` takes it out"),
        }
    }
}

/// Everything to say about what was counted. Operations that nobody chose are not missed.
pub(super) fn compare(
    baseline: &Baseline,
    counted: &BTreeMap<String, Counted>,
    chosen: impl Fn(&str) -> bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, counted) in counted {
        match baseline.operations.get(name) {
            None => findings.push(Finding::Unknown { operation: name.clone() }),
            Some(then) => findings.extend(judge(name, then, counted)),
        }
    }
    let gone = baseline.operations.keys().filter(|name| chosen(name) && !counted.contains_key(*name));
    findings.extend(gone.map(|name| Finding::Gone { operation: name.clone() }));
    findings
}

fn judge(name: &str, then: &Counts, Counted { profile: now, as_built }: &Counted) -> Vec<Finding> {
    let operation = name.to_owned();
    let mut findings = Vec::new();
    if now.ours > then.ours * (1.0 + TOLERANCE) {
        let functions = grown(then, now);
        findings.push(Finding::Worse { operation: operation.clone(), then: then.ours, now: now.ours, functions });
    } else if now.ours < then.ours * (1.0 - TOLERANCE) {
        findings.push(Finding::Better { operation: operation.clone(), then: then.ours, now: now.ours });
    }
    // What both programs do more is said once.
    let explained = (now.ours / then.ours).max(1.0);
    if *as_built > then.as_built * explained * (1.0 + AS_BUILT_TOLERANCE) {
        findings.push(Finding::AsBuiltWorse { operation: operation.clone(), then: then.as_built, now: *as_built });
    } else if *as_built < then.as_built * (1.0 - AS_BUILT_TOLERANCE) && findings.is_empty() {
        findings.push(Finding::Better { operation: operation.clone(), then: then.as_built, now: *as_built });
    }
    if now.backend > then.aws_lc * (1.0 + BACKEND_TOLERANCE) + BACKEND_NOISE {
        findings.push(Finding::BackendWorse { operation, then: then.aws_lc, now: now.backend });
    }
    findings
}

/// The functions that grew, most first. One that the baseline does not name was either not there or too small to matter.
fn grown(then: &Counts, now: &Profile) -> Vec<(String, f64)> {
    let before = |name: &str| then.functions.get(name).copied().unwrap_or(0.0);
    let mut functions: Vec<_> = now.functions.iter().map(|(name, cost)| (name.clone(), cost - before(name))).collect();
    functions.retain(|(_, more)| *more >= 1.0);
    functions.sort_by(|left, right| right.1.total_cmp(&left.1));
    functions.truncate(NAMED);
    functions
}

/// One line for each operation.
pub(super) fn table(baseline: &Baseline, counted: &BTreeMap<String, Counted>) -> String {
    let mut text = format!(
        "{:<44} {:>10} {:>10} {:>9} {:>10} {:>9} {:>10}\n",
        "instructions of one call", "ours", "before", "change", "as built", "change", "AWS-LC"
    );
    for (name, Counted { profile, as_built }) in counted {
        let then = baseline.operations.get(name);
        let before = then.map_or_else(|| "-".to_owned(), |then| format!("{:.0}", then.ours));
        let changed =
            |before: fn(&Counts) -> f64, now| then.map_or_else(|| "-".to_owned(), |then| change(before(then), now));
        let (ours, built) = (changed(|then| then.ours, profile.ours), changed(|then| then.as_built, *as_built));
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "{name:<44} {:>10.0} {before:>10} {ours:>9} {as_built:>10.0} {built:>9} {:>10.0}",
            profile.ours, profile.backend
        );
    }
    text
}

fn change(then: f64, now: f64) -> String {
    if then > 0.0 { format!("{:+.1} %", (now / then - 1.0) * 100.0) } else { "-".to_owned() }
}

#[cfg(test)]
mod tests;
