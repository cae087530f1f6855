//! Policies as data: what a document says, what is refused in one, and what is found in one.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "../support/payload.rs"]
mod payload;
#[path = "../support/world.rs"]
mod world;

#[cfg(feature = "toml")]
mod agreement;
mod keys;
mod lint;
#[cfg(feature = "toml")]
mod profiles;
mod refused;

use jose_claims::{PolicyDocument, PolicyError, Validator};
use jose_jwk::{Jwk, JwkSet};

/// The keys that documents of these tests name.
struct Store {
    id: JwkSet,
    other: JwkSet,
    api: JwkSet,
    shared: JwkSet,
}

impl Store {
    fn new() -> Self {
        let set = |algorithm: &str, name: &str| {
            JwkSet::from_keys([Jwk::generate(algorithm).unwrap().with_key_id(name)]).unwrap()
        };
        Self {
            id: set("ES256", "id"),
            other: set("ES256", "other"),
            api: set("ECDH-ES+A256KW", "api"),
            shared: set("A256KW", "shared"),
        }
    }

    fn resolve(&self, name: &str) -> Result<JwkSet, Box<dyn std::error::Error + Send + Sync>> {
        let published = |set: &JwkSet| JwkSet::from_published_json(set.public().to_json().as_bytes());
        let private = |set: &JwkSet| JwkSet::from_json(set.to_secret_json().as_bytes());
        Ok(match name {
            "id" => published(&self.id)?,
            "other" => published(&self.other)?,
            "api" => private(&self.api)?,
            "shared" => private(&self.shared)?,
            _ => return Err("nobody has them".into()),
        })
    }

    fn build(&self, document: PolicyDocument) -> Result<Validator, PolicyError> {
        let clock = world::clock(world::NOW);
        document.into_builder(|name| self.resolve(name))?.clock(clock).build()
    }

    fn json(&self, text: &str) -> Result<Validator, PolicyError> {
        self.build(PolicyDocument::from_json(text.as_bytes())?)
    }
}

/// A document that can be built, with more members.
fn document(more: &str) -> String {
    let comma = if more.is_empty() { "" } else { "," };
    format!(
        r#"{{"profile":"access_token","issuers":[{{"issuer":"https://id.example","keys":"id"}}],
            "audiences":["https://api.example"],"mode":"signed_only"{comma}{more}}}"#
    )
}
