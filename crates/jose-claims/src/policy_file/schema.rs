//! The document as it stands in the text.

mod audiences;
mod profile;

use jose_core::ContentEncryption;
use serde::{Deserialize, Deserializer};

use super::{algorithms::Algorithms, duration::Span, keys::Keys, rule::RuleDocument};

pub(super) use self::{
    audiences::Audiences,
    profile::{BindingDocument, NonceDocument, Profile, ReplayDocument},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Schema {
    #[serde(default, deserialize_with = "stated")]
    pub(super) profile: Option<Profile>,
    #[serde(default)]
    pub(super) issuers: Vec<IssuerDocument>,
    /// Whose tokens these are, for the profiles `id_token` and `logout_token`.
    #[serde(default, deserialize_with = "stated")]
    pub(super) client_id: Option<String>,
    #[serde(default)]
    pub(super) audiences: Audiences,
    #[serde(default, deserialize_with = "stated")]
    pub(super) nonce: Option<NonceDocument>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) binding: Option<BindingDocument>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) replay: Option<ReplayDocument>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) token_type: Option<String>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) mode: Option<Mode>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) decryption_keys: Option<String>,
    /// Seconds since 1970, for `migrate`.
    #[serde(default, deserialize_with = "stated")]
    pub(super) migrate_until: Option<i64>,
    #[serde(default)]
    pub(super) expires: Expires,
    #[serde(default)]
    pub(super) waive: Waivers,
    #[serde(default, deserialize_with = "stated")]
    pub(super) maximum_lifetime: Option<Span>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) maximum_age: Option<Span>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) minimum_remaining_lifetime: Option<Span>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) maximum_remaining_lifetime: Option<Span>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) maximum_authentication_age: Option<Span>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) leeway: Option<Span>,
    #[serde(default)]
    pub(super) require: Vec<Requirable>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) subject: Option<String>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) scope: Option<Demand>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) roles: Option<Demand>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) groups: Option<Demand>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) acr: Option<Vec<String>>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) amr: Option<Demand>,
    #[serde(default)]
    pub(super) algorithms: Algorithms,
    #[serde(default)]
    pub(super) claims: Vec<RuleDocument>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IssuerDocument {
    pub(super) issuer: String,
    /// Absent where a shared key takes the place of a signature.
    #[serde(default, deserialize_with = "stated")]
    pub(super) keys: Option<Keys>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Mode {
    SignedOnly,
    Encrypted,
    EncryptedElsewhere,
    EncryptedWithSharedKey,
    Migrate,
}

/// Whether `exp` must be there. Silence is not the same as no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Expires {
    #[default]
    Unstated,
    Required,
}

/// Reasons for what the policy does not check.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Waivers {
    #[serde(default, deserialize_with = "stated")]
    pub(super) issuer: Option<WaivedIssuer>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) audience: Option<String>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) token_type: Option<String>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) expiry: Option<String>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) nonce: Option<String>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) binding: Option<String>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) replay: Option<String>,
    #[serde(default, deserialize_with = "stated")]
    pub(super) logout_token_type: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WaivedIssuer {
    pub(super) reason: String,
    pub(super) keys: Keys,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum Requirable {
    #[serde(rename = "sub")]
    Subject,
    #[serde(rename = "jti")]
    TokenId,
    #[serde(rename = "iat")]
    IssuedAt,
    #[serde(rename = "client_id")]
    ClientId,
}

/// Values that a claim must have: all of them, or any.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Demand {
    All(Vec<String>),
    Any(Vec<String>),
}

impl Schema {
    pub(super) fn content_encryptions(&self) -> &[ContentEncryption] {
        &self.algorithms.content_encryption
    }
}

/// A member that is there says something: `null` in place of a check is no check, and not one that is left out.
pub(super) fn stated<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
