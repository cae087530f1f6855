//! Which claims must be there.

use std::borrow::Cow;

use super::{ClaimPath, Facts};
use crate::{registered::RegisteredName, view::View};

/// A claim that must be there and say something.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Required {
    /// One that the pass over the claims reads anyway.
    Registered(RegisteredName),
    Claim(ClaimPath),
}

/// A claim that must not be there.
#[derive(Clone, Debug)]
pub(crate) struct Forbidden {
    pub(crate) path: ClaimPath,
    /// The name that the policy gives the check.
    pub(crate) name: Option<Cow<'static, str>>,
}

impl Forbidden {
    /// For errors and explanations: the path unless it has a name.
    pub(crate) fn name(&self) -> Cow<'static, str> {
        self.name.clone().unwrap_or_else(|| self.path.to_string().into())
    }
}

impl Required {
    /// The claim that it needs besides the registered ones.
    pub(crate) fn looks_at(&self) -> Option<&str> {
        if let Self::Claim(path) = self { Some(path.head()) } else { None }
    }

    #[expect(clippy::inline_always, reason = "measured: it is short, and runs for every claim that is required")]
    #[inline(always)]
    pub(crate) fn is_met(&self, facts: &Facts<'_>) -> bool {
        match self {
            Self::Registered(name) => facts.registered.says_something(*name),
            Self::Claim(path) => facts.claims.find(path).is_some_and(View::says_something),
        }
    }

    pub(crate) fn name(&self) -> Cow<'static, str> {
        match self {
            Self::Registered(name) => Cow::Borrowed(name.name()),
            Self::Claim(path) => Cow::Owned(path.to_string()),
        }
    }
}
