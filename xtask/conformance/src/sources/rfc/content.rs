//! Content encryption alone.

use jose_core::ContentEncryption;
use jose_crypto::content::{ContentDecrypter, ContentEncrypter};
use serde_json::Value;

use crate::accounting::Verdict;
use crate::tokens::same;
use crate::vectors::{hex, string};

/// Encrypted to the same bytes, and decrypted to the same plaintext.
pub(super) fn run(example: &Value) -> Result<Verdict, String> {
    let name = string(example, "enc")?;
    let enc = ContentEncryption::from_name(name).ok_or_else(|| format!("the content encryption {name} is unknown"))?;
    let bytes = |name| hex(example, name);
    let (key, iv, aad, plaintext) = (bytes("key")?, bytes("iv")?, bytes("aad")?, bytes("plaintext")?);
    let (ciphertext, tag) = (bytes("ciphertext")?, bytes("tag")?);

    let mut buffer = plaintext.clone();
    let encrypter = ContentEncrypter::new(enc, &key).map_err(|error| error.to_string())?;
    let made = encrypter.encrypt(&iv, &aad, &mut buffer).map_err(|error| error.to_string())?;
    let made =
        same("ciphertext", &buffer, Some(&ciphertext)).and_then(|| Ok(same("tag", made.as_bytes(), Some(&tag))))?;

    let mut buffer = ciphertext;
    let decrypter = ContentDecrypter::new(enc, &key).map_err(|error| error.to_string())?;
    let opened = match decrypter.decrypt(&iv, &aad, &tag, &mut buffer) {
        Ok(found) => same("plaintext", found, Some(&plaintext)),
        Err(error) => Verdict::Refuses(error.to_string()),
    };
    made.and_then(|| Ok(opened))
}
