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
    /// Only the operations whose name contains this, such as `verify` or `HS256 verify`; can be repeated; no page is written
    #[arg(long = "operation", value_name = "PATTERN")]
    operations: Vec<String>,
    #[command(flatten)]
    speed: speed::SpeedOptions,
    #[command(flatten)]
    counted: instructions::InstructionOptions,
}

/// Measures. Exit status 0 says that everything ran, and with `--check` that nothing missed its target.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode, String> {
    let choice = Choice { quick: arguments.quick, operations: &arguments.operations };
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
    /// Parts of names; none means all.
    operations: &'a [String],
}

impl Choice<'_> {
    fn is_whole(self) -> bool {
        self.operations.is_empty()
    }

    fn wants(self, operation: &str) -> bool {
        self.is_whole() || self.operations.iter().any(|pattern| operation.contains(pattern.as_str()))
    }

    fn nothing(self) -> String {
        format!("no operation has `{}` in its name", self.operations.join("` or `"))
    }
}
