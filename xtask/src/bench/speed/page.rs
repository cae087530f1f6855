//! `docs/performance.md` and its plots.

mod tables;

use std::fmt::Write as _;
use std::fs;

use super::build::Built;
use super::figures::{Kind, Row};
use super::{machine, plot};
use crate::workspace::Workspace;

/// What the page says whatever was measured.
const INTRODUCTION: &str = include_str!("page/introduction.md");
const PLOTS: &str = "docs/performance";

/// Writes the page and one plot for each family.
pub(super) fn write(workspace: &Workspace, rows: &[Row], built: &Built, quick: bool) -> Result<(), String> {
    let folder = workspace.root.join(PLOTS);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for (family, rows) in families(rows) {
        let rows: Vec<&Row> = rows.into_iter().filter(|row| row.primitive().is_some()).collect();
        if !rows.is_empty() {
            let file = folder.join(format!("{}.svg", file_name(family)));
            let drawn = plot::svg(&format!("{family}: times the primitive"), &rows);
            fs::write(&file, drawn).map_err(|error| format!("{}: {error}", file.display()))?;
        }
    }
    let page = workspace.root.join("docs/performance.md");
    let machine = machine::description(built);
    let mut text = text(rows, &built.left_out, &machine, quick);
    // Written by `--build-cost`.
    if folder.join("build-cost.md").exists() {
        text.push_str("\n## What it costs to build\n\nStands on [a page of its own](performance/build-cost.md).\n");
    }
    fs::write(&page, text).map_err(|error| format!("{}: {error}", page.display()))?;
    println!("\nwritten: docs/performance.md and {PLOTS}/*.svg");
    Ok(())
}

fn text(rows: &[Row], left_out: &[(String, String)], machine: &[(String, String)], quick: bool) -> String {
    let mut page = INTRODUCTION.to_owned();
    if quick {
        page.push_str("\nThis page is from a quick run, whose figures spread more.\n");
    }
    page.push_str("\n## Measured on\n\n| | |\n|---|---|\n");
    for (what, which) in machine {
        let _ = writeln!(page, "| {what} | {which} |");
    }
    for (subject, why) in left_out {
        let _ = writeln!(page, "\nLeft out, as it does not build here: **{subject}** (`{why}`).");
    }
    page.push_str(&tables::targets(rows));
    page.push_str(&tables::behind(rows));
    for (family, rows) in families(rows) {
        page.push_str(&tables::family(family, &rows));
    }
    let failed: Vec<_> = rows.iter().flat_map(|row| row.failed.iter().map(move |failed| (row, failed))).collect();
    if !failed.is_empty() {
        page.push_str("\n## What did not run\n\n| operation | subject | it said |\n|---|---|---|\n");
        for (row, (subject, why)) in failed {
            let _ = writeln!(page, "| {} | {subject} | {} |", row.operation, why.replace('|', "\\|"));
        }
    }
    page
}

/// In the order of the first row of each.
fn families(rows: &[Row]) -> Vec<(&str, Vec<&Row>)> {
    let mut families: Vec<(&str, Vec<&Row>)> = Vec::new();
    for row in rows {
        match families.iter_mut().find(|(family, _)| *family == row.family) {
            Some((_, rows)) => rows.push(row),
            None => families.push((&row.family, vec![row])),
        }
    }
    families
}

/// `JWS: sign` is `jws-sign`.
fn file_name(family: &str) -> String {
    let words = family.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// The subjects of these rows, ours first, then by how many rows they are in.
fn subjects(rows: &[&Row]) -> Vec<String> {
    let mut found: Vec<(String, Kind, usize)> = Vec::new();
    for lane in rows.iter().flat_map(|row| &row.lanes).filter(|lane| lane.kind != Kind::Primitive) {
        match found.iter_mut().find(|(subject, ..)| *subject == lane.subject) {
            Some((_, _, rows)) => *rows = rows.saturating_add(1),
            None => found.push((lane.subject.clone(), lane.kind, 1)),
        }
    }
    found.sort_by_key(|(_, kind, rows)| (*kind == Kind::Peer, usize::MAX.saturating_sub(*rows)));
    found.into_iter().map(|(subject, ..)| subject).collect()
}

#[cfg(test)]
#[path = "page/tests.rs"]
mod tests;
