//! The claims with a meaning of their own, read in one strict pass.

mod audience;
mod name;
mod place;

use std::borrow::Cow;

use serde::de::{DeserializeSeed, Error};

pub(crate) use audience::Audience;
pub(crate) use name::{DATES, RegisteredName, TEXTS};
pub(crate) use place::Fill;
use place::Place;

use crate::{
    types::NumericDate,
    view::{Number, Replay, Sight, View},
};

/// The registered claims as they stand in the payload, borrowed from it. Whatever has the wrong type has been refused.
#[derive(Debug, Default)]
pub(crate) struct RegisteredClaims<'p> {
    /// The first of [`RegisteredName`], in its order.
    texts: [Option<Cow<'p, str>>; TEXTS],
    /// Those behind the texts.
    dates: [Option<NumericDate>; DATES],
    pub(crate) audience: Option<Audience<'p>>,
}

impl<'p> RegisteredClaims<'p> {
    #[inline]
    fn place(&mut self, name: RegisteredName) -> Place<'_, 'p> {
        let place = name as usize;
        if let Some(text) = self.texts.get_mut(place) {
            return Place::Text(text);
        }
        self.dates.get_mut(place.wrapping_sub(TEXTS)).map_or(Place::Audience(&mut self.audience), Place::Date)
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
        match (self.texts.get(name as usize), name, &self.audience) {
            (Some(text), ..) => text.as_ref().map_or(Sight::Null, Sight::Text),
            (None, RegisteredName::Audience, Some(Audience::One(audience))) => Sight::Text(audience),
            (None, RegisteredName::Audience, Some(Audience::Several(audiences))) => Sight::Texts(audiences),
            (None, RegisteredName::Audience, None) => Sight::Null,
            (None, ..) => Sight::Number(number),
        }
    }

    /// Whether a claim is there and says something: an empty text names nobody.
    #[inline]
    pub(crate) fn says_something(&self, name: RegisteredName) -> bool {
        match self.texts.get(name as usize) {
            Some(text) => text.as_ref().is_some_and(|text| !text.is_empty()),
            None if name == RegisteredName::Audience => self.audiences().iter().any(|audience| !audience.is_empty()),
            None => self.date(name).is_some(),
        }
    }

    /// The texts, in the order of [`RegisteredName`].
    pub(crate) fn texts(&self) -> &[Option<Cow<'p, str>>; TEXTS] {
        &self.texts
    }

    /// The dates, in the order of [`RegisteredName`].
    pub(crate) fn dates(&self) -> &[Option<NumericDate>; DATES] {
        &self.dates
    }

    #[inline]
    fn text(&self, name: RegisteredName) -> Option<&str> {
        self.texts.get(name as usize)?.as_deref()
    }

    #[inline]
    fn date(&self, name: RegisteredName) -> Option<NumericDate> {
        *self.dates.get((name as usize).wrapping_sub(TEXTS))?
    }

    /// `iss`.
    #[inline]
    pub(crate) fn issuer(&self) -> Option<&str> {
        self.text(RegisteredName::Issuer)
    }

    /// `sub`.
    #[inline]
    pub(crate) fn subject(&self) -> Option<&str> {
        self.text(RegisteredName::Subject)
    }

    /// `jti`.
    #[inline]
    pub(crate) fn token_id(&self) -> Option<&str> {
        self.text(RegisteredName::TokenId)
    }

    /// Whom it is for; nobody if the claim is absent.
    #[inline]
    pub(crate) fn audiences(&self) -> &[Cow<'p, str>] {
        self.audience.as_ref().map(Audience::as_slice).unwrap_or_default()
    }

    /// `exp`, as it was written.
    #[inline]
    pub(crate) fn expires(&self) -> Option<NumericDate> {
        self.date(RegisteredName::Expires)
    }

    /// `nbf`, as it was written.
    #[inline]
    pub(crate) fn not_before(&self) -> Option<NumericDate> {
        self.date(RegisteredName::NotBefore)
    }

    /// `iat`, as it was written.
    #[inline]
    pub(crate) fn issued_at(&self) -> Option<NumericDate> {
        self.date(RegisteredName::IssuedAt)
    }
}
