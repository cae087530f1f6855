//! One access token in the making (RFC 9068).

mod issue;
mod payload;

use std::{sync::Arc, time::Duration};

use jose_core::UnixTime;
use serde::Serialize;

use super::{IssueError, private_claims::PrivateClaims, settings::Settings};

/// An access token in the making; [`AccessTokenDraft::issue`] signs and encrypts it.
#[derive(Clone)]
pub struct AccessTokenDraft<'i> {
    settings: &'i Arc<Settings>,
    subject: String,
    audience: String,
    client: Option<Client>,
    /// The values with a space between each two.
    scope: Result<String, IssueError>,
    lifetime: Option<Duration>,
    not_before: Option<UnixTime>,
    private: Result<PrivateClaims, IssueError>,
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
            scope: Ok(String::new()),
            lifetime: None,
            not_before: None,
            private: Ok(PrivateClaims::default()),
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
    pub fn scope<S: AsRef<str>>(mut self, values: impl IntoIterator<Item = S>) -> Self {
        for value in values {
            self.scope = self.scope.and_then(|scope| with_value(scope, value.as_ref()));
        }
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

    /// Private claims: a type that serializes to a JSON object, without the registered names. Said again, it adds. They stand in the token in the
    /// order in which they were said.
    #[must_use]
    pub fn claims(mut self, claims: &impl Serialize) -> Self {
        self.private = self.private.and_then(|private| private.and(claims));
        self
    }
}

/// RFC 6749, section 3.3: a value is printable ASCII without space, quotation mark and backslash.
fn with_value(mut scope: String, value: &str) -> Result<String, IssueError> {
    let allowed = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\');
    if value.is_empty() || !value.bytes().all(allowed) {
        return Err(IssueError::Scope);
    }
    if scope.is_empty() {
        // Several values seldom take more.
        scope.reserve(ROOM_FOR_SCOPE.max(value.len()));
    } else {
        scope.push(' ');
    }
    scope.push_str(value);
    Ok(scope)
}

const ROOM_FOR_SCOPE: usize = 64;

impl std::fmt::Debug for AccessTokenDraft<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccessTokenDraft").field("audience", &self.audience).finish_non_exhaustive()
    }
}
