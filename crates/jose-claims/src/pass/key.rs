//! The name of a claim, looked at by the policy and by the caller's type.

use std::borrow::Cow;

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, Visitor},
};

use crate::{policy::Kept, registered::RegisteredName, view::Name};

/// What a name is to the policy.
#[derive(Default)]
pub(super) struct Which<'de> {
    pub(super) registered: Option<RegisteredName>,
    /// The name itself, if the policy looks at it.
    pub(super) kept: Option<Cow<'de, str>>,
}

/// Reads the caller's key from a name, and says what the name is to the policy. If there is no name, nothing is said.
pub(super) struct Key<'k, 'w, 'de, K> {
    pub(super) wanted: &'k Kept,
    pub(super) which: &'w mut Which<'de>,
    pub(super) seed: K,
}

impl<'de, K: DeserializeSeed<'de>> DeserializeSeed<'de> for Key<'_, '_, 'de, K> {
    type Value = K::Value;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<K::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de, K: DeserializeSeed<'de>> Visitor<'de> for Key<'_, '_, 'de, K> {
    type Value = K::Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a name")
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<K::Value, E> {
        self.which.registered = RegisteredName::of(name);
        if self.wanted.has(name) {
            self.which.kept = Some(Cow::Borrowed(name));
        }
        self.seed.deserialize(Name::new(&Cow::Borrowed(name)))
    }

    // A name that was written in escapes.
    #[cold]
    fn visit_str<E: Error>(self, name: &str) -> Result<K::Value, E> {
        self.which.registered = RegisteredName::of(name);
        let name = Cow::Owned(name.to_owned());
        let key = self.seed.deserialize(Name::new(&name));
        if self.wanted.has(&name) {
            self.which.kept = Some(name);
        }
        key
    }
}
