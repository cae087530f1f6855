//! A set as it stands in the text.

use std::fmt;

use jose_core::{
    LimitExceeded,
    json::{Text, parse_object_with},
};
use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::KEYS;
use crate::{
    JwkError,
    json::{SET, SET_BYTES, raw::RawKey},
};

/// Reads a set, and makes something of each key and its place before the next one is read. That takes less memory than to read all keys first; what was
/// made is for nothing where a later part of the text costs the whole set.
pub(crate) fn read<'t, T>(json: &'t [u8], make: impl FnMut(usize, RawKey<'t>) -> T) -> Result<Vec<T>, JwkError> {
    LimitExceeded::check("set_bytes", json.len(), SET_BYTES)?;
    // Room for all that there may be, for a moment: to grow step by step costs a large set more than that costs a small one.
    let mut keys = Made { all: Vec::with_capacity(KEYS), count: 0, make };
    parse_object_with(Set(&mut keys), json, &SET)?;
    LimitExceeded::check("set_keys", keys.count, KEYS)?;
    keys.all.shrink_to_fit();
    Ok(keys.all)
}

/// What was made of as many keys as a set may have, and how many there were.
struct Made<T, F> {
    all: Vec<T>,
    count: usize,
    make: F,
}

struct Set<'m, T, F>(&'m mut Made<T, F>);

impl<'de, T, F: FnMut(usize, RawKey<'de>) -> T> DeserializeSeed<'de> for Set<'_, T, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T, F: FnMut(usize, RawKey<'de>) -> T> Visitor<'de> for Set<'_, T, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JWK Set")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut is_set = false;
        while let Some(Text(name)) = map.next_key()? {
            if name == "keys" {
                map.next_value_seed(List(&mut *self.0))?;
                is_set = true;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if is_set { Ok(()) } else { Err(A::Error::missing_field("keys")) }
    }
}

/// The member `keys`.
struct List<'m, T, F>(&'m mut Made<T, F>);

impl<'de, T, F: FnMut(usize, RawKey<'de>) -> T> DeserializeSeed<'de> for List<'_, T, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T, F: FnMut(usize, RawKey<'de>) -> T> Visitor<'de> for List<'_, T, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of keys")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self(keys) = self;
        while keys.count < KEYS {
            let Some(key) = list.next_element()? else { return Ok(()) };
            keys.all.push((keys.make)(keys.count, key));
            keys.count = keys.count.saturating_add(1);
        }
        // The rest is counted and not kept; the whole text is bounded.
        while list.next_element::<IgnoredAny>()?.is_some() {
            keys.count = keys.count.saturating_add(1);
        }
        Ok(())
    }
}
