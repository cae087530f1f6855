//! What is found, and how it reads.

use std::fmt;

use jose_core::printable;

/// How grave a finding is. An error comes before a warning, and a warning before advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The key cannot be used, or must not be.
    Error,
    /// It can be used, and somebody will be surprised or harmed.
    Warning,
    /// It could be better.
    Advice,
}

/// One thing that is wrong with a key or a set. Its `Display` is one line with all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// How grave it is.
    pub severity: Severity,
    /// A stable code, such as `jwk.lint.rsa_size`.
    pub code: &'static str,
    /// Which key it is about.
    pub place: Place,
    /// What is wrong.
    pub message: Box<str>,
    /// What to do about it.
    pub advice: &'static str,
}

/// Which key of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The place of the key in its set, from 0; nothing for a single key and for the set itself.
    pub index: Option<usize>,
    /// Its `kid`, shortened to 64 characters and escaped, if it has one and stands in a set.
    pub key_id: Option<Box<str>>,
}

impl Place {
    pub(super) fn at(index: usize, key_id: Option<&str>) -> Self {
        Self { index: Some(index), key_id: key_id.map(printable) }
    }
}

impl Finding {
    pub(super) fn new(
        severity: Severity,
        code: &'static str,
        place: &Place,
        message: impl Into<Box<str>>,
        advice: &'static str,
    ) -> Self {
        Self { severity, code, place: place.clone(), message: message.into(), advice }
    }
}

/// A secret where everybody reads it.
pub(super) fn published(place: Place) -> Finding {
    Finding {
        severity: Severity::Error,
        code: "jwk.lint.published_secret",
        place,
        message: "a private or symmetric key is to be published".into(),
        advice: "publish its public half, and replace the key if it has been published already",
    }
}

pub(super) fn empty_set() -> Finding {
    let advice = "put the keys into the member keys";
    Finding::new(Severity::Warning, "jwk.lint.empty_set", &Place::default(), "there is no key in the set", advice)
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}{}: {} [{}]", self.severity, self.place, self.message, self.advice, self.code)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.index, &self.key_id) {
            (Some(index), Some(key_id)) => write!(f, "key {index} (kid {key_id}): "),
            (Some(index), None) => write!(f, "key {index}: "),
            (None, _) => Ok(()),
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        })
    }
}
