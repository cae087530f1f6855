//! Whether what was said about claims goes together.

use super::{State, Statements};
use crate::{
    policy::{Body, ClaimPath, Kind},
    registered::RegisteredName,
    validator::PolicyError,
};

impl Statements {
    pub(super) fn contradictions(&self) -> Result<(), PolicyError> {
        let twice = |path: &ClaimPath| Err(PolicyError::Contradiction { what: format!("claim {path}").into() });
        for (index, claim) in self.claims.iter().enumerate() {
            let path = &claim.path;
            if path.has_gap() {
                return Err(PolicyError::Empty { what: "name of a claim".into() });
            }
            if let Some((_, what)) = ELSEWHERE.iter().find(|(name, _)| path.is_name() && path.head() == *name) {
                return Err(PolicyError::Check { name: path.to_string().into(), what });
            }
            let optional = match &claim.state {
                State::Checked { rule, .. } => matches!(rule.body, Body::Claim { check: Kind::IfPresent(_), .. }),
                _ => true,
            };
            if optional && path.is_name() && RegisteredName::of(path.head()).is_some_and(|claim| self.requires(claim)) {
                return twice(path);
            }
            let others = self.claims.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, other)| other);
            for other in others {
                let inside = !matches!(claim.state, State::Checked { .. }) && path.holds(&other.path);
                if *path == other.path || inside {
                    return twice(&other.path);
                }
            }
        }
        Ok(())
    }
}

/// Claims that have methods of their own, because there is more to them than a value.
const ELSEWHERE: &[(&str, &str)] = &[
    // tidy: sorted
    ("aud", "has a method of its own: use audience(..), forbid_audience() or waive_audience(..)"),
    ("exp", "has a method of its own: use expires() or waive_expiry(..)"),
    ("iss", "has a method of its own: use issuer(..) or waive_issuer(..)"),
    // tidy: end
];
