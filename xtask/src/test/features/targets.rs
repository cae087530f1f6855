//! Where a feature is asked for.

use std::fs;
use std::path::Path;

/// The unit tests, and the integration tests in whose own files the feature is asked for: the others are the same text without it.
pub(super) fn targets_that_mention(folder: &Path, feature: &str) -> Vec<String> {
    let mut words = vec![if folder.join("src/lib.rs").exists() { "--lib" } else { "--bins" }.to_owned()];
    let entries = fs::read_dir(folder.join("tests")).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut names: Vec<_> = entries
        .filter(|path| path.is_file() || path.join("main.rs").exists())
        .filter(|path| mentions(path, feature))
        .filter_map(|path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    words.extend(names.into_iter().flat_map(|name| ["--test".to_owned(), name]));
    words
}

/// Whether a Rust file, or one below the folder, asks for the feature. Tests that do run with everything.
pub(super) fn mentions(path: &Path, feature: &str) -> bool {
    if path.is_dir() {
        let mut entries = fs::read_dir(path).into_iter().flatten().flatten();
        return entries.any(|entry| mentions(&entry.path(), feature));
    }
    path.extension().is_some_and(|extension| extension == "rs")
        && fs::read_to_string(path).is_ok_and(|text| text.contains(&format!("feature = \"{feature}\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_runs_the_tests_that_ask_for_it() {
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
        assert_eq!(targets_that_mention(&crates.join("jose-claims"), "jiff"), ["--lib", "--test", "types"]);
        assert_eq!(targets_that_mention(&crates.join("jose-claims"), "no such feature"), ["--lib"]);
        assert_eq!(targets_that_mention(&crates.join("jose-cli"), "ed448"), ["--bins", "--test", "cli"]);
    }
}
