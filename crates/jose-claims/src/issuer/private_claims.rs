//! Claims of the caller's own, as the text that is signed.

use std::fmt;

use jose_core::{
    Limits,
    json::{self, JsonError, Text},
    printable,
};
use serde::{
    Serialize,
    de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor},
};
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::{IssueError, finite};
use crate::registered::RegisteredName;

/// An object in JSON that every validator reads, without registered names; no text where there are no claims. It may be meant for one reader alone,
/// so it is wiped when it is dropped. Room that the writer has outgrown is not.
#[derive(Clone, Default)]
pub(super) struct PrivateClaims(Zeroizing<Vec<u8>>);

/// A member in JSON takes this many bytes at least: `"":1` and a comma.
const SHORTEST_MEMBER: usize = 5;

impl PrivateClaims {
    /// These and those of `claims`.
    pub(super) fn and(self, claims: &impl Serialize) -> Result<Self, IssueError> {
        finite::check(claims)?;
        let more = Zeroizing::new(serde_json::to_vec(claims).map_err(|_| IssueError::NotAnObject)?);
        if !more.starts_with(b"{") {
            return Err(IssueError::NotAnObject);
        }
        if names(&more)? == 0 {
            return Ok(self);
        }
        if self.is_empty() {
            return Ok(Self(more));
        }
        let mut both = Self(Zeroizing::new(Vec::with_capacity(self.0.len().saturating_add(more.len()))));
        both.0.extend_from_slice(&self.0);
        append(&mut both.0, &more);
        match names(&both.0) {
            Err(IssueError::Unreadable(JsonError::Duplicate)) => Err(self.repeated(&more)),
            checked => checked.map(|_| both),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Behind the members of the object that `claims` holds.
    pub(super) fn append_to(&self, claims: &mut Vec<u8>) {
        if !self.is_empty() {
            claims.reserve_exact(self.0.len());
            append(claims, &self.0);
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
        read(&self.0)
    }

    /// The first claim of `more` that is here already.
    fn repeated(&self, more: &[u8]) -> IssueError {
        let (first, second) = match (read(&self.0), read(more)) {
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
fn append(object: &mut Vec<u8>, more: &[u8]) {
    object.pop();
    object.push(b',');
    object.extend_from_slice(more.strip_prefix(b"{").unwrap_or(more));
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
