//! A claim of any shape, borrowed from the payload: what rules look at, and what the caller's type is given in place of the text.

mod name;
mod replay;

use std::{borrow::Cow, fmt};

use jose_core::json::Text;
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};

/// A value of a claim.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum View<'p> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'p, str>),
    List(Vec<View<'p>>),
    Object(Vec<Member<'p>>),
}

/// A number of a claim, as it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Number {
    Signed(i64),
    Unsigned(u64),
    Fraction(f64),
}

pub(crate) use name::Name;
pub(crate) use replay::{Replay, Sight};

/// A member of an object.
pub(crate) type Member<'p> = (Cow<'p, str>, View<'p>);

impl<'p> View<'p> {
    /// Reads a `T` from it, as if from the text.
    pub(crate) fn read<T: Deserialize<'p>, E: Error>(&self) -> Result<T, E> {
        T::deserialize(Replay::new(self.into()))
    }

    /// Whether there is anything in it: `null`, an empty text, list or object name nobody.
    pub(crate) fn says_something(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Text(text) => !text.is_empty(),
            Self::List(items) => !items.is_empty(),
            Self::Object(members) => !members.is_empty(),
            _ => true,
        }
    }

    /// The member of an object.
    pub(crate) fn member(&self, name: &str) -> Option<&View<'p>> {
        match self {
            Self::Object(members) => members.iter().find(|(own, _)| own == name).map(|(_, value)| value),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for View<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ViewVisitor)
    }
}

struct ViewVisitor;

impl<'de> Visitor<'de> for ViewVisitor {
    type Value = View<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<View<'de>, E> {
        Ok(View::Null)
    }

    fn visit_none<E>(self) -> Result<View<'de>, E> {
        Ok(View::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<View<'de>, D::Error> {
        View::deserialize(inner)
    }

    fn visit_bool<E>(self, value: bool) -> Result<View<'de>, E> {
        Ok(View::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<View<'de>, E> {
        Ok(View::Number(Number::Signed(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<View<'de>, E> {
        Ok(View::Number(Number::Unsigned(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<View<'de>, E> {
        Ok(View::Number(Number::Fraction(value)))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<View<'de>, E> {
        Ok(View::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<View<'de>, E> {
        Ok(View::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<View<'de>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(View::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<View<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some((Text(name), value)) = map.next_entry()? {
            members.push((name, value));
        }
        Ok(View::Object(members))
    }
}
