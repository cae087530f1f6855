//! The one pass over the claims: it reads what the policy looks at, and the caller's own type, from the same text at the same time.

mod key;

use std::{borrow::Cow, marker::PhantomData};

use jose_core::json::{self, JsonError, JsonLimits};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor},
    forward_to_deserialize_any,
};

use crate::{
    policy::Kept,
    registered::{RegisteredClaims, RegisteredName},
    view::{Member, Number, Replay, Sight, View},
};

use key::{Key, Which};

/// What the policy looks at, as one pass found it.
#[derive(Default)]
pub(crate) struct Claims<'p> {
    pub(crate) registered: RegisteredClaims<'p>,
    /// The claims that were asked for by name, in the order of the text.
    pub(crate) kept: Vec<Member<'p>>,
}

/// Reads a payload that has been verified: a `T` from it, and into `claims`, which must be empty, what the policy looks at. `wanted` says which
/// claims that is by name.
#[inline]
pub(crate) fn read<'p, T: Deserialize<'p>>(
    payload: &'p [u8],
    limits: &JsonLimits,
    wanted: &Kept,
    claims: &mut Claims<'p>,
) -> Result<T, JsonError> {
    json::parse_object_with(Pass { wanted, claims, own: PhantomData }, payload, limits)
}

/// What the policy looks at is filled in where it stands: it is large, and would be moved at each return otherwise.
struct Pass<'k, 'de, T> {
    wanted: &'k Kept,
    claims: &'k mut Claims<'de>,
    own: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Pass<'_, 'de, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Pass<'_, 'de, T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a claims object")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let Self { wanted, claims, .. } = self;
        let mut both = Both {
            map,
            wanted,
            claims,
            seen: Seen::Nothing,
            number: Number::Unsigned(0),
            spoiled: false,
            ended: false,
        };
        let own = T::deserialize(Members(&mut both))?;
        if both.spoiled {
            // A type that swallows errors has swallowed one that is not its own: the claim is malformed, not absent.
            return Err(A::Error::custom("a registered claim of the wrong type"));
        }
        // What the type left unread still counts for the policy.
        while !both.ended && both.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(own)
    }
}

/// The members of the claims on their way to the caller's type.
struct Both<'k, 'de, A> {
    map: A,
    wanted: &'k Kept,
    claims: &'k mut Claims<'de>,
    seen: Seen,
    /// The last date, as it was written.
    number: Number,
    /// Whether a registered claim had the wrong type, in case the caller's type does not pass that on.
    spoiled: bool,
    /// Whether there is no other member.
    ended: bool,
}

/// A value that the policy has read and the type has not asked for yet.
#[derive(Clone, Copy)]
enum Seen {
    Nothing,
    Registered(RegisteredName),
    /// The last of those that are kept.
    Kept,
}

impl<'de, A: MapAccess<'de>> Both<'_, 'de, A> {
    /// Reads the value of a registered claim that nothing else looks at, straight to its place.
    #[inline]
    fn read(&mut self, claim: RegisteredName) -> Result<(), A::Error> {
        self.map.next_value_seed(self.claims.registered.fill(claim, &mut self.number))?;
        self.seen = Seen::Registered(claim);
        Ok(())
    }

    /// Reads the value of a claim that the policy looks at by name.
    #[inline(never)]
    fn keep(&mut self, name: Cow<'de, str>, registered: Option<RegisteredName>) -> Result<(), A::Error> {
        let value: View<'de> = self.map.next_value()?;
        if let Some(claim) = registered {
            self.claims.registered.take(claim, &value)?;
        }
        self.claims.kept.push((name, value));
        self.seen = Seen::Kept;
        Ok(())
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Both<'_, 'de, A> {
    type Error = A::Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        self.seen = Seen::Nothing;
        let mut which = Which::default();
        let key = self.map.next_key_seed(Key { wanted: self.wanted, which: &mut which, seed });
        let Which { registered, kept } = which;
        // Also if the type refuses the name: the claim counts, and if it is malformed, that is what is wrong.
        let read = match (kept, registered) {
            (Some(name), _) => self.keep(name, registered),
            (None, Some(claim)) => self.read(claim),
            (None, None) => {
                self.ended = matches!(key, Ok(None));
                return key;
            }
        };
        read.inspect_err(|_| self.spoiled |= registered.is_some())?;
        key
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let sight = match std::mem::replace(&mut self.seen, Seen::Nothing) {
            Seen::Nothing => return self.map.next_value_seed(seed),
            Seen::Registered(claim) => self.claims.registered.sight(claim, self.number),
            Seen::Kept => self.claims.kept.last().map_or(Sight::Null, |(_, value)| value.into()),
        };
        seed.deserialize(Replay::new(sight))
    }
}

/// The claims as the caller's type sees them: an object, whatever it asks for.
struct Members<'b, 'k, 'de, A>(&'b mut Both<'k, 'de, A>);

impl<'de, A: MapAccess<'de>> Deserializer<'de> for Members<'_, '_, 'de, A> {
    type Error = A::Error;

    #[inline]
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
