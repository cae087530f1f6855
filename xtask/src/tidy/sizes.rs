//! File sizes: a file is one operation, about 150 lines before its tests.

use super::tree::before_tests;
use super::{Finding, Tree};

const WARN_ABOVE: usize = 200;
const FAIL_ABOVE: usize = 300;

/// Counts the lines of each source before its tests.
pub(super) fn check(tree: &Tree<'_>) -> Vec<Finding> {
    tree.sources().filter_map(|(path, text)| judge(path, text)).collect()
}

fn judge(path: &str, text: &str) -> Option<Finding> {
    let lines = before_tests(text).lines().count();
    let message = format!(
        "{lines} lines before the tests. A file is one operation: split it by what it does, into \
         `name.rs` and `name/part.rs`"
    );
    if lines > FAIL_ABOVE {
        Some(Finding::error(path, format!("{message}; above {FAIL_ABOVE} this fails")))
    } else if lines > WARN_ABOVE {
        Some(Finding::warning(path, message))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_before_the_tests_count() {
        let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "//\n".repeat(1000));
        for (lines, expected) in [(200, None), (201, Some(false)), (300, Some(false)), (301, Some(true))] {
            let text = format!("{}{tests}", "//\n".repeat(lines));
            assert_eq!(judge("x.rs", &text).map(|finding| finding.fails), expected, "{lines}");
        }
    }
}
