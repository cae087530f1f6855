//! Which claims must be there.

use std::borrow::Cow;

use super::{ClaimPath, Facts};
use crate::{
    registered::{Audience, RegisteredClaims},
    view::View,
};

/// A claim that must be there and say something.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Required {
    /// One that the pass over the claims reads anyway.
    Registered(&'static str),
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

    pub(crate) fn is_met(&self, facts: &Facts<'_>) -> bool {
        match self {
            Self::Registered(name) => has(facts.registered, name),
            Self::Claim(path) => facts.claims.find(path).is_some_and(View::says_something),
        }
    }

    pub(crate) fn name(&self) -> Cow<'static, str> {
        match self {
            Self::Registered(name) => Cow::Borrowed(name),
            Self::Claim(path) => Cow::Owned(path.to_string()),
        }
    }
}

/// Whether a claim is there and says something: an empty text names nobody.
fn has(claims: &RegisteredClaims<'_>, claim: &str) -> bool {
    let says = |texts: &[Cow<'_, str>]| texts.iter().any(|text| !text.is_empty());
    match claim {
        "aud" => says(claims.audience.as_ref().map(Audience::as_slice).unwrap_or_default()),
        "client_id" => says(claims.client_id.as_slice()),
        "exp" => claims.expires.is_some(),
        "iat" => claims.issued_at.is_some(),
        "iss" => says(claims.issuer.as_slice()),
        "jti" => says(claims.token_id.as_slice()),
        "sub" => says(claims.subject.as_slice()),
        _ => false,
    }
}
