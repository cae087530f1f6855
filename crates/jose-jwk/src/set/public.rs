//! Sets that can be published.

use crate::{Jwk, PublicJwk, json::write::Members};

/// A set of public keys. It can hold no private member, because its keys can hold none.
///
/// ```
/// use jose_jwk::{Jwk, JwkSet};
///
/// let store = JwkSet::from_keys([Jwk::generate("ES256")?.with_key_id("1"), Jwk::generate("HS256")?.with_key_id("2")])?;
/// let published = store.public();
/// assert!(!published.to_json().contains("\"d\""));
/// assert_eq!((published.keys().len(), published.symmetric_left_out()), (1, 1));
/// # Ok::<(), jose_jwk::JwkError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct PublicJwkSet {
    keys: Vec<PublicJwk>,
    symmetric_left_out: usize,
}

impl PublicJwkSet {
    pub(super) fn of<'k>(all: impl Iterator<Item = &'k Jwk>) -> Self {
        let mut set = Self::default();
        for key in all {
            match key.public() {
                Ok(key) => set.keys.push(key),
                Err(_) => set.symmetric_left_out = set.symmetric_left_out.saturating_add(1),
            }
        }
        set
    }

    /// The keys.
    #[must_use]
    pub fn keys(&self) -> &[PublicJwk] {
        &self.keys
    }

    /// How many symmetric keys were in the set that this was made from. They have no public half.
    #[must_use]
    pub fn symmetric_left_out(&self) -> usize {
        self.symmetric_left_out
    }

    /// The set as a JWK Set.
    #[must_use]
    pub fn to_json(&self) -> String {
        let keys: Vec<Members> = self.keys.iter().map(PublicJwk::members).collect();
        write(&keys)
    }
}

impl FromIterator<PublicJwk> for PublicJwkSet {
    fn from_iter<I: IntoIterator<Item = PublicJwk>>(keys: I) -> Self {
        Self { keys: keys.into_iter().collect(), symmetric_left_out: 0 }
    }
}

/// Writes a set into a buffer that has room for all of it from the start, so that no copy of a secret stays behind.
pub(super) fn write(keys: &[Members]) -> String {
    let (before, after) = (r#"{"keys":["#, "]}");
    let each = keys.iter().map(|members| members.len().saturating_add(1));
    let len = each.fold(before.len().saturating_add(after.len()), usize::saturating_add);
    let mut json = String::with_capacity(len);
    json.push_str(before);
    for (index, members) in keys.iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        members.write(&mut json);
    }
    json.push_str(after);
    json
}
