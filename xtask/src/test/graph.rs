//! What the dependency graph may hold: nothing we refuse, and below jose-core nothing that needs
//! the standard library.

use crate::shell;
use crate::workspace::Workspace;

// Each would be a second cryptography library beside AWS-LC. `rsa` also has a known timing leak
// (RUSTSEC-2023-0071).
const FORBIDDEN: &[&str] = &["openssl", "openssl-sys", "ring", "rsa"];

/// Refuses a graph with a forbidden crate in it. What only tests use is not looked at.
pub(super) fn forbidden(workspace: &Workspace) -> Result<(), String> {
    let mut cargo = shell::cargo(&workspace.root);
    cargo.args(["tree", "--workspace", "--all-features", "--edges", "normal,build"]);
    cargo.args(["--prefix", "none", "--format", "{p}"]);
    let tree = shell::output(&mut cargo)?;
    let found = matching(&tree, |name, _| FORBIDDEN.contains(&name));
    if found.is_empty() {
        return Ok(());
    }
    Err(format!(
        "the build uses {}, which this project refuses. `cargo tree --invert NAME` shows who asks \
         for it; look for a feature that leaves it out",
        found.join(", ")
    ))
}

/// Builds jose-core without its default features, and looks for a dependency that has its `std`
/// feature on.
///
/// The compiler here has a standard library, so building alone proves nothing about
/// the dependencies.
pub(super) fn no_std(workspace: &Workspace) -> Result<(), String> {
    let core = ["--package", "jose-core", "--no-default-features"];
    shell::run(shell::cargo(&workspace.root).arg("check").args(core))?;

    let mut cargo = shell::cargo(&workspace.root);
    cargo.arg("tree").args(core).args(["--edges", "normal", "--prefix", "none"]);
    let tree = shell::output(cargo.args(["--format", "{p}|{f}"]))?;
    let found = matching(&tree, |_, features| features.split(',').any(|name| name == "std"));
    if found.is_empty() {
        return Ok(());
    }
    Err(format!(
        "below jose-core the feature `std` is on for {}: name the crate in [workspace.dependencies] \
         with `default-features = false`",
        found.join(", ")
    ))
}

/// The names of the crates in a flat `cargo tree` for which `wanted(name, features)` holds.
fn matching(tree: &str, wanted: impl Fn(&str, &str) -> bool) -> Vec<&str> {
    let mut names: Vec<&str> = tree
        .lines()
        .filter_map(|line| {
            let (package, features) = line.split_once('|').unwrap_or((line, ""));
            let name = package.split_whitespace().next()?;
            // A repeated crate is marked `(*)` at the end.
            let features = features.trim_end_matches("(*)").trim();
            wanted(name, features).then_some(name)
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_crate_is_found_by_its_whole_name() {
        let tree = "jose v0.1.0 (/w)\nring v0.17.0\nring-compat v1.0.0\n\nring v0.17.0 (*)\n";
        assert_eq!(matching(tree, |name, _| FORBIDDEN.contains(&name)), ["ring"]);
    }

    #[test]
    fn the_std_feature_is_found_by_its_whole_name() {
        let tree = "serde v1.0.0|alloc,std (*)\nmemchr v2.0.0|alloc\nx v1.0.0|std_detect\n";
        let std = matching(tree, |_, features| features.split(',').any(|name| name == "std"));
        assert_eq!(std, ["serde"]);
    }
}
