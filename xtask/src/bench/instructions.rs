//! Instruction counts of the hot paths, compared with a committed baseline.
//!
//! Time on a busy machine says little below ten percent; how many instructions a call takes is the same on every run. The program in
//! `benches/instructions` does one operation at a time, callgrind counts, and what runs inside AWS-LC is told apart from what is ours. It is built
//! twice: in one unit to a crate, where counts can be compared closely, and spread over units as cargo does for users, where they tell what is no
//! longer inlined. The baseline holds for one compiler and one valgrind: another one warns, because it moves the counts without anybody having
//! changed a line.

mod baseline;
mod compare;
mod profile;
mod run;

use std::process::ExitCode;

use super::Choice;
use crate::workspace::Workspace;

use baseline::{Baseline, Counted};
use compare::{Finding, compare};
use run::{Program, Units};

/// What only this way of measuring understands.
#[derive(clap::Args)]
pub(super) struct InstructionOptions {
    /// Write what was counted to benches/instructions/baseline.json
    #[arg(long, requires = "instructions")]
    update: bool,
}

/// Counts, and compares or updates. Fails if anything is more than three percent worse, or ten percent as users build it.
pub(super) fn run(workspace: &Workspace, choice: Choice<'_>, options: &InstructionOptions) -> Result<ExitCode, String> {
    let tools = run::tools(workspace)?;
    let path = workspace.root.join("benches/instructions/baseline.json");
    // What is written anew as a whole need not be read.
    let mut baseline = if options.update && choice.is_whole() { Baseline::default() } else { Baseline::read(&path)? };
    let program = Program::build(workspace, Units::One)?;
    let operations: Vec<_> = program.operations()?.into_iter().filter(|(name, _)| choice.wants(name)).collect();
    if operations.is_empty() {
        return Err(choice.nothing());
    }
    let as_built = Program::build(workspace, Units::AsBuilt)?;
    let mut all_as_built = as_built.count_all(&operations)?;
    let both = |(name, profile): (String, _)| {
        let as_built = all_as_built.remove(&name).ok_or_else(|| format!("{name} was not counted as users build it"))?;
        Ok((name, Counted { profile, as_built: as_built.ours }))
    };
    let counted = program.count_all(&operations)?.into_iter().map(both).collect::<Result<_, String>>()?;
    if options.update {
        baseline.update(tools, &counted, choice.is_whole())?;
        baseline.write(&path)?;
        println!("wrote {} operations to benches/instructions/baseline.json", baseline.operations.len());
        return Ok(ExitCode::SUCCESS);
    }
    for difference in baseline.tools.differences(&tools) {
        println!("warning: {difference}; the counts may differ for that reason alone");
    }
    let findings = compare(&baseline, &counted, |name| choice.wants(name));
    print!("{}", compare::table(&baseline, &counted));
    for finding in &findings {
        println!("\n{finding}");
    }
    let failed = findings.iter().filter(|finding| finding.fails()).count();
    if failed == 0 {
        let better = findings.iter().any(|finding| matches!(finding, Finding::Better { .. }));
        println!(
            "\nnothing is more than 3 % worse, or 10 % as users build it{}",
            if better { ", and something is better" } else { "" }
        );
        Ok(ExitCode::SUCCESS)
    } else {
        Err(format!(
            "{failed} of {} operations do more than before. Where that is meant, run it again with `--update` and say why in the commit",
            counted.len()
        ))
    }
}
