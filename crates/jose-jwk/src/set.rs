//! JWK Sets: many keys in one file.
//!
//! ```
//! use jose_jwk::JwkSet;
//!
//! let set = JwkSet::from_published_json(br#"{"keys":[
//!     {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"1"},
//!     {"kty":"LMS","alg":"LMS-256","pub":"unseen","kid":"2"}
//! ]}"#)?;
//! assert_eq!(set.keys().count(), 1);
//!
//! let skipped = set.skipped().next().ok_or("nothing was skipped")?;
//! assert_eq!(skipped.reason.to_string(), "the key type LMS is not supported");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A set that somebody else publishes is read with [`JwkSet::from_published_json`], which takes no secret from it; one's own files with
//! [`JwkSet::from_json`] or [`JwkSet::from_bytes`].
//!
//! A set is read key by key, and one that cannot be used costs no other: it stays as an entry with the reason. Damage to the JSON itself, a
//! member that occurs twice among it, costs the whole set. To verify or decrypt with a set, make a [`KeySet`](crate::KeySet) of it.
//! This module fetches nothing. Specification: RFC 7517, section 5.

mod entry;
mod public;
pub(crate) mod raw;

use jose_core::LimitExceeded;
use zeroize::Zeroizing;

pub use entry::{Entry, SkippedKey};
pub use public::PublicJwkSet;

use crate::{Jwk, JwkError, KeyKind, json, jwk::FileKind};

/// The largest number of keys in a set.
pub(crate) const KEYS: usize = 128;

/// A JWK Set, with everything that was in it.
#[derive(Debug)]
pub struct JwkSet {
    entries: Vec<Entry>,
}

impl JwkSet {
    /// Reads a JWK Set that somebody else publishes, such as an issuer. Members beside `keys` are ignored.
    ///
    /// ```
    /// use jose_jwk::JwkSet;
    ///
    /// let set = JwkSet::from_published_json(br#"{"keys":[
    ///     {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"1"},
    ///     {"kty":"oct","alg":"HS256","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr8","kid":"2"}
    /// ]}"#)?;
    /// let skipped = set.skipped().next().ok_or("nothing was skipped")?;
    /// assert_eq!((set.keys().count(), skipped.reason.code()), (1, "jwk.published_secret"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// Only public keys are taken. A symmetric or private key in such a set is known to all of its readers: it is skipped with
    /// [`JwkError::PublishedSecret`], its public half with it.
    ///
    /// # Errors
    /// As for [`JwkSet::from_json`].
    pub fn from_published_json(json: &[u8]) -> Result<Self, JwkError> {
        Self::read(json, Some(KeyKind::Public))
    }

    /// Reads a JWK Set from one's own files: its secrets are taken as keys. Members beside `keys` are ignored.
    ///
    /// # Security
    /// Not for a set that somebody else publishes: with a shared secret that stands in it, whoever reads the set could make tokens. For
    /// those there is [`JwkSet::from_published_json`].
    ///
    /// # Errors
    /// [`JwkError::Limit`] beyond 1 MiB, 128 keys, 16 levels or 8192 members; [`JwkError::Json`] if it is not strict JSON or `keys`
    /// is not a list. A key that cannot be used is no error: see [`JwkSet::skipped`].
    pub fn from_json(json: &[u8]) -> Result<Self, JwkError> {
        Self::read(json, None)
    }

    fn read(json: &[u8], wanted: Option<KeyKind>) -> Result<Self, JwkError> {
        Ok(Self { entries: raw::read(json, |index, key| Entry::read(index, key, wanted))? })
    }

    /// Reads a JWK Set, a single JWK, PEM or DER, as one's own files hold them: secrets are taken as keys. What holds one key becomes a set of one.
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
