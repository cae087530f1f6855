//! Rules: checks on claims by name, and closures over all of them.

use std::{borrow::Cow, fmt, sync::Arc};

use super::{ClaimPath, ClaimsView, Kind};
use crate::{ClaimError, ValidateError};

/// A rule with its name.
pub(crate) struct Rule {
    pub(crate) name: Cow<'static, str>,
    pub(crate) body: Body,
    pub(crate) refusal: Refusal,
}

pub(crate) enum Body {
    Claim { path: ClaimPath, check: Kind },
    Closure(Closure),
}

type Closure = Arc<dyn for<'c> Fn(&ClaimsView<'c>) -> bool + Send + Sync>;

/// What is said of a token that does not meet a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// A claim is not what it must be.
    Rule,
    /// The token allows too little. Its absence says the same.
    Privilege,
}

/// What came of a rule.
pub(crate) enum Met {
    Yes,
    No(ValidateError),
    /// The claim is missing, as the check for its presence has said.
    Missing(ValidateError),
}

impl Rule {
    pub(crate) fn run(&self, claims: &ClaimsView<'_>) -> Met {
        let met = match &self.body {
            Body::Closure(closure) => closure(claims),
            Body::Claim { path, check } => match (claims.find(path), check, self.refusal) {
                (None, Kind::IfPresent(_), _) => true,
                (None, _, Refusal::Privilege) => false,
                (None, _, Refusal::Rule) => return missing(path),
                // What says nothing is missing, as the requirement has said.
                (Some(view), check, Refusal::Rule)
                    if !matches!(check, Kind::IfPresent(_)) && !view.says_something() =>
                {
                    return missing(path);
                }
                // RFC 8693, section 4.2: the one text that is a list of words.
                (Some(view), check, _) => check.holds(view, path.head() == "scope"),
            },
        };
        if met { Met::Yes } else { Met::No(self.refused().into()) }
    }

    fn refused(&self) -> ClaimError {
        match self.refusal {
            Refusal::Rule => ClaimError::Rule { name: self.name.clone() },
            Refusal::Privilege => ClaimError::Privilege { claim: self.name.clone() },
        }
    }
}

fn missing(path: &ClaimPath) -> Met {
    Met::Missing(ClaimError::Missing { claim: path.to_string().into() }.into())
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let check: &dyn fmt::Debug = match &self.body {
            Body::Claim { check, .. } => check,
            Body::Closure(_) => &"a closure",
        };
        f.debug_struct("Rule").field("name", &self.name).field("check", check).finish_non_exhaustive()
    }
}
