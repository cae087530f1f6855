//! Types that look at the same text in different ways.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use jose_core::json::{self, JsonError, JsonLimits};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, IgnoredAny},
};
use serde_json::Value;

/// Ignores every member.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Blind {}

#[derive(Debug, Deserialize)]
pub(crate) struct Flat {
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Either {
    Never(u8),
    Anything(Value),
}

/// Would take any trouble for an absent value.
#[derive(Debug)]
pub(crate) struct Lenient<T>(pub(crate) Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(T::deserialize(deserializer).ok()))
    }
}

/// Wants a number where the tables have anything else, and is content without.
#[derive(Debug, Deserialize)]
pub(crate) struct LenientMember {
    #[serde(default)]
    a: Option<Lenient<u64>>,
    #[serde(default)]
    b: Option<Lenient<Lenient<Blind>>>,
}

type Reader = (&'static str, fn(&[u8], &JsonLimits) -> Option<JsonError>);

pub(crate) const READERS: &[Reader] = &[
    ("Value", error::<Value>),
    ("IgnoredAny", error::<IgnoredAny>),
    ("a struct that ignores everything", error::<Blind>),
    ("an option", error::<Option<Value>>),
    ("a hash map of values", error::<HashMap<String, Value>>),
    ("a map with ignored values", error::<BTreeMap<Cow<'static, str>, IgnoredAny>>),
    ("a flattened struct", error::<Flat>),
    ("an untagged enum", error::<Either>),
    ("a lenient type", error::<Lenient<Value>>),
    ("a lenient type around a strict one", error::<Lenient<HashMap<String, u8>>>),
    ("lenient values", error::<HashMap<String, Lenient<HashMap<String, u8>>>>),
    ("lenient members", error::<LenientMember>),
];

fn error<T: DeserializeOwned>(bytes: &[u8], limits: &JsonLimits) -> Option<JsonError> {
    json::parse_object::<T>(bytes, limits).err()
}
