//! Claims as text, so that they can be what no serializer would write.
#![allow(dead_code, reason = "each test binary uses a part of this page")]
#![allow(clippy::needless_pass_by_value, reason = "tables read better with values than with references to them")]

use crate::world::{API, ISSUER, NOW};

/// The members of a claims set in order, each with its value as JSON text.
#[derive(Clone)]
pub(crate) struct Payload(Vec<(String, String)>);

impl Payload {
    /// What an access token must have, and nothing else; valid from now for ten minutes.
    pub(crate) fn good() -> Self {
        let text = |text: &str| format!("\"{text}\"");
        let members = [
            ("iss", text(ISSUER)),
            ("sub", text("user-42")),
            ("aud", text(API)),
            ("client_id", text("web")),
            ("exp", (NOW + 600).to_string()),
            ("iat", NOW.to_string()),
            ("jti", text("1")),
        ];
        Self(members.map(|(name, value)| (name.to_owned(), value)).to_vec())
    }

    /// The same with this value, whether or not the claim is there.
    pub(crate) fn with(mut self, claim: &str, value: impl ToString) -> Self {
        match self.0.iter_mut().find(|(name, _)| name == claim) {
            Some((_, old)) => *old = value.to_string(),
            None => self.0.push((claim.to_owned(), value.to_string())),
        }
        self
    }

    /// The same without this claim.
    pub(crate) fn without(mut self, claim: &str) -> Self {
        self.0.retain(|(name, _)| name != claim);
        self
    }

    /// The same with one more member, whether or not there is one of that name. The name may have escapes.
    pub(crate) fn and(mut self, name: &str, value: impl ToString) -> Self {
        self.0.push((name.to_owned(), value.to_string()));
        self
    }

    pub(crate) fn json(&self) -> String {
        let members: Vec<String> = self.0.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        format!("{{{}}}", members.join(","))
    }
}
