//! Where a claim stands.

use std::fmt;

/// The way to a claim: a name, or names from the outside in.
///
/// ```
/// use jose_claims::ClaimPath;
///
/// assert_eq!(ClaimPath::from("realm_access.roles"), ClaimPath::name("realm_access").then("roles"));
/// assert_ne!(ClaimPath::from("https://x.example/roles"), ClaimPath::name("https://x.example/roles"));
/// ```
///
/// Text is split at its dots, whatever it holds. A claim whose name has dots, as a URL does, is named with [`ClaimPath::name`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimPath {
    head: Box<str>,
    rest: Vec<Box<str>>,
}

impl ClaimPath {
    /// One claim of this name, dots and all.
    #[must_use]
    pub fn name(name: impl Into<String>) -> Self {
        Self { head: name.into().into(), rest: Vec::new() }
    }

    /// The member of this name inside it.
    #[must_use]
    pub fn then(mut self, name: impl Into<String>) -> Self {
        self.rest.push(name.into().into());
        self
    }

    /// The name of the claim in which it stands.
    pub(crate) fn head(&self) -> &str {
        &self.head
    }

    /// The names below the outermost.
    pub(crate) fn rest(&self) -> impl Iterator<Item = &str> {
        self.rest.iter().map(AsRef::as_ref)
    }

    /// Whether it is one claim, not a member of one.
    pub(crate) fn is_name(&self) -> bool {
        self.rest.is_empty()
    }

    /// Whether a name is empty, as in `a..b`.
    pub(crate) fn has_gap(&self) -> bool {
        self.head.is_empty() || self.rest.iter().any(|name| name.is_empty())
    }

    /// Whether `other` is this claim or stands inside it.
    pub(crate) fn holds(&self, other: &Self) -> bool {
        self.head == other.head && other.rest.starts_with(&self.rest)
    }
}

impl From<&str> for ClaimPath {
    fn from(path: &str) -> Self {
        let mut names = path.split('.');
        let head = names.next().unwrap_or_default().into();
        Self { head, rest: names.map(Into::into).collect() }
    }
}

impl From<String> for ClaimPath {
    fn from(path: String) -> Self {
        Self::from(path.as_str())
    }
}

impl fmt::Display for ClaimPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.head)?;
        self.rest.iter().try_for_each(|name| write!(f, ".{name}"))
    }
}
