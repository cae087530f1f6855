//! Keys, alone and in sets, encrypted, and their thumbprints.

use jose_jwe::encrypted_jwk;
use jose_jwk::{Jwk, JwkSet};
use serde_json::{Value, json};

use crate::accounting::Verdict;
use crate::tokens::same;

fn read(key: &Value) -> Result<Jwk, Verdict> {
    Jwk::from_json(key.to_string().as_bytes()).map_err(|error| Verdict::Refuses(error.to_string()))
}

/// Each key is read, and written as it was.
pub(crate) fn read_and_written(keys: &[Value]) -> Result<Verdict, String> {
    let mut verdict = Verdict::Accepts;
    for key in keys {
        verdict = verdict.and_then(|| {
            Ok(match read(key) {
                Ok(read)
                    if serde_json::from_str::<Value>(&read.to_secret_json()).is_ok_and(|written| written == *key) =>
                {
                    Verdict::Accepts
                }
                Ok(_) => Verdict::Differs("written differently".to_owned()),
                Err(refusal) => refusal,
            })
        })?;
    }
    Ok(verdict)
}

/// The same as a set, of which nothing is left out.
pub(super) fn set(keys: &[Value]) -> Result<Verdict, String> {
    let json = json!({ "keys": keys });
    let set = JwkSet::from_json(json.to_string().as_bytes()).map_err(|error| error.to_string())?;
    if let Some(skipped) = set.skipped().next() {
        return Ok(Verdict::Refuses(skipped.to_string()));
    }
    let written: Value = serde_json::from_str(&set.to_secret_json()).map_err(|error| error.to_string())?;
    let same = if written == json { Verdict::Accepts } else { Verdict::Differs("written differently".to_owned()) };
    same.and_then(|| read_and_written(keys))
}

/// All keys have this thumbprint.
pub(super) fn thumbprint(keys: &[Value], wanted: &str) -> Result<Verdict, String> {
    let mut verdict = Verdict::Accepts;
    for key in keys {
        let found = read(key).map(|key| key.thumbprint().to_string());
        verdict = verdict.and_then(|| {
            Ok(found
                .map_or_else(|refusal| refusal, |found| same("thumbprint", found.as_bytes(), Some(wanted.as_bytes()))))
        })?;
    }
    Ok(verdict)
}

/// The key comes out of the message.
pub(super) fn encrypted(keys: &[Value], password: &str, message: &str) -> Result<Verdict, String> {
    let [key] = keys else { return Err("not one key".to_owned()) };
    let decrypted = match encrypted_jwk::decrypt_jwk(message, password.as_bytes()) {
        Ok(decrypted) => decrypted,
        Err(error) => return Ok(Verdict::Refuses(error.to_string())),
    };
    let found: Value = serde_json::from_str(&decrypted.to_secret_json()).map_err(|error| error.to_string())?;
    Ok(if found == *key { Verdict::Accepts } else { Verdict::Differs("another key".to_owned()) })
}
