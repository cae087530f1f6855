//! Running the programs, and reading what they print.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use super::build::Built;
use super::figures::Measured;
use crate::bench::Choice;

/// The programs take turns so often, as the lanes in each of them do: a machine may be busy with something else for minutes, and the pass that it
/// disturbed least counts.
const PASSES: u32 = 16;

/// The lines that all programs print, pass by pass. One runs after the other, so that they do not disturb each other.
pub(super) fn run_all(built: &Built, choice: Choice<'_>) -> Result<Vec<String>, String> {
    let mut all = Vec::new();
    for pass in 1..=PASSES {
        eprintln!("bench: pass {pass} of {PASSES}");
        for (place, program) in built.programs.iter().enumerate() {
            all.extend(run(program, choice, place > 0)?);
        }
    }
    if all.is_empty() && !choice.is_whole() { Err(choice.nothing()) } else { Ok(all) }
}

/// What the lines say.
pub(super) fn read(lines: &[String]) -> Result<Vec<Measured>, String> {
    let read =
        |line: &String| serde_json::from_str(line).map_err(|error| format!("not a measurement: {error}: {line}"));
    lines.iter().map(read).collect()
}

fn run(program: &Path, choice: Choice<'_>, peers_alone: bool) -> Result<Vec<String>, String> {
    let mut command = Command::new(program);
    // Short samples, and many: what interrupts a machine falls on a few of them, and medians do not see it.
    let (rounds, microseconds) = if choice.quick { ("7", "300") } else { ("25", "500") };
    command.args(["--rounds", rounds, "--sample-microseconds", microseconds]);
    for pattern in choice.operations {
        command.args(["--operation", pattern]);
    }
    if peers_alone {
        command.arg("--peers-alone");
    }
    let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
    let mut child = started.map_err(|error| format!("{}: {error}", program.display()))?;
    let stdout = child.stdout.take().ok_or("the program has no output")?;
    let lines = BufReader::new(stdout).lines().collect::<Result<Vec<_>, _>>();
    let lines = lines.map_err(|error| format!("{}: {error}", program.display()))?;
    let status = child.wait().map_err(|error| format!("{}: {error}", program.display()))?;
    if status.success() { Ok(lines) } else { Err(format!("{} failed ({status})", program.display())) }
}
