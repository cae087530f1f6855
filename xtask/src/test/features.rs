//! Feature combinations of each published crate that has features: none, each alone, and all.
//!
//! Features add and never change, so these edges are where a forgotten `cfg` shows. Every combination is linted, which compiles it. Tests
//! run where they can show something new: for each feature that a crate does something with, its unit tests and the integration tests that ask
//! for the feature, and once everything with everything. A feature that is only handed down is tested in the crate that it is handed to; a tool, whose
//! tests start many processes, is tested with its default features and with everything.

mod targets;

use std::process::Command;
use std::time::Instant;

use self::targets::{mentions, targets_that_mention};
use crate::shell;
use crate::workspace::{Member, Workspace};

/// The feature of a tool of ours that stands for every feature of the family.
const EVERYTHING: &str = "all";

/// Lints and tests the combinations, and prints what each took.
pub(super) fn check(workspace: &Workspace) -> Result<(), String> {
    let forgotten = forgotten(workspace);
    if !forgotten.is_empty() {
        return Err(format!("a tool that runs with everything has not everything. Add {}", forgotten.join(", ")));
    }
    for member in workspace.published() {
        let tool = member.folder().is_some_and(|folder| folder.join("src/main.rs").exists());
        let mentions = |feature: &str| member.folder().is_some_and(|folder| mentions(&folder.join("src"), feature));
        for Combination { words, feature, targets, tests } in combinations(workspace, member, &mentions) {
            let start = Instant::now();
            let mut clippy = once(workspace);
            clippy.args(["clippy", "--package", &member.name]).args(&words);
            clippy.args(targets.then_some("--all-targets"));
            shell::run(clippy.args(["--", "-D", "warnings"]))?;
            if tests && !(tool && feature.is_some()) {
                let mut test = once(workspace);
                test.args(["test", "--quiet", "--package", &member.name]).args(&words);
                // Examples are compiled and run with the default features, and once more with all.
                match (&feature, member.folder()) {
                    (Some(feature), Some(folder)) => test.args(targets_that_mention(folder, feature)),
                    _ => test.arg("--tests"),
                };
                shell::run(&mut test)?;
            }
            println!("-- {:.1} s", start.elapsed().as_secs_f64());
        }
    }
    shell::run(shell::cargo(&workspace.root).args(["test", "--quiet", "--workspace", "--all-features"]))
}

/// A cargo that keeps nothing for the next build of the same crate: a combination is built once, and there are a hundred.
fn once(workspace: &Workspace) -> Command {
    let mut cargo = shell::cargo(&workspace.root);
    cargo.env("CARGO_INCREMENTAL", "0");
    cargo
}

#[derive(Debug)]
struct Combination {
    words: Vec<String>,
    /// The feature that stands alone.
    feature: Option<String>,
    /// Whether tests and examples are linted too. Where the crate does nothing with a feature, they are the same text as without it.
    targets: bool,
    tests: bool,
}

fn combinations(workspace: &Workspace, member: &Member, mentions: &dyn Fn(&str) -> bool) -> Vec<Combination> {
    let new = |words: &[&str], targets, tests| Combination {
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        feature: None,
        targets,
        tests,
    };
    let alone = member.features().map(|feature| {
        // The default features are tested with the whole workspace.
        let tests = member.enables("default") != [feature]
            && (mentions(feature) || !is_handed_down(workspace, member, feature));
        let alone = new(&["--no-default-features", "--features", feature], tests, tests);
        Combination { feature: Some(feature.to_owned()), ..alone }
    });
    let mut all: Vec<Combination> = alone.collect();
    if !all.is_empty() {
        // Without default features there is nothing new in none.
        all.insert(0, new(&["--no-default-features"], true, !member.enables("default").is_empty()));
        // With everything, tests are linted and run for all crates together.
        all.push(new(&["--all-features"], false, false));
    }
    all
}

/// Whether a feature does nothing but switch on features of other crates of ours.
fn is_handed_down(workspace: &Workspace, member: &Member, feature: &str) -> bool {
    let is_ours = |enabled: &String| {
        let name = enabled.split_once('/').map(|(name, _)| name.trim_end_matches('?'));
        workspace.published().any(|member| Some(member.name.as_str()) == name)
    };
    member.enables(feature).iter().all(is_ours)
}

/// What is missing from the feature `all` of the tools that have one: each feature of each crate of the family that they use.
fn forgotten(workspace: &Workspace) -> Vec<String> {
    let mut forgotten = Vec::new();
    let tools = workspace.members.iter().filter(|member| member.features().any(|feature| feature == EVERYTHING));
    for tool in tools {
        let used = |member: &&Member| tool.dependencies.iter().any(|dependency| dependency.name == member.name);
        for member in workspace.published().filter(used) {
            for feature in member.features().filter(|feature| !member.enables("default").iter().any(|on| on == feature))
            {
                let wanted = format!("{}/{feature}", member.name);
                if !tool.enables(EVERYTHING).contains(&wanted) {
                    forgotten.push(format!("`{wanted}` to `{EVERYTHING}` of {}", tool.name));
                }
            }
        }
    }
    forgotten
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::tests::{member, with_features};

    fn workspace(members: Vec<Member>) -> Workspace {
        Workspace { root: "/w".into(), target: "/w/target".into(), members }
    }

    fn words(workspace: &Workspace, name: &str, mentioned: &str) -> Vec<String> {
        let member = workspace.members.iter().find(|member| member.name == name).unwrap();
        let combinations = combinations(workspace, member, &|feature| feature == mentioned);
        let word = |one: Combination| format!("{}{}", one.words.join(" "), if one.tests { " +tests" } else { "" });
        combinations.into_iter().map(word).collect()
    }

    #[test]
    fn a_crate_without_features_has_no_combinations() {
        assert!(words(&workspace(vec![member("a", &[])]), "a", "").is_empty());
    }

    #[test]
    fn none_each_and_all() {
        let two = with_features(member("a", &[]), &[("default", &["std"]), ("std", &["x/std"]), ("weak", &[])]);
        assert_eq!(
            words(&workspace(vec![two]), "a", "weak"),
            [
                "--no-default-features +tests",
                "--no-default-features --features std",
                "--no-default-features --features weak +tests",
                "--all-features",
            ]
        );
    }

    #[test]
    fn what_is_only_handed_down_is_tested_below() {
        let below = with_features(member("below", &[]), &[("weak", &["dep:x"])]);
        let above = with_features(
            member("above", &[("below", None)]),
            &[("both", &["below/weak", "x/weak"]), ("more", &["below/weak"]), ("weak", &["below?/weak"])],
        );
        let workspace = workspace(vec![below, above]);
        assert_eq!(
            words(&workspace, "above", "more"),
            [
                "--no-default-features",
                "--no-default-features --features both +tests",
                "--no-default-features --features more +tests",
                "--no-default-features --features weak",
                "--all-features",
            ]
        );
    }

    #[test]
    fn a_tool_with_everything_names_each_feature() {
        let family =
            || with_features(member("a", &[]), &[("default", &["std"]), ("std", &[]), ("weak", &[]), ("x", &[])]);
        let tool = |all: &[&str]| with_features(member("tool", &[("a", None)]), &[("all", all)]);
        assert_eq!(forgotten(&workspace(vec![family(), tool(&["a/x"])])), ["`a/weak` to `all` of tool"]);
        assert!(forgotten(&workspace(vec![family(), tool(&["a/x", "a/weak", "dep:y"])])).is_empty());
        assert!(forgotten(&workspace(vec![family(), member("tool", &[("a", None)])])).is_empty());
    }
}
