//! Whether a JSON text has a member twice in one object, found by keeping every name in a list.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// Whether some object, at any depth, has two members of one name; `None` if the text is not JSON.
pub fn has_duplicates(text: &[u8]) -> Option<bool> {
    serde_json::from_slice(text).ok().map(|Found(twice)| twice)
}

struct Found(bool);

impl<'de> Deserialize<'de> for Found {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Search)
    }
}

struct Search;

impl<'de> Visitor<'de> for Search {
    type Value = Found;

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found, A::Error> {
        let mut names: Vec<String> = Vec::new();
        let mut twice = false;
        while let Some(name) = map.next_key::<String>()? {
            let Found(inside) = map.next_value()?;
            twice |= inside || names.contains(&name);
            names.push(name);
        }
        Ok(Found(twice))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Found, A::Error> {
        let mut twice = false;
        while let Some(Found(inside)) = elements.next_element()? {
            twice |= inside;
        }
        Ok(Found(twice))
    }

    fn visit_unit<E>(self) -> Result<Found, E> {
        Ok(Found(false))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Found, E> {
        Ok(Found(false))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Found, E> {
        Ok(Found(false))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Found, E> {
        Ok(Found(false))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Found, E> {
        Ok(Found(false))
    }

    fn visit_str<E>(self, _: &str) -> Result<Found, E> {
        Ok(Found(false))
    }

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }
}
