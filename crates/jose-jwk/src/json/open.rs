//! The members of a key that are not secret, as they stand in the text.

use std::{borrow::Cow, fmt, mem};

use serde::{
    Deserialize, Deserializer,
    de::{
        MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};
use serde_json::{Map, Value};

use crate::JwkError;

/// Members in the order of the text, none of them twice. Names and strings are borrowed from the text where they hold no escapes. The place of one that
/// was taken stays, so that the others need not move.
#[derive(Clone, Debug)]
pub(crate) struct OpenMembers<'t>(Vec<(Cow<'t, str>, Option<OpenValue<'t>>)>);

/// What one member says. Most of a key is strings.
#[derive(Clone, Debug)]
pub(crate) enum OpenValue<'t> {
    Text(Cow<'t, str>),
    Other(Value),
}

/// Room for what most keys have.
const MEMBERS: usize = 8;

impl Default for OpenMembers<'_> {
    fn default() -> Self {
        Self(Vec::with_capacity(MEMBERS))
    }
}

impl<'t> OpenMembers<'t> {
    pub(crate) fn push(&mut self, name: Cow<'t, str>, value: OpenValue<'t>) {
        self.0.push((name, Some(value)));
    }

    pub(crate) fn get(&self, name: &str) -> Option<&OpenValue<'t>> {
        self.0.iter().find(|(known, _)| known == name)?.1.as_ref()
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// A member that is a string.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(OpenValue::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A member that is a list.
    pub(crate) fn list(&self, name: &str) -> Option<&[Value]> {
        match self.get(name) {
            Some(OpenValue::Other(Value::Array(list))) => Some(list),
            _ => None,
        }
    }

    pub(crate) fn take(&mut self, name: &str) -> Option<OpenValue<'t>> {
        self.0.iter_mut().find(|(known, _)| known == name)?.1.take()
    }

    /// Takes a member that is a string if it is there.
    pub(crate) fn take_text(&mut self, name: &'static str) -> Result<Option<Cow<'t, str>>, JwkError> {
        match self.take(name) {
            None => Ok(None),
            Some(OpenValue::Text(text)) => Ok(Some(text)),
            Some(OpenValue::Other(_)) => Err(JwkError::member(name, "a string")),
        }
    }

    /// Takes all that is left.
    pub(crate) fn take_rest(&mut self) -> Map<String, Value> {
        let left = self.0.iter_mut().filter_map(|(name, value)| Some((name, value.take()?)));
        left.map(|(name, value)| (mem::take(name).into_owned(), value.into())).collect()
    }
}

impl<'t> OpenValue<'t> {
    /// The string that it is, again, borrowed if it was.
    pub(crate) fn text(&self) -> Option<Cow<'t, str>> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Other(_) => None,
        }
    }
}

impl From<OpenValue<'_>> for Value {
    fn from(value: OpenValue<'_>) -> Self {
        match value {
            OpenValue::Text(text) => Self::String(text.into_owned()),
            OpenValue::Other(value) => value,
        }
    }
}

impl<'de: 't, 't> Deserialize<'de> for OpenValue<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OpenVisitor)
    }
}

struct OpenVisitor;

macro_rules! others {
    ($($method:ident($($value:ident: $type:ty)?))*) => {
        $(fn $method<E>(self $(, $value: $type)?) -> Result<OpenValue<'de>, E> {
            Ok(OpenValue::Other(($($value)?).into()))
        })*
    };
}

impl<'de> Visitor<'de> for OpenVisitor {
    type Value = OpenValue<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<OpenValue<'de>, E> {
        Ok(OpenValue::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<OpenValue<'de>, E> {
        Ok(OpenValue::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<OpenValue<'de>, E> {
        Ok(OpenValue::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<OpenValue<'de>, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(list)).map(OpenValue::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<OpenValue<'de>, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(map)).map(OpenValue::Other)
    }

    others! { visit_bool(value: bool) visit_i64(value: i64) visit_u64(value: u64) visit_f64(value: f64) visit_unit() visit_none() }
}
