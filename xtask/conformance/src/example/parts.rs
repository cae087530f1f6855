//! What stands under an example's own header, made again: the signature, or the wrapped keys, the ciphertext and the tag.

use jose_core::{base64url, registry::KeyManagementKind};
use jose_crypto::{content::ContentEncrypter, hazmat};
use serde_json::Value;

use super::{
    Example,
    encrypt::{bytes, encryption_key, random},
    encrypted::content_encryption,
    sign::{is_same_twice, signing_inputs, signing_key},
    with_keys,
};
use crate::accounting::Verdict;
use crate::message::{Message, headers, joined_header};
use crate::tokens::same;
use crate::vectors::{base64, list};

/// Signs the text that the example signed.
pub(super) fn signature(example: &Example, message: &Message) -> Result<Verdict, String> {
    let parts = message.signed_parts()?;
    let mut verdict = Verdict::Accepts;
    let signed = signing_inputs(&parts)?;
    for ((own, key), (input, signature)) in with_keys(example, &parts, "signatures")?.into_iter().zip(signed) {
        let key = signing_key(key, &joined_header(&parts, own)?)?;
        if !is_same_twice(key.algorithm()) {
            return Err("a signature that does not come out twice alike".to_owned());
        }
        let ours = key.sign(input.as_bytes()).map_err(|error| error.to_string())?;
        let theirs = base64url::decode(signature).map_err(|error| error.to_string())?;
        verdict = verdict.and_then(|| Ok(same("signature", &ours, Some(&theirs))))?;
    }
    Ok(verdict)
}

/// Encrypts the content under the header that the example has, and wraps the key for each recipient whose algorithm always wraps it alike.
pub(super) fn encryption(example: &Example, message: &Message) -> Result<Verdict, String> {
    let parts = message.encrypted_parts()?;
    let headers = headers(&parts, "recipients")?;
    let header = headers.first().ok_or("no recipient")?;
    let enc = content_encryption(header)?;
    let text = |name| parts.get(name).and_then(Value::as_str);
    let mut aad = text("protected").unwrap_or_default().to_owned();
    if let Some(more) = text("aad") {
        aad.push('.');
        aad.push_str(more);
    }
    let iv = base64(&parts, "iv")?;
    let mut buffer = example.compressed.as_ref().unwrap_or(&example.content).clone();
    let encrypter = ContentEncrypter::new(enc, &example.content_key).map_err(|error| error.to_string())?;
    let tag = encrypter.encrypt(&iv, aad.as_bytes(), &mut buffer).map_err(|error| error.to_string())?;
    let wanted = (base64(&parts, "ciphertext")?, base64(&parts, "tag")?);
    let mut verdict =
        same("ciphertext", &buffer, Some(&wanted.0)).and_then(|| Ok(same("tag", tag.as_bytes(), Some(&wanted.1))))?;

    let content_key = hazmat::content_key(enc, &example.content_key, &iv).map_err(|error| error.to_string())?;
    for (index, (own, header)) in list(&parts, "recipients")?.iter().zip(&headers).enumerate() {
        let kind = example.algorithm(index)?.row().kind;
        if !matches!(kind, KeyManagementKind::AesKeyWrap { .. } | KeyManagementKind::Pbes2AesKeyWrap { .. }) {
            continue;
        }
        let key = encryption_key(example, index, header)?;
        let (apu, apv, random) = (bytes(header, "apu")?, bytes(header, "apv")?, random(header, &[], &[])?);
        let wrapped = hazmat::wrap(&key, &content_key, &apu, &apv, &random).map_err(|error| error.to_string())?;
        let wanted = base64(own, "encrypted_key")?;
        verdict = verdict.and_then(|| Ok(same("encrypted key", wrapped.encrypted_key(), Some(&wanted))))?;
    }
    Ok(verdict)
}
