//! Patterns for text: `*` and `?`, and nothing that could take long.

use std::fmt;

/// The longest pattern, in characters.
pub(crate) const LONGEST: usize = 256;

/// Text with `*` for any run of characters and `?` for any one, matched from the first character to the last.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Pattern(Box<[char]>);

impl Pattern {
    pub(crate) fn new(text: &str) -> Self {
        Self(text.chars().collect())
    }

    pub(crate) fn is_too_long(&self) -> bool {
        self.0.len() > LONGEST
    }

    /// Whether every text, or only the empty one, would match.
    pub(crate) fn says_nothing(&self) -> bool {
        self.0.iter().all(|character| *character == '*')
    }

    /// Only the last `*` is ever taken up again, so the work is bounded by the length of the text times that of the pattern.
    pub(crate) fn matches(&self, text: &str) -> bool {
        let (mut pattern, mut rest) = (&*self.0, text.chars());
        let mut again: Option<(&[char], std::str::Chars<'_>)> = None;
        loop {
            let mut ahead = rest.clone();
            match (pattern.split_first(), ahead.next()) {
                (Some(('*', after)), _) => {
                    again = Some((after, rest.clone()));
                    pattern = after;
                }
                (Some((wanted, after)), Some(found)) if *wanted == '?' || *wanted == found => {
                    pattern = after;
                    rest = ahead;
                }
                (None, None) => return true,
                _ => {
                    let Some((after, mut from)) = again.take() else { return false };
                    if from.next().is_none() {
                        return false;
                    }
                    (pattern, rest) = (after, from.clone());
                    again = Some((after, from));
                }
            }
        }
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().collect::<String>().fmt(f)
    }
}
