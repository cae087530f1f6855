//! Decrypting an example, as each of its recipients would.

use jose_core::{ContentEncryption, KeyManagementAlgorithm, Limits};
use jose_crypto::DecryptionKey;
use jose_jwe::Decryptor;
use jose_jwk::{DecryptionKeySet, Jwk};
use serde_json::{Map, Value};

use super::Example;
use crate::accounting::Verdict;
use crate::message::{Form, Message, headers};
use crate::tokens::same;

/// Decrypts the message with each key alone. It must open for every recipient.
pub(super) fn open(example: &Example, message: &Message) -> Result<Verdict, String> {
    let headers = headers(&message.encrypted_parts()?, "recipients")?;
    let mut verdict = Verdict::Accepts;
    for (index, header) in headers.iter().enumerate() {
        let key = decryption_key(example, index, header)?;
        verdict = verdict.and_then(|| Ok(open_as(example, message, index, key, header)))?;
    }
    Ok(verdict)
}

fn open_as(
    example: &Example,
    message: &Message,
    index: usize,
    key: DecryptionKey,
    header: &Map<String, Value>,
) -> Verdict {
    let keys = DecryptionKeySet::from(key);
    let mut decryptor = Decryptor::new(&keys);
    // Each is asked for only where the example is about it.
    if header.contains_key("zip") {
        decryptor = decryptor.allow_compression();
    }
    if example.password.is_some() {
        let mut limits = Limits::default();
        limits.pbes2_rounds = Limits::PBES2_ROUNDS;
        decryptor = decryptor.limits(limits);
    }
    let decrypted = match message.form {
        Form::Compact => decryptor.decrypt_compact(&message.text),
        Form::Flattened => decryptor.decrypt_flattened(&message.text),
        Form::General => decryptor.decrypt_general(&message.text),
    };
    match decrypted {
        Err(error) => Verdict::Refuses(error.to_string()),
        Ok(decrypted) if decrypted.recipient_index() != index => Verdict::Differs("another recipient".to_owned()),
        Ok(decrypted) if decrypted.aad() != example.aad.as_deref() => Verdict::Differs("another aad".to_owned()),
        Ok(decrypted) => same("plaintext", decrypted.plaintext(), Some(&example.content)),
    }
}

/// The key of one recipient, for the algorithm that the example names.
fn decryption_key(example: &Example, index: usize, header: &Map<String, Value>) -> Result<DecryptionKey, String> {
    let algorithm = example.algorithm(index)?;
    if let Some(password) = &example.password {
        return DecryptionKey::password(algorithm, password.as_bytes()).map_err(|error| error.to_string());
    }
    let key = example.keys.get(index).ok_or("fewer keys than recipients")?;
    let key = Jwk::from_json(key.to_string().as_bytes()).map_err(|error| error.to_string())?;
    match algorithm {
        KeyManagementAlgorithm::Rsa15 => key.rsa1_5_insecure_decryption_key(),
        KeyManagementAlgorithm::Dir => key.decryption_key_direct(content_encryption(header)?),
        _ => key.decryption_key_for(algorithm),
    }
    .map_err(|error| error.to_string())
}

/// What a header names.
pub(super) fn content_encryption(header: &Map<String, Value>) -> Result<ContentEncryption, String> {
    let name = header.get("enc").and_then(Value::as_str).ok_or("no enc")?;
    ContentEncryption::from_name(name).ok_or_else(|| format!("the content encryption {name} is unknown"))
}
