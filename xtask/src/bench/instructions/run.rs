//! The program that is counted, and callgrind, which counts.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::{fs, thread};

use super::baseline::Tools;
use super::profile::Profile;
use crate::shell;
use crate::workspace::Workspace;

/// The function of the program in which costs are collected.
const MEASURED: &str = "--toggle-collect=*measured_iterations*";

/// The tools, which must be there. The first thing to do: building for minutes only to find valgrind missing helps nobody.
pub(super) fn tools(workspace: &Workspace) -> Result<Tools, String> {
    let valgrind =
        shell::output(Command::new("valgrind").arg("--version")).map_err(|error| format!("{error}\n{MISSING}"))?;
    let rustc = shell::output(Command::new("rustc").arg("-vV").current_dir(&workspace.root))?;
    let field =
        |name: &str| rustc.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("unknown").trim().to_owned();
    // Only where there is a command that says it; elsewhere the name of the system has to do.
    let c_library =
        shell::output(Command::new("getconf").arg("GNU_LIBC_VERSION")).unwrap_or_else(|_| "unknown".to_owned());
    Ok(Tools {
        rustc: field("release:"),
        target: field("host:"),
        valgrind: valgrind.trim().trim_start_matches("valgrind-").to_owned(),
        c_library: c_library.trim().to_owned(),
    })
}

const MISSING: &str = "counting instructions needs valgrind: `apt-get install valgrind` on Debian and Ubuntu, `dnf install valgrind` on Fedora. There is \
                       none for Windows or for macOS on Apple's processors.";

/// Over how many units the compiler spreads a crate.
#[derive(Clone, Copy)]
pub(super) enum Units {
    /// Over one. What is inlined where does not depend on what else there is in a crate: counts that can be compared closely.
    One,
    /// Over as many as cargo's release profile does, which is how most users build.
    AsBuilt,
}

/// The program, built.
pub(super) struct Program {
    /// How it was built, in words.
    units: &'static str,
    path: PathBuf,
    /// Where callgrind writes.
    folder: PathBuf,
}

impl Program {
    /// Builds it into a target directory of its own: its profile is its own, and so is its AWS-LC.
    pub(super) fn build(workspace: &Workspace, units: Units) -> Result<Self, String> {
        let (folder, number, units) = match units {
            Units::One => ("instructions", "1", "in one unit to a crate"),
            Units::AsBuilt => ("instructions-as-built", "16", "as users build it"),
        };
        let target = workspace.target.join(folder);
        let mut cargo = shell::cargo(&workspace.root.join("benches/instructions"));
        // Somebody's flags would move every count.
        cargo.env("CARGO_TARGET_DIR", &target).env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
        cargo.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", number);
        shell::run(cargo.args(["build", "--release"]))?;
        let folder = target.join("callgrind");
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Self { units, path: target.join("release/jose-instructions"), folder })
    }

    /// The names of all operations, and how often each is done to be counted.
    pub(super) fn operations(&self) -> Result<Vec<(String, u32)>, String> {
        let list = shell::output(&mut Command::new(&self.path))?;
        let row = |line: &str| {
            let (name, times) = line.split_once(' ')?;
            Some((name.to_owned(), times.parse().ok().filter(|times| *times > 0)?))
        };
        list.lines().map(|line| row(line).ok_or_else(|| format!("not an operation: {line}"))).collect()
    }

    /// Counts all of them, as many at once as there are processors: a count does not depend on the load.
    pub(super) fn count_all(&self, operations: &[(String, u32)]) -> Result<BTreeMap<String, Profile>, String> {
        let waiting: Mutex<VecDeque<_>> = Mutex::new(operations.iter().collect());
        let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let count = || -> Result<_, String> {
            let mut counted = BTreeMap::new();
            while let Some((name, times)) = next() {
                counted.insert(name.clone(), self.count(name, *times)?);
            }
            Ok(counted)
        };
        let threads = thread::available_parallelism().map_or(1, usize::from);
        println!("counting {} operations under callgrind, built {}", operations.len(), self.units);
        thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(count)).collect();
            let mut all = BTreeMap::new();
            for worker in workers {
                all.append(&mut worker.join().map_err(|_| "a thread that counts came to an end".to_owned())??);
            }
            Ok(all)
        })
    }

    fn count(&self, name: &str, times: u32) -> Result<Profile, String> {
        let path = self.folder.join(format!("{name}.out"));
        let mut valgrind = Command::new("valgrind");
        valgrind.args(["--tool=callgrind", "--quiet", MEASURED]);
        valgrind.arg(format!("--callgrind-out-file={}", path.display()));
        valgrind.arg(&self.path).args([name, &times.to_string()]).stdin(Stdio::null());
        shell::output(&mut valgrind)?;
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Profile::read(&text).map_err(|error| format!("{name}: {error}"))?.of_one(times))
    }
}
