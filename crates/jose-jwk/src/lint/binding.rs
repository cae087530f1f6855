//! What only a key that was read can be asked: whether it can do what it says.

use jose_core::{JwsAlgorithm, registry::JwsKind};
use jose_crypto::{KeyError, material::PublicMaterial};

use super::{Finding, Place, Severity, explain};
use crate::{Jwk, JwkError, KeyKind, KeyOperation};

pub(super) fn look(key: &Jwk, place: &Place, findings: &mut Vec<Finding>) {
    if let Some(fault) = unusable(key) {
        let (code, advice) = explain::key(&fault);
        findings.push(Finding::new(Severity::Error, code, place, fault.to_string(), advice));
    }
    if key.kind() == KeyKind::Public && operations(key).any(is_private) {
        let advice = "write what the public half does: verify, encrypt or wrapKey";
        let message = "key_ops of a public key has what only the private half can do";
        findings.push(Finding::new(Severity::Warning, "jwk.lint.key_ops_of_private_half", place, message, advice));
    }
    let names = key.key_operations();
    if key.kind() != KeyKind::Public && names.is_some_and(<[String]>::is_empty) {
        let (message, advice) =
            ("key_ops is empty, so that the key may do nothing", "list what it does, or leave it out");
        findings.push(Finding::new(Severity::Warning, "jwk.lint.key_ops_empty", place, message, advice));
    }
    if key.public().is_ok_and(|key| has_small_exponent(key.material())) {
        let (message, advice) =
            ("the RSA exponent is 3", "make the next key with 65537, which faulty peers get right too");
        findings.push(Finding::new(Severity::Advice, "jwk.lint.rsa_exponent_small", place, message, advice));
    }
}

/// Why the key cannot be built for its own algorithm. What `use` and `key_ops` permit is looked at elsewhere.
fn unusable(key: &Jwk) -> Option<KeyError> {
    let algorithm = key.algorithm()?;
    if let (Some(known), Jwk::Symmetric(key)) = (JwsAlgorithm::from_name(algorithm), key) {
        let JwsKind::Hmac(hash) = known.row().kind else { return None };
        let (needed, found) = (hash.output_bytes(), key.secret().len());
        return (found < needed).then_some(KeyError::TooShort { algorithm: known.name(), needed, found });
    }
    let attempts =
        [key.verifying_key().map(|_| ()), key.encryption_key().map(|_| ()), key.decryption_key().map(|_| ())];
    attempts.into_iter().find_map(|attempt| match attempt {
        Err(JwkError::Key(fault @ (KeyError::WrongLength { .. } | KeyError::FeatureNeeded { .. }))) => Some(fault),
        _ => None,
    })
}

fn operations(key: &Jwk) -> impl Iterator<Item = KeyOperation> {
    key.key_operations().unwrap_or_default().iter().filter_map(|name| KeyOperation::from_name(name))
}

fn is_private(operation: KeyOperation) -> bool {
    operation.public_half().is_some_and(|half| half != operation)
}

fn has_small_exponent(material: &PublicMaterial) -> bool {
    matches!(material, PublicMaterial::Rsa { e, .. } if e.as_slice() == [3])
}
