//! One token whose sender is proven.

use std::{
    fmt,
    sync::atomic::{AtomicBool, Ordering},
};

use jose_core::{JwsAlgorithm, SecretBytes};
use serde_json::Value;

use crate::{policy::Replicated, validator::Proof};

/// A token as it came, its payload, and the proof, all of them its own. What is secret in it is wiped when it is dropped.
pub(crate) struct KnownToken {
    token: SecretBytes,
    payload: SecretBytes,
    message_type: Option<Box<str>>,
    holds_a_token: bool,
    outer: Option<Outer>,
    key_id: Option<Box<str>>,
    issuer: Option<Box<str>>,
    algorithm: Option<JwsAlgorithm>,
    /// Whether it came again since somebody looked for what to drop.
    came_again: AtomicBool,
}

/// [`Replicated`], owned.
struct Outer {
    issuer: Option<Value>,
    subject: Option<Value>,
    audience: Option<Value>,
}

impl KnownToken {
    pub(crate) fn new(token: &str, payload: SecretBytes, proof: &Proof<'_>) -> Self {
        Self {
            token: SecretBytes::new(token.as_bytes().to_vec()),
            payload,
            message_type: proof.message_type.map(Into::into),
            holds_a_token: proof.holds_a_token,
            outer: proof.outer.map(|outer| Outer {
                issuer: outer.issuer.cloned(),
                subject: outer.subject.cloned(),
                audience: outer.audience.cloned(),
            }),
            key_id: proof.key_id.map(Into::into),
            issuer: proof.issuer.map(Into::into),
            algorithm: proof.algorithm,
            came_again: AtomicBool::new(false),
        }
    }

    pub(crate) fn payload(&self) -> &[u8] {
        self.payload.expose()
    }

    /// The proof, as it was.
    pub(crate) fn proof(&self) -> Proof<'_> {
        Proof {
            message_type: self.message_type.as_deref(),
            holds_a_token: self.holds_a_token,
            outer: self.outer.as_ref().map(|outer| Replicated {
                issuer: outer.issuer.as_ref(),
                subject: outer.subject.as_ref(),
                audience: outer.audience.as_ref(),
            }),
            key_id: self.key_id.as_deref(),
            issuer: self.issuer.as_deref(),
            algorithm: self.algorithm,
        }
    }

    /// Whether it is this token, byte for byte.
    pub(super) fn is(&self, token: &str) -> bool {
        self.token.expose() == token.as_bytes()
    }

    /// Notes that it came again. What is noted already is not written once more: other threads read it.
    pub(super) fn note(&self) {
        if !self.came_again.load(Ordering::Relaxed) {
            self.came_again.store(true, Ordering::Relaxed);
        }
    }

    /// Whether it came again since the last time this was asked.
    pub(super) fn take_note(&self) -> bool {
        self.came_again.swap(false, Ordering::Relaxed)
    }

    /// About how many bytes it takes, with its place in the store.
    pub(super) fn bytes(&self) -> usize {
        let texts = [&self.message_type, &self.key_id, &self.issuer];
        let texts = texts.into_iter().flatten().map(|text| text.len());
        let outer = self.outer.iter().flat_map(|outer| [&outer.issuer, &outer.subject, &outer.audience]);
        let outer = outer.flatten().map(weight);
        let parts = [OVERHEAD, self.token.len(), self.payload.len()];
        parts.into_iter().chain(texts).chain(outer).fold(0, usize::saturating_add)
    }
}

/// The entry itself, its place, and what stands around both: some of it twice over, as tables keep room to grow.
const OVERHEAD: usize = 512;

/// What a value takes outside the struct it stands in.
fn weight(value: &Value) -> usize {
    match value {
        Value::String(text) => text.capacity(),
        Value::Array(items) => {
            let room = items.capacity().saturating_mul(size_of::<Value>());
            items.iter().map(weight).fold(room, usize::saturating_add)
        }
        // A header that repeats a claim as anything else is refused, and refused tokens are not remembered.
        _ => 0,
    }
}

impl fmt::Debug for KnownToken {
    /// Shows nothing of the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KnownToken").finish_non_exhaustive()
    }
}
