//! The members of a key as they stand in the text, before anybody asks whether they make sense.

use std::fmt;

use jose_core::{SecretBytes, base64url, json::Text};
use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::open::OpenMembers;

/// Their values never become plain strings.
pub(crate) use jose_core::header::PRIVATE_PARTS as SECRET_MEMBERS;

/// What stands where a key should.
#[derive(Debug)]
pub(crate) enum RawKey<'t> {
    Members(RawMembers<'t>),
    NotAnObject,
}

/// All members, the secret ones apart.
#[derive(Debug, Default)]
pub(crate) struct RawMembers<'t> {
    pub(crate) open: OpenMembers<'t>,
    pub(crate) secret: Vec<(&'static str, RawSecret)>,
}

/// A member that is secret in some type of key.
#[derive(Debug)]
pub(crate) enum RawSecret {
    Bytes(SecretBytes),
    NotBase64,
    NotAString,
}

impl<'de: 't, 't> Deserialize<'de> for RawKey<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KeyVisitor)
    }
}

impl<'de> Deserialize<'de> for RawSecret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SecretVisitor)
    }
}

/// Accepts every scalar and every list as something else than what was hoped for: the refusal comes later and costs one key alone.
macro_rules! otherwise {
    ($value:expr; $($method:ident($($type:ty)?))*) => {
        $(fn $method<E>(self $(, _: $type)?) -> Result<Self::Value, E> {
            Ok($value)
        })*

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok($value)
        }
    };
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = RawKey<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawKey<'de>, A::Error> {
        let mut members = RawMembers::default();
        while let Some(Text(name)) = map.next_key()? {
            match SECRET_MEMBERS.iter().find(|secret| **secret == name) {
                Some(secret) => members.secret.push((secret, map.next_value()?)),
                None => members.open.push(name, map.next_value()?),
            }
        }
        Ok(RawKey::Members(members))
    }

    otherwise! {
        RawKey::NotAnObject;
        visit_bool(bool) visit_i64(i64) visit_u64(u64) visit_f64(f64) visit_str(&str) visit_unit() visit_none()
    }
}

struct SecretVisitor;

impl<'de> Visitor<'de> for SecretVisitor {
    type Value = RawSecret;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a secret in base64url")
    }

    fn visit_str<E>(self, text: &str) -> Result<RawSecret, E> {
        Ok(base64url::decode_secret(text).map_or(RawSecret::NotBase64, RawSecret::Bytes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawSecret, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(RawSecret::NotAString)
    }

    otherwise! {
        RawSecret::NotAString;
        visit_bool(bool) visit_i64(i64) visit_u64(u64) visit_f64(f64) visit_unit() visit_none()
    }
}
