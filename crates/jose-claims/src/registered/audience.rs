//! For whom a token is.

use std::{borrow::Cow, fmt};

use jose_core::json::Text;
use serde::{
    Deserialize, Deserializer,
    de::{Error, SeqAccess, Unexpected, Visitor},
};

/// `aud`: one string, or a list that is not empty.
#[derive(Debug)]
pub(crate) enum Audience<'p> {
    One(Cow<'p, str>),
    Several(Vec<Cow<'p, str>>),
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

    #[inline]
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
