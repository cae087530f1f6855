//! One program from nothing to its executable.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::programs::Program;
use crate::shell;
use crate::workspace::Workspace;

/// What a build took and made.
#[derive(Debug, PartialEq)]
pub(super) struct Cost {
    pub(super) wall: Duration,
    pub(super) cpu: Duration,
    /// Everything that is compiled.
    pub(super) crates: usize,
    /// Without build scripts, macros and what only they need.
    pub(super) linked: usize,
    /// The executable, without symbols.
    pub(super) bytes: u64,
}

/// Writes the package, fetches what it needs, and builds it with the clock running.
pub(super) fn measure(workspace: &Workspace, program: &Program) -> Result<Cost, String> {
    let folder = workspace.target.join("build-cost").join(program.name);
    write(workspace, program, &folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    // Downloading is not building.
    shell::run(shell::cargo(&folder).arg("fetch"))?;
    let crates = count(&folder, "normal,build")?;
    let linked = count(&folder, "normal,no-proc-macro")?;
    let start = Instant::now();
    let cpu = build(&folder)?;
    let wall = start.elapsed();
    let executable = folder.join("target/release").join(format!("{VERIFIER}{}", std::env::consts::EXE_SUFFIX));
    let bytes = fs::metadata(&executable).map_err(|error| format!("{}: {error}", executable.display()))?.len();
    // Hundreds of megabytes that nobody needs again.
    fs::remove_dir_all(folder.join("target")).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(Cost { wall, cpu, crates, linked, bytes })
}

const VERIFIER: &str = "verifier";

fn write(workspace: &Workspace, program: &Program, folder: &Path) -> std::io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest(program, &workspace.root.display().to_string()))?;
    fs::copy(workspace.root.join("benches/build-cost").join(program.source), folder.join("src/main.rs"))?;
    Ok(())
}

fn manifest(program: &Program, root: &str) -> String {
    let dependencies = program.dependencies.replace("{root}", root);
    format!(
        "[package]\nname = \"{VERIFIER}\"\nedition = \"2024\"\npublish = false\n\n[workspace]\n\n[dependencies]\n{dependencies}\n\
         [profile.release]\nstrip = true\n"
    )
}

/// Builds it, and says what that took of the processors. The shell knows: `times` is in POSIX, and its second line is of all that ran below it.
fn build(folder: &Path) -> Result<Duration, String> {
    let cargo = shell::cargo(folder);
    let mut shell = Command::new("sh");
    shell.args(["-c", "\"$0\" build --release --offline >&2 || exit 1; times"]).arg(cargo.get_program());
    shell.current_dir(folder).env("CARGO_TARGET_DIR", folder.join("target"));
    // Somebody's flags, and somebody's cache of what was compiled before, would make it another build.
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER"] {
        shell.env_remove(name);
    }
    println!("building {}", folder.file_name().unwrap_or_default().to_string_lossy());
    let times = shell::output(shell.stdin(Stdio::null()))?;
    cpu(&times).ok_or_else(|| format!("`times` is not understood: {times}"))
}

fn cpu(times: &str) -> Option<Duration> {
    let children = times.lines().nth(1)?;
    children.split_whitespace().map(one_time).sum()
}

/// `1m23.450s`
fn one_time(text: &str) -> Option<Duration> {
    let (minutes, seconds) = text.strip_suffix('s')?.split_once('m')?;
    let seconds = Duration::try_from_secs_f64(seconds.replace(',', ".").parse().ok()?).ok()?;
    let minutes: u64 = minutes.parse().ok()?;
    seconds.checked_add(Duration::from_secs(minutes.checked_mul(60)?))
}

/// How many crates besides itself.
fn count(folder: &Path, edges: &str) -> Result<usize, String> {
    let mut cargo = shell::cargo(folder);
    cargo.args(["tree", "--offline", "--edges", edges, "--prefix", "none", "--format", "{p}", "--no-dedupe"]);
    Ok(distinct(&shell::output(&mut cargo)?))
}

fn distinct(tree: &str) -> usize {
    let crates: BTreeSet<&str> =
        tree.lines().map(|line| line.trim_end_matches(" (proc-macro)")).filter(|line| !line.is_empty()).collect();
    crates.len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::super::programs::PROGRAMS;
    use super::*;

    #[test]
    fn the_time_of_the_processors_is_the_one_of_the_children() {
        assert_eq!(cpu("0m0.001s 0m0.002s\n1m2.500s 0m3.250s\n"), Some(Duration::from_millis(65_750)));
        assert_eq!(
            cpu("0m0,00s 0m0,00s\n0m1,50s 0m0,50s\n"),
            Some(Duration::from_secs(2)),
            "some shells write a comma"
        );
        for text in
            ["", "0m0.1s 0m0.1s", "0m0.1s 0m0.1s\nsoon", "a\n-1m2s 0m0s", "a\n1m-2s 0m0s", "a\n99999999999999999999m1s"]
        {
            assert_eq!(cpu(text), None, "{text}");
        }
    }

    #[test]
    fn crates_are_counted_once_and_the_program_is_none() {
        let tree =
            "verifier v0.0.0 (/w)\nserde v1.0.0\nserde_derive v1.0.0 (proc-macro)\nserde v1.0.0\n\nserde v2.0.0\n";
        assert_eq!(distinct(tree), 3);
        assert_eq!(distinct("verifier v0.0.0 (/w)\n"), 0);
    }

    #[test]
    fn every_package_stands_alone() {
        for program in PROGRAMS {
            let text = manifest(program, "/w");
            assert!(text.contains("\n[workspace]\n") && text.contains("strip = true"), "{text}");
            assert!(!text.contains("{root}"), "{text}");
        }
        let folders: BTreeSet<_> = PROGRAMS.iter().map(|program| program.name).collect();
        assert_eq!(folders.len(), PROGRAMS.len(), "one folder each");
    }
}
