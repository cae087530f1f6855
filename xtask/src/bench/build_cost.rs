//! What it costs to build with a library: time, crates, and the size of what comes out.
//!
//! A minimal verifier of HS256, RS256 and ES256 tokens, written for each library as its documentation says (`benches/build-cost`), becomes a package of its
//! own below the target directory. Each is built from nothing, one after another, with cargo's default release profile. CPU time is the figure to
//! compare: the time on the clock depends on what else the machine does.

mod measure;
mod page;
mod programs;

use std::process::ExitCode;

use super::Choice;
use crate::workspace::Workspace;

use measure::measure;
use programs::PROGRAMS;

/// Builds every program, or those that are chosen, and writes docs/performance/build-cost.md if that was all of them.
pub(super) fn run(workspace: &Workspace, choice: Choice<'_>) -> Result<ExitCode, String> {
    let chosen = |name: &str| choice.wants(name);
    let mut rows = Vec::new();
    for program in PROGRAMS.iter().filter(|program| chosen(program.name)) {
        rows.push((program, measure(workspace, program)));
        if let Some((_, Err(reason))) = rows.last() {
            println!("{}: {reason}", program.name);
        }
    }
    if rows.is_empty() {
        return Err(choice.nothing());
    }
    print!("{}", page::table(&rows));
    if choice.is_whole() {
        page::write(workspace, &rows)?;
    }
    Ok(ExitCode::SUCCESS)
}
