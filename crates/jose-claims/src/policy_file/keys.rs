//! Keys in documents: by a name that the caller resolves, or public ones on the spot.

use jose_jwk::{DecryptionKeySet, JwkSet, VerifyingKeySet};
use serde::Deserialize;

use super::{document, schema::Schema};
use crate::{
    PolicyError,
    both_jobs::{BOTH_JOBS, share_a_key},
};

/// Where keys come from.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Keys {
    Named(String),
    Inline(serde_json::Map<String, serde_json::Value>),
}

/// Whatever went wrong where the caller looked for keys.
pub(super) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What the caller makes of a name.
type Resolve<'r> = dyn FnMut(&str) -> Result<JwkSet, Failure> + 'r;

/// What the document's names of keys stand for, and every set that verifies.
pub(super) struct Resolved<'r, 'f> {
    resolve: &'r mut Resolve<'f>,
    verifying: Vec<JwkSet>,
}

impl<'r, 'f> Resolved<'r, 'f> {
    pub(super) fn new(resolve: &'r mut Resolve<'f>) -> Self {
        Self { resolve, verifying: Vec::new() }
    }

    pub(super) fn verifying(&mut self, source: &Keys, schema: &Schema) -> Result<VerifyingKeySet, PolicyError> {
        let set = source.resolve(self.resolve)?;
        let accept = schema.algorithms.signature.as_deref().unwrap_or_default();
        let (keys, _) = VerifyingKeySet::from_jwk_set(&set, accept).map_err(document)?;
        self.verifying.push(set);
        Ok(keys)
    }

    pub(super) fn decryption(&mut self, name: &str, schema: &Schema) -> Result<DecryptionKeySet, PolicyError> {
        let set = named(name, self.resolve)?;
        if share_a_key(&self.verifying, &set) {
            return Err(PolicyError::Keys { what: BOTH_JOBS });
        }
        let accept = schema.algorithms.key_management.as_deref().unwrap_or_default();
        let (keys, _) = DecryptionKeySet::from_jwk_set(&set, accept).map_err(document)?;
        Ok(keys)
    }
}

impl Keys {
    fn resolve(&self, resolve: &mut Resolve<'_>) -> Result<JwkSet, PolicyError> {
        match self {
            Self::Named(name) => named(name, resolve),
            Self::Inline(members) => {
                let json = serde_json::to_vec(members).map_err(document)?;
                JwkSet::from_published_json(&json).map_err(|error| document(format!("keys on the spot: {error}")))
            }
        }
    }
}

fn named(name: &str, resolve: &mut Resolve<'_>) -> Result<JwkSet, PolicyError> {
    resolve(name).map_err(|error| document(format!("the keys {name}: {error}")))
}
