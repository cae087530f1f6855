//! Documents: the pages that must be there, and the words at the top of every file.

use super::manifest::tables;
use super::{Finding, Tree};

const ARCHITECTURE: &str = "docs/architecture.md";

const AT_THE_ROOT: &[&str] =
    &["README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE", ARCHITECTURE];

/// Checks that pages exist, that sources have one, and that each dependency has its reason.
pub(super) fn check(tree: &Tree<'_>) -> Vec<Finding> {
    let mut wanted: Vec<String> = AT_THE_ROOT.iter().map(|path| (*path).to_owned()).collect();
    for member in tree.workspace.published() {
        wanted.push(format!("crates/{}/README.md", member.name));
        wanted.push(format!("crates/{}/CHANGELOG.md", member.name));
    }
    let is_there = |path: &String| tree.files.get(path).is_some_and(|text| !text.trim().is_empty());
    let missing = wanted.iter().filter(|path| !is_there(path));
    let mut findings: Vec<Finding> =
        missing.map(|path| Finding::error(path, "missing or empty; a reader looks for it by this name")).collect();

    let bare = tree.sources().filter(|(_, text)| !has_page(text));
    findings.extend(bare.map(|(path, _)| {
        Finding::error(
            format!("{path}:1"),
            "a source file begins with a `//!` page of at least one sentence: what is this, when \
             do I want it, what does it not do?",
        )
    }));

    if let (Some(manifest), Some(page)) = (tree.files.get("Cargo.toml"), tree.files.get(ARCHITECTURE)) {
        let is_member = |name: &str| tree.workspace.members.iter().any(|member| member.name == name);
        let unexplained =
            dependencies(manifest).filter(|name| !is_member(name) && !page.contains(&format!("`{name}`")));
        findings.extend(unexplained.map(|name| {
            let message = format!("`{name}` is a dependency: say in one line why, with its name in backquotes");
            Finding::error(ARCHITECTURE, message)
        }));
    }
    findings
}

/// Whether a file begins with a page: `//!` lines with a sentence, or a document that is included.
fn has_page(text: &str) -> bool {
    if text.starts_with("#![doc = include_str!(") {
        return true;
    }
    let page = text.lines().map_while(|line| line.strip_prefix("//!"));
    let words: Vec<&str> = page.flat_map(str::split_whitespace).collect();
    words.len() > 1 && words.iter().any(|word| word.ends_with(['.', '?', '!', ':']))
}

fn dependencies(manifest: &str) -> impl Iterator<Item = &str> {
    let shared = tables(manifest).into_iter().filter(|table| table.name == "workspace.dependencies");
    shared.flat_map(|table| table.entries).map(|entry| entry.key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::tests::with_tree;
    use crate::workspace::tests::member;

    #[test]
    fn a_page_has_a_sentence() {
        for (text, expected) in [
            ("//! Reads a compact form.\nuse x;", true),
            ("//! Reads a compact form\n//! of three segments.\n", true),
            ("#![doc = include_str!(\"../README.md\")]\n", true),
            ("//! compact\nuse x;", false),
            ("//! Reads a compact form\nuse x;", false),
            ("// Reads a compact form.\n", false),
            ("use x;\n//! Reads a compact form.\n", false),
            ("", false),
        ] {
            assert_eq!(has_page(text), expected, "{text}");
        }
    }

    #[test]
    fn a_complete_tree_is_quiet_and_each_gap_is_named() {
        let manifest = "[workspace.dependencies]\njose = { path = \"x\" }\n\nmemchr = \"2\"\n";
        let mut files: Vec<(&str, &str)> = AT_THE_ROOT.iter().map(|path| (*path, "words")).collect();
        files.retain(|(path, _)| *path != ARCHITECTURE);
        files.extend([
            (ARCHITECTURE, "`memchr` finds dots."),
            ("Cargo.toml", manifest),
            ("crates/jose/README.md", "words"),
            ("crates/jose/CHANGELOG.md", "words"),
            ("crates/jose/src/lib.rs", "//! The whole family."),
        ]);
        assert_eq!(with_tree(&files, vec![member("jose", &[])], check), []);

        for (path, text, place) in [
            ("SECURITY.md", " ", "SECURITY.md"),
            (ARCHITECTURE, "memchr", ARCHITECTURE),
            ("crates/jose/README.md", "", "crates/jose/README.md"),
            ("crates/jose/src/lib.rs", "", "crates/jose/src/lib.rs:1"),
        ] {
            let changed: Vec<_> =
                files.iter().map(|(name, old)| (*name, if *name == path { text } else { *old })).collect();
            let findings = with_tree(&changed, vec![member("jose", &[])], check);
            assert_eq!(findings.len(), 1, "{path}");
            assert_eq!(findings[0].place, place);
        }
    }
}
