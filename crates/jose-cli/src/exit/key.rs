//! From refusals of keys to failures of the command. What to do about a key that names no algorithm depends on the options that the command
//! has, so a command that binds keys says which those are.

use jose::{
    crypto::KeyError,
    jwk::{JwkError, KeySetError, SkippedKey},
};

use super::Failure;

/// The options with which a command names the algorithm of a key that does not name its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// None: the key must name it.
    KeyOnly,
    /// `--alg`.
    Alg,
    /// `--alg`, and `--enc` for a `dir` key.
    AlgAndEnc,
}

impl Naming {
    fn advice(self) -> &'static str {
        match self {
            Self::KeyOnly => "",
            Self::Alg => "name one with --alg, or ",
            Self::AlgAndEnc => "name one with --alg (for a dir key also --enc), or ",
        }
    }
}

impl Failure {
    /// A key was refused by a command with these options.
    pub(crate) fn of_key(error: &JwkError, naming: Naming) -> Self {
        let message = message(error, naming);
        match error {
            JwkError::Key(reason) => Self::from(reason.clone()),
            _ => Self::refused(error.code(), message),
        }
    }

    /// A set of keys was refused by a command with these options. A set of one is as good as its key.
    pub(crate) fn of_key_set(error: &KeySetError, naming: Naming) -> Self {
        let KeySetError::NothingUsable { skipped } = error else {
            return Self::refused(error.code(), error.to_string());
        };
        if let [only] = skipped.as_slice() {
            return Self::of_key(&only.reason, naming);
        }
        let mut parts = vec!["no key of the set can be used here".to_owned()];
        parts.extend(skipped.iter().take(REASONS).map(|key| reason(key, naming)));
        if let Some(more @ 1..) = skipped.len().checked_sub(REASONS) {
            parts.push(format!("and {more} more"));
        }
        Self::refused(error.code(), parts.join("; "))
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        let message = match &error {
            KeyError::FeatureNeeded { what, feature } => {
                format!(
                    "{what} is not in this build of the command: `cargo install jose-cli --features {feature}` has it"
                )
            }
            _ => error.to_string(),
        };
        Self::refused(error.code(), message)
    }
}

impl From<JwkError> for Failure {
    fn from(error: JwkError) -> Self {
        Self::of_key(&error, Naming::KeyOnly)
    }
}

impl From<KeySetError> for Failure {
    fn from(error: KeySetError) -> Self {
        Self::of_key_set(&error, Naming::KeyOnly)
    }
}

/// The library's sentence, but where it names a method, an option.
fn message(error: &JwkError, naming: Naming) -> String {
    let JwkError::AlgorithmNeeded { key, .. } = error else { return error.to_string() };
    let advice = naming.advice();
    format!(
        "{key} fits several algorithms: {advice}write it into the key with `jose key convert FILE --to jwk --alg ALG`"
    )
}

fn reason(key: &SkippedKey, naming: Naming) -> String {
    let name = key.key_id.as_ref().map(|key_id| format!(" ({key_id})")).unwrap_or_default();
    format!("key {}{name}: {}", key.index, message(&key.reason, naming))
}

/// More reasons than this help nobody.
const REASONS: usize = 3;
