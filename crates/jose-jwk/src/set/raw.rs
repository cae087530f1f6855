//! A set as it stands in the text.

use std::fmt;

use jose_core::json::Text;
use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::KEYS;
use crate::json::raw::RawKey;

/// As many keys as a set may have, and how many there were.
#[derive(Debug, Default)]
pub(crate) struct RawSet<'t> {
    pub(crate) keys: Vec<RawKey<'t>>,
    pub(crate) count: usize,
}

impl<'de: 't, 't> Deserialize<'de> for RawSet<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(SetVisitor)
    }
}

struct SetVisitor;

impl<'de> Visitor<'de> for SetVisitor {
    type Value = RawSet<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JWK Set")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawSet<'de>, A::Error> {
        let mut set = None;
        while let Some(Text(name)) = map.next_key()? {
            if name == "keys" {
                set = Some(map.next_value::<List>()?.0);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        set.ok_or_else(|| A::Error::missing_field("keys"))
    }
}

/// The member `keys`.
struct List<'t>(RawSet<'t>);

impl<'de: 't, 't> Deserialize<'de> for List<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ListVisitor)
    }
}

struct ListVisitor;

impl<'de> Visitor<'de> for ListVisitor {
    type Value = List<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of keys")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<List<'de>, A::Error> {
        // A few kilobytes, for a moment: to grow step by step costs a large set more than that costs a small one.
        let mut set = RawSet { keys: Vec::with_capacity(KEYS), count: 0 };
        while set.keys.len() < KEYS {
            let Some(key) = list.next_element()? else { break };
            set.keys.push(key);
        }
        set.count = set.keys.len();
        // The rest is counted and not kept; the whole text is bounded.
        while list.next_element::<IgnoredAny>()?.is_some() {
            set.count = set.count.saturating_add(1);
        }
        Ok(List(set))
    }
}
