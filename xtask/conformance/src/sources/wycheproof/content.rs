//! Content encryption. A good case is decrypted, and encrypted again to the same bytes.

use jose_core::ContentEncryption;
use jose_crypto::content::{ContentDecrypter, ContentEncrypter};

use super::test::Test;
use crate::accounting::{Expected, Outcome, Verdict};
use crate::reasons;
use crate::tokens::same;
use crate::vectors::number;

/// AES-GCM. With another vector than one of 96 bits a good ciphertext must be refused.
pub(super) fn gcm(test: &Test<'_>) -> Result<Outcome, String> {
    let algorithm = match number(test.group, "keySize")? {
        128 => ContentEncryption::A128Gcm,
        192 => ContentEncryption::A192Gcm,
        256 => ContentEncryption::A256Gcm,
        other => return Err(format!("a key of {other} bits")),
    };
    let (verdict, expected) = (run(algorithm, test)?, test.expected()?);
    let foreign = number(test.group, "ivSize")? != 96;
    Ok(if foreign && expected == Expected::Accept { verdict.skipped(reasons::GCM_IV) } else { verdict.judge(expected) })
}

/// AES-CBC with HMAC.
pub(super) fn cbc_hmac(algorithm: ContentEncryption, test: &Test<'_>) -> Result<Outcome, String> {
    Ok(run(algorithm, test)?.judge(test.expected()?))
}

/// A cipher that is no content encryption: with its key, if one of ours has such a length, nothing opens.
pub(super) fn foreign(reason: &'static str, test: &Test<'_>) -> Result<Outcome, String> {
    let (key, iv, ciphertext) = (test.hex("key")?, test.hex("iv")?, test.hex("ct")?);
    let optional = |name| if test.case.get(name).is_some() { test.hex(name) } else { Ok(Vec::new()) };
    let (aad, tag) = (optional("aad")?, optional("tag")?);
    for algorithm in ContentEncryption::ALL {
        let Ok(decrypter) = ContentDecrypter::new(*algorithm, &key) else { continue };
        if decrypter.decrypt(&iv, &aad, &tag, &mut ciphertext.clone()).is_ok() {
            return Ok(Verdict::Accepts.skipped(reason));
        }
    }
    Ok(Outcome::Skipped(reason))
}

fn run(algorithm: ContentEncryption, test: &Test<'_>) -> Result<Verdict, String> {
    let (key, iv, aad) = (test.hex("key")?, test.hex("iv")?, test.hex("aad")?);
    let (plaintext, ciphertext, tag) = (test.hex("msg")?, test.hex("ct")?, test.hex("tag")?);
    let decrypter = match ContentDecrypter::new(algorithm, &key) {
        Ok(decrypter) => decrypter,
        Err(error) => return Ok(Verdict::Refuses(error.to_string())),
    };
    let mut buffer = ciphertext.clone();
    let opened = match decrypter.decrypt(&iv, &aad, &tag, &mut buffer) {
        Ok(found) => same("plaintext", found, Some(&plaintext)),
        Err(error) => return Ok(Verdict::Refuses(error.to_string())),
    };
    if opened != Verdict::Accepts {
        return Ok(opened);
    }
    let encrypter = ContentEncrypter::new(algorithm, &key).map_err(|error| error.to_string())?;
    let mut buffer = plaintext;
    let made = encrypter.encrypt(&iv, &aad, &mut buffer).map_err(|error| error.to_string())?;
    let same_tag = same("tag", made.as_bytes(), Some(&tag));
    Ok(if same_tag == Verdict::Accepts { same("ciphertext", &buffer, Some(&ciphertext)) } else { same_tag })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn case(key: &str) -> Value {
        let encrypter = ContentEncrypter::new(ContentEncryption::A256Gcm, &[0; 32]).unwrap();
        let mut buffer = vec![0xff];
        let tag = encrypter.encrypt(&[0; 12], b"", &mut buffer).unwrap();
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        json!({ "key": key, "iv": "00".repeat(12), "ct": hex(&buffer), "tag": hex(tag.as_bytes()) })
    }

    #[test]
    fn a_cipher_that_one_of_ours_opens_is_not_skipped() {
        let group = Value::Null;
        let outcome = |case: &Value| foreign(reasons::CHACHA20, &Test { file: "f", group: &group, case });
        assert!(matches!(outcome(&case(&"00".repeat(32))), Ok(Outcome::Failed { ours: None, .. })));
        assert_eq!(outcome(&case(&"01".repeat(32))), Ok(Outcome::Skipped(reasons::CHACHA20)));
        assert_eq!(outcome(&case("00")), Ok(Outcome::Skipped(reasons::CHACHA20)));
        assert!(outcome(&json!({})).is_err());
    }
}
