//! The tables of the page.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::accounting::{Case, Expected, File, Ours, Outcome, Tally};
use crate::exceptions::Exception;
use crate::sources::Source;
use crate::stated::Stated;

const COUNTS: &str = "cases | passed | failed | excepted | skipped |\n|---|---:|---:|---:|---:|---:|\n";

/// One row for each source, and their sum.
pub(super) fn sources(page: &mut String, results: &[(&Source, Vec<File>)]) {
    let _ = write!(page, "| source | {COUNTS}");
    for (source, files) in results {
        row(page, source.name, files.iter().flat_map(|file| &file.cases));
    }
    row(page, "all", results.iter().flat_map(|(_, files)| files).flat_map(|file| &file.cases));
}

/// One row for each file.
pub(super) fn files(page: &mut String, files: &[File]) {
    let _ = write!(page, "| file | {COUNTS}");
    for file in files {
        let name = file.path.split_once('/').map_or(file.path.as_str(), |(_, name)| name);
        row(page, &format!("`{name}`"), &file.cases);
    }
}

fn row<'c>(page: &mut String, name: &str, cases: impl IntoIterator<Item = &'c Case>) {
    let tally = Tally::of(cases);
    let numbers = [tally.total(), tally.passed, tally.failed, tally.excepted, tally.skipped].map(|n| n.to_string());
    let _ = writeln!(page, "| {name} | {} |", numbers.join(" | "));
}

/// One line for each case that failed, and for each sum that is wrong.
pub(super) fn failed(page: &mut String, results: &[(&Source, Vec<File>)]) {
    let mut none = true;
    for file in results.iter().flat_map(|(_, files)| files) {
        for problem in &file.problems {
            let _ = writeln!(page, "* `{}`: {problem}", file.path);
            none = false;
        }
        for case in &file.cases {
            if let Outcome::Failed { words, .. } = &case.outcome {
                let _ = writeln!(page, "* `{}`, case {}: {words}", file.path, case.id);
                none = false;
            }
        }
    }
    if none {
        page.push_str("None.\n");
    }
}

/// One row for each exception.
pub(super) fn exceptions(page: &mut String, rows: &[Exception]) {
    page.push_str("| file | cases | here | reason |\n|---|---|---|---|\n");
    for row in rows {
        let ours = match row.ours {
            Ours::Accepts => "accepted",
            Ours::Refuses => "refused",
        };
        let _ = writeln!(page, "| `{}` | {} | {ours} | {} |", row.file, row.ids.join(", "), row.reason);
    }
}

/// One row for each reason in each source.
pub(super) fn skipped(page: &mut String, results: &[(&Source, Vec<File>)]) {
    page.push_str("| source | cases | reason |\n|---|---:|---|\n");
    for (source, files) in results {
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for case in files.iter().flat_map(|file| &file.cases) {
            if let Outcome::Skipped(reason) = case.outcome {
                let count = reasons.entry(reason).or_default();
                *count = count.saturating_add(1);
            }
        }
        for (reason, count) in reasons {
            let _ = writeln!(page, "| {} | {count} | {reason} |", source.name);
        }
    }
}

/// One row for each verdict that is ours.
pub(super) fn stated(page: &mut String, rows: &[Stated], speccheck: &[(Expected, &str)]) {
    page.push_str("| file | which cases | verdict | reason |\n|---|---|---|---|\n");
    for row in rows {
        let _ = writeln!(page, "| `{}*` | {} | {} | {} |", row.files, row.flag, word(row.verdict), row.reason);
    }
    for (index, (expected, reason)) in speccheck.iter().enumerate() {
        let _ = writeln!(page, "| ed25519-speccheck | {index} | {} | {reason} |", word(*expected));
    }
}

fn word(expected: Expected) -> &'static str {
    match expected {
        Expected::Accept => "accepted",
        Expected::Refuse => "refused",
    }
}
