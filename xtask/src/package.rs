//! `cargo xtask package`: every crate, packed as it would be published, unpacked, and built.
//!
//! That is how a missing file, or a dependency that only the workspace provides, comes to light.
//! Cargo's own check is not used: it keeps what it once unpacked and compiled for as long as the
//! version stays the same, so a second run would look at the packages of the first.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::shell;
use crate::workspace::{Member, Workspace, profiles};

/// What to do with the packages.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Pack only; do not build what was packed
    #[arg(long)]
    no_verify: bool,
}

/// Packs all published crates and builds each from its package.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<(), String> {
    let mut cargo = shell::cargo(&workspace.root);
    // Packages are looked at while a change is being written, so a dirty checkout is normal here.
    cargo.args(["package", "--workspace", "--exclude", "xtask", "--allow-dirty", "--no-verify"]);
    shell::run(&mut cargo)?;
    if arguments.no_verify {
        return Ok(());
    }

    let folder = workspace.target.join("xtask/packages");
    write(workspace, &folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for member in workspace.published() {
        let archive = workspace.target.join("package").join(format!("{}.crate", member.package()));
        // Files in a package are dated to 2006; `m` dates them to now, or cargo sees no change.
        shell::run(Command::new("tar").current_dir(&folder).arg("-xzmf").arg(archive))?;
    }
    for member in workspace.published() {
        // The target directory of the workspace, so that AWS-LC is not built again.
        let mut cargo = shell::cargo(&folder);
        cargo.env("CARGO_TARGET_DIR", &workspace.target);
        shell::run(cargo.args(["check", "--package", &member.name]))?;
    }
    println!("\n{} passed, 0 failed", workspace.published().count());
    Ok(())
}

/// Makes an empty workspace for the packages.
fn write(workspace: &Workspace, folder: &Path) -> std::io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let root = fs::read_to_string(workspace.root.join("Cargo.toml"))?;
    let members: Vec<&Member> = workspace.published().collect();
    fs::write(folder.join("Cargo.toml"), manifest(&members, &root))?;
    // The same versions as the workspace, so that nothing but our own crates is built again.
    fs::copy(workspace.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(())
}

/// A workspace in which the packages stand for what a registry would have.
fn manifest(members: &[&Member], workspace_manifest: &str) -> String {
    let mut text = String::from("[workspace]\nresolver = \"3\"\nmembers = [\"*-*.*.*\"]\n\n[patch.crates-io]\n");
    for member in members {
        let _ = writeln!(text, "{} = {{ path = {:?} }}", member.name, member.package());
    }
    let _ = write!(text, "\n{}", profiles(workspace_manifest));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::tests::member;

    #[test]
    fn packages_stand_for_the_registry() {
        let text = manifest(&[&member("jose", &[])], "[profile.dev]\nx = 1\n");
        assert!(text.contains("[patch.crates-io]\njose = { path = \"jose-0.1.0\" }\n"));
        assert!(text.ends_with("[profile.dev]\nx = 1\n"));
    }
}
