//! One place of a set: a key, or the reason why there is none.

use jose_core::{json::JsonError, printable};

use crate::{
    Jwk, JwkError, KeyKind,
    json::{self, open::OpenValue, raw::RawKey},
};

/// What stands in one place of a set.
#[derive(Debug)]
pub enum Entry {
    /// A key.
    Key(Jwk),
    /// Something that cannot be used here, and why.
    Skipped(SkippedKey),
}

/// A key that cannot be used, and why. The texts are shortened to 64 characters and escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SkippedKey {
    /// Its place in the set, from 0.
    pub index: usize,
    /// Its `kid`, if it has one.
    pub key_id: Option<Box<str>>,
    /// Its `kty`, if it has one.
    pub key_type: Option<Box<str>>,
    /// Why it cannot be used.
    pub reason: JwkError,
}

impl Entry {
    /// Reads one key. In a published set only public ones are `wanted`.
    pub(super) fn read(index: usize, key: RawKey<'_>, wanted: Option<KeyKind>) -> Self {
        let RawKey::Members(members) = key else {
            let reason = JsonError::NotAnObject.into();
            return Self::Skipped(SkippedKey { index, key_id: None, key_type: None, reason });
        };
        // Taken before the members are used up, and written out only where it is needed.
        let text = |name| members.open.get(name).and_then(OpenValue::text);
        let (key_id, key_type) = (text("kid"), text("kty"));
        let reason = match json::key(members, wanted) {
            Ok(key) => return Self::Key(key),
            Err(JwkError::WrongKind { found, .. }) => JwkError::PublishedSecret { found },
            Err(reason) => reason,
        };
        let (key_id, key_type) = (key_id.as_deref().map(printable), key_type.as_deref().map(printable));
        Self::Skipped(SkippedKey { index, key_id, key_type, reason })
    }
}
