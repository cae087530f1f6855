//! The findings for people.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use jose::claims::{PolicyFinding, Severity};

use crate::{input::Source, output::visible};

/// Each finding with its reason and what to do about it; a word if there is none.
pub(super) fn show(file: &Source, findings: &[PolicyFinding]) -> String {
    let (bold, mut screen) = (Style::new().bold(), String::new());
    let name = file.to_string();
    let name = visible(&name);
    if findings.is_empty() {
        // Writing to a string does not fail.
        let _ = writeln!(screen, "{bold}{name}{bold:#}: nothing found");
    }
    for PolicyFinding { severity, code, what, why, source, how, .. } in findings {
        let style = Style::new().bold().fg_color(Some(colour(*severity).into()));
        let _ = writeln!(screen, "{bold}{name}{bold:#}: {style}{severity}[{code}]{style:#} {what}; {how}");
        let _ = writeln!(screen, "    {why} ({source})");
    }
    screen
}

fn colour(severity: Severity) -> AnsiColor {
    match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        _ => AnsiColor::Cyan,
    }
}
