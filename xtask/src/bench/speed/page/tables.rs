//! The tables of the page.

use std::fmt::Write as _;

use super::{file_name, subjects};
use crate::bench::speed::figures::Row;
use crate::bench::speed::targets::{Bound, speed_up, verdicts};
use crate::bench::speed::terminal::time;

/// Every promise, with what was measured.
pub(super) fn targets(rows: &[Row]) -> String {
    let mut text = "\n## Targets\n\n| operation | promised | measured | |\n|---|---|---:|---|\n".to_owned();
    for row in rows {
        for verdict in verdicts(row).iter().filter(|verdict| !matches!(verdict.bound, Bound::Peer(_))) {
            let mark = if verdict.is_met() { "met" } else { "**missed**" };
            let _ = writeln!(text, "| {} | {} | {} | {mark} |", row.operation, verdict.promise(), verdict.finding());
        }
    }
    text
}

/// Where somebody else is faster by more than the noise.
pub(super) fn behind(rows: &[Row]) -> String {
    let behind: Vec<&Row> = rows
        .iter()
        .filter(|row| verdicts(row).iter().any(|one| matches!(one.bound, Bound::Peer(_)) && !one.is_met()))
        .collect();
    if behind.is_empty() {
        return "\nIn every row with a peer, ours is at most 2 % (the noise) behind the fastest of them.\n".to_owned();
    }
    let mut text = "\n## Where a peer is faster\n\nBy more than 2 %, which is the noise.\n\n\
                    | operation | ours | fastest | its |\n|---|---:|---|---:|\n"
        .to_owned();
    for row in behind {
        if let Some((ours, peer)) = row.ours().zip(row.peer()) {
            // Far below one scan there is nothing but the time to show.
            let figure = |to_primitive: Option<f64>, nanoseconds| match to_primitive {
                Some(quotient) if quotient >= 0.01 => format!("{quotient:.2}x"),
                _ => time(nanoseconds),
            };
            let (own, other) =
                (figure(ours.to_primitive, ours.nanoseconds), figure(peer.to_primitive, peer.nanoseconds));
            let _ = writeln!(text, "| {} | {own} | {} | {other} |", row.operation, peer.subject);
        }
    }
    text
}

/// One family: its plot, and a row for each operation.
pub(super) fn family(family: &str, rows: &[&Row]) -> String {
    if rows.iter().any(|row| speed_up(row, "ours").is_some()) {
        return threads(family, rows);
    }
    let mut text = format!("\n## {family}\n");
    if rows.iter().any(|row| row.primitive().is_some()) {
        let _ = writeln!(
            text,
            "\n![{family}: how many times the primitive each takes](performance/{}.svg)",
            file_name(family)
        );
    }
    let subjects = subjects(rows);
    let _ = writeln!(text, "\n| operation | primitive | {} |", subjects.join(" | "));
    let _ = writeln!(text, "|---|---:|{}", "---:|".repeat(subjects.len()));
    for row in rows {
        let base = row.primitive().map_or_else(|| "-".to_owned(), |lane| time(lane.nanoseconds));
        let best = row.ours().map(|lane| lane.subject.as_str());
        let cells = subjects.iter().map(|subject| {
            row.subject(subject).map_or_else(
                || "-".to_owned(),
                |lane| {
                    let figure =
                        lane.to_primitive.map_or_else(|| time(lane.nanoseconds), |quotient| format!("{quotient:.2}"));
                    if best == Some(subject.as_str()) { format!("**{figure}**") } else { figure }
                },
            )
        });
        let _ = writeln!(text, "| {} | {base} | {} |", row.operation, cells.collect::<Vec<_>>().join(" | "));
    }
    text.push_str(&bases(rows));
    text
}

/// What the primitive does, once for all rows that agree.
fn bases(rows: &[&Row]) -> String {
    let mut said: Vec<(&str, Vec<&str>)> = Vec::new();
    for row in rows.iter().filter(|row| !row.base.is_empty()) {
        match said.iter_mut().find(|(base, _)| *base == row.base) {
            Some((_, operations)) => operations.push(&row.operation),
            None => said.push((&row.base, vec![&row.operation])),
        }
    }
    match said.as_slice() {
        [] => String::new(),
        [(base, _)] => format!("\nThe primitive here: {base}.\n"),
        many => {
            let lines = many.iter().map(|(base, operations)| format!("- {}: {base}\n", operations.join("; ")));
            format!("\nThe primitive here:\n\n{}", lines.collect::<String>())
        }
    }
}

fn threads(family: &str, rows: &[&Row]) -> String {
    let alone = subjects(rows);
    let names: Vec<&str> = alone.iter().filter_map(|subject| subject.strip_suffix(", two threads")).collect();
    let mut text = format!(
        "\n## {family}\n\nHow many times the work of one thread two do that share one prepared key, by the wall clock: \
         2.00 is perfect, and whatever else the machine does counts against it. What it gives to two threads of the primitive alone is the most that \
         there is.\n\n| operation | {} |\n|---|{}\n",
        names.join(" | "),
        "---:|".repeat(names.len())
    );
    for row in rows {
        let cells =
            names.iter().map(|name| speed_up(row, name).map_or_else(|| "-".to_owned(), |times| format!("{times:.2}")));
        let _ = writeln!(text, "| {} | {} |", row.operation, cells.collect::<Vec<_>>().join(" | "));
    }
    text
}
