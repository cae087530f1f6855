//! JWK Sets: many keys in one file.
//!
//! ```
//! use jose_jwk::JwkSet;
//!
//! let set = JwkSet::from_json(br#"{"keys":[
//!     {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"1"},
//!     {"kty":"AKP","alg":"ML-DSA-44","pub":"unseen","kid":"2"}
//! ]}"#)?;
//! assert_eq!(set.keys().count(), 1);
//!
//! let skipped = set.skipped().next().ok_or("nothing was skipped")?;
//! assert_eq!(skipped.reason.to_string(), "the key type AKP is not supported");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A set is read key by key, and one that cannot be used costs no other: it stays as an entry with the reason. Damage to the JSON itself, a
//! member that occurs twice among it, costs the whole set. To verify or decrypt with a set, make a [`KeySet`](crate::KeySet) of it.
//! This module fetches nothing. Specification: RFC 7517, section 5.

mod public;
mod raw;

use jose_core::{LimitExceeded, json::parse_object, printable};
use zeroize::Zeroizing;

pub use public::PublicJwkSet;

use crate::{
    Jwk, JwkError,
    json::{self, SET, SET_BYTES, raw::RawKey},
    jwk::FileKind,
};
use raw::RawSet;

/// The largest number of keys in a set.
const KEYS: usize = 128;

/// A JWK Set, with everything that was in it.
#[derive(Debug)]
pub struct JwkSet {
    entries: Vec<Entry>,
}

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

impl JwkSet {
    /// Reads a JWK Set. Members beside `keys` are ignored.
    ///
    /// # Errors
    /// [`JwkError::Limit`] beyond 1 MiB, 128 keys, 16 levels or 8192 members; [`JwkError::Json`] if it is not strict JSON or `keys`
    /// is not a list. A key that cannot be used is no error: see [`JwkSet::skipped`].
    pub fn from_json(json: &[u8]) -> Result<Self, JwkError> {
        LimitExceeded::check("set_bytes", json.len(), SET_BYTES)?;
        let set: RawSet = parse_object(json, &SET)?;
        LimitExceeded::check("set_keys", set.count, KEYS)?;
        Ok(Self { entries: set.keys.into_iter().enumerate().map(|(index, key)| Entry::read(index, key)).collect() })
    }

    /// Reads a JWK Set, a single JWK, PEM or DER, as files hold them. What holds one key becomes a set of one.
    ///
    /// # Errors
    /// As for [`JwkSet::from_json`] and [`Jwk::from_bytes`]. A single key that cannot be used is an error.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, JwkError> {
        if FileKind::of(bytes)? == FileKind::Json {
            let names = json::names(bytes)?;
            if names.keys && names.kty {
                return Err(JwkError::member("keys", "absent from a key, or kty from a set"));
            }
            if names.keys {
                return Self::from_json(bytes);
            }
        }
        Ok(Self { entries: vec![Entry::Key(Jwk::from_bytes(bytes)?)] })
    }

    /// Makes a set of keys.
    ///
    /// # Errors
    /// [`JwkError::Limit`] beyond 128 keys.
    pub fn from_keys(keys: impl IntoIterator<Item = Jwk>) -> Result<Self, JwkError> {
        let entries: Vec<Entry> = keys.into_iter().take(KEYS.saturating_add(1)).map(Entry::Key).collect();
        LimitExceeded::check("set_keys", entries.len(), KEYS)?;
        Ok(Self { entries })
    }

    /// Everything in the set, in its order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The keys.
    pub fn keys(&self) -> impl Iterator<Item = &Jwk> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Key(key) => Some(key),
            Entry::Skipped(_) => None,
        })
    }

    /// The keys, taken out: to drop one from a set, filter these and make another with [`JwkSet::from_keys`].
    pub fn into_keys(self) -> impl Iterator<Item = Jwk> {
        self.entries.into_iter().filter_map(|entry| match entry {
            Entry::Key(key) => Some(key),
            Entry::Skipped(_) => None,
        })
    }

    /// What cannot be used, and why.
    pub fn skipped(&self) -> impl Iterator<Item = &SkippedKey> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Key(_) => None,
            Entry::Skipped(skipped) => Some(skipped),
        })
    }

    /// The public halves, to be published. Symmetric keys are left out and counted; so is, without being counted, what was skipped.
    #[must_use]
    pub fn public(&self) -> PublicJwkSet {
        PublicJwkSet::of(self.keys())
    }

    /// The keys as a JWK Set, with their secrets. What was skipped is not in it. The text is wiped when dropped.
    #[must_use]
    pub fn to_secret_json(&self) -> Zeroizing<String> {
        let keys: Vec<_> = self.keys().map(Jwk::members).collect();
        Zeroizing::new(public::write(&keys))
    }
}

impl Entry {
    fn read(index: usize, key: RawKey) -> Self {
        let RawKey::Members(members) = key else {
            let reason = jose_core::json::JsonError::NotAnObject.into();
            return Self::Skipped(SkippedKey { index, key_id: None, key_type: None, reason });
        };
        let text = |name| members.open.get(name).and_then(serde_json::Value::as_str).map(printable);
        let (key_id, key_type) = (text("kid"), text("kty"));
        match json::key(members, None) {
            Ok(key) => Self::Key(key),
            Err(reason) => Self::Skipped(SkippedKey { index, key_id, key_type, reason }),
        }
    }
}
