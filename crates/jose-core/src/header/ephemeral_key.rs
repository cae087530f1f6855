//! `epk`: the public half of a key that a sender made for one message. Specification: RFC 7518 section 4.6.1.1.

use alloc::borrow::Cow;
use core::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, Unexpected, Visitor},
};

use super::parse::{PRIVATE_PARTS, text};
use crate::json::Text;

/// `epk` as it arrived: names and coordinates as text, not yet a key on any curve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EphemeralKey<'h> {
    key_type: Cow<'h, str>,
    curve: Cow<'h, str>,
    x: Cow<'h, str>,
    y: Option<Cow<'h, str>>,
}

impl EphemeralKey<'_> {
    /// `kty`.
    #[must_use]
    pub fn key_type(&self) -> &str {
        &self.key_type
    }

    /// `crv`.
    #[must_use]
    pub fn curve(&self) -> &str {
        &self.curve
    }

    /// `x`, encoded.
    #[must_use]
    pub fn x(&self) -> &str {
        &self.x
    }

    /// `y`, encoded; absent on Montgomery curves.
    #[must_use]
    pub fn y(&self) -> Option<&str> {
        self.y.as_deref()
    }

    pub(super) fn into_owned(self) -> EphemeralKey<'static> {
        let owned = |text: Cow<'_, str>| Cow::<'static, str>::Owned(text.into_owned());
        EphemeralKey {
            key_type: owned(self.key_type),
            curve: owned(self.curve),
            x: owned(self.x),
            y: self.y.map(owned),
        }
    }
}

/// Read by the strict entry point alone, as the header around it.
pub(super) struct Ephemeral<'h>(pub(super) EphemeralKey<'h>);

impl<'de> Deserialize<'de> for Ephemeral<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EphemeralKeyVisitor).map(Self)
    }
}

struct EphemeralKeyVisitor;

impl<'de> Visitor<'de> for EphemeralKeyVisitor {
    type Value = EphemeralKey<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a public key object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<EphemeralKey<'de>, A::Error> {
        let (mut key_type, mut curve, mut x, mut y) = (None, None, None, None);
        while let Some(Text(name)) = map.next_key()? {
            match name.as_ref() {
                "kty" => key_type = Some(text(&mut map)?),
                "crv" => curve = Some(text(&mut map)?),
                "x" => x = Some(text(&mut map)?),
                "y" => y = Some(text(&mut map)?),
                // A sender that publishes its private half has a broken key; using it would agree on a key that everyone knows.
                private if PRIVATE_PARTS.contains(&private) => {
                    return Err(A::Error::invalid_type(Unexpected::Other("a private key"), &"a public key"));
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let (Some(key_type), Some(curve), Some(x)) = (key_type, curve, x) else {
            return Err(A::Error::invalid_type(Unexpected::Map, &"a public key with kty, crv and x"));
        };
        Ok(EphemeralKey { key_type, curve, x, y })
    }
}
