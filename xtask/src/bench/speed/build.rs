//! Building the programs, with as many peers as this machine can build.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::machine::Given;
use crate::shell;
use crate::workspace::Workspace;

const PACKAGE: &str = "benches";
/// The peers that share one process, each a feature of the package.
const PEERS: &[&str] = &["jose4rs", "josekit", "jsonwebtoken", "jwt-simple"];
const BORING: &str = "jwt-simple-boring";

/// What can be run.
pub(super) struct Built {
    /// The first has ours.
    pub(super) programs: Vec<PathBuf>,
    /// Who could not be built, and why.
    pub(super) left_out: Vec<(String, String)>,
    /// Where `Cargo.lock` files are, for the versions.
    pub(super) packages: Vec<PathBuf>,
    /// When the measurements begin.
    pub(super) begun: Option<Given>,
}

/// Nothing to run: for measurements that are there already.
pub(super) fn nothing(workspace: &Workspace) -> Built {
    let folder = workspace.root.join(PACKAGE);
    let packages = vec![folder.clone(), folder.join("oxitoken")];
    Built { programs: Vec::new(), left_out: Vec::new(), packages, begun: None }
}

/// Builds everything into `target/benches`.
pub(super) fn all(workspace: &Workspace, one_process: bool) -> Result<Built, String> {
    let target = workspace.target.join("benches");
    if !target.exists() {
        eprintln!("bench: the first run compiles AWS-LC and the peers in release mode: ten minutes on two cores");
    }
    let folder = workspace.root.join(PACKAGE);
    let program = |name: &str| target.join("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let mut built = Built { programs: Vec::new(), left_out: Vec::new(), packages: vec![folder.clone()], begun: None };

    let mut peers: Vec<&str> = PEERS.to_vec();
    if build(workspace, PACKAGE, "jose-benches", &peers).is_err() {
        // If it is not for a peer, the fault is nearer.
        build(workspace, PACKAGE, "jose-benches", &[])?;
        peers.retain(|peer| match build(workspace, PACKAGE, "jose-benches", &[peer]) {
            Ok(()) => true,
            Err(why) => {
                built.left_out.push(((*peer).to_owned(), why));
                false
            }
        });
        build(workspace, PACKAGE, "jose-benches", &peers)?;
    }
    built.programs.push(program("jose-benches"));
    if one_process {
        return Ok(built);
    }
    match build(workspace, PACKAGE, "jose-benches-boring", &[BORING]) {
        Ok(()) => built.programs.push(program("jose-benches-boring")),
        Err(why) => built.left_out.push(("jwt-simple on BoringSSL".to_owned(), why)),
    }
    match build(workspace, "benches/oxitoken", "jose-benches-oxitoken", &[]) {
        Ok(()) => {
            built.programs.push(program("jose-benches-oxitoken"));
            built.packages.push(folder.join("oxitoken"));
        }
        Err(why) => built.left_out.push(("oxitoken".to_owned(), why)),
    }
    Ok(built)
}

/// One program with these features. The error is the compiler's first.
fn build(workspace: &Workspace, package: &str, program: &str, features: &[&str]) -> Result<(), String> {
    let mut cargo = cargo(workspace, package);
    cargo.args(["build", "--release", "--quiet", "--bin", program, "--no-default-features"]);
    if !features.is_empty() {
        cargo.args(["--features", &features.join(",")]);
    }
    let output = cargo.stdin(Stdio::null()).output().map_err(|error| format!("cargo did not start: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let first = said.lines().find(|line| line.trim_start().starts_with("error")).unwrap_or("it said nothing");
    eprintln!("{said}");
    Err(first.trim().to_owned())
}

/// Its own target directory: the workspace's would be rebuilt at every turn, as the lock files differ.
fn cargo(workspace: &Workspace, package: &str) -> Command {
    let mut cargo = shell::cargo(&workspace.root.join(package));
    cargo.env("CARGO_TARGET_DIR", workspace.target.join("benches"));
    cargo
}
