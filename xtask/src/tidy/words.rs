//! The project speaks of itself alone: no file names a place on somebody's machine.

use super::{Finding, Tree};

// Home and work folders of a machine. The slashes are added below, or this file would break its
// own rule.
const FOLDERS: &[&str] = &["work", "root", "home", "Users"];

/// Looks for absolute machine paths in every file that git knows.
pub(super) fn check(tree: &Tree<'_>) -> Vec<Finding> {
    if !tree.from_git {
        return Vec::new();
    }
    tree.files.iter().flat_map(|(path, text)| file(path, text)).collect()
}

fn file(path: &str, text: &str) -> Vec<Finding> {
    let numbered = text.lines().enumerate();
    let found = numbered.filter_map(|(index, line)| Some((index, machine_path(line)?)));
    found
        .map(|(index, folder)| {
            let message = format!(
                "`/{folder}/` is a place on one machine. Use a path from the root of the checkout, \
                 or one that every reader has"
            );
            Finding::error(format!("{path}:{}", index.saturating_add(1)), message)
        })
        .collect()
}

fn machine_path(line: &str) -> Option<&'static str> {
    FOLDERS.iter().copied().find(|folder| {
        let needle = format!("/{folder}/");
        line.match_indices(&needle).any(|(at, _)| {
            // `docs/root/` and `https://example.com/home/` are not absolute paths.
            let before = line.get(..at).and_then(|text| text.chars().next_back());
            before.is_none_or(|character| !is_path_character(character))
        })
    })
}

fn is_path_character(character: char) -> bool {
    character.is_alphanumeric() || "/._-~}])>*".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_a_machine_are_found() {
        let slash = '/';
        for (line, expected) in [
            (format!("see {slash}home{slash}me{slash}notes"), Some("home")),
            (format!("{slash}work{slash}main"), Some("work")),
            (format!("\"{slash}root{slash}.cargo\""), Some("root")),
            ("see docs/root/notes and ./home/x".to_owned(), None),
            ("https://example.com/home/page".to_owned(), None),
            ("the /homework/ folder".to_owned(), None),
        ] {
            assert_eq!(machine_path(&line), expected, "{line}");
        }
    }

    #[test]
    fn the_line_is_named() {
        let text = format!("a\nb {0}home{0}x\n", '/');
        assert_eq!(file("README.md", &text)[0].place, "README.md:2");
    }
}
