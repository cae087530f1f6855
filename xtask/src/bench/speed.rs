//! Times, interleaved: ours, the raw primitive, and what users would pick instead.
//!
//! The package `benches` measures; what it prints becomes medians here, then a table, a page and plots.

mod build;
mod figures;
mod machine;
mod page;
mod plot;
mod program;
mod targets;
mod terminal;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use self::machine::Given;
use self::targets::Verdict;
use super::Choice;
use crate::workspace::Workspace;

/// What only this way of measuring understands.
#[derive(clap::Args)]
pub(super) struct SpeedOptions {
    #[command(flatten)]
    page: PageOptions,
    /// Print what was measured, one line of JSON for each operation, instead of a table
    #[arg(long, conflicts_with = "page")]
    json: bool,
    /// Measure nothing, and show what `--json` printed into this file
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    from: Option<PathBuf>,
    /// Fail if a target is missed
    #[arg(long)]
    check: bool,
    /// Only this package and its peers: no oxitoken, and jwt-simple without BoringSSL
    #[arg(long)]
    one_process: bool,
}

/// Whether the page is written. Without either, it is after a whole run that is not a quick one.
#[derive(clap::Args)]
struct PageOptions {
    /// Write docs/performance.md after a quick run too
    #[arg(long)]
    page: bool,
    /// Write no page
    #[arg(long, conflicts_with = "page")]
    no_page: bool,
}

impl PageOptions {
    fn is_written(&self, choice: Choice<'_>) -> bool {
        let whole = choice.is_whole();
        whole && !self.no_page && (self.page || !choice.quick)
    }
}

/// Builds the programs, runs them, and shows what they found.
pub(super) fn run(workspace: &Workspace, choice: Choice<'_>, options: &SpeedOptions) -> Result<ExitCode, String> {
    let (built, lines) = if let Some(file) = &options.from {
        let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        (build::nothing(workspace), text.lines().map(str::to_owned).collect())
    } else {
        let mut built = build::all(workspace, options.one_process)?;
        built.begun = Given::now();
        let lines = program::run_all(&built, choice)?;
        (built, lines)
    };
    if options.json {
        for line in &lines {
            println!("{line}");
        }
        return Ok(code(true));
    }
    let rows = figures::rows(program::read(&lines)?);
    terminal::print(&rows, &built.left_out);
    if options.page.is_written(choice) {
        page::write(workspace, &rows, &built, choice.quick)?;
    }
    let ran = rows.iter().all(|row| row.failed.is_empty());
    let met = rows.iter().all(|row| targets::verdicts(row).iter().all(Verdict::is_met));
    Ok(code(ran && !rows.is_empty() && (met || !options.check)))
}

fn code(good: bool) -> ExitCode {
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
