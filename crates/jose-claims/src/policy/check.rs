//! What one claim must be.

mod kind;

use std::{borrow::Cow, fmt, sync::Arc};

pub(crate) use kind::Kind;

use super::{ClaimValue, ClaimView, pattern::Pattern};

/// What a claim must be: a state and a check in one.
///
/// ```
/// use jose_claims::Check;
///
/// let tenant = Check::one_of(["acme", "globex"]);
/// let level = Check::satisfies(|level| level.integer().is_some_and(|level| level >= 2)).named("level");
/// let region = Check::if_present(Check::pattern("eu-*"));
/// let nonce = Check::forbidden();
/// # let _ = (tenant, level, region, nonce);
/// ```
///
/// A check demands the claim: one that is absent, `null` or empty is missing. [`Check::if_present`] alone lets it be absent; a claim that is there
/// is then checked, `null` included. Of a claim of another type than the check is about, every check says no.
#[derive(Clone)]
pub struct Check {
    pub(crate) kind: Kind,
    pub(crate) name: Option<Cow<'static, str>>,
}

impl Check {
    /// It is there and says something.
    #[must_use]
    pub fn present() -> Self {
        Kind::Present.into()
    }

    /// It is this value.
    #[must_use]
    pub fn equals(value: impl Into<ClaimValue>) -> Self {
        Kind::Equals(value.into()).into()
    }

    /// It is one of these values.
    #[must_use]
    pub fn one_of<V: Into<ClaimValue>>(values: impl IntoIterator<Item = V>) -> Self {
        Kind::OneOf(all(values)).into()
    }

    /// It is a list that has each of these values, or such a value itself. The text of `scope` is a list of its words.
    #[must_use]
    pub fn contains_all<V: Into<ClaimValue>>(values: impl IntoIterator<Item = V>) -> Self {
        Kind::ContainsAll(all(values)).into()
    }

    /// As [`Check::contains_all`], and one of the values is enough.
    #[must_use]
    pub fn contains_any<V: Into<ClaimValue>>(values: impl IntoIterator<Item = V>) -> Self {
        Kind::ContainsAny(all(values)).into()
    }

    /// It is a text of this pattern as a whole: `*` stands for any run of characters, `?` for any one. At most 256 characters.
    #[must_use]
    pub fn pattern(pattern: impl AsRef<str>) -> Self {
        Kind::Pattern(Pattern::new(pattern.as_ref())).into()
    }

    /// It is what the closure says it may be.
    #[must_use]
    pub fn satisfies(closure: impl Fn(ClaimView<'_>) -> bool + Send + Sync + 'static) -> Self {
        Kind::Satisfies(Arc::new(closure)).into()
    }

    /// It is not there, not even as `null`.
    #[must_use]
    pub fn forbidden() -> Self {
        Kind::Forbidden.into()
    }

    /// It may be absent. If it is there, this holds.
    #[must_use]
    pub fn if_present(check: Self) -> Self {
        Self { kind: Kind::IfPresent(Box::new(check.kind)), name: check.name }
    }

    /// A name for errors, explanations and metrics; the path unless stated.
    #[must_use]
    pub fn named(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.name = Some(name.into());
        self
    }
}

impl From<Kind> for Check {
    fn from(kind: Kind) -> Self {
        Self { kind, name: None }
    }
}

fn all<V: Into<ClaimValue>>(values: impl IntoIterator<Item = V>) -> Vec<ClaimValue> {
    values.into_iter().map(Into::into).collect()
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}
