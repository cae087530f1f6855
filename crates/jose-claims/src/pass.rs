//! The one pass over the claims: it reads what the policy looks at, and the caller's own type, from the same text at the same time.

use std::marker::PhantomData;

use jose_core::json::{self, JsonError, JsonLimits, Text};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor},
    forward_to_deserialize_any,
};

use crate::{
    policy::Kept,
    registered::{RegisteredClaims, RegisteredName},
    view::{Member, Name, Replay, View},
};

/// What one pass yields.
pub(crate) struct Claims<'p, T> {
    pub(crate) registered: RegisteredClaims<'p>,
    /// The claims that were asked for by name, in the order of the text.
    pub(crate) kept: Vec<Member<'p>>,
    pub(crate) own: T,
}

/// Reads a payload that has been verified. `kept` says which claims the policy looks at by name.
pub(crate) fn read<'p, T: Deserialize<'p>>(
    payload: &'p [u8],
    limits: &JsonLimits,
    kept: &Kept,
) -> Result<Claims<'p, T>, JsonError> {
    json::parse_object_with(Pass { wanted: kept, own: PhantomData }, payload, limits)
}

struct Pass<'k, T> {
    wanted: &'k Kept,
    own: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Pass<'_, T> {
    type Value = Claims<'de, T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Claims<'de, T>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Pass<'_, T> {
    type Value = Claims<'de, T>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a claims object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Claims<'de, T>, A::Error> {
        let mut both = Both {
            map,
            wanted: self.wanted,
            registered: RegisteredClaims::default(),
            kept: Vec::new(),
            seen: Seen::Nothing,
            spoiled: false,
        };
        let own = T::deserialize(Members(&mut both))?;
        if both.spoiled {
            // A type that swallows errors has swallowed one that is not its own: the claim is malformed, not absent.
            return Err(A::Error::custom("a registered claim of the wrong type"));
        }
        // What the type left unread still counts for the policy.
        while both.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Claims { registered: both.registered, kept: both.kept, own })
    }
}

/// The members of the claims on their way to the caller's type.
struct Both<'k, 'de, A> {
    map: A,
    wanted: &'k Kept,
    registered: RegisteredClaims<'de>,
    kept: Vec<Member<'de>>,
    seen: Seen<'de>,
    /// Whether a registered claim had the wrong type, in case the caller's type does not pass that on.
    spoiled: bool,
}

/// A value that the policy has read and the type has not asked for yet.
#[derive(Default)]
enum Seen<'de> {
    #[default]
    Nothing,
    /// A registered claim.
    Registered(View<'de>),
    /// The last of those that are kept.
    Kept,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Both<'_, 'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        self.seen = Seen::Nothing;
        let Some(Text(name)) = self.map.next_key()? else { return Ok(None) };
        let (registered, wanted) = (RegisteredName::of(&name), self.wanted.has(&name));
        if wanted || registered.is_some() {
            let value: View<'de> = self.map.next_value()?;
            if let Some(claim) = registered {
                self.registered.take(claim, &value).inspect_err(|_: &A::Error| self.spoiled = true)?;
            }
            if wanted {
                self.kept.push((name.clone(), value));
                self.seen = Seen::Kept;
            } else {
                self.seen = Seen::Registered(value);
            }
        }
        seed.deserialize(Name::new(&name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        match (std::mem::take(&mut self.seen), self.kept.last()) {
            (Seen::Registered(value), _) => seed.deserialize(Replay::new(&value)),
            (Seen::Kept, Some((_, value))) => seed.deserialize(Replay::new(value)),
            _ => self.map.next_value_seed(seed),
        }
    }
}

/// The claims as the caller's type sees them: an object, whatever it asks for.
struct Members<'b, 'k, 'de, A>(&'b mut Both<'k, 'de, A>);

impl<'de, A: MapAccess<'de>> Deserializer<'de> for Members<'_, '_, 'de, A> {
    type Error = A::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_map(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        visitor.visit_enum(serde::de::value::MapAccessDeserializer::new(self.0))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}
