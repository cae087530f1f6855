//! Encrypting an example again, with everything that is random given.

use jose_core::{KeyManagementAlgorithm, registry::KeyManagementKind};
use jose_crypto::EncryptionKey;
use jose_jwe::{
    Encryptor, GeneralEncryptor, Recipient,
    hazmat::{self, FixedRandom},
};
use jose_jwk::PrivateJwk;
use serde_json::{Map, Value};

use super::{Example, encrypted, encrypted::content_encryption, named};
use crate::accounting::Verdict;
use crate::message::{Form, Message, headers, overlook, protected_header};
use crate::vectors::base64;

/// Encrypts the content with headers that say the same, and compares. What cannot come out twice alike must open.
pub(super) fn make(example: &Example, message: &Message) -> Result<Verdict, String> {
    if message.lacks_recipients()? {
        return Ok(Verdict::Refuses("the general form always has recipients".to_owned()));
    }
    let mut theirs = message.encrypted_parts()?;
    let headers = headers(&theirs, "recipients")?;
    let made = match &headers[..] {
        [header] => Message::new(message.form, to_one(example, message.form, &theirs, header)?),
        several => Message::new(message.form, to_several(example, &theirs, several)?),
    };
    let mut ours = made.encrypted_parts()?;
    if headers.len() > 1 {
        without_rsa1_5(example, &mut theirs);
    } else if matches!(example.algorithm(0)?.row().kind, KeyManagementKind::RsaOaep(_)) {
        let (Some(ours), Some(theirs)) = (ours.pointer_mut("/recipients/0"), theirs.pointer("/recipients/0")) else {
            return Err("no recipient".to_owned());
        };
        if !overlook(ours, theirs, "encrypted_key")? {
            return Ok(Verdict::Differs("an encrypted key of another length".to_owned()));
        }
    }
    if ours != theirs {
        return Ok(Verdict::Differs(format!("made again, it is {}", made.text)));
    }
    if headers.len() > 1 { Ok(Verdict::Accepts) } else { encrypted::open(example, &made) }
}

fn to_one(example: &Example, form: Form, parts: &Value, header: &Map<String, Value>) -> Result<String, String> {
    let key = encryption_key(example, 0, header)?;
    let (protected, unprotected) = (protected_header(parts)?, parts.get("unprotected").and_then(Value::as_object));
    let (apu, apv) = (bytes(header, "apu")?, bytes(header, "apv")?);
    let mut encryptor = Encryptor::new(&key, content_encryption(header)?).party_u_info(&apu).party_v_info(&apv);
    encryptor = encryptor.aad(example.aad.as_deref().unwrap_or_default());
    let text = |name| protected.get(name).and_then(Value::as_str);
    if let Some(message_type) = text("typ") {
        encryptor = encryptor.message_type(message_type);
    }
    if let Some(content_type) = text("cty") {
        encryptor = encryptor.content_type(content_type);
    }
    for (name, value) in unprotected.into_iter().flatten() {
        encryptor = match name.as_str() {
            "alg" => encryptor.unprotected_algorithm(),
            "enc" => encryptor.unprotected_content_encryption(),
            "kid" => encryptor.unprotected_key_id(),
            _ => encryptor.unprotected_member(name, value.clone()),
        };
    }
    let mut content = &example.content;
    if let Some(compressed) = &example.compressed {
        encryptor = hazmat::already_compressed(encryptor);
        content = compressed;
    }
    let (ephemeral, iv) = (example.ephemeral()?, base64(parts, "iv")?);
    let random = random(header, &example.content_key, &iv)?;
    let random = FixedRandom { ephemeral: ephemeral.as_ref().map(PrivateJwk::secret_material), ..random };
    let text = match form {
        Form::Compact => hazmat::encrypt_compact(&encryptor, content, &random),
        Form::Flattened => hazmat::encrypt_flattened(&encryptor, content, &random),
        Form::General => hazmat::encrypt_general(&encryptor, content, &random),
    };
    text.map_err(|error| error.to_string())
}

fn to_several(example: &Example, parts: &Value, headers: &[Map<String, Value>]) -> Result<String, String> {
    let (ephemeral, iv) = (example.ephemeral()?, base64(parts, "iv")?);
    let (mut keys, mut randoms) = (Vec::new(), Vec::new());
    for (index, header) in headers.iter().enumerate() {
        if !is_only_read(example, index) {
            keys.push(encryption_key(example, index, header)?);
            let ephemeral = ephemeral.as_ref().map(PrivateJwk::secret_material);
            randoms.push(FixedRandom { ephemeral, ..random(header, &example.content_key, &iv)? });
        }
    }
    let content_encryption = content_encryption(&protected_header(parts)?)?;
    let mut encryptor = GeneralEncryptor::new(content_encryption);
    for key in &keys {
        encryptor = encryptor.recipient(&Recipient::new(key));
    }
    for (name, value) in parts.get("unprotected").and_then(Value::as_object).into_iter().flatten() {
        encryptor = encryptor.unprotected_member(name, value.clone());
    }
    hazmat::encrypt_to_several(&encryptor, &example.content, &randoms).map_err(|error| error.to_string())
}

/// What is random in a header, and around it.
pub(super) fn random<'r>(
    header: &Map<String, Value>,
    content_key: &'r [u8],
    iv: &'r [u8],
) -> Result<FixedRandom<'r>, String> {
    let mut random = FixedRandom::new(content_key, iv);
    if header.contains_key("p2s") {
        random.salt = bytes(header, "p2s")?.try_into().map_err(|_| "a salt of another length than we write")?;
    }
    if header.contains_key("iv") {
        random.key_iv = bytes(header, "iv")?.try_into().map_err(|_| "an iv of another length than ours")?;
    }
    Ok(random)
}

/// The key to encrypt to one recipient with.
pub(super) fn encryption_key(
    example: &Example,
    index: usize,
    header: &Map<String, Value>,
) -> Result<EncryptionKey, String> {
    let algorithm = example.algorithm(index)?;
    if let Some(password) = &example.password {
        let rounds = header.get("p2c").and_then(Value::as_u64).and_then(|rounds| u32::try_from(rounds).ok());
        let key = EncryptionKey::password(algorithm, password.as_bytes());
        let key = key.and_then(|key| key.with_rounds(rounds.unwrap_or_default()));
        return key.map_err(|error| error.to_string());
    }
    let key = named(example.keys.get(index).ok_or("fewer keys than recipients")?, header.get("kid"))?;
    match algorithm {
        KeyManagementAlgorithm::Dir => key.encryption_key_direct(content_encryption(header)?),
        _ => key.encryption_key_for(algorithm),
    }
    .map_err(|error| error.to_string())
}

/// RSA1_5 is decrypted and never encrypted with.
pub(super) fn is_only_read(example: &Example, index: usize) -> bool {
    example.algorithm(index) == Ok(KeyManagementAlgorithm::Rsa15)
}

fn without_rsa1_5(example: &Example, parts: &mut Value) {
    if let Some(recipients) = parts.get_mut("recipients").and_then(Value::as_array_mut) {
        let all = std::mem::take(recipients).into_iter().enumerate();
        recipients.extend(all.filter(|(index, _)| !is_only_read(example, *index)).map(|(_, recipient)| recipient));
    }
}

pub(super) fn bytes(header: &Map<String, Value>, name: &str) -> Result<Vec<u8>, String> {
    let text = header.get(name).and_then(Value::as_str).unwrap_or_default();
    jose_core::base64url::decode(text).map_err(|error| format!("the member {name}: {error}"))
}
