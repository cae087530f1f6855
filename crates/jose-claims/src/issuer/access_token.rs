//! One access token in the making (RFC 9068).

use std::time::Duration;

use jose_core::{UnixTime, base64url};
use jose_crypto::random;
use jose_jwe::Encryptor;
use jose_jws::Signer;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{IssueError, Settings};
use crate::registered;

/// An access token in the making; [`AccessTokenDraft::issue`] signs and encrypts it.
#[derive(Clone)]
pub struct AccessTokenDraft<'i> {
    settings: &'i Settings,
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

/// The claims in the order in which they are written.
#[derive(Serialize)]
struct Claims<'c> {
    iss: &'c str,
    sub: &'c str,
    aud: &'c str,
    client_id: &'c str,
    exp: i64,
    iat: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    nbf: Option<i64>,
    jti: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'c str>,
    #[serde(flatten)]
    private: &'c Map<String, Value>,
}

impl<'i> AccessTokenDraft<'i> {
    pub(super) fn new(settings: &'i Settings, subject: String, audience: String) -> Self {
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

    /// How long this token lives, in whole seconds, instead of the issuer's own lifetime.
    #[must_use]
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }

    /// `nbf`: when the token begins, if not at once.
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
                if registered::NAMES.contains(&name.as_str()) || private.insert(name.clone(), value).is_some() {
                    return Err(IssueError::ReservedClaim { name });
                }
            }
            Ok(private)
        });
        self
    }

    /// Signs the token and, unless the issuer was told to sign only, encrypts it to the audience.
    ///
    /// # Errors
    /// [`IssueError::NoRecipientKey`] if the issuer encrypts and has no key for this audience: it is never issued readable instead.
    /// [`IssueError::NoClient`], [`IssueError::Empty`], [`IssueError::Scope`], [`IssueError::Lifetime`], [`IssueError::ReservedClaim`] and
    /// [`IssueError::NotAnObject`] for what the draft lacks or has too much of; [`IssueError::Sign`] and [`IssueError::Encrypt`] if a key
    /// could not do its work.
    pub fn issue(self) -> Result<String, IssueError> {
        let settings = self.settings;
        let recipient = match &settings.recipients {
            None => None,
            Some(recipients) => Some(recipients.get(&self.audience).ok_or(IssueError::NoRecipientKey)?),
        };
        let payload = self.payload()?;
        let signed = Signer::new(&settings.signing_key).message_type("at+jwt").sign_compact(&payload)?;
        match recipient {
            None => Ok(signed),
            Some(recipient) => Ok(Encryptor::new(&recipient.key, recipient.content_encryption)
                .content_type("JWT")
                .encrypt_compact(signed.as_bytes())?),
        }
    }

    fn payload(self) -> Result<Vec<u8>, IssueError> {
        let settings = self.settings;
        let client_id = match &self.client {
            Some(Client::Id(client_id)) => client_id,
            Some(Client::IsSubject) => &self.subject,
            None => return Err(IssueError::NoClient),
        };
        for (claim, value) in [("sub", &self.subject), ("aud", &self.audience), ("client_id", client_id)] {
            if value.is_empty() {
                return Err(IssueError::Empty { claim });
            }
        }
        let lifetime = self.lifetime.unwrap_or(settings.lifetime);
        if lifetime.as_secs() == 0 || lifetime > settings.maximum_lifetime {
            return Err(IssueError::Lifetime { maximum: settings.maximum_lifetime });
        }
        let now = settings.clock.now();
        let token_id = base64url::encode(&random::bytes::<16>().map_err(jose_jws::SignError::from)?);
        let scope = scope(&self.scope)?;
        let claims = Claims {
            iss: &settings.name,
            sub: &self.subject,
            aud: &self.audience,
            client_id,
            exp: now.saturating_add(lifetime.as_secs()).seconds(),
            iat: now.seconds(),
            nbf: self.not_before.map(UnixTime::seconds),
            jti: &token_id,
            scope: scope.as_deref(),
            private: &self.private?,
        };
        serde_json::to_vec(&claims).map_err(|_| IssueError::NotAnObject)
    }
}

/// RFC 6749, section 3.3: a value is printable ASCII without space, quotation mark and backslash.
fn scope(values: &[String]) -> Result<Option<String>, IssueError> {
    let allowed = |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\');
    if values.iter().any(|value| value.is_empty() || !value.as_bytes().iter().all(allowed)) {
        return Err(IssueError::Scope);
    }
    Ok((!values.is_empty()).then(|| values.join(" ")))
}

fn object(claims: &impl Serialize) -> Result<Map<String, Value>, IssueError> {
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
