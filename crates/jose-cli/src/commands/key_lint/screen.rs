//! The findings for people.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use jose::jwk::lint::{Finding, Severity};

use super::{File, name};
use crate::output::visible;

/// Each finding with what to do about it; a word for files without any.
pub(super) fn show(files: &[File<'_>]) -> String {
    let (bold, mut screen) = (Style::new().bold(), String::new());
    for File { name, findings } in files {
        let name = name.to_string();
        if findings.is_empty() {
            // Writing to a string does not fail.
            let _ = writeln!(screen, "{bold}{}{bold:#}: nothing found", visible(&name));
        }
        for finding in findings {
            let _ = writeln!(screen, "{bold}{}{bold:#}: {}", visible(&name), line(finding));
        }
    }
    screen
}

fn line(finding: &Finding) -> String {
    let style = Style::new().bold().fg_color(Some(colour(finding.severity).into()));
    let place = match (finding.place.index, &finding.place.key_id) {
        (Some(index), Some(kid)) => format!("key {index} ({}): ", visible(kid)),
        (Some(index), None) => format!("key {index}: "),
        (None, _) => String::new(),
    };
    let (severity, code) = (name(finding.severity), finding.code);
    format!("{place}{style}{severity}[{code}]{style:#} {}; {}", visible(&finding.message), finding.advice)
}

fn colour(severity: Severity) -> AnsiColor {
    match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Advice => AnsiColor::Cyan,
    }
}
