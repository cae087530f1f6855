//! JSON in and out.
//!
//! A key is read in two steps: the strict parser collects its members without judging them ([`raw`]), then the members become a key
//! or a refusal ([`read`]). So one bad key in a set costs that key alone, and a duplicate anywhere costs the whole text.

pub(crate) mod members;
pub(crate) mod open;
pub(crate) mod raw;
mod read;
pub(crate) mod write;

use std::fmt;

use jose_core::{
    LimitExceeded,
    json::{self, JsonError, JsonLimits, Text},
};
use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};

pub(crate) use read::key;

use crate::{Jwk, JwkError, KeyKind};
use raw::RawKey;

/// The largest key file that is read: an RSA key of 8192 bits with a chain of certificates fits well.
pub(crate) const KEY_BYTES: usize = 64 * 1024;

/// The largest set that is read.
pub(crate) const SET_BYTES: usize = 1024 * 1024;

/// The structure of one key.
pub(crate) const KEY: JsonLimits = JsonLimits { depth: 16, members: 256 };

/// The structure of a set: 128 keys with 64 members each.
pub(crate) const SET: JsonLimits = JsonLimits { depth: 16, members: 8192 };

/// Reads one key, of the kind that is wanted if one is.
pub(crate) fn parse(bytes: &[u8], wanted: Option<KeyKind>) -> Result<Jwk, JwkError> {
    LimitExceeded::check("key_bytes", bytes.len(), KEY_BYTES)?;
    match json::parse_object(bytes, &KEY)? {
        RawKey::Members(members) => key(members, wanted),
        RawKey::NotAnObject => Err(JwkError::Json(JsonError::NotAnObject)),
    }
}

/// Whether an object has the member that makes a key, or the one that makes a set.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) kty: bool,
    pub(crate) keys: bool,
}

/// Reads the names alone.
pub(crate) fn names(bytes: &[u8]) -> Result<Names, JwkError> {
    LimitExceeded::check("set_bytes", bytes.len(), SET_BYTES)?;
    Ok(json::parse_object(bytes, &SET)?)
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(NamesVisitor)
    }
}

struct NamesVisitor;

impl<'de> Visitor<'de> for NamesVisitor {
    type Value = Names;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Names, A::Error> {
        let mut names = Names::default();
        while let Some((Text(name), IgnoredAny)) = map.next_entry()? {
            names.kty |= name == "kty";
            names.keys |= name == "keys";
        }
        Ok(names)
    }
}
