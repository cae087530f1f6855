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

/// Which of the claims with a meaning of their own.
#[derive(Clone, Copy)]
pub(crate) enum RegisteredName {
    Audience,
    ClientId,
    Expires,
    IssuedAt,
    Issuer,
    NotBefore,
    Scope,
    Subject,
    TokenId,
}

impl RegisteredName {
    /// The claim of this name, if it is one of them. Private claims must have other names.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "aud" => Self::Audience,
            "client_id" => Self::ClientId,
            "exp" => Self::Expires,
            "iat" => Self::IssuedAt,
            "iss" => Self::Issuer,
            "jti" => Self::TokenId,
            "nbf" => Self::NotBefore,
            "scope" => Self::Scope,
            "sub" => Self::Subject,
            _ => return None,
        })
    }
}

impl<'p> RegisteredClaims<'p> {
    /// Where a claim belongs that is a text.
    pub(crate) fn text(&mut self, name: RegisteredName) -> Option<&mut Option<Cow<'p, str>>> {
        Some(match name {
            RegisteredName::ClientId => &mut self.client_id,
            RegisteredName::Issuer => &mut self.issuer,
            RegisteredName::Scope => &mut self.scope,
            RegisteredName::Subject => &mut self.subject,
            RegisteredName::TokenId => &mut self.token_id,
            RegisteredName::Audience
            | RegisteredName::Expires
            | RegisteredName::IssuedAt
            | RegisteredName::NotBefore => return None,
        })
    }

    /// Takes the value of a claim.
    pub(crate) fn take<E: Error>(&mut self, name: RegisteredName, value: &View<'p>) -> Result<(), E> {
        match name {
            RegisteredName::Audience => self.audience = Some(value.read()?),
            RegisteredName::Expires => self.expires = Some(value.read()?),
            RegisteredName::IssuedAt => self.issued_at = Some(value.read()?),
            RegisteredName::NotBefore => self.not_before = Some(value.read()?),
            RegisteredName::ClientId
            | RegisteredName::Issuer
            | RegisteredName::Scope
            | RegisteredName::Subject
            | RegisteredName::TokenId => {
                let Text(text) = value.read()?;
                if let Some(room) = self.text(name) {
                    *room = Some(text);
                }
            }
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
