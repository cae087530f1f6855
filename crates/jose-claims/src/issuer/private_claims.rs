//! Claims of the caller's own, as the text that is signed.

use std::fmt;

use jose_core::{
    Limits, SecretBytes,
    json::{self, JsonError, Text},
    printable,
};
use serde::{
    Serialize,
    de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor},
};
use serde_json::{Map, Value};

use super::IssueError;
use crate::registered::RegisteredName;

/// An object in JSON that every validator reads, without registered names; no text where there are no claims. It may be meant for one reader alone,
/// so it is wiped when it is dropped.
pub(super) struct PrivateClaims(SecretBytes);

impl Default for PrivateClaims {
    fn default() -> Self {
        Self(SecretBytes::new(Vec::new()))
    }
}

impl Clone for PrivateClaims {
    fn clone(&self) -> Self {
        Self(self.0.duplicate())
    }
}

/// A member in JSON takes this many bytes at least: `"":1` and a comma.
const SHORTEST_MEMBER: usize = 5;

impl PrivateClaims {
    /// These and those of `claims`.
    pub(super) fn and(self, claims: &impl Serialize) -> Result<Self, IssueError> {
        let more = json::write_object(claims)?;
        if names(more.expose())? == 0 {
            return Ok(self);
        }
        if self.is_empty() {
            return Ok(Self(more));
        }
        let room = self.0.len().saturating_add(more.len());
        let mut both = Self(SecretBytes::new(Vec::with_capacity(room)));
        both.0.append(self.0.expose());
        append(&mut both.0, more.expose());
        match names(both.0.expose()) {
            Err(IssueError::Unreadable(JsonError::Duplicate)) => Err(self.repeated(more.expose())),
            checked => checked.map(|_| both),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Behind the members of the object that `claims` holds.
    pub(super) fn append_to(&self, claims: &mut SecretBytes) {
        if !self.is_empty() {
            append(claims, self.0.expose());
        }
    }

    /// Whether, for all that their length tells, there could be more members than a validator reads, with the registered ones.
    pub(super) fn may_be_too_many(&self, registered: usize) -> bool {
        let most = Limits::token().claims.members.saturating_sub(registered);
        self.0.len() / SHORTEST_MEMBER >= most
    }

    /// The claims to look at.
    pub(super) fn members(&self) -> Result<Map<String, Value>, IssueError> {
        if self.is_empty() {
            return Ok(Map::new());
        }
        read(self.0.expose())
    }

    /// The first claim of `more` that is here already.
    fn repeated(&self, more: &[u8]) -> IssueError {
        let (first, second) = match (read(self.0.expose()), read(more)) {
            (Ok(first), Ok(second)) => (first, second),
            (Err(error), _) | (_, Err(error)) => return error,
        };
        let mut both = second.into_iter().map(|(name, _)| name).filter(|name| first.contains_key(name));
        both.next().map_or(IssueError::Unreadable(JsonError::Duplicate), |name| reserved(&name))
    }
}

fn read(object: &[u8]) -> Result<Map<String, Value>, IssueError> {
    json::parse_object(object, &Limits::token().claims).map_err(IssueError::Unreadable)
}

/// Two objects, each with members, become one.
fn append(object: &mut SecretBytes, more: &[u8]) {
    object.truncate(object.len().saturating_sub(1));
    object.append(b",");
    object.append(more.strip_prefix(b"{").unwrap_or(more));
}

/// How many members an object has, none of them with a registered name. It is read as strictly as every validator reads it, so that what one would
/// refuse is refused here, where somebody can still act.
fn names(object: &[u8]) -> Result<usize, IssueError> {
    let mut found = None;
    let count = json::parse_object_with(Names(&mut found), object, &Limits::token().claims);
    match found {
        Some(name) => Err(reserved(&name)),
        None => count.map_err(IssueError::Unreadable),
    }
}

/// Names may come from data: what is said of one is short, and can be printed.
fn reserved(name: &str) -> IssueError {
    IssueError::ReservedClaim { name: printable(name).into() }
}

/// Keeps the first registered name.
struct Names<'n>(&'n mut Option<String>);

impl<'de> DeserializeSeed<'de> for Names<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Names<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("claims")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<usize, A::Error> {
        let mut count = 0_usize;
        while let Some(Text(name)) = map.next_key()? {
            if self.0.is_none() && RegisteredName::of(&name).is_some() {
                *self.0 = Some(name.into_owned());
            }
            map.next_value::<IgnoredAny>()?;
            count = count.saturating_add(1);
        }
        Ok(count)
    }
}
