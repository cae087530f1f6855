//! Key wrapping with AES, and key encryption with RSA-OAEP.
//!
//! An unwrapped key is never shown, and one that does not unwrap is replaced by a random one. So whether a key was unwrapped is seen by
//! what it opens: something that was encrypted under the key in the file.

use jose_core::{ContentEncryption, KeyManagementAlgorithm};
use jose_crypto::content::{ContentDecrypter, ContentEncrypter};
use jose_crypto::{DecryptionKey, KeyParameters};
use jose_jwk::PrivateJwk;

use super::test::Test;
use crate::accounting::{Expected, Outcome, Verdict};
use crate::reasons;
use crate::vectors::hex;

/// AES Key Wrap.
pub(super) fn aes(test: &Test<'_>) -> Result<Outcome, String> {
    let (key, message, wrapped) = (test.hex("key")?, test.hex("msg")?, test.hex("ct")?);
    let algorithm = match key.len() {
        16 => KeyManagementAlgorithm::A128Kw,
        24 => KeyManagementAlgorithm::A192Kw,
        32 => KeyManagementAlgorithm::A256Kw,
        other => return Err(format!("a key of {other} bytes")),
    };
    let expected = test.expected()?;
    let key = DecryptionKey::symmetric(algorithm, &key).map_err(|error| error.to_string())?;
    let fitting = |enc: &&ContentEncryption| enc.row().key_bytes.saturating_add(8) == wrapped.len();
    let Some(enc) = ContentEncryption::ALL.iter().find(fitting).copied() else {
        return Ok(end_by_length(algorithm, &wrapped, expected));
    };
    // A case that must be refused shows nothing unless the key that could come out is known.
    if message.len() != enc.row().key_bytes {
        return Err("the message has not the length of what is wrapped".to_owned());
    }
    Ok(opens(&key, enc, &wrapped, &message)?.judge(expected))
}

/// What has not the length of a wrapped content encryption key must be refused as such.
fn end_by_length(algorithm: KeyManagementAlgorithm, wrapped: &[u8], expected: Expected) -> Outcome {
    let asked = |enc: &ContentEncryption| KeyParameters::new(*enc, wrapped).operation(algorithm).is_ok();
    let verdict = if ContentEncryption::ALL.iter().any(asked) {
        Verdict::Accepts
    } else {
        Verdict::Refuses("no content encryption key has this length".to_owned())
    };
    match expected {
        Expected::Accept => verdict.skipped(reasons::LENGTH),
        Expected::Refuse => verdict.judge(expected),
    }
}

/// RSA-OAEP.
pub(super) fn oaep(algorithm: KeyManagementAlgorithm, test: &Test<'_>) -> Result<Outcome, String> {
    rsa(test, |key| key.decryption_key_for(algorithm).map_err(|error| error.to_string()))
}

/// RSAES-PKCS1-v1_5, which has a constructor of its own.
pub(super) fn rsa1_5(test: &Test<'_>) -> Result<Outcome, String> {
    rsa(test, |key| key.rsa1_5_insecure_decryption_key().map_err(|error| error.to_string()))
}

fn rsa(test: &Test<'_>, bind: impl FnOnce(&PrivateJwk) -> Result<DecryptionKey, String>) -> Result<Outcome, String> {
    let (message, encrypted, expected) = (test.hex("msg")?, test.hex("ct")?, test.expected()?);
    let key = PrivateJwk::from_der(&hex(test.group, "privateKeyPkcs8")?).map_err(|error| error.to_string())?;
    let key = bind(&key)?;
    let has_label = test.case.get("label").is_some() && !test.hex("label")?.is_empty();
    let fitting = |enc: &&ContentEncryption| enc.row().key_bytes == message.len();
    if let Some(enc) = ContentEncryption::ALL.iter().find(fitting).copied() {
        let verdict = opens(&key, enc, &encrypted, &message)?;
        return Ok(if has_label { verdict.skipped(reasons::OAEP_LABEL) } else { verdict.judge(expected) });
    }
    let reason = match expected {
        _ if has_label => reasons::OAEP_LABEL,
        Expected::Accept => reasons::RSA_LENGTH,
        Expected::Refuse => reasons::RSA_NEGATIVE,
    };
    // What would come out if bytes of another length were cut or filled up to a key.
    let enc = if message.len() < SHORT.row().key_bytes { SHORT } else { ContentEncryption::A256CbcHs512 };
    let mut wanted = message;
    wanted.resize(enc.row().key_bytes, 0);
    Ok(opens(&key, enc, &encrypted, &wanted)?.skipped(reason))
}

/// The content encryption with the shortest key.
const SHORT: ContentEncryption = ContentEncryption::A128Gcm;

/// Whether `key` unwraps `encrypted` to `wanted`.
fn opens(key: &DecryptionKey, enc: ContentEncryption, encrypted: &[u8], wanted: &[u8]) -> Result<Verdict, String> {
    Ok(match key.content_key(&KeyParameters::new(enc, encrypted)) {
        Ok(found) if is_key(&found, enc, wanted)? => Verdict::Accepts,
        Ok(_) => Verdict::Refuses("another key came out".to_owned()),
        Err(error) => Verdict::Refuses(error.to_string()),
    })
}

fn is_key(found: &ContentDecrypter, enc: ContentEncryption, wanted: &[u8]) -> Result<bool, String> {
    let iv = vec![0; enc.row().iv_bytes];
    let mut buffer = b"known".to_vec();
    let encrypter = ContentEncrypter::new(enc, wanted).map_err(|error| error.to_string())?;
    let tag = encrypter.encrypt(&iv, b"", &mut buffer).map_err(|error| error.to_string())?;
    Ok(found.decrypt(&iv, b"", tag.as_bytes(), &mut buffer).is_ok_and(|plaintext| plaintext == b"known"))
}
