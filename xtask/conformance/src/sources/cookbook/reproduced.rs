//! The same bytes from the same input.

use jose_core::{ContentEncryption, JwsAlgorithm, base64url};
use jose_crypto::content::ContentEncrypter;
use jose_jwk::Jwk;
use serde_json::Value;

use crate::accounting::{Expected, Outcome, Verdict};
use crate::reasons;
use crate::tokens::same;
use crate::vectors::{base64, member, string};

/// Whether an example leaves nothing to chance that we would have to choose.
pub(super) fn is_possible(example: &Value) -> bool {
    signature_algorithm(example).is_some() || (example.get("generated").is_some() && content_key(example).is_some())
}

/// Makes the bytes again; `None` if the example leaves something to chance.
pub(super) fn check(example: &Value) -> Option<Result<Outcome, String>> {
    if !is_possible(example) {
        return None;
    }
    Some(match signature_algorithm(example) {
        Some(algorithm) => signature(example, algorithm),
        None => content(example),
    })
}

/// The algorithms that sign the same message twice alike.
fn signature_algorithm(example: &Value) -> Option<JwsAlgorithm> {
    let signs = example.get("signing")?.get("sig").is_some();
    let algorithm = JwsAlgorithm::from_name(example.get("input")?.get("alg")?.as_str()?)?;
    let same_twice =
        matches!(algorithm, JwsAlgorithm::Hs256 | JwsAlgorithm::Rs256 | JwsAlgorithm::EdDsa | JwsAlgorithm::Ed25519);
    (signs && same_twice).then_some(algorithm)
}

/// A content encryption key that the example gives: its own, or the shared one for `dir`.
fn content_key(example: &Value) -> Option<Vec<u8>> {
    let input = example.get("input")?;
    let given = example.get("generated")?.get("cek");
    let shared = (input.get("alg")?.as_str() == Some("dir")).then(|| input.get("key")?.get("k")).flatten();
    base64url::decode(given.or(shared)?.as_str()?).ok()
}

fn signature(example: &Value, algorithm: JwsAlgorithm) -> Result<Outcome, String> {
    let input = member(example, "input")?;
    let key = Jwk::from_json(member(input, "key")?.to_string().as_bytes()).map_err(|error| error.to_string())?;
    let key = key.signing_key_for(algorithm).map_err(|error| error.to_string())?;
    let (signing_input, wanted) = signed(example)?;
    let signature = key.sign(signing_input.as_bytes()).map_err(|error| error.to_string())?;
    Ok(same("signature", &signature, Some(&wanted)).judge(Expected::Accept))
}

/// What was signed, and the signature: of the flattened output if the payload is in it, because the steps between are wrong in one example.
fn signed(example: &Value) -> Result<(String, Vec<u8>), String> {
    let flattened = example.get("output").and_then(|output| output.get("json_flat"));
    if let Some((flattened, payload)) = flattened.and_then(|output| Some((output, output.get("payload")?.as_str()?))) {
        let protected = flattened.get("protected").and_then(Value::as_str).unwrap_or_default();
        return Ok((format!("{protected}.{payload}"), base64(flattened, "signature")?));
    }
    let signing = member(example, "signing")?;
    Ok((string(signing, "sig-input")?.to_owned(), base64(signing, "sig")?))
}

fn content(example: &Value) -> Result<Outcome, String> {
    let (input, generated) = (member(example, "input")?, member(example, "generated")?);
    let encrypting = member(example, "encrypting_content")?;
    if input.get("zip").is_some() {
        return Ok(Outcome::NotOffered(reasons::ZIP));
    }
    let name = string(input, "enc")?;
    // The example of several recipients misspells it.
    let name = if name == "A128CBC-H256" { "A128CBC-HS256" } else { name };
    let algorithm = ContentEncryption::from_name(name).ok_or("an unknown content encryption")?;
    let key = content_key(example).ok_or("no content encryption key")?;
    let mut aad = encrypting.get("protected_b64u").and_then(Value::as_str).unwrap_or_default().to_owned();
    if let Some(more) = generated.get("aad_b64u").and_then(Value::as_str) {
        aad.push('.');
        aad.push_str(more);
    }
    let mut buffer = string(input, "plaintext")?.as_bytes().to_vec();
    let encrypter = ContentEncrypter::new(algorithm, &key).map_err(|error| error.to_string())?;
    let tag =
        encrypter.encrypt(&base64(generated, "iv")?, aad.as_bytes(), &mut buffer).map_err(|error| error.to_string())?;
    let ciphertext = same("ciphertext", &buffer, Some(&base64(encrypting, "ciphertext")?));
    let tag = same("tag", tag.as_bytes(), Some(&base64(encrypting, "tag")?));
    Ok(if ciphertext == Verdict::Accepts { tag } else { ciphertext }.judge(Expected::Accept))
}
