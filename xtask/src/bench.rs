//! `cargo xtask bench`: what a token costs, and whether it has become more.
//!
//! Without a choice it measures time, in `speed`: every operation beside the raw primitive and beside what users would
//! pick instead. With `--instructions` it counts instructions, in `instructions`, and compares them with those that are
//! committed: that needs valgrind and no quiet machine. With `--build-cost` it builds a small program with each library, in `build_cost`.

mod build_cost;
mod instructions;
mod speed;

use std::process::ExitCode;

use crate::workspace::Workspace;

/// What to measure, and how thoroughly.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Fewer rounds: two minutes instead of ten, and no page unless `--page` asks for it
    #[arg(long)]
    quick: bool,
    /// Count instructions under callgrind and compare them with the committed ones
    #[arg(long)]
    instructions: bool,
    /// Build a minimal verifier with each library from nothing, and write docs/performance/build-cost.md
    #[arg(long, conflicts_with = "instructions")]
    build_cost: bool,
    /// Only the operations whose name contains this, such as `verify` or `HS256 verify`; no page is written
    #[arg(long, value_name = "PATTERN")]
    operation: Option<String>,
    #[command(flatten)]
    speed: speed::SpeedOptions,
    #[command(flatten)]
    counted: instructions::InstructionOptions,
}

/// Measures. Exit status 0 says that everything ran, and with `--check` that nothing missed its target.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode, String> {
    let choice = Choice { quick: arguments.quick, operation: arguments.operation.as_deref() };
    if arguments.build_cost {
        build_cost::run(workspace, choice)
    } else if arguments.instructions {
        instructions::run(workspace, choice, &arguments.counted)
    } else {
        speed::run(workspace, choice, &arguments.speed)
    }
}

/// What both ways of measuring understand.
#[derive(Clone, Copy)]
struct Choice<'a> {
    quick: bool,
    operation: Option<&'a str>,
}
