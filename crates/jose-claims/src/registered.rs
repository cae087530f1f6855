//! The claims with a meaning of their own, read in one strict pass.

mod audience;

use std::borrow::Cow;

use jose_core::{json::Text, time::UnixTime};
use serde::de::Error;

pub(crate) use audience::Audience;

use crate::{
    types::NumericDate,
    view::{Sight, View},
};

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

/// Which of the claims with a meaning of their own.
#[derive(Clone, Copy, Debug, PartialEq)]
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
        // Bytes are told apart one after the other, texts are compared with each name.
        Some(match name.as_bytes() {
            b"aud" => Self::Audience,
            b"client_id" => Self::ClientId,
            b"exp" => Self::Expires,
            b"iat" => Self::IssuedAt,
            b"iss" => Self::Issuer,
            b"jti" => Self::TokenId,
            b"nbf" => Self::NotBefore,
            b"scope" => Self::Scope,
            b"sub" => Self::Subject,
            _ => return None,
        })
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Audience => "aud",
            Self::ClientId => "client_id",
            Self::Expires => "exp",
            Self::IssuedAt => "iat",
            Self::Issuer => "iss",
            Self::NotBefore => "nbf",
            Self::Scope => "scope",
            Self::Subject => "sub",
            Self::TokenId => "jti",
        }
    }
}

/// Where a claim belongs.
pub(crate) enum Place<'r, 'p> {
    Text(&'r mut Option<Cow<'p, str>>),
    Audience(&'r mut Option<Audience<'p>>),
    Date(&'r mut Option<NumericDate>),
}

impl<'p> RegisteredClaims<'p> {
    #[inline]
    pub(crate) fn place(&mut self, name: RegisteredName) -> Place<'_, 'p> {
        match name {
            RegisteredName::Audience => Place::Audience(&mut self.audience),
            RegisteredName::ClientId => Place::Text(&mut self.client_id),
            RegisteredName::Expires => Place::Date(&mut self.expires),
            RegisteredName::IssuedAt => Place::Date(&mut self.issued_at),
            RegisteredName::Issuer => Place::Text(&mut self.issuer),
            RegisteredName::NotBefore => Place::Date(&mut self.not_before),
            RegisteredName::Scope => Place::Text(&mut self.scope),
            RegisteredName::Subject => Place::Text(&mut self.subject),
            RegisteredName::TokenId => Place::Text(&mut self.token_id),
        }
    }

    /// Takes the value of a claim.
    pub(crate) fn take<E: Error>(&mut self, name: RegisteredName, value: &View<'p>) -> Result<(), E> {
        match self.place(name) {
            Place::Text(place) => *place = Some(value.read::<Text<'p>, E>()?.0),
            Place::Audience(place) => *place = Some(value.read()?),
            Place::Date(place) => *place = Some(value.read()?),
        }
        Ok(())
    }

    /// The text of a claim, or the list of them, for a type that asks. A date is not kept as it was written; that, and what is absent, is null.
    #[inline]
    pub(crate) fn texts(&self, name: RegisteredName) -> Sight<'_, 'p> {
        let text = match name {
            RegisteredName::Audience => {
                return match &self.audience {
                    Some(Audience::One(audience)) => Sight::Text(audience),
                    Some(Audience::Several(audiences)) => Sight::Texts(audiences),
                    None => Sight::Null,
                };
            }
            RegisteredName::ClientId => &self.client_id,
            RegisteredName::Issuer => &self.issuer,
            RegisteredName::Scope => &self.scope,
            RegisteredName::Subject => &self.subject,
            RegisteredName::TokenId => &self.token_id,
            RegisteredName::Expires | RegisteredName::IssuedAt | RegisteredName::NotBefore => &None,
        };
        text.as_ref().map_or(Sight::Null, Sight::Text)
    }

    /// Whether a claim is there and says something: an empty text names nobody.
    #[inline]
    pub(crate) fn says_something(&self, name: RegisteredName) -> bool {
        let says = |text: &Option<Cow<'_, str>>| text.as_ref().is_some_and(|text| !text.is_empty());
        match name {
            RegisteredName::Audience => self.audiences().iter().any(|audience| !audience.is_empty()),
            RegisteredName::ClientId => says(&self.client_id),
            RegisteredName::Expires => self.expires.is_some(),
            RegisteredName::IssuedAt => self.issued_at.is_some(),
            RegisteredName::Issuer => says(&self.issuer),
            RegisteredName::NotBefore => self.not_before.is_some(),
            RegisteredName::Scope => says(&self.scope),
            RegisteredName::Subject => says(&self.subject),
            RegisteredName::TokenId => says(&self.token_id),
        }
    }

    /// Whom it is for; nobody if the claim is absent.
    pub(crate) fn audiences(&self) -> &[Cow<'p, str>] {
        self.audience.as_ref().map(Audience::as_slice).unwrap_or_default()
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
