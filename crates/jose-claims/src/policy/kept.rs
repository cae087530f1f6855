//! Which claims the pass over them keeps for the engine.

use super::{Body, Forbidden, Required, Rule, Times};
use crate::profiles::Profile;

/// The names of the claims that a policy looks at, besides the registered ones. They are gathered once, when the policy is built.
pub(crate) enum Kept {
    /// A closure may look at any.
    All,
    /// One bit for each mark of a name, and the names. Most claims have another mark.
    Named(u64, Vec<Box<str>>),
}

impl Kept {
    pub(crate) fn new(
        rules: &[Rule],
        required: &[Required],
        forbidden: &[Forbidden],
        profile: &Profile,
        times: &Times,
    ) -> Self {
        // What a token is bound to is looked at under every policy.
        let mut names = vec!["cnf"];
        for rule in rules {
            match &rule.body {
                Body::Closure(_) => return Self::All,
                Body::Claim { path, .. } => names.push(path.head()),
            }
        }
        names.extend(required.iter().filter_map(Required::looks_at));
        names.extend(forbidden.iter().map(|forbidden| forbidden.path.head()));
        for check in &profile.checks {
            names.extend(check.looks_at());
        }
        names.extend(times.maximum_authentication_age.map(|_| "auth_time"));
        names.sort_unstable();
        names.dedup();
        let marks = names.iter().fold(0, |marks, name| marks | mark(name));
        Self::Named(marks, names.into_iter().map(Into::into).collect())
    }

    #[inline]
    pub(crate) fn has(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Named(marks, names) => marks & mark(name) != 0 && names.iter().any(|kept| **kept == *name),
        }
    }
}

/// One of 64 bits, from what is cheap to look at.
#[inline]
fn mark(name: &str) -> u64 {
    name.as_bytes().first().map_or(1, |first| 1_u64.wrapping_shl(u32::from(*first)))
}
