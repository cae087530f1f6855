//! The table, and the piece of the page about speed that it becomes.

use std::fmt::Write as _;
use std::fs;

use super::measure::Cost;
use super::programs::Program;
use crate::workspace::Workspace;

type Row<'a> = (&'a Program, Result<Cost, String>);

/// One line for each program, in Markdown.
pub(super) fn table(rows: &[Row<'_>]) -> String {
    let mut text = String::from(
        "| a verifier with | CPU s | clock s | crates | of them linked | stripped |\n|---|---:|---:|---:|---:|---:|\n",
    );
    for (program, cost) in rows {
        // Writing to a string does not fail.
        let _ = match cost {
            Ok(cost) => writeln!(
                text,
                "| {} | {:.0} | {:.0} | {} | {} | {} |",
                program.what,
                cost.cpu.as_secs_f64(),
                cost.wall.as_secs_f64(),
                cost.crates,
                cost.linked,
                megabytes(cost.bytes)
            ),
            Err(_) => writeln!(text, "| {} | does not build here | | | | |", program.what),
        };
    }
    text
}

/// Writes `docs/performance/build-cost.md`.
pub(super) fn write(workspace: &Workspace, rows: &[Row<'_>]) -> Result<(), String> {
    let path = workspace.root.join("docs/performance/build-cost.md");
    let text = format!("{INTRODUCTION}\n{}\n{NOTES}", table(rows));
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder.and_then(|()| fs::write(&path, text)).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("wrote docs/performance/build-cost.md");
    Ok(())
}

fn megabytes(bytes: u64) -> String {
    let hundredths = bytes.saturating_add(5000) / 10_000;
    format!("{}.{:02} MB", hundredths / 100, hundredths % 100)
}

const INTRODUCTION: &str = "# What it costs to build

Written by `cargo xtask bench --build-cost`. Each row is a program that verifies HS256, RS256 and ES256 tokens with claims of its own type, built from
nothing with cargo's default release profile and stripped. The programs are in `benches/build-cost`.
";

const NOTES: &str = "CPU time is what to compare; the time on the clock depends on how many processors there are and what else they do. Crates are counted without the
program itself; linked are those that end up in it, without build scripts, macros and what only these need. `josekit` links libcrypto, and the default
`jwt-simple` the C++ library, which are not in the size; the latter wants CMake, a C++ compiler and libclang to build.
";

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::programs::PROGRAMS;
    use super::*;

    #[test]
    fn what_does_not_build_is_named_as_such() {
        let cost = Cost {
            wall: Duration::from_millis(41_400),
            cpu: Duration::from_secs(78),
            crates: 27,
            linked: 18,
            bytes: 3_014_999,
        };
        let rows = [(&PROGRAMS[0], Ok(cost)), (&PROGRAMS[1], Err("no compiler".to_owned()))];
        let text = table(&rows);
        assert!(text.contains("| `jose` | 78 | 41 | 27 | 18 | 3.01 MB |\n"), "{text}");
        assert!(text.lines().nth(3).unwrap().contains("does not build here"), "{text}");
    }

    #[test]
    fn sizes_are_rounded_to_hundredths() {
        for (bytes, expected) in [(0, "0.00 MB"), (4999, "0.00 MB"), (5000, "0.01 MB"), (12_345_678, "12.35 MB")] {
            assert_eq!(megabytes(bytes), expected);
        }
    }
}
