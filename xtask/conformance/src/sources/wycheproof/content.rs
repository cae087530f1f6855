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
    Ok(if foreign && expected == Expected::Accept {
        verdict.not_offered(reasons::GCM_IV)
    } else {
        verdict.judge(expected)
    })
}

/// AES-CBC with HMAC.
pub(super) fn cbc_hmac(algorithm: ContentEncryption, test: &Test<'_>) -> Result<Outcome, String> {
    Ok(run(algorithm, test)?.judge(test.expected()?))
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
