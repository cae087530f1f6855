//! Verifying an example, as an application that has its keys would.

use std::collections::BTreeSet;

use jose_core::JwsAlgorithm;
use jose_jwk::{JwkSet, VerifyingKeySet};
use jose_jws::{Require, SignatureReport, Verifier};
use serde_json::{Value, json};

use super::Example;
use crate::accounting::Verdict;
use crate::message::{Form, Message, protected_header};
use crate::tokens::same;
use crate::vectors::list;

/// Verifies the message with all keys. Every signature must be good.
pub(super) fn open(example: &Example, message: &Message) -> Result<Verdict, String> {
    let parts = message.signed_parts()?;
    let detached = (parts.get("payload").is_none() && !example.content.is_empty()).then_some(&*example.content);
    let mut unencoded = false;
    for signature in list(&parts, "signatures")? {
        unencoded |= protected_header(signature)?.contains_key("b64");
    }
    let sets = key_sets(example)?;
    if message.form == Form::General {
        return Ok(general(example, message, &sets, detached, unencoded));
    }
    let [keys] = &sets[..] else { return Err("one signature, and keys that do not go together".to_owned()) };
    let with_keys = verifier(keys, unencoded);
    let outcome = match (message.form, detached) {
        (Form::Compact, None) => with_keys.verify_compact(&message.text),
        (Form::Compact, Some(payload)) => with_keys.verify_detached_compact(&message.text, payload),
        (_, None) => with_keys.verify_flattened(&message.text),
        (_, Some(payload)) => with_keys.verify_detached_flattened(&message.text, payload),
    };
    Ok(match outcome {
        Ok(verified) => same("payload", verified.payload(), Some(&example.content)),
        Err(error) => Verdict::Refuses(error.to_string()),
    })
}

/// Public keys and a shared secret are no set. Where an example has both, it is verified with each, and every signature must be good under
/// one of them.
fn general(
    example: &Example,
    message: &Message,
    sets: &[VerifyingKeySet],
    detached: Option<&[u8]>,
    unencoded: bool,
) -> Verdict {
    let require = if sets.len() == 1 { Require::All } else { Require::Any };
    let (mut good, mut all) = (BTreeSet::new(), 0);
    for keys in sets {
        let with_keys = verifier(keys, unencoded);
        let outcome = match detached {
            None => with_keys.verify_general(&message.text, require),
            Some(payload) => with_keys.verify_detached_general(&message.text, payload, require),
        };
        let verified = match outcome {
            Ok(verified) => verified,
            Err(error) => return Verdict::Refuses(error.to_string()),
        };
        let payload = same("payload", verified.payload(), Some(&example.content));
        if payload != Verdict::Accepts {
            return payload;
        }
        all = verified.signatures().len();
        good.extend(verified.signatures().iter().filter(|one| one.verified().is_some()).map(SignatureReport::index));
    }
    if all > 0 && good.len() == all {
        Verdict::Accepts
    } else {
        Verdict::Refuses(format!("{} of {all} signatures are good", good.len()))
    }
}

fn verifier(keys: &VerifyingKeySet, unencoded: bool) -> Verifier<'_> {
    // Asked for only where the example is about it.
    if unencoded { Verifier::new(keys).allow_unencoded_payload() } else { Verifier::new(keys) }
}

/// The public keys, and the shared secrets.
fn key_sets(example: &Example) -> Result<Vec<VerifyingKeySet>, String> {
    let accept: Vec<JwsAlgorithm> =
        example.algorithms.iter().filter_map(|name| JwsAlgorithm::from_name(name)).collect();
    let is_secret = |key: &&Value| key.get("kty").and_then(Value::as_str) == Some("oct");
    let (secret, public): (Vec<&Value>, Vec<&Value>) = example.keys.iter().partition(is_secret);
    let mut sets = Vec::new();
    for keys in [public, secret].into_iter().filter(|keys| !keys.is_empty()) {
        let set =
            JwkSet::from_json(json!({ "keys": keys }).to_string().as_bytes()).map_err(|error| error.to_string())?;
        if let Some(skipped) = set.skipped().next() {
            return Err(skipped.to_string());
        }
        sets.push(VerifyingKeySet::from_jwk_set(&set, &accept).map_err(|error| error.to_string())?.0);
    }
    Ok(sets)
}
