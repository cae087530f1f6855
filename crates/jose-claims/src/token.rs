//! What validation yields: claims that may be trusted.

mod owned;
mod scope;

use std::fmt;

use jose_core::UnixTime;

use self::owned::OwnedClaims;
use crate::{
    registered::{RegisteredClaims, RegisteredName},
    types::NumericDate,
};

pub use scope::Scope;

/// A token that was opened, verified and validated. Only a [`crate::Validator`] can make one.
///
/// `T` holds the private claims. It is any type that implements `serde::Deserialize` from owned data; `serde_json::Value` and
/// `serde::de::IgnoredAny` are such types. It reads the whole claims set, registered claims included, so a type that denies unknown members
/// must know those too.
///
/// # Security
/// The claims are kept as ordinary text and are not wiped when dropped; `Debug` shows none of them.
pub struct Token<T> {
    registered: OwnedClaims,
    claims: T,
    encrypted: bool,
}

impl<T> Token<T> {
    #[inline]
    pub(crate) fn new(registered: &RegisteredClaims<'_>, claims: T, signed_by: Option<&str>, encrypted: bool) -> Self {
        Self { registered: OwnedClaims::new(registered, signed_by), claims, encrypted }
    }

    /// `iss`: who issued it.
    #[must_use]
    pub fn issuer(&self) -> Option<&str> {
        self.registered.text(RegisteredName::Issuer)
    }

    /// `sub`: whom it is about.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        self.registered.text(RegisteredName::Subject)
    }

    /// `aud`: whom it is for.
    pub fn audiences(&self) -> impl Iterator<Item = &str> {
        self.registered.audiences()
    }

    /// `exp`: when it ends. A part of a second is cut off.
    #[must_use]
    pub fn expires_at(&self) -> Option<UnixTime> {
        self.registered.date(RegisteredName::Expires).map(NumericDate::rounded_down)
    }

    /// `nbf`: when it begins. A part of a second counts as a whole one.
    #[must_use]
    pub fn not_before(&self) -> Option<UnixTime> {
        self.registered.date(RegisteredName::NotBefore).map(NumericDate::rounded_up)
    }

    /// `iat`: when it was issued. A part of a second counts as a whole one.
    #[must_use]
    pub fn issued_at(&self) -> Option<UnixTime> {
        self.registered.date(RegisteredName::IssuedAt).map(NumericDate::rounded_up)
    }

    /// `jti`: its own identifier.
    #[must_use]
    pub fn token_id(&self) -> Option<&str> {
        self.registered.text(RegisteredName::TokenId)
    }

    /// `client_id`: the client that it was issued to. It is not the subject, even where both are the same text.
    #[must_use]
    pub fn client_id(&self) -> Option<&str> {
        self.registered.text(RegisteredName::ClientId)
    }

    /// `scope`: what it allows. Empty if the claim is absent.
    #[must_use]
    pub fn scope(&self) -> Scope<'_> {
        Scope(self.registered.text(RegisteredName::Scope).unwrap_or_default())
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

    /// The identifier of the key that proved the sender; `None` if it has none. It is the key's own, not what the token says. In
    /// [`TokenMode::EncryptedOnly`](crate::TokenMode::EncryptedOnly) it is the shared key's.
    #[must_use]
    pub fn signed_by(&self) -> Option<&str> {
        self.registered.signed_by()
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
            .field("expires_at", &self.expires_at())
            .field("signed_by", &self.signed_by())
            .field("encrypted", &self.encrypted)
            .finish_non_exhaustive()
    }
}
