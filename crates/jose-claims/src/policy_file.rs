//! Policies as data: JSON, or TOML with the feature `toml`.

mod algorithms;
mod duration;
mod into_builder;
mod keys;
mod lint;
mod rule;
mod schema;

use std::fmt::Display;

use jose_core::json::{self, JsonLimits};

pub use lint::{PolicyFinding, Severity};

use crate::PolicyError;
use schema::Schema;

/// A policy as a document, for whoever keeps it beside the code: the same checks, the same verdicts and the same codes as the methods of
/// [`crate::ValidatorBuilder`], but for closures.
///
/// ```
/// use jose_claims::{PolicyDocument, PolicyError};
/// use jose_jwk::{Jwk, JwkSet};
///
/// let document = PolicyDocument::from_json(br#"{
///     "profile": "access_token",
///     "issuers": [{ "issuer": "https://id.example", "keys": "id" }],
///     "audiences": ["https://api.example"],
///     "mode": "signed_only",
///     "maximum_lifetime": "1h",
///     "scope": { "all": ["orders:read"] },
///     "claims": [{ "path": "tenant", "one_of": ["acme", "globex"] }]
/// }"#)?;
///
/// // Where keys come from is yours to say: nothing is read or fetched here.
/// let published = JwkSet::from_keys([Jwk::generate("ES256")?.with_key_id("1")])?.public().to_json();
/// let validator = document
///     .into_builder(|name| match name {
///         "id" => Ok(JwkSet::from_published_json(published.as_bytes())?),
///         _ => Err("no such keys".into()),
///     })?
///     .build()?;
/// # let _ = validator;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A member that it does not know is refused at every level, and so is one that is there twice: a check that is misspelled is never a check that is
/// left out. Waivers have reasons here too. Durations are whole seconds, or text such as `"90s"`, `"10m"`, `"1h30m"`, `"2d"`.
#[derive(Debug)]
pub struct PolicyDocument(Schema);

/// A document is written by whoever operates the service. These only keep an accident small.
const LIMITS: JsonLimits = JsonLimits { depth: 16, members: 4096 };

impl PolicyDocument {
    /// Reads a document in JSON.
    ///
    /// # Errors
    /// [`PolicyError::Document`] with the member that is wrong.
    pub fn from_json(json: &[u8]) -> Result<Self, PolicyError> {
        json::parse_object(json, &LIMITS).map(Self).map_err(document)
    }

    /// Reads a document in TOML. Needs the feature `toml`.
    ///
    /// # Errors
    /// [`PolicyError::Document`] with what is wrong with the text, or the member that is.
    #[cfg(feature = "toml")]
    pub fn from_toml(text: &str) -> Result<Self, PolicyError> {
        // The first line of the message is the reason; the rest draws the place.
        let members: toml::Table = toml::from_str(text).map_err(|error| document(error.message()))?;
        // One reader, so that no rule is laxer for one of the two: by itself a derived struct would take a list for its members here. And not by way of
        // serde_json's own values, which take some names for something else under its features.
        Self::from_json(&serde_json::to_vec(&members).map_err(document)?)
    }

    /// What RFC 8725 and the specifications of the profiles (RFC 9068, RFC 9449, RFC 8705, RFC 7523, OpenID Connect) would have otherwise, with
    /// reasons. A document without findings is not thereby a good one, and one with
    /// findings may have to be as it is.
    #[must_use]
    pub fn lint(&self) -> Vec<PolicyFinding> {
        lint::lint(&self.0)
    }
}

fn document(what: impl Display) -> PolicyError {
    PolicyError::Document { what: format!("{what}").into() }
}
