//! `cargo xtask fuzz`: the laws of the parsers, against random input.
//!
//! A target is a file in `fuzz/fuzz_targets`; its committed inputs are in `fuzz/seeds/<target>`.
//! What a run finds on its way goes to `fuzz/corpus-work/<target>`, which is not committed.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::shell;
use crate::workspace::Workspace;

/// What to fuzz, and for how long.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// One target; without it, all in turn
    target: Option<String>,
    /// How long each target runs, such as 10s or 2m
    #[arg(long, default_value = "10s", value_parser = at_least_a_second)]
    time: Duration,
}

/// Runs one target or all of them, and stops at the first law that is broken.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<(), String> {
    let targets = targets(&workspace.root.join("fuzz/fuzz_targets"))?;
    let chosen = match &arguments.target {
        None => targets,
        Some(name) if targets.contains(name) => vec![name.clone()],
        Some(name) => {
            return Err(format!("no fuzz target `{name}`; there are: {}", targets.join(", ")));
        }
    };
    require_cargo_fuzz(&workspace.root)?;
    let nightly = is_nightly(&shell::output(Command::new("rustc").arg("-vV"))?);
    for target in &chosen {
        println!("\n== {target}, {}", humantime::format_duration(arguments.time));
        fuzz(&workspace.root, target, arguments.time, nightly)?;
    }
    println!("\n{} passed, 0 failed", chosen.len());
    Ok(())
}

fn fuzz(root: &Path, target: &str, time: Duration, nightly: bool) -> Result<(), String> {
    let work = format!("fuzz/corpus-work/{target}");
    fs::create_dir_all(root.join(&work)).map_err(|error| format!("{work}: {error}"))?;

    let mut cargo = shell::cargo(root);
    if !nightly {
        // The coverage flags of cargo-fuzz are unstable. Release builds of the compiler take them
        // when this is set.
        cargo.env("RUSTC_BOOTSTRAP", "1");
    }
    cargo.args(["fuzz", "run", "--fuzz-dir", "fuzz"]);
    // All our code is safe Rust, so AddressSanitizer has nothing of ours to find, and without it
    // the build is faster and the target runs about three times as often.
    cargo.args(["--sanitizer", "none", target]);
    // libFuzzer writes what it finds to the first folder and only reads the second.
    cargo.arg(&work).arg(format!("fuzz/seeds/{target}"));
    cargo.arg("--").arg(format!("-max_total_time={}", time.as_secs()));
    shell::run(&mut cargo).map_err(|message| {
        format!(
            "{message}\nIf an input was found, it is in fuzz/artifacts/{target}: copy it to \
             fuzz/seeds/{target} under a name that says what it is, and write a test for it"
        )
    })
}

fn targets(folder: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut names: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|path| path.file_stem()?.to_str().map(str::to_owned))
        .collect();
    names.sort();
    Ok(names)
}

fn require_cargo_fuzz(root: &Path) -> Result<(), String> {
    match shell::output(shell::cargo(root).args(["fuzz", "--version"])) {
        Ok(_) => Ok(()),
        Err(_) => Err("cargo-fuzz is not installed. Install it with: cargo install cargo-fuzz".into()),
    }
}

fn is_nightly(version: &str) -> bool {
    let release = version.lines().find_map(|line| line.strip_prefix("release: "));
    release.is_some_and(|release| release.contains("nightly") || release.contains("dev"))
}

fn at_least_a_second(text: &str) -> Result<Duration, String> {
    let time = humantime::parse_duration(text).map_err(|error| error.to_string())?;
    // Zero would mean for ever.
    if time.as_secs() == 0 { Err("at least 1s".to_owned()) } else { Ok(time) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_like_ten_seconds() {
        assert_eq!(at_least_a_second("10s"), Ok(Duration::from_secs(10)));
        assert_eq!(at_least_a_second("2m"), Ok(Duration::from_secs(120)));
        assert!(at_least_a_second("0s").is_err());
        assert!(at_least_a_second("10").is_err());
    }

    #[test]
    fn only_a_release_build_needs_the_switch() {
        assert!(is_nightly("rustc 1.99.0\nrelease: 1.99.0-nightly\n"));
        assert!(!is_nightly("rustc 1.95.0 (59807616e 2026-04-14)\nrelease: 1.95.0\n"));
    }
}
