//! What the rules look at: every text file of the project, and what cargo knows of its crates.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::shell;
use crate::workspace::Workspace;

/// The project, read once.
pub(super) struct Tree<'a> {
    pub(super) workspace: &'a Workspace,
    /// Path from the root, with `/`, to text. Files that are not UTF-8 are left out.
    pub(super) files: BTreeMap<String, String>,
    /// Whether git named the files. If not, some may be nobody's work but a tool's.
    pub(super) from_git: bool,
}

impl<'a> Tree<'a> {
    /// Reads what git tracks or would track; without git, everything but build output.
    pub(super) fn read(workspace: &'a Workspace) -> Result<Self, String> {
        let root = &workspace.root;
        let mut git = Command::new("git");
        git.current_dir(root).args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
        let listed = shell::output(&mut git).ok();
        let from_git = listed.is_some();
        let paths = match listed {
            Some(listed) => listed.split_terminator('\0').map(str::to_owned).collect(),
            None => walk(root)?,
        };
        // A path that git lists may be deleted, or a link; only files with text matter.
        let files = paths
            .into_iter()
            .filter_map(|path| Some((path.clone(), fs::read_to_string(root.join(path)).ok()?)))
            .collect();
        Ok(Self { workspace, files, from_git })
    }

    /// Rust files in `crates/*/src`, `xtask/src` and `xtask/*/src`.
    pub(super) fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rust_files().filter(|(path, _)| {
            let parts: Vec<&str> = path.split('/').collect();
            matches!(parts.as_slice(), ["crates" | "xtask", _, "src", ..] | ["xtask", "src", ..])
        })
    }

    /// Every Rust file.
    pub(super) fn rust_files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.named(".rs")
    }

    /// Every file whose path ends like this.
    pub(super) fn named(&self, end: &str) -> impl Iterator<Item = (&str, &str)> {
        let files = self.files.iter().filter(move |(path, _)| path.ends_with(end));
        files.map(|(path, text)| (path.as_str(), text.as_str()))
    }
}

/// The part of a Rust file that is not its tests: all lines before `#[cfg(test)]` on a module that
/// is written out here.
pub(super) fn before_tests(text: &str) -> &str {
    let mut offset = 0_usize;
    let mut test_begins = None;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        if content == "#[cfg(test)]" {
            test_begins.get_or_insert(offset);
        } else if !content.starts_with("#[") {
            let is_module = content.contains("mod ") && content.ends_with('{');
            if let (Some(end), true) = (test_begins, is_module) {
                return text.get(..end).unwrap_or(text);
            }
            test_begins = None;
        }
        offset = offset.saturating_add(line.len());
    }
    text
}

fn walk(root: &Path) -> Result<Vec<String>, String> {
    let mut paths = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let path = root.join(&folder);
        let entries = fs::read_dir(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        for entry in entries.flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let inside = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            match entry.file_type() {
                Ok(kind) if kind.is_file() => paths.push(inside),
                Ok(kind) if kind.is_dir() && name != "target" && name != ".git" => {
                    folders.push(inside);
                }
                _ => {}
            }
        }
    }
    Ok(paths)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::workspace::Member;

    /// Calls `rule` with a tree of these files and crates.
    pub(crate) fn with_tree<T>(files: &[(&str, &str)], members: Vec<Member>, rule: impl FnOnce(&Tree<'_>) -> T) -> T {
        let workspace = Workspace { root: "/".into(), target: "/target".into(), members };
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        rule(&Tree { workspace: &workspace, files: files.collect(), from_git: true })
    }

    #[test]
    fn sources_are_in_src_folders() {
        let files = [
            ("crates/a/src/lib.rs", ""),
            ("crates/a/src/b/c.rs", ""),
            ("crates/a/tests/t.rs", ""),
            ("crates/a/src/notes.md", ""),
            ("xtask/src/main.rs", ""),
            ("fuzz/src/x.rs", ""),
        ];
        let found =
            with_tree(&files, Vec::new(), |tree| tree.sources().map(|(path, _)| path.to_owned()).collect::<Vec<_>>());
        assert_eq!(found, ["crates/a/src/b/c.rs", "crates/a/src/lib.rs", "xtask/src/main.rs"]);
    }

    #[test]
    fn tests_begin_at_a_module_that_is_written_out() {
        let cases = [
            ("fn a() {}\n#[cfg(test)]\nmod tests {\n}\n", "fn a() {}\n"),
            ("a\n#[cfg(test)]\n#[expect(x)]\npub(crate) mod tests {\n}\n", "a\n"),
            ("#[cfg(test)]\nmod tests;\nfn a() {}\n", "#[cfg(test)]\nmod tests;\nfn a() {}\n"),
            ("#[cfg(test)]\nuse b;\nfn a() {}\n", "#[cfg(test)]\nuse b;\nfn a() {}\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(before_tests(text), expected, "{text}");
        }
    }
}
