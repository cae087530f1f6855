//! `cargo xtask tidy`: the rules of the house that no compiler checks.
//!
//! A rule is a function from the [`Tree`] to its findings and touches nothing else, so that each
//! has tests with a good and a bad example. A message says what to do, not only what is wrong.

mod allow;
mod backend;
mod docs;
mod layers;
mod lexer;
mod manifest;
mod sizes;
mod sorted;
mod tree;
mod words;

use crate::workspace::Workspace;

use self::tree::Tree;

static RULES: &[fn(&Tree<'_>) -> Vec<Finding>] =
    &[layers::check, sizes::check, docs::check, sorted::check, backend::check, words::check, allow::check];

/// Reads the tree, applies every rule, and fails if one is broken.
pub(crate) fn run(workspace: &Workspace) -> Result<(), String> {
    let tree = Tree::read(workspace)?;
    if !tree.from_git {
        println!("note: git does not know this tree, so words in other files are not checked");
    }
    let findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    for finding in &findings {
        let word = if finding.fails { "error" } else { "warning" };
        println!("{word}: {}: {}", finding.place, finding.message);
    }
    let broken = findings.iter().filter(|finding| finding.fails).count();
    let warned = findings.len().saturating_sub(broken);
    println!("tidy: {} files, {broken} errors, {warned} warnings", tree.files.len());
    if broken == 0 { Ok(()) } else { Err(format!("{broken} findings break the rules of the house")) }
}

/// Something a rule has to say.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    /// A path from the root, with `:line` where there is one.
    place: String,
    message: String,
    fails: bool,
}

impl Finding {
    fn error(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into(), fails: true }
    }

    fn warning(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into(), fails: false }
    }
}
