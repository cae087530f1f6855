//! The one pass over the claims: it reads what the policy looks at, and the caller's own type, from the same text at the same time.

use std::{borrow::Cow, marker::PhantomData};

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
    wanted: &Kept,
) -> Result<Claims<'p, T>, JsonError> {
    let (mut registered, mut kept) = (RegisteredClaims::default(), Vec::new());
    let pass = Pass { wanted, registered: &mut registered, kept: &mut kept, own: PhantomData };
    let own = json::parse_object_with(pass, payload, limits)?;
    Ok(Claims { registered, kept, own })
}

/// What the policy looks at is filled in where it stands: it is large, and would be moved at each return otherwise.
struct Pass<'k, 'de, T> {
    wanted: &'k Kept,
    registered: &'k mut RegisteredClaims<'de>,
    kept: &'k mut Vec<Member<'de>>,
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

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let Self { wanted, registered, kept, .. } = self;
        let mut both = Both { map, wanted, registered, kept, seen: Seen::Nothing, spoiled: false };
        let own = T::deserialize(Members(&mut both))?;
        if both.spoiled {
            // A type that swallows errors has swallowed one that is not its own: the claim is malformed, not absent.
            return Err(A::Error::custom("a registered claim of the wrong type"));
        }
        // What the type left unread still counts for the policy.
        while both.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(own)
    }
}

/// The members of the claims on their way to the caller's type.
struct Both<'k, 'de, A> {
    map: A,
    wanted: &'k Kept,
    registered: &'k mut RegisteredClaims<'de>,
    kept: &'k mut Vec<Member<'de>>,
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

impl<'de, A: MapAccess<'de>> Both<'_, 'de, A> {
    /// Reads the value of a claim that the policy looks at.
    fn read(
        &mut self,
        name: &Cow<'de, str>,
        registered: Option<RegisteredName>,
        wanted: bool,
    ) -> Result<Seen<'de>, A::Error> {
        if let (Some(room), false) = (registered.and_then(|claim| self.registered.text(claim)), wanted) {
            let Text(text) = self.map.next_value()?;
            return Ok(Seen::Registered(View::Text(room.insert(text).clone())));
        }
        let value: View<'de> = self.map.next_value()?;
        if let Some(claim) = registered {
            self.registered.take(claim, &value)?;
        }
        if !wanted {
            return Ok(Seen::Registered(value));
        }
        self.kept.push((name.clone(), value));
        Ok(Seen::Kept)
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Both<'_, 'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        self.seen = Seen::Nothing;
        let Some(Text(name)) = self.map.next_key()? else { return Ok(None) };
        let (registered, wanted) = (RegisteredName::of(&name), self.wanted.has(&name));
        if wanted || registered.is_some() {
            self.seen = self.read(&name, registered, wanted).inspect_err(|_| self.spoiled |= registered.is_some())?;
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
