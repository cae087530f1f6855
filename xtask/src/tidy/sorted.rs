//! Sorted tables: between `// tidy: sorted` and `// tidy: end`, and in every dependency table.
//!
//! In a sorted table a reader finds a row, a duplicate shows, and two changes rarely collide.

use super::manifest::tables;
use super::{Finding, Tree};

const BEGIN: &str = "// tidy: sorted";
const END: &str = "// tidy: end";

/// Checks marked blocks in Rust files, and the dependency tables of manifests.
pub(super) fn check(tree: &Tree<'_>) -> Vec<Finding> {
    let blocks = tree.rust_files().flat_map(|(path, text)| blocks(path, text));
    let manifests = tree.named("Cargo.toml").flat_map(|(path, text)| manifest(path, text));
    blocks.chain(manifests).collect()
}

fn blocks(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    // The line where the open block begins, and the last name in it.
    let mut open: Option<(usize, Option<&str>)> = None;
    for (index, line) in text.lines().enumerate() {
        let number = index.saturating_add(1);
        let place = || format!("{path}:{number}");
        match (line.trim(), &mut open) {
            (BEGIN, None) => open = Some((number, None)),
            (BEGIN, Some(_)) => {
                findings.push(Finding::error(place(), format!("`{BEGIN}` inside a sorted block")));
            }
            (END, None) => {
                findings.push(Finding::error(place(), format!("`{END}` without `{BEGIN}` before it")));
            }
            (END, Some(_)) => open = None,
            (row, Some((_, last))) => {
                if let Some(name) = first_string(row) {
                    findings.extend(last.and_then(|last| order(&place(), last, name)));
                    *last = Some(name);
                }
            }
            (_, None) => {}
        }
    }
    if let Some((line, _)) = open {
        findings.push(Finding::error(format!("{path}:{line}"), format!("no `{END}` closes this block")));
    }
    findings
}

fn manifest(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in tables(text).iter().filter(|table| table.name.ends_with("dependencies")) {
        for (before, after) in table.entries.iter().zip(table.entries.iter().skip(1)) {
            if !after.begins_group {
                let place = format!("{path}:{}", after.line);
                findings.extend(order(&place, before.key, after.key));
            }
        }
    }
    findings
}

fn order(place: &str, before: &str, after: &str) -> Option<Finding> {
    let message = match before.cmp(after) {
        std::cmp::Ordering::Less => return None,
        std::cmp::Ordering::Equal => format!("`{after}` stands here twice"),
        std::cmp::Ordering::Greater => {
            format!("`{after}` comes before `{before}`: this table is sorted by name")
        }
    };
    Some(Finding::error(place, message))
}

fn first_string(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once('"').filter(|_| !line.starts_with("//"))?;
    rest.split_once('"').map(|(text, _)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_sorted_by_their_first_string() {
        for (body, lines) in [
            ("// tidy: sorted\n  row(\"a\", \"z\"),\n  // note\n  row(\"b\", \"a\"),\n// tidy: end\n", vec![]),
            ("// tidy: sorted\nrow(\"b\"),\nrow(\"a\"),\n// tidy: end\n", vec!["x.rs:3"]),
            ("// tidy: sorted\nrow(\"a\"),\nrow(\"a\"),\n// tidy: end\n", vec!["x.rs:3"]),
            ("row(\"b\"),\nrow(\"a\"),\n", vec![]),
            ("// tidy: sorted\n", vec!["x.rs:1"]),
            ("// tidy: end\n", vec!["x.rs:1"]),
            ("// tidy: sorted\n// tidy: sorted\n// tidy: end\n", vec!["x.rs:2"]),
        ] {
            let places: Vec<_> = blocks("x.rs", body).into_iter().map(|finding| finding.place).collect();
            assert_eq!(places, lines, "{body}");
        }
    }

    #[test]
    fn dependencies_are_sorted_within_a_group() {
        let good = "[workspace.dependencies]\njose = 1\njose-core = 1\n\naws = 1\nder = 1\n";
        assert_eq!(manifest("Cargo.toml", good), []);
        let bad = "[dev-dependencies]\nserde.workspace = true\nder.workspace = true\n";
        let found = manifest("Cargo.toml", bad);
        assert_eq!(found[0].place, "Cargo.toml:3");
        assert!(found[0].message.contains("`der` comes before `serde`"));
        assert_eq!(manifest("Cargo.toml", "[features]\nb = []\na = []\n"), []);
    }
}
