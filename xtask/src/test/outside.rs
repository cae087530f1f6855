//! A crate outside the workspace that depends on jose-jwk alone.
//!
//! It proves two things that no test inside the workspace can: the crate compiles without the
//! features that its neighbours switch on, and it pulls in nothing that stands above it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::shell;
use crate::workspace::{Workspace, profiles};

const ABOVE: &[&str] = &["jose-jws", "jose-jwe", "jose-claims", "jose", "jose-cli", "jose-testing"];

/// Writes the crate below the target directory, compiles it, and looks at its graph.
pub(super) fn check(workspace: &Workspace) -> Result<(), String> {
    let folder = workspace.target.join("xtask/outside");
    write(workspace, &folder).map_err(|error| format!("{}: {error}", folder.display()))?;

    // The target directory of the workspace, so that AWS-LC is not built again.
    let mut cargo = shell::cargo(&folder);
    cargo.env("CARGO_TARGET_DIR", &workspace.target);
    shell::run(cargo.arg("check"))?;

    let mut cargo = shell::cargo(&folder);
    cargo.args(["tree", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"]);
    let tree = shell::output(&mut cargo)?;
    if !names(&tree).any(|name| name == "jose-jwk") {
        return Err("the outside crate does not use jose-jwk: this check is broken".to_owned());
    }
    match names(&tree).find(|name| ABOVE.contains(name)) {
        None => Ok(()),
        Some(name) => Err(format!("a crate that uses only jose-jwk also gets {name}: jose-jwk stands below it")),
    }
}

fn write(workspace: &Workspace, folder: &Path) -> std::io::Result<()> {
    let root = fs::read_to_string(workspace.root.join("Cargo.toml"))?;
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest(&workspace.root, &root))?;
    fs::write(folder.join("src/lib.rs"), SOURCE)?;
    // The same versions as the workspace; cargo drops the lines that are not needed.
    fs::copy(workspace.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(())
}

fn manifest(root: &Path, workspace_manifest: &str) -> String {
    let jwk = root.join("crates/jose-jwk").display().to_string();
    let mut text = String::from("[package]\nname = \"outside\"\nedition = \"2024\"\npublish = false\n");
    // Debug formatting quotes and escapes a path as TOML wants it.
    let _ = write!(text, "\n[workspace]\n\n[dependencies]\njose-jwk = {{ path = {jwk:?} }}\n\n");
    text.push_str(&profiles(workspace_manifest));
    text
}

fn names(tree: &str) -> impl Iterator<Item = &str> {
    tree.lines().filter_map(|line| line.split_whitespace().next())
}

const SOURCE: &str = "//! Uses jose-jwk and nothing above it.\n\npub use jose_jwk as jwk;\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crate_is_a_workspace_of_its_own() {
        let text = manifest(Path::new("/w"), "");
        assert!(text.contains("\n[workspace]\n"));
        assert!(text.contains("jose-jwk = { path = \"/w/crates/jose-jwk\" }"));
    }
}
