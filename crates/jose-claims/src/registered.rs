//! The claims with a meaning of their own, read in one strict pass.

use std::{borrow::Cow, fmt};

use jose_core::{
    json::{self, JsonError, JsonLimits, Text},
    time::UnixTime,
};
use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor},
};

use crate::numeric_date::NumericDate;

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
    /// Reads them from a payload that has been verified.
    pub(crate) fn parse(payload: &'p [u8], limits: &JsonLimits) -> Result<Self, JsonError> {
        json::parse_object(payload, limits)
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

impl<'de> Deserialize<'de> for RegisteredClaims<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ClaimsVisitor)
    }
}

struct ClaimsVisitor;

impl<'de> Visitor<'de> for ClaimsVisitor {
    type Value = RegisteredClaims<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a claims object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RegisteredClaims<'de>, A::Error> {
        let mut claims = RegisteredClaims::default();
        while let Some(Text(name)) = map.next_key()? {
            match name.as_ref() {
                "aud" => claims.audience = Some(map.next_value()?),
                "client_id" => claims.client_id = Some(text(&mut map)?),
                "exp" => claims.expires = Some(map.next_value()?),
                "iat" => claims.issued_at = Some(map.next_value()?),
                "iss" => claims.issuer = Some(text(&mut map)?),
                "jti" => claims.token_id = Some(text(&mut map)?),
                "nbf" => claims.not_before = Some(map.next_value()?),
                "scope" => claims.scope = Some(text(&mut map)?),
                "sub" => claims.subject = Some(text(&mut map)?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(claims)
    }
}

fn text<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Cow<'de, str>, A::Error> {
    map.next_value().map(|Text(text)| text)
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
