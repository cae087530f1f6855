//! The messages of latchset-rfc.

use jose_core::{KeyManagementAlgorithm, Limits};
use jose_crypto::DecryptionKey;
use jose_jwe::{DecryptError, Decryptor};
use jose_jwk::{DecryptionKeySet, SymmetricJwk};
use serde_json::{Value, json as object};

use super::{Folder, json, text};
use crate::accounting::{Expected, Outcome, Verdict};
use crate::example::{Example, Kind};
use crate::message::{Form, Message, headers};

/// A JWS. A detached payload is in a file beside it; any other is only in the message, so what comes out must be that.
pub(super) fn signed(folder: &Folder, stem: &str, form: Form, kind: &str) -> Result<Verdict, String> {
    let message = Message::new(form, text(folder, stem, kind)?);
    let parts = message.signed_parts()?;
    let content = match parts.get("payload").and_then(Value::as_str) {
        Some(payload) => jose_core::base64url::decode(payload).map_err(|error| error.to_string())?,
        None => text(folder, stem, "payl")?.as_bytes().to_vec(),
    };
    let mut example = example(Kind::Signed, folder, stem, &headers(&parts, "signatures")?)?;
    example.content = content;
    example.open(&message)
}

/// A JWE.
pub(super) fn encrypted(folder: &Folder, stem: &str, form: Form, kind: &str) -> Result<Verdict, String> {
    let message = Message::new(form, text(folder, stem, kind)?);
    let parts = message.encrypted_parts()?;
    let mut example = example(Kind::Encrypted, folder, stem, &headers(&parts, "recipients")?)?;
    example.content = text(folder, stem, "pt")?.as_bytes().to_vec();
    if parts.get("aad").is_some() {
        example.aad = Some(crate::vectors::base64(&parts, "aad")?);
    }
    example.open(&message)
}

/// The keys mostly have no `alg`, so the algorithms are named from the headers, as an application that follows the RFC would name them in
/// its configuration.
fn example(
    kind: Kind,
    folder: &Folder,
    stem: &str,
    headers: &[serde_json::Map<String, Value>],
) -> Result<Example, String> {
    let algorithms: Vec<&Value> = headers.iter().filter_map(|header| header.get("alg")).collect();
    let mut about = object!({ "alg": algorithms, "content": "" });
    let mut keys = keys(folder, stem)?;
    if let Ok(password) = json(folder, stem, "pwd")
        && let Some(about) = about.as_object_mut()
    {
        about.insert("password".to_owned(), password);
        keys.clear();
    }
    Example::read(kind, &about, keys, Vec::new())
}

/// The message that asks for 10^9 rounds. A refusal comes before any round, or this would not come back. Without a limit of the caller's no
/// password is taken at all; with the largest that is advised, the rounds are what it is refused for.
pub(super) fn endless(folder: &Folder, stem: &str) -> Result<Outcome, String> {
    let message = text(folder, stem, "jwe")?;
    let key = SymmetricJwk::from_json(text(folder, stem, "jwk")?.as_bytes()).map_err(|error| error.to_string())?;
    let key = DecryptionKey::password(KeyManagementAlgorithm::Pbes2Hs256A128Kw, key.secret().expose());
    let keys = DecryptionKeySet::from(key.map_err(|error| error.to_string())?);
    let mut limits = Limits::default();
    limits.pbes2_rounds = Limits::PBES2_ROUNDS;
    let off = Decryptor::new(&keys).decrypt_flattened(message);
    let bounded = Decryptor::new(&keys).limits(limits).decrypt_flattened(message);
    let (Err(DecryptError::PasswordsOff), Err(DecryptError::Parse(error))) = (off, bounded) else {
        return Ok(Outcome::failed("not refused for its rounds"));
    };
    Ok(if error.to_string().contains("pbes2_rounds") {
        Verdict::Refuses(error.to_string()).judge(Expected::Refuse)
    } else {
        Outcome::failed(format!("refused for something else than its rounds: {error}"))
    })
}

/// The key of an example, its key set, or all of its numbered keys, in the order of the signatures or recipients.
fn keys(folder: &Folder, stem: &str) -> Result<Vec<Value>, String> {
    if let Ok(key) = json(folder, stem, "jwk") {
        return Ok(vec![key]);
    }
    if let Ok(set) = json(folder, stem, "jwkset") {
        return Ok(crate::vectors::list(&set, "keys")?.to_vec());
    }
    let numbered = (1..=3).filter_map(|number| json(folder, &format!("{stem}.{number}"), "jwk").ok()).collect();
    Ok(numbered)
}
