//! One access token in the making (RFC 9068).

mod issue;
mod payload;

use std::{sync::Arc, time::Duration};

use jose_core::UnixTime;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{IssueError, finite, settings::Settings};
use crate::registered::RegisteredName;

/// An access token in the making; [`AccessTokenDraft::issue`] signs and encrypts it.
#[derive(Clone)]
pub struct AccessTokenDraft<'i> {
    settings: &'i Arc<Settings>,
    subject: String,
    audience: String,
    client: Option<Client>,
    scope: Vec<String>,
    lifetime: Option<Duration>,
    not_before: Option<UnixTime>,
    private: Result<Map<String, Value>, IssueError>,
}

#[derive(Clone)]
enum Client {
    Id(String),
    IsSubject,
}

impl<'i> AccessTokenDraft<'i> {
    pub(super) fn new(settings: &'i Arc<Settings>, subject: String, audience: String) -> Self {
        Self {
            settings,
            subject,
            audience,
            client: None,
            scope: Vec::new(),
            lifetime: None,
            not_before: None,
            private: Ok(Map::new()),
        }
    }

    /// `client_id`: the client that asked for the token. RFC 9068 demands it.
    #[must_use]
    pub fn client_id(mut self, client_id: impl Into<String>) -> Self {
        self.client = Some(Client::Id(client_id.into()));
        self
    }

    /// The client acts for itself: `client_id` is the subject (RFC 9068, section 2.2, on `sub`).
    #[must_use]
    pub fn subject_is_client(mut self) -> Self {
        self.client = Some(Client::IsSubject);
        self
    }

    /// `scope`: what the token allows, one value each. Said again, it adds.
    #[must_use]
    pub fn scope<S: Into<String>>(mut self, values: impl IntoIterator<Item = S>) -> Self {
        self.scope.extend(values.into_iter().map(Into::into));
        self
    }

    /// How long this token lives, in whole seconds, instead of the lifetime that the issuer or the audience has.
    #[must_use]
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }

    /// `nbf`: when the token begins, if not at once. It still ends when it would have ended without this.
    #[must_use]
    pub fn not_before(mut self, not_before: UnixTime) -> Self {
        self.not_before = Some(not_before);
        self
    }

    /// Private claims: a type that serializes to a JSON object, without the registered names. Said again, it adds.
    #[must_use]
    pub fn claims(mut self, claims: &impl Serialize) -> Self {
        self.private = self.private.and_then(|mut private| {
            for (name, value) in object(claims)? {
                if RegisteredName::of(&name).is_some() || private.insert(name.clone(), value).is_some() {
                    return Err(IssueError::ReservedClaim { name });
                }
            }
            Ok(private)
        });
        self
    }
}

fn object(claims: &impl Serialize) -> Result<Map<String, Value>, IssueError> {
    // JSON would have `null` in place of a number that is none, and nobody would notice before the token is read.
    if !finite::is_finite(claims) {
        return Err(IssueError::NotANumber);
    }
    match serde_json::to_value(claims) {
        Ok(Value::Object(members)) => Ok(members),
        _ => Err(IssueError::NotAnObject),
    }
}

impl std::fmt::Debug for AccessTokenDraft<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccessTokenDraft").field("audience", &self.audience).finish_non_exhaustive()
    }
}
