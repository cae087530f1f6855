//! What is wrong with a key or a set, all of it at once, with what to do about it.
//!
//! ```
//! use jose_jwk::lint::{self, Severity};
//!
//! let findings = lint::published_set(br#"{"keys":[
//!     {"kty":"RSA","kid":"1","use":"sig","alg":"RS256","n":"AQAB","e":"AQ"},
//!     {"kty":"oct","kid":"1","alg":"HS256","k":"c2VjcmV0"}
//! ]}"#);
//! let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
//! assert!(codes.contains(&"jwk.lint.rsa_size") && codes.contains(&"jwk.lint.published_secret"));
//! assert!(codes.contains(&"jwk.lint.secret_short") && codes.contains(&"jwk.lint.kid_repeated"));
//! assert!(findings.iter().any(|finding| finding.severity == Severity::Error));
//! ```
//!
//! You want this where people look at keys: in a tool, in the tests of a deployment, before a set is published. Reading a key refuses at
//! the first fault and says nothing of what is merely unwise; this goes on, and also explains a key that could not be read.
//!
//! It is no gate: what the rest of this crate refuses, it refuses by itself. It reads no clock, validates no certificate and asks no
//! network. No finding holds bytes of a key; text that came from the file is shortened and escaped.

mod binding;
mod explain;
mod finding;
mod members;
mod set_rules;

use jose_core::{
    LimitExceeded,
    json::{self as strict, JsonError},
};

pub use finding::{Finding, Place, Severity};

use crate::{
    Jwk, JwkError, KeyKind,
    json::{
        self, KEY_BYTES,
        raw::{RawKey, RawMembers},
    },
    jwk::FileKind,
    set::raw,
};

/// Looks at one key of one's own: a JWK, or whatever else [`Jwk::from_bytes`] reads.
#[must_use]
pub fn key(file: &[u8]) -> Vec<Finding> {
    one(file, Audience::Owner)
}

/// Looks at one key that others are to see. A private or symmetric one is an error.
#[must_use]
pub fn published_key(file: &[u8]) -> Vec<Finding> {
    one(file, Audience::Everybody)
}

/// Looks at a JWK Set of one's own, every key and how they go together. What holds a single key is looked at as [`key`] does.
#[must_use]
pub fn set(file: &[u8]) -> Vec<Finding> {
    many(file, Audience::Owner)
}

/// Looks at a JWK Set that others are to see. Each private or symmetric key in it is an error.
#[must_use]
pub fn published_set(file: &[u8]) -> Vec<Finding> {
    many(file, Audience::Everybody)
}

/// Who is to see the file.
#[derive(Clone, Copy, PartialEq)]
enum Audience {
    Owner,
    Everybody,
}

fn one(file: &[u8], audience: Audience) -> Vec<Finding> {
    let mut findings = vec![];
    let result = match FileKind::of(file) {
        Ok(FileKind::Json) => read(file).map(|raw| {
            inspect(raw, Place::default(), audience, &mut findings);
        }),
        Ok(_) => Jwk::from_bytes(file).map(|key| {
            if audience == Audience::Everybody && key.kind() != KeyKind::Public {
                findings.push(finding::published(Place::default()));
            }
        }),
        Err(refusal) => Err(refusal),
    };
    if let Err(refusal) = result {
        findings.push(explain::refusal(&refusal, Place::default()));
    }
    sorted(findings)
}

fn many(file: &[u8], audience: Audience) -> Vec<Finding> {
    match FileKind::of(file)
        .and_then(|kind| if kind == FileKind::Json { json::names(file) } else { Ok(json::Names::default()) })
    {
        Ok(names) if !names.keys => one(file, audience),
        Ok(names) if names.kty => {
            let both = JwkError::member("keys", "absent from a key, or kty from a set");
            vec![explain::refusal(&both, Place::default())]
        }
        Ok(_) => match read_set(file) {
            Ok(keys) => each(keys, audience),
            Err(refusal) => vec![explain::refusal(&refusal, Place::default())],
        },
        Err(refusal) => vec![explain::refusal(&refusal, Place::default())],
    }
}

fn each(keys: Vec<RawKey<'_>>, audience: Audience) -> Vec<Finding> {
    let mut findings = vec![];
    let mut seen = set_rules::Seen::default();
    if keys.is_empty() {
        findings.push(finding::empty_set());
    }
    for (index, raw) in keys.into_iter().enumerate() {
        let key_id = match &raw {
            RawKey::Members(members) => members.open.text("kid").map(str::to_owned),
            RawKey::NotAnObject => None,
        };
        let place = Place::at(index, key_id.as_deref());
        let key = inspect(raw, place.clone(), audience, &mut findings);
        seen.look(&place, key_id, key.as_ref(), &mut findings);
    }
    sorted(findings)
}

/// Everything that can be said of one key by itself.
fn inspect(raw: RawKey<'_>, place: Place, audience: Audience, findings: &mut Vec<Finding>) -> Option<Jwk> {
    let RawKey::Members(members) = raw else {
        findings.push(explain::refusal(&JsonError::NotAnObject.into(), place));
        return None;
    };
    let open = members.open.clone();
    if audience == Audience::Everybody && is_secret(&members) {
        findings.push(finding::published(place.clone()));
    }
    let key = json::key(members, None);
    if let Err(refusal) = &key {
        findings.push(explain::refusal(refusal, place.clone()));
    }
    members::look(&open, key.as_ref().err(), &place, findings);
    let key = key.ok()?;
    binding::look(&key, &place, findings);
    Some(key)
}

/// Whether any member is secret, or the type is.
fn is_secret(members: &RawMembers<'_>) -> bool {
    !members.secret.is_empty() || members.open.text("kty") == Some("oct")
}

fn read(file: &[u8]) -> Result<RawKey<'_>, JwkError> {
    LimitExceeded::check("key_bytes", file.len(), KEY_BYTES)?;
    Ok(strict::parse_object(file, &json::KEY)?)
}

fn read_set(file: &[u8]) -> Result<Vec<RawKey<'_>>, JwkError> {
    raw::read(file, |_, key| key)
}

/// The first key first, and of each the gravest finding first.
fn sorted(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| (finding.place.index, finding.severity));
    findings
}
