//! Feature combinations: for each published crate that has features, none, each alone, and all.
//!
//! Features add and never change, so these edges are where a forgotten `cfg` shows.

use crate::shell;
use crate::workspace::{Member, Workspace};

/// Compiles each combination. A crate without features is covered by the other steps.
pub(super) fn check(workspace: &Workspace) -> Result<(), String> {
    for member in workspace.published() {
        for combination in combinations(member) {
            let mut cargo = shell::cargo(&workspace.root);
            cargo.args(["check", "--package", &member.name]).args(&combination);
            shell::run(&mut cargo)?;
        }
    }
    Ok(())
}

fn combinations(member: &Member) -> Vec<Vec<String>> {
    let none = vec!["--no-default-features".to_owned()];
    let alone = member
        .features()
        .map(|feature| vec!["--no-default-features".to_owned(), "--features".to_owned(), feature.to_owned()]);
    let mut all: Vec<Vec<String>> = alone.collect();
    if !all.is_empty() {
        all.insert(0, none);
        all.push(vec!["--all-features".to_owned()]);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::tests::{member, with_features};

    #[test]
    fn a_crate_without_features_has_no_combinations() {
        assert!(combinations(&member("a", &[])).is_empty());
    }

    #[test]
    fn none_each_and_all() {
        let two = with_features(member("a", &[]), &["default", "std", "weak"]);
        let words: Vec<String> = combinations(&two).iter().map(|words| words.join(" ")).collect();
        assert_eq!(
            words,
            [
                "--no-default-features",
                "--no-default-features --features std",
                "--no-default-features --features weak",
                "--all-features",
            ]
        );
    }
}
