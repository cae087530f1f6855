//! What has been said about claims by name, and whether it goes together.

mod contradictions;

use std::borrow::Cow;

use crate::{
    policy::{Body, Check, ClaimPath, Forbidden, Kind, Refusal, Required, Rule},
    registered::RegisteredName,
    validator::PolicyError,
};

/// Statements in the order in which they were made.
#[derive(Debug, Default)]
pub(super) struct Statements {
    required: Vec<RegisteredName>,
    claims: Vec<Claim>,
    closures: Vec<(usize, Rule)>,
}

#[derive(Debug)]
struct Claim {
    path: ClaimPath,
    state: State,
    /// Where it stands among the checks; those of the same rank keep their order.
    rank: Rank,
}

#[derive(Debug)]
enum State {
    Checked { rule: Rule, at: usize },
    Forbidden(Option<Cow<'static, str>>),
    Waived(Cow<'static, str>),
}

/// The claims with a meaning of their own are checked first, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Subject,
    Scope,
    Roles,
    Groups,
    Acr,
    Amr,
    Custom,
}

/// What of a policy comes of statements.
pub(super) struct Settled {
    pub(super) required: Vec<Required>,
    pub(super) forbidden: Vec<Forbidden>,
    pub(super) waived: Vec<(ClaimPath, Cow<'static, str>)>,
    pub(super) rules: Vec<Rule>,
}

impl Statements {
    pub(super) fn require(&mut self, claim: RegisteredName) {
        if !self.required.contains(&claim) {
            self.required.push(claim);
        }
    }

    /// Whether the constructor, or a method of its own, demands this claim.
    pub(super) fn requires(&self, claim: RegisteredName) -> bool {
        self.required.contains(&claim)
    }

    pub(super) fn check(&mut self, path: ClaimPath, check: Check, refusal: Refusal, rank: Rank) {
        let state = match check.kind {
            Kind::Forbidden => State::Forbidden(check.name),
            kind => {
                let name = check.name.unwrap_or_else(|| path.to_string().into());
                let at = self.next();
                State::Checked {
                    rule: Rule { name, body: Body::Claim { path: path.clone(), check: kind }, refusal },
                    at,
                }
            }
        };
        self.claims.push(Claim { path, state, rank });
    }

    pub(super) fn waive(&mut self, path: ClaimPath, reason: Cow<'static, str>) {
        self.claims.push(Claim { path, state: State::Waived(reason), rank: Rank::Custom });
    }

    pub(super) fn rule(&mut self, rule: Rule) {
        self.closures.push((self.next(), rule));
    }

    /// The place of the next statement among all of them.
    fn next(&self) -> usize {
        self.claims.len().saturating_add(self.closures.len())
    }

    pub(super) fn settle(self) -> Result<Settled, PolicyError> {
        self.contradictions()?;
        let mut required: Vec<Required> = self.required.into_iter().map(Required::Registered).collect();
        let (mut forbidden, mut waived, mut ranked) = (Vec::new(), Vec::new(), Vec::new());
        for Claim { path, state, rank } in self.claims {
            match state {
                State::Forbidden(name) => forbidden.push(Forbidden { path, name }),
                State::Waived(reason) if reason.trim().is_empty() => {
                    return Err(PolicyError::Empty { what: format!("reason for waiving the claim {path}").into() });
                }
                State::Waived(reason) => waived.push((path, reason)),
                State::Checked { rule, at } => {
                    let Body::Claim { check, .. } = &rule.body else { continue };
                    if let Some(what) = check.fault() {
                        return Err(PolicyError::Check { name: rule.name, what });
                    }
                    ranked.push((rank, at, rule));
                }
            }
        }
        ranked.extend(self.closures.into_iter().map(|(at, rule)| (Rank::Custom, at, rule)));
        ranked.sort_by_key(|(rank, at, _)| (*rank, *at));
        for (_, _, rule) in &ranked {
            demand(&mut required, rule);
        }
        let rules: Vec<Rule> = ranked.into_iter().map(|(_, _, rule)| rule).collect();
        let names =
            rules.iter().map(|rule| &rule.name).chain(forbidden.iter().filter_map(|forbidden| forbidden.name.as_ref()));
        named_apart(&names.collect::<Vec<_>>())?;
        Ok(Settled { required, forbidden, waived, rules })
    }
}

/// Errors and metrics tell rules by their names.
fn named_apart(names: &[&Cow<'static, str>]) -> Result<(), PolicyError> {
    for (index, name) in names.iter().enumerate() {
        if name.trim().is_empty() {
            return Err(PolicyError::Empty { what: "name of a rule".into() });
        }
        if names.iter().skip(index).skip(1).any(|other| other == name) {
            return Err(PolicyError::Contradiction { what: format!("rule {name}").into() });
        }
    }
    Ok(())
}

/// What a check is about must be there, unless its absence says the same as the check.
fn demand(required: &mut Vec<Required>, rule: &Rule) {
    let Body::Claim { path, check } = &rule.body else { return };
    if rule.refusal == Refusal::Privilege || matches!(check, Kind::IfPresent(_)) {
        return;
    }
    let known = |required: &Required| match required {
        Required::Registered(claim) => path.is_name() && path.head() == claim.name(),
        Required::Claim(_) => false,
    };
    if !required.iter().any(known) {
        required.push(Required::Claim(path.clone()));
    }
}
