//! The keys that come into a set.

use jose::{
    Jwk, JwkSet,
    core::printable,
    jwk::{KeyKind, set::Entry},
};
use zeroize::Zeroizing;

use crate::{
    exit::Failure,
    input::{Kind, Source},
    set_file::SetText,
};

/// A key to add, and its text.
pub(super) struct New {
    key: Jwk,
    json: Zeroizing<String>,
}

/// The keys of a file. One that cannot be read is not carried into a set unseen.
pub(super) fn read(source: &Source) -> Result<Vec<New>, Failure> {
    let bytes = source.read(Kind::Key)?;
    let about = |failure: Failure| failure.about(source);
    let set = JwkSet::from_bytes(&bytes).map_err(|error| about(error.into()))?;
    if let Some(skipped) = set.skipped().next() {
        let failure = Failure::from(skipped.reason.clone());
        return Err(about(failure.about(format_args!("key {}", skipped.index))));
    }
    let texts = SetText::parse(&bytes).ok();
    let texts: Vec<&str> = texts.iter().flat_map(SetText::texts).collect();
    let mut new = Vec::new();
    for (index, key) in set.into_keys().enumerate() {
        let json = match texts.get(index) {
            Some(text) => Zeroizing::new((*text).to_owned()),
            None => key.to_secret_json(),
        };
        new.push(New { key, json });
    }
    if new.is_empty() {
        return Err(about(Failure::refused("key_set.empty", "there is no key in this set")));
    }
    Ok(new)
}

/// The name of the key, and the set with it.
pub(super) fn add(set: &SetText, new: New, kid: Option<&str>) -> Result<(String, SetText), Failure> {
    let New { key, json } = match (kid, new.key.key_id()) {
        (None, Some(_)) => new,
        (Some(asked), Some(own)) if asked == own => new,
        (Some(_), Some(own)) => {
            let message = format!("the key has the kid {} already: leave --kid out", printable(own));
            return Err(Failure::refused("jwk.duplicate", message));
        }
        (Some(asked), None) => named(new.key.with_key_id(asked))?,
        // The name of a key is public, and this one's thumbprint is a hash of its secret.
        (None, None) if new.key.kind() == KeyKind::Symmetric => {
            return Err(Failure::refused("jwk.missing", "a shared secret without kid: give it a name with --kid"));
        }
        (None, None) => named(new.key.with_thumbprint_key_id())?,
    };
    let name = key.key_id().unwrap_or_default().to_owned();
    for (index, entry) in set.entries().iter().enumerate() {
        let (same_name, same_key) = match entry {
            Entry::Key(other) => (other.key_id() == Some(&name), other.thumbprint() == key.thumbprint()),
            Entry::Skipped(other) => (other.key_id.as_deref() == Some(&*printable(&name)), false),
        };
        if same_key {
            let message = format!("the same key is in the set already, as key {index}: nothing is to be done");
            return Err(Failure::refused("jwk.repeated", message));
        }
        if same_name {
            let name = printable(&name);
            let message = format!(
                "the set has a key with the kid {name} already: remove that one first, or name this one otherwise"
            );
            return Err(Failure::refused("jwk.duplicate", message));
        }
    }
    Ok((name, set.with(&json)?))
}

fn named(key: Jwk) -> Result<New, Failure> {
    let json = key.to_secret_json();
    // What cannot be read back is not worth writing: a kid may be too long.
    Jwk::from_json(json.as_bytes())?;
    Ok(New { key, json })
}
