//! The checks for people.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use jose::claims::{CheckOutcome, Explanation};

use crate::output::visible;

/// A line for each check, what came of it first.
pub(super) fn show(explanation: &Explanation) -> String {
    let mut screen = String::new();
    for check in explanation.checks() {
        let name = visible(check.name());
        // Writing to a string does not fail.
        let _ = match check.outcome() {
            CheckOutcome::Passed => line(&mut screen, AnsiColor::Green, "passed", &name),
            CheckOutcome::Failed { code, message } => {
                let rest = format!("{name}: {} ({code})", visible(message));
                line(&mut screen, AnsiColor::Red, "failed", &rest)
            }
            CheckOutcome::NotConfigured { reason } => {
                line(&mut screen, AnsiColor::Yellow, "not configured", &format!("{name}: {}", visible(reason)))
            }
            _ => line(&mut screen, AnsiColor::BrightBlack, "not reached", &name),
        };
    }
    if explanation.is_accepted() {
        let bold = Style::new().bold().fg_color(Some(AnsiColor::Green.into()));
        let _ = writeln!(screen, "{bold}{}{bold:#}", explanation.verdict());
    }
    screen
}

fn line(screen: &mut String, colour: AnsiColor, word: &str, rest: &str) -> std::fmt::Result {
    let style = Style::new().bold().fg_color(Some(colour.into()));
    writeln!(screen, "{style}{word:<14}{style:#}  {rest}")
}
