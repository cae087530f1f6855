//! The claims with a meaning of their own, read in one strict pass.

mod audience;
mod place;

use std::borrow::Cow;

use jose_core::time::UnixTime;
use serde::de::{DeserializeSeed, Error};

pub(crate) use audience::Audience;
pub(crate) use place::Fill;
use place::Place;

use crate::{
    types::NumericDate,
    view::{Number, Replay, Sight, View},
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
    #[inline]
    pub(crate) fn of(name: &str) -> Option<Self> {
        Some(match name.as_bytes() {
            &[first, second, third] => match at_once(first, second, third) {
                AUD => Self::Audience,
                EXP => Self::Expires,
                IAT => Self::IssuedAt,
                ISS => Self::Issuer,
                JTI => Self::TokenId,
                NBF => Self::NotBefore,
                SUB => Self::Subject,
                _ => return None,
            },
            _ => match name {
                "client_id" => Self::ClientId,
                "scope" => Self::Scope,
                _ => return None,
            },
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

const AUD: u32 = at_once(b'a', b'u', b'd');
const EXP: u32 = at_once(b'e', b'x', b'p');
const IAT: u32 = at_once(b'i', b'a', b't');
const ISS: u32 = at_once(b'i', b's', b's');
const JTI: u32 = at_once(b'j', b't', b'i');
const NBF: u32 = at_once(b'n', b'b', b'f');
const SUB: u32 = at_once(b's', b'u', b'b');

/// Three letters as one number: most names have three, and are told apart at once.
const fn at_once(first: u8, second: u8, third: u8) -> u32 {
    u32::from_le_bytes([first, second, third, 0])
}

impl<'p> RegisteredClaims<'p> {
    #[inline]
    fn place(&mut self, name: RegisteredName) -> Place<'_, 'p> {
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

    /// What reads a claim to its place, and a date to `number` as well.
    #[inline]
    pub(crate) fn fill<'r>(&'r mut self, name: RegisteredName, number: &'r mut Number) -> Fill<'r, 'p> {
        Fill { place: self.place(name), number }
    }

    /// Takes the value of a claim.
    pub(crate) fn take<E: Error>(&mut self, name: RegisteredName, value: &View<'p>) -> Result<(), E> {
        self.fill(name, &mut Number::Unsigned(0)).deserialize(Replay::new(value.into()))
    }

    /// A claim as it was written, for a type that asks. Dates are not kept so: `number` is this one. What is absent is null.
    #[inline]
    pub(crate) fn sight(&self, name: RegisteredName, number: Number) -> Sight<'_, 'p> {
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
            RegisteredName::Expires | RegisteredName::IssuedAt | RegisteredName::NotBefore => {
                return Sight::Number(number);
            }
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
