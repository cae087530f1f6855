//! Signing an example again.

use jose_core::{JwsAlgorithm, registry::JwsKind};
use jose_crypto::SigningKey;
use jose_jws::{GeneralSigner, Signer};
use serde_json::{Map, Value};

use super::{Example, named, signed, with_keys};
use crate::accounting::Verdict;
use crate::message::{Form, Message, joined_header, overlook, protected_header};
use crate::vectors::list;

/// Signs the content with headers that say the same, and compares. Our message must verify, too.
pub(super) fn make(example: &Example, message: &Message) -> Result<Verdict, String> {
    let mut theirs = message.signed_parts()?;
    let detached = theirs.get("payload").is_none();
    let (mut keys, mut headers) = (Vec::new(), Vec::new());
    for (own, key) in with_keys(example, &theirs, "signatures")? {
        keys.push(signing_key(key, &joined_header(&theirs, own)?)?);
        let unprotected = own.get("header").and_then(Value::as_object).cloned().unwrap_or_default();
        headers.push((protected_header(own)?, unprotected));
    }
    let mut signers = Vec::new();
    for (key, (protected, unprotected)) in keys.iter().zip(&headers) {
        match signer(key, protected, unprotected)? {
            Ok(signer) => signers.push(signer),
            Err(refusal) => return Ok(refusal),
        }
    }
    let text = sign(&signers, message.form, &example.content, detached)?;
    let made = Message::new(message.form, text);
    let mut ours = made.signed_parts()?;
    for (index, key) in keys.iter().enumerate() {
        if is_same_twice(key.algorithm()) {
            continue;
        }
        let pointer = format!("/signatures/{index}");
        let (Some(ours), Some(theirs)) = (ours.pointer_mut(&pointer), theirs.pointer_mut(&pointer)) else {
            return Err("fewer signatures than keys".to_owned());
        };
        if !overlook(ours, theirs, "signature")? {
            return Ok(Verdict::Differs("a signature of another length".to_owned()));
        }
    }
    if ours != theirs {
        return Ok(Verdict::Differs(format!("made again, it is {}", made.text)));
    }
    signed::open(example, &made)
}

/// The key for what the header says.
pub(super) fn signing_key(key: &Value, header: &Map<String, Value>) -> Result<SigningKey, String> {
    let algorithm = header.get("alg").and_then(Value::as_str).and_then(JwsAlgorithm::from_name);
    let algorithm = algorithm.ok_or("the algorithm of a header is unknown")?;
    named(key, header.get("kid"))?.signing_key_for(algorithm).map_err(|error| error.to_string())
}

/// Whether signing leaves nothing to chance.
pub(super) fn is_same_twice(algorithm: JwsAlgorithm) -> bool {
    matches!(algorithm.row().kind, JwsKind::Hmac(_) | JwsKind::RsaPkcs1(_) | JwsKind::Eddsa)
}

/// A signer that writes these headers, or that it writes none such.
fn signer<'k>(
    key: &'k SigningKey,
    protected: &'k Map<String, Value>,
    unprotected: &Map<String, Value>,
) -> Result<Result<Signer<'k>, Verdict>, String> {
    let mut signer = Signer::new(key);
    for (name, value) in protected {
        signer = match (name.as_str(), value.as_str()) {
            ("alg" | "kid" | "crit", _) => signer,
            ("typ", Some(text)) => signer.message_type(text),
            ("cty", Some(text)) => signer.content_type(text),
            ("b64", _) if value == &Value::Bool(false) => {
                if !protected.get("crit").and_then(Value::as_array).is_some_and(|names| names.contains(&"b64".into())) {
                    return Ok(Err(Verdict::Refuses("b64 stands in no header without crit".to_owned())));
                }
                signer.unencoded_payload()
            }
            _ => return Err(format!("how to write {name} is unknown here")),
        };
    }
    for (name, value) in unprotected {
        signer = match name.as_str() {
            "alg" => signer.unprotected_algorithm(),
            "kid" => signer.unprotected_key_id(),
            _ => signer.unprotected_member(name, value.clone()),
        };
    }
    Ok(Ok(signer))
}

fn sign(signers: &[Signer<'_>], form: Form, content: &[u8], detached: bool) -> Result<String, String> {
    let text = match (form, signers) {
        (Form::Compact, [signer]) if detached => signer.sign_detached_compact(content),
        (Form::Compact, [signer]) => signer.sign_compact(content),
        (Form::Flattened, [signer]) if detached => signer.sign_detached_flattened(content),
        (Form::Flattened, [signer]) => signer.sign_flattened(content),
        (Form::General, _) => {
            let all = signers.iter().fold(GeneralSigner::new(), GeneralSigner::signature);
            if detached { all.sign_detached_general(content) } else { all.sign_general(content) }
        }
        _ => return Err("this form has one signature".to_owned()),
    };
    text.map_err(|error| error.to_string())
}

/// The signatures of a message, with what each covers.
pub(super) fn signing_inputs(parts: &Value) -> Result<Vec<(String, &str)>, String> {
    let text = |of: &'_ Value, name: &str| of.get(name).and_then(Value::as_str).map(str::to_owned).unwrap_or_default();
    let payload = text(parts, "payload");
    let one = |own| (format!("{}.{payload}", text(own, "protected")), own.get("signature").and_then(Value::as_str));
    let all = list(parts, "signatures")?.iter().map(one);
    all.map(|(input, signature)| Ok((input, signature.ok_or("no signature")?))).collect()
}
