//! Key agreement, from the secret that the parties share to the key that comes of it.
//!
//! Nothing shows a shared secret or a derived key: they are seen by what they open.

use jose_core::{KeyManagementAlgorithm, Limits};
use jose_crypto::{
    DecryptionKey,
    content::ContentDecrypter,
    hazmat::{self, FixedRandom},
};
use jose_jwe::decrypt_compact;
use jose_jwk::{DecryptionKeySet, PrivateJwk};
use serde_json::Value;

use crate::accounting::Verdict;
use crate::agreed::{self, CONTENT, content_encryption};
use crate::tokens::same;
use crate::vectors::{base64, hex, member, string};

/// The sender's side is an ephemeral key. The recipient's is a private key, or only a public one: then the agreement is seen from the
/// sender's side, which must come to the same secret.
pub(super) fn run(example: &Value, keys: &[Value]) -> Result<Verdict, String> {
    let (header, shared) = (member(example, "header")?, hex(example, "shared")?);
    let ephemeral = read(member(example, "ephemeral")?)?;
    if !is_announced(header, &ephemeral)? {
        return Ok(Verdict::Differs("epk is not the ephemeral key".to_owned()));
    }
    if let Some(recipient) = keys.first() {
        let recipient = read(recipient)?;
        return sent(example, header, &ephemeral, &recipient)?.and_then(|| received(header, &shared, &recipient));
    }
    let mut header = header.clone();
    let mut recipient = member(example, "recipient")?.clone();
    recipient.as_object_mut().and_then(|members| members.remove("kid"));
    *header.get_mut("epk").ok_or("no epk")? = recipient;
    received(&header, &shared, &ephemeral)
}

/// A message under this header opens if the private key comes to this shared secret.
fn received(header: &Value, shared: &[u8], private: &PrivateJwk) -> Result<Verdict, String> {
    let name = string(header, "alg")?;
    let algorithm = KeyManagementAlgorithm::from_name(name).ok_or_else(|| format!("{name} is unknown"))?;
    let key = DecryptionKey::new(algorithm, private.secret_material()).map_err(|error| error.to_string())?;
    let message = agreed::message(header, shared)?;
    Ok(match decrypt_compact(&message, &DecryptionKeySet::from(key), &Limits::default()) {
        Ok(decrypted) => same("plaintext", decrypted.plaintext(), Some(CONTENT)),
        Err(error) => Verdict::Refuses(error.to_string()),
    })
}

/// What the sender makes with the ephemeral key opens with the derived key of the example.
fn sent(example: &Value, header: &Value, ephemeral: &PrivateJwk, recipient: &PrivateJwk) -> Result<Verdict, String> {
    let (enc, iv) = (content_encryption(header)?, [1; 12]);
    let key = recipient.public().encryption_key_for(KeyManagementAlgorithm::EcdhEs);
    let key = key.map_err(|error| error.to_string())?;
    let random = FixedRandom { ephemeral: Some(ephemeral.secret_material()), ..FixedRandom::new(&[], &iv) };
    let made = hazmat::establish(&key, enc, &base64(header, "apu")?, &base64(header, "apv")?, &random);
    let mut buffer = CONTENT.to_vec();
    let made = made.map_err(|error| error.to_string())?;
    let tag = made.content().encrypt(&iv, b"", &mut buffer).map_err(|error| error.to_string())?;
    let derived = ContentDecrypter::new(enc, &base64(example, "derived")?).map_err(|error| error.to_string())?;
    Ok(match derived.decrypt(&iv, b"", tag.as_bytes(), &mut buffer) {
        Ok(plaintext) => same("plaintext", plaintext, Some(CONTENT)),
        Err(_) => Verdict::Differs("the derived key is another one".to_owned()),
    })
}

fn is_announced(header: &Value, ephemeral: &PrivateJwk) -> Result<bool, String> {
    let public: Value = serde_json::from_str(&ephemeral.public().to_json()).map_err(|error| error.to_string())?;
    Ok(public == *member(header, "epk")?)
}

fn read(key: &Value) -> Result<PrivateJwk, String> {
    PrivateJwk::from_json(key.to_string().as_bytes()).map_err(|error| error.to_string())
}
