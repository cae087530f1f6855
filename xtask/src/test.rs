//! `cargo xtask test`: everything that must hold before a change goes in.
//!
//! A row of [`STEPS`] is one check. All steps share one target directory, one profile and one set
//! of flags, so that AWS-LC, by far the longest thing to build, is compiled once.

mod allowed;
mod features;
mod graph;
mod outside;

use std::io::{IsTerminal, stdout};
use std::time::{Duration, Instant};

use crate::workspace::Workspace;
use crate::{conformance, shell, tidy};

/// What to run.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Run only this step; may be given several times
    #[arg(long, value_name = "STEP", value_parser = names())]
    only: Vec<String>,
    /// Run the remaining steps after a failure too
    #[arg(long)]
    keep_going: bool,
    /// Print the steps and run none
    #[arg(long)]
    list: bool,
}

struct Step {
    name: &'static str,
    what: &'static str,
    run: fn(&Workspace) -> Result<(), String>,
}

// Cheap steps first: a misspelt name should not wait for a compiler.
static STEPS: &[Step] = &[
    Step { name: "format", what: "every file is formatted by rustfmt", run: format },
    Step { name: "tidy", what: "the rules of the house", run: tidy::run },
    Step { name: "forbidden", what: "no crate we refuse is in the graph", run: graph::forbidden },
    Step { name: "dependencies", what: "a default user gets no crate without a reason", run: allowed::check },
    Step { name: "clippy", what: "no warning from the compiler or clippy", run: clippy },
    Step { name: "tests", what: "unit, integration and documentation tests", run: tests },
    Step { name: "docs", what: "the documentation builds without a warning", run: docs },
    Step { name: "features", what: "each feature alone, none, and all: lints and tests", run: features::check },
    Step { name: "conformance", what: "no published vector fails", run: conformance::check },
    Step { name: "no-std", what: "jose-core builds without the standard library", run: graph::no_std },
    Step { name: "outside", what: "a crate elsewhere can use jose-jwk alone", run: outside::check },
];

/// Runs the steps in order and prints a summary.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<(), String> {
    if arguments.list {
        for step in STEPS {
            println!("{:<12}  {}", step.name, step.what);
        }
        return Ok(());
    }
    let only = &arguments.only;
    let chosen = STEPS.iter().filter(|step| only.is_empty() || only.iter().any(|name| name == step.name));

    let paint = Paint { on: stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() };
    let mut results: Vec<(&Step, Outcome, Duration)> = Vec::new();
    let mut stopped = false;
    for step in chosen {
        if stopped {
            results.push((step, Outcome::NotRun, Duration::ZERO));
            continue;
        }
        println!("\n{}", paint.strong(&format!("== {}: {}", step.name, step.what)));
        let start = Instant::now();
        let result = (step.run)(workspace);
        let took = start.elapsed();
        let outcome = match result {
            Ok(()) => Outcome::Passed,
            Err(message) => {
                println!("{message}");
                stopped = !arguments.keep_going;
                Outcome::Failed
            }
        };
        println!("-- {}: {} in {}", step.name, paint.outcome(outcome), seconds(took));
        results.push((step, outcome, took));
    }
    summarise(&results, paint)
}

fn summarise(results: &[(&Step, Outcome, Duration)], paint: Paint) -> Result<(), String> {
    println!("\n{}", paint.strong("summary"));
    for (step, outcome, took) in results {
        println!("  {:<12} {:>9}  {}", step.name, seconds(*took), paint.outcome(*outcome));
    }
    let count = |wanted| results.iter().filter(|(_, outcome, _)| *outcome == wanted).count();
    let (failed, missing) = (count(Outcome::Failed), count(Outcome::NotRun));
    let rest = if missing == 0 { String::new() } else { format!(", {missing} not run") };
    println!("\n{} passed, {failed} failed{rest}", count(Outcome::Passed));
    if failed == 0 { Ok(()) } else { Err("not every step passed".to_owned()) }
}

fn format(workspace: &Workspace) -> Result<(), String> {
    shell::run(shell::cargo(&workspace.root).args(["fmt", "--all", "--check"]))?;
    for package in OUTSIDE {
        let manifest = format!("{package}/Cargo.toml");
        shell::run(shell::cargo(&workspace.root).args(["fmt", "--manifest-path", &manifest, "--check"]))?;
    }
    Ok(())
}

/// Packages that are workspaces of their own.
const OUTSIDE: &[&str] =
    &["benches", "benches/instructions", "benches/measure", "benches/oxitoken", "docs/migration-code", "fuzz"];

fn clippy(workspace: &Workspace) -> Result<(), String> {
    let words = ["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"];
    shell::run(shell::cargo(&workspace.root).args(words))
}

fn tests(workspace: &Workspace) -> Result<(), String> {
    shell::run(shell::cargo(&workspace.root).args(["test", "--workspace"]))
}

fn docs(workspace: &Workspace) -> Result<(), String> {
    let mut cargo = shell::cargo(&workspace.root);
    // Only rustdoc sees these flags, so nothing that the other steps built is invalidated.
    cargo.env("RUSTDOCFLAGS", "-D warnings");
    shell::run_without_warnings(cargo.args(["doc", "--workspace", "--no-deps"]))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    NotRun,
}

/// Colours, when somebody is looking.
#[derive(Clone, Copy)]
struct Paint {
    on: bool,
}

impl Paint {
    fn strong(self, text: &str) -> String {
        self.wrap("1", text)
    }

    fn outcome(self, outcome: Outcome) -> String {
        match outcome {
            Outcome::Passed => self.wrap("32", "passed"),
            Outcome::Failed => self.wrap("1;31", "FAILED"),
            Outcome::NotRun => self.wrap("33", "not run"),
        }
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

fn names() -> clap::builder::PossibleValuesParser {
    STEPS.iter().map(|step| step.name).collect::<Vec<_>>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Paint = Paint { on: false };

    #[test]
    fn one_failed_step_fails_the_run() {
        let took = Duration::from_millis(1500);
        let passed = (&STEPS[0], Outcome::Passed, took);
        assert!(summarise(&[passed, (&STEPS[1], Outcome::NotRun, took)], PLAIN).is_ok());
        assert!(summarise(&[passed, (&STEPS[1], Outcome::Failed, took)], PLAIN).is_err());
    }

    #[test]
    fn colour_is_only_added_on_request() {
        assert_eq!(PLAIN.outcome(Outcome::Failed), "FAILED");
        assert_eq!(Paint { on: true }.strong("x"), "\u{1b}[1mx\u{1b}[0m");
        assert_eq!(seconds(Duration::from_millis(1500)), "1.5 s");
    }
}
