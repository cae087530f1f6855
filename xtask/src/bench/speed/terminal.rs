//! The table on the terminal.

use std::io::{IsTerminal, stdout};

use super::figures::{Figure, Kind, Row};
use super::targets::{speed_up, verdicts};

/// Every row with its lanes; what missed its target is marked.
pub(super) fn print(rows: &[Row], left_out: &[(String, String)]) {
    let paint = Paint { on: stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() };
    let mut family = "";
    for row in rows {
        if row.family != family {
            family = &row.family;
            println!("\n{}", paint.strong(family));
        }
        println!("\n  {}  {}", paint.strong(&row.operation), paint.faint(&row.base));
        let best = row.ours().map(|lane| lane.subject.clone());
        for lane in &row.lanes {
            println!("    {}", line(lane, best.as_deref(), paint));
        }
        for (subject, why) in &row.failed {
            println!("    {} {subject}: {why}", paint.bad("did not run:"));
        }
        if let Some(times) = speed_up(row, "ours") {
            println!("    two threads do {times:.2} times the work of one");
        }
        for verdict in verdicts(row) {
            let mark = if verdict.is_met() { paint.good("met   ") } else { paint.bad("missed") };
            println!("    {mark} {} ({})", verdict.promise(), verdict.finding());
        }
    }
    for (subject, why) in left_out {
        println!("\n{} {subject}: {why}", paint.bad("left out:"));
    }
    let all: Vec<_> = rows.iter().flat_map(verdicts).collect();
    let missed = all.iter().filter(|verdict| !verdict.is_met()).count();
    println!("\n{} targets met, {missed} missed", all.len().saturating_sub(missed));
}

fn line(lane: &Figure, best: Option<&str>, paint: Paint) -> String {
    let quotient = |value: Option<f64>| value.map_or_else(|| "      -".to_owned(), |value| format!("{value:>6.2}x"));
    let text = format!(
        "{:<44} {:>10}  primitive {}  best peer {}",
        lane.subject,
        time(lane.nanoseconds),
        quotient(lane.to_primitive),
        quotient(lane.to_peer)
    );
    if best == Some(lane.subject.as_str()) {
        paint.strong(&text)
    } else if lane.kind == Kind::Part {
        paint.faint(&text)
    } else {
        text
    }
}

/// Three digits and a unit.
pub(super) fn time(nanoseconds: f64) -> String {
    let (value, unit) = match nanoseconds {
        small if small < 1e3 => (small, "ns"),
        middle if middle < 1e6 => (middle / 1e3, "us"),
        large => (large / 1e6, "ms"),
    };
    let digits = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.digits$} {unit}")
}

#[derive(Clone, Copy)]
struct Paint {
    on: bool,
}

impl Paint {
    fn strong(self, text: &str) -> String {
        self.with("1", text)
    }

    fn faint(self, text: &str) -> String {
        self.with("2", text)
    }

    fn good(self, text: &str) -> String {
        self.with("32", text)
    }

    fn bad(self, text: &str) -> String {
        self.with("31;1", text)
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_three_digits() {
        for (nanoseconds, text) in
            [(0.5, "0.50 ns"), (42.0, "42.0 ns"), (640.4, "640 ns"), (19_500.0, "19.5 us"), (1_040_000.0, "1.04 ms")]
        {
            assert_eq!(time(nanoseconds), text);
        }
    }
}
