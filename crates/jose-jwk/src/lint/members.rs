//! What a key says about itself: rules that the reader does not have, because a key that breaks them can still be used.

use jose_core::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, KeyType, printable};
use serde_json::Value;

use super::{Finding, Place, Severity, explain};
use crate::{JwkError, KeyOperation, KeyUse, bind::suits, json::open::OpenMembers, metadata::Metadata};

/// Looks at the members of a key that may have been `refused`, for a reason that is not to be found twice.
pub(super) fn look(members: &OpenMembers<'_>, refused: Option<&JwkError>, place: &Place, findings: &mut Vec<Finding>) {
    let algorithm = members.text("alg");
    for refusal in further_refusals(members, algorithm).into_iter().filter(|refusal| Some(refusal) != refused) {
        findings.push(explain::refusal(&refusal, place.clone()));
    }
    let mut push = |severity, code, message: &str, advice| {
        findings.push(Finding::new(severity, code, place, message, advice));
    };
    if !members.contains("kid") {
        let severity = if place.index.is_some() { Severity::Warning } else { Severity::Advice };
        let advice = "set it, to the thumbprint for instance: others find the key by it, and rotation needs it";
        push(severity, "jwk.lint.kid_missing", "the key has no kid", advice);
    }
    match (members.get("alg"), algorithm) {
        (None, _) => {
            let advice = "set it: one key serves one algorithm, and without alg somebody else has to choose";
            push(Severity::Advice, "jwk.lint.alg_missing", "the key has no alg", advice);
        }
        (_, Some(name)) if purpose(name).is_none() => {
            let message = format!("the algorithm {} is not known here", printable(name));
            let advice = "use a name of the IANA registry, in its exact letters";
            push(Severity::Warning, "jwk.lint.alg_unknown", &message, advice);
        }
        _ => {}
    }
    if !members.contains("use") && !members.contains("key_ops") {
        let advice = "set use to sig or enc, so that nobody uses the key for the other";
        push(Severity::Advice, "jwk.lint.use_missing", "the key has neither use nor key_ops", advice);
    }
    look_at_use(members, algorithm, &mut push);
}

/// What the reader would also have refused, had it come that far: what is said about the key, and `alg` against its type and curve.
fn further_refusals(members: &OpenMembers<'_>, algorithm: Option<&str>) -> Vec<JwkError> {
    let metadata = Metadata::take(&mut members.clone()).err();
    let key_type = members.text("kty").and_then(KeyType::from_name);
    let curve = members.text("crv").and_then(Curve::from_name);
    let suits = key_type.and_then(|key_type| suits::check(algorithm, key_type, curve).err());
    metadata.into_iter().chain(suits.map(JwkError::from)).collect()
}

fn look_at_use(
    members: &OpenMembers<'_>,
    algorithm: Option<&str>,
    push: &mut impl FnMut(Severity, &'static str, &str, &'static str),
) {
    let key_use = members.text("use");
    let operations: Option<Vec<&str>> =
        members.list("key_ops").map(|list| list.iter().filter_map(Value::as_str).collect());
    if let Some(name) = key_use.filter(|name| KeyUse::from_name(name).is_none()) {
        let message = format!("the use {} is neither sig nor enc", printable(name));
        push(Severity::Warning, "jwk.lint.use_unknown", &message, "set it to sig or enc: no other is used here");
    }
    if key_use.is_some() && operations.is_some() {
        let advice = "keep use alone, which says enough (RFC 7517, section 4.3)";
        push(Severity::Advice, "jwk.lint.use_and_key_ops", "the key has use and key_ops", advice);
    }
    let own = algorithm.and_then(purpose);
    let stated = key_use.and_then(KeyUse::from_name);
    if let (Some(own), Some(stated)) = (own, stated)
        && own != stated
    {
        let message = format!("the use {} is not what alg is for", stated.name());
        push(Severity::Error, "jwk.lint.use_against_alg", &message, "correct one of the two: the key can do nothing");
    }
    let known: Vec<KeyOperation> =
        operations.iter().flatten().filter_map(|name| KeyOperation::from_name(name)).collect();
    if let Some(own) = own
        && known.iter().any(|operation| operation.key_use() != own)
    {
        let advice = "correct one of the two: the key cannot do all that it says";
        push(Severity::Error, "jwk.lint.key_ops_against_alg", "key_ops has what alg is not for", advice);
    }
    // Each against the next alone, because whoever wrote the file chose how long the list is.
    if known.windows(2).any(|pair| matches!(pair, [one, next] if group(*one) != group(*next))) {
        let advice =
            "make a key for each: a key for two purposes can be turned against its owner (RFC 7517, section 4.3)";
        push(Severity::Warning, "jwk.lint.key_ops_unrelated", "key_ops has operations that do not go together", advice);
    }
}

/// What an algorithm is for, if it is known.
fn purpose(name: &str) -> Option<KeyUse> {
    if JwsAlgorithm::from_name(name).is_some() {
        Some(KeyUse::Signature)
    } else if KeyManagementAlgorithm::from_name(name).is_some() || ContentEncryption::from_name(name).is_some() {
        Some(KeyUse::Encryption)
    } else {
        None
    }
}

/// The operations that may stand together, by one of them.
fn group(operation: KeyOperation) -> KeyOperation {
    match operation {
        KeyOperation::DeriveBits | KeyOperation::DeriveKey => KeyOperation::DeriveKey,
        other => other.public_half().unwrap_or(other),
    }
}
