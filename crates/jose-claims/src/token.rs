//! What validation yields: claims that may be trusted.

use std::{fmt, ops::Range};

use jose_core::UnixTime;

use crate::registered::{Audience, RegisteredClaims};

/// A token that was opened, verified and validated. Only a [`crate::Validator`] can make one.
///
/// `T` holds the private claims. It is any type that implements `serde::Deserialize` from owned data; `serde_json::Value` and
/// `serde::de::IgnoredAny` are such types.
pub struct Token<T> {
    registered: OwnedClaims,
    claims: T,
    encrypted: bool,
}

impl<T> Token<T> {
    pub(crate) fn new(registered: &RegisteredClaims<'_>, claims: T, signed_by: Option<&str>, encrypted: bool) -> Self {
        Self { registered: OwnedClaims::new(registered, signed_by), claims, encrypted }
    }

    /// `iss`: who issued it.
    #[must_use]
    pub fn issuer(&self) -> Option<&str> {
        self.registered.get(self.registered.issuer.as_ref())
    }

    /// `sub`: whom it is about.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        self.registered.get(self.registered.subject.as_ref())
    }

    /// `aud`: whom it is for.
    pub fn audiences(&self) -> impl Iterator<Item = &str> {
        let (one, several) = &self.registered.audiences;
        one.iter().chain(several).filter_map(|span| self.registered.text.get(span.clone()))
    }

    /// `exp`: when it ends.
    #[must_use]
    pub fn expires_at(&self) -> Option<UnixTime> {
        self.registered.expires
    }

    /// `nbf`: when it begins.
    #[must_use]
    pub fn not_before(&self) -> Option<UnixTime> {
        self.registered.not_before
    }

    /// `iat`: when it was issued.
    #[must_use]
    pub fn issued_at(&self) -> Option<UnixTime> {
        self.registered.issued_at
    }

    /// `jti`: its own identifier.
    #[must_use]
    pub fn token_id(&self) -> Option<&str> {
        self.registered.get(self.registered.token_id.as_ref())
    }

    /// `client_id`: the client that it was issued to. It is not the subject, even where both are the same text.
    #[must_use]
    pub fn client_id(&self) -> Option<&str> {
        self.registered.get(self.registered.client_id.as_ref())
    }

    /// `scope`: what it allows. Empty if the claim is absent.
    #[must_use]
    pub fn scope(&self) -> Scope<'_> {
        Scope(self.registered.get(self.registered.scope.as_ref()).unwrap_or_default())
    }

    /// The private claims.
    #[must_use]
    pub fn claims(&self) -> &T {
        &self.claims
    }

    /// The private claims, taken out.
    #[must_use]
    pub fn into_claims(self) -> T {
        self.claims
    }

    /// The identifier of the key that verified the signature; `None` if that key has none.
    #[must_use]
    pub fn signed_by(&self) -> Option<&str> {
        self.registered.get(self.registered.signed_by.as_ref())
    }

    /// Whether the token arrived encrypted.
    #[must_use]
    pub fn was_encrypted(&self) -> bool {
        self.encrypted
    }
}

impl<T> fmt::Debug for Token<T> {
    /// Shows no claim: logs outlive tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("expires_at", &self.registered.expires)
            .field("signed_by", &self.signed_by())
            .field("encrypted", &self.encrypted)
            .finish_non_exhaustive()
    }
}

/// The values of a `scope` claim (RFC 8693, section 4.2): words separated by spaces, compared byte for byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope<'t>(&'t str);

impl<'t> Scope<'t> {
    /// Whether `value` is one of them.
    #[must_use]
    pub fn contains(&self, value: &str) -> bool {
        self.iter().any(|own| own == value)
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        self.0.split(' ').filter(|value| !value.is_empty())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

impl fmt::Display for Scope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

type Span = Range<usize>;

/// The registered claims without the payload, and the key's identifier: all text in one string, and where each part stands in it.
struct OwnedClaims {
    text: String,
    issuer: Option<Span>,
    subject: Option<Span>,
    audiences: (Option<Span>, Vec<Span>),
    token_id: Option<Span>,
    client_id: Option<Span>,
    scope: Option<Span>,
    signed_by: Option<Span>,
    expires: Option<UnixTime>,
    not_before: Option<UnixTime>,
    issued_at: Option<UnixTime>,
}

impl OwnedClaims {
    fn new(claims: &RegisteredClaims<'_>, signed_by: Option<&str>) -> Self {
        let audiences = claims.audience.as_ref().map(Audience::as_slice).unwrap_or_default();
        let named = [&claims.issuer, &claims.subject, &claims.token_id, &claims.client_id, &claims.scope];
        let claimed: usize = named.into_iter().flatten().chain(audiences).map(|text| text.len()).sum();
        let room = claimed.saturating_add(signed_by.map_or(0, str::len));
        let mut text = String::with_capacity(room);
        let mut keep = |part: &str| {
            let start = text.len();
            text.push_str(part);
            start..text.len()
        };
        let mut several = audiences.iter().map(|audience| keep(audience));
        let audiences = (several.next(), several.collect());
        let [issuer, subject, token_id, client_id, scope] = named.map(|claim| claim.as_ref().map(|claim| keep(claim)));
        Self {
            issuer,
            subject,
            audiences,
            token_id,
            client_id,
            scope,
            signed_by: signed_by.map(keep),
            expires: claims.expires(),
            not_before: claims.not_before(),
            issued_at: claims.issued_at(),
            text,
        }
    }

    fn get(&self, span: Option<&Span>) -> Option<&str> {
        self.text.get(span?.clone())
    }
}
