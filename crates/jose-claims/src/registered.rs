//! The claims with a meaning of their own, read in one strict pass.

use std::{borrow::Cow, fmt};

use jose_core::{json::Text, time::UnixTime};
use serde::{
    Deserialize, Deserializer,
    de::{Error, SeqAccess, Unexpected, Visitor},
};

use crate::{types::NumericDate, view::View};

/// The registered claims as they stand in the payload, borrowed from it. Whatever has the wrong type has been refused.
#[derive(Debug, Default)]
pub(crate) struct RegisteredClaims<'p> {
    pub(crate) issuer: Option<Cow<'p, str>>,
    pub(crate) subject: Option<Cow<'p, str>>,
    pub(crate) audience: Option<Audience<'p>>,
    pub(crate) expires: Option<NumericDate>,
    pub(crate) not_before: Option<NumericDate>,
    pub(crate) issued_at: Option<NumericDate>,
    pub(crate) token_id: Option<Cow<'p, str>>,
    pub(crate) client_id: Option<Cow<'p, str>>,
    pub(crate) scope: Option<Cow<'p, str>>,
}

/// `aud`: one string, or a list that is not empty.
#[derive(Debug)]
pub(crate) enum Audience<'p> {
    One(Cow<'p, str>),
    Several(Vec<Cow<'p, str>>),
}

impl<'p> RegisteredClaims<'p> {
    /// Whether a claim of this name is one of them.
    pub(crate) fn has_name(name: &str) -> bool {
        NAMES.contains(&name)
    }

    /// Takes the value of a claim, if its name is one of these.
    pub(crate) fn take<E: Error>(&mut self, name: &str, value: &View<'p>) -> Result<(), E> {
        match name {
            "aud" => self.audience = Some(value.read()?),
            "client_id" => self.client_id = Some(text(value)?),
            "exp" => self.expires = Some(value.read()?),
            "iat" => self.issued_at = Some(value.read()?),
            "iss" => self.issuer = Some(text(value)?),
            "jti" => self.token_id = Some(text(value)?),
            "nbf" => self.not_before = Some(value.read()?),
            "scope" => self.scope = Some(text(value)?),
            "sub" => self.subject = Some(text(value)?),
            _ => {}
        }
        Ok(())
    }

    pub(crate) fn expires(&self) -> Option<UnixTime> {
        self.expires.map(NumericDate::rounded_down)
    }

    pub(crate) fn not_before(&self) -> Option<UnixTime> {
        self.not_before.map(NumericDate::rounded_up)
    }

    pub(crate) fn issued_at(&self) -> Option<UnixTime> {
        self.issued_at.map(NumericDate::rounded_up)
    }
}

impl<'p> Audience<'p> {
    pub(crate) fn as_slice(&self) -> &[Cow<'p, str>] {
        match self {
            Self::One(audience) => std::slice::from_ref(audience),
            Self::Several(audiences) => audiences,
        }
    }
}

/// The names that [`RegisteredClaims`] reads; private claims must have others.
pub(crate) const NAMES: &[&str] = &[
    // tidy: sorted
    "aud",
    "client_id",
    "exp",
    "iat",
    "iss",
    "jti",
    "nbf",
    "scope",
    "sub",
    // tidy: end
];

fn text<'p, E: Error>(value: &View<'p>) -> Result<Cow<'p, str>, E> {
    value.read().map(|Text(text)| text)
}

impl<'de> Deserialize<'de> for Audience<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AudienceVisitor)
    }
}

struct AudienceVisitor;

impl<'de> Visitor<'de> for AudienceVisitor {
    type Value = Audience<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string, or a list of strings that is not empty")
    }

    fn visit_borrowed_str<E: Error>(self, audience: &'de str) -> Result<Audience<'de>, E> {
        Ok(Audience::One(Cow::Borrowed(audience)))
    }

    fn visit_str<E: Error>(self, audience: &str) -> Result<Audience<'de>, E> {
        Ok(Audience::One(Cow::Owned(audience.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Audience<'de>, A::Error> {
        let mut audiences = Vec::new();
        while let Some(Text(audience)) = list.next_element()? {
            audiences.push(audience);
        }
        if audiences.is_empty() {
            return Err(A::Error::invalid_value(Unexpected::Seq, &self));
        }
        Ok(Audience::Several(audiences))
    }
}
