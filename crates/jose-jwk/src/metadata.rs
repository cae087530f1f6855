//! The members that every key can have: `kid`, `alg`, `use`, `key_ops`, and those that are only kept.

pub(crate) mod accessors;
mod operation;
mod registered;

use std::{borrow::Cow, sync::Arc};

use jose_core::{ContentEncryption, JwsAlgorithm, KeyManagementAlgorithm, LimitExceeded, Limits};
use serde_json::{Map, Value};

pub use operation::{KeyOperation, KeyUse};

use crate::{
    JwkError,
    json::open::{OpenMembers, OpenValue},
};

/// The longest `kid` that is read: a longer one could not be in a token.
const KEY_ID_BYTES: usize = Limits::token().key_id_bytes;

/// What a key says about itself, besides its numbers. Names stay text: an unknown one survives, and is refused when the key is used.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Metadata {
    pub(crate) key_id: Option<Arc<str>>,
    pub(crate) algorithm: Option<Cow<'static, str>>,
    pub(crate) key_use: Option<Cow<'static, str>>,
    pub(crate) key_operations: Option<Vec<String>>,
    /// Every other member, registered or not, written back as it came.
    pub(crate) others: Map<String, Value>,
}

impl Metadata {
    /// Takes all of `members`, from which the numbers of the key have been taken before.
    pub(crate) fn take(members: &mut OpenMembers<'_>) -> Result<Self, JwkError> {
        let metadata = Self {
            key_id: members.take_text("kid")?.map(Arc::from),
            algorithm: members.take_text("alg")?.map(|name| known_or_owned(name, algorithm_name)),
            key_use: members
                .take_text("use")?
                .map(|name| known_or_owned(name, |name| Some(KeyUse::from_name(name)?.name()))),
            key_operations: operations(members)?,
            others: members.take_rest(),
        };
        let key_id = metadata.key_id.as_deref().unwrap_or_default();
        LimitExceeded::check("key_id_bytes", key_id.len(), KEY_ID_BYTES)?;
        registered::check(&metadata.others)?;
        metadata.check_consistent()?;
        Ok(metadata)
    }

    /// The same with the algorithm of the key's numbers, where those have one (RFC 9964, section 3): DER has no other place for it.
    pub(crate) fn of_material(self, own: Option<JwsAlgorithm>) -> Self {
        let algorithm = self.algorithm.or_else(|| own.map(|own| own.name().into()));
        Self { algorithm, ..self }
    }

    /// What the public half of a private key says about itself.
    pub(crate) fn public_half(&self) -> Self {
        let flip = |names: &Vec<String>| {
            let mut flipped: Vec<String> = Vec::new();
            for operation in names.iter().filter_map(|name| KeyOperation::from_name(name)?.public_half()) {
                if !flipped.iter().any(|name| name == operation.name()) {
                    flipped.push(operation.name().to_owned());
                }
            }
            flipped
        };
        Self { key_operations: self.key_operations.as_ref().map(flip), ..self.clone() }
    }

    /// RFC 7517, section 4.3: if both are there, what they say must be consistent. Unknown names say nothing.
    fn check_consistent(&self) -> Result<(), JwkError> {
        let Some(key_use) = self.key_use.as_deref().and_then(KeyUse::from_name) else { return Ok(()) };
        let mut known = self.key_operations.iter().flatten().filter_map(|name| KeyOperation::from_name(name));
        if known.all(|operation| operation.key_use() == key_use) {
            Ok(())
        } else {
            Err(JwkError::member("key_ops", "consistent with use"))
        }
    }
}

/// The name as our tables have it, or else a copy of it: a set has many keys, and few algorithms.
fn known_or_owned(name: Cow<'_, str>, known: impl Fn(&str) -> Option<&'static str>) -> Cow<'static, str> {
    match known(&name) {
        Some(known) => Cow::Borrowed(known),
        None => Cow::Owned(name.into_owned()),
    }
}

fn algorithm_name(name: &str) -> Option<&'static str> {
    let signature = JwsAlgorithm::from_name(name).map(JwsAlgorithm::name);
    let management = || KeyManagementAlgorithm::from_name(name).map(KeyManagementAlgorithm::name);
    signature.or_else(management).or_else(|| ContentEncryption::from_name(name).map(ContentEncryption::name))
}

fn operations(members: &mut OpenMembers<'_>) -> Result<Option<Vec<String>>, JwkError> {
    let Some(value) = members.take("key_ops") else { return Ok(None) };
    let OpenValue::Other(Value::Array(values)) = value else { return Err(NOT_OPERATIONS) };
    let mut names = Vec::with_capacity(values.len());
    for value in values {
        let Value::String(name) = value else { return Err(NOT_OPERATIONS) };
        names.push(name);
    }
    // RFC 7517, section 4.3: no duplicates. Sorted, because whoever wrote the file chose how long the list is.
    let mut sorted: Vec<&String> = names.iter().collect();
    sorted.sort_unstable();
    if sorted.windows(2).any(|pair| matches!(pair, [one, next] if one == next)) {
        return Err(NOT_OPERATIONS);
    }
    Ok(Some(names))
}

const NOT_OPERATIONS: JwkError = JwkError::member("key_ops", "a list of strings that are all different");
