//! Sources that come with drafts: HPKE for JWE, and ML-DSA.

use std::path::Path;

use jose_core::JwsAlgorithm;
use jose_jwk::Jwk;
use serde_json::{Value, json};

use crate::accounting::{Expected, File, Outcome, Verdict};
use crate::example::{Example, Kind, messages};
use crate::message::Form;
use crate::sources::rfc::key;
use crate::tokens::{same, verify};
use crate::vectors::{hex, json, json_names, member, string};

/// What every message of HPKE says: the text of RFC 7520, section 5, with plain hyphens.
const PLAINTEXT: &str = "You can trust us to stick with you through thick and thin-to the bitter end. And you can trust us to keep any secret of yours-closer than you keep it yourself. But you cannot trust us to let you face trouble alone, and go off without a word. We are your friends, Frodo.";
const AAD: &str = "The Fellowship of the Ring";

/// Each entry holds two messages to one key. The plaintext is not in the file.
pub(super) fn hpke(folder: &Path) -> Result<Vec<File>, String> {
    let name = "jose-vectors.json";
    let entries = json(&folder.join(name))?;
    let entries = entries.as_array().ok_or("not a list")?;
    let mut file = File::new(format!("jose-hpke/{name}"), ENTRIES.saturating_mul(2));
    for entry in entries {
        let algorithm = string(entry, "alg")?;
        let about = json!({ "alg": algorithm, "content": PLAINTEXT });
        for message in messages(entry, Form::name) {
            let id = format!("{algorithm} {}", message.form.name());
            let keys = vec![member(entry, "jwk")?.clone()];
            let mut example = Example::read(Kind::Encrypted, &about, keys, Vec::new())?;
            // Only a message in JSON has room for it.
            example.aad = (message.form != Form::Compact).then(|| AAD.as_bytes().to_vec());
            file.add(id, example.open(&message).map(|verdict| verdict.judge(Expected::Accept)));
        }
    }
    Ok(vec![file])
}

/// Each file is a key, its thumbprint and a signature.
pub(super) fn ml_dsa(folder: &Path) -> Result<Vec<File>, String> {
    let (names, mut files) = (json_names(folder)?, Vec::new());
    if names.len() != PARAMETER_SETS {
        return Err(format!("there are {} files and should be {PARAMETER_SETS}", names.len()));
    }
    for name in &names {
        let value = json(&folder.join(name))?;
        let key = member(&value, "jwk")?;
        let mut file = File::new(format!("jose-mldsa/{name}"), 3);
        let accept = |verdict: Result<Verdict, String>| verdict.map(|verdict| verdict.judge(Expected::Accept));
        file.add("jwk", accept(key::read_and_written(std::slice::from_ref(key))));
        file.add("thumbprint", thumbprint(key));
        file.add("jws", accept(signature(key, &value)));
        files.push(file);
    }
    Ok(files)
}

/// `kid` is the thumbprint.
fn thumbprint(key: &Value) -> Result<Outcome, String> {
    let read = Jwk::from_json(key.to_string().as_bytes()).map_err(|error| error.to_string())?;
    let found = read.thumbprint().to_string();
    Ok(same("thumbprint", found.as_bytes(), Some(string(key, "kid")?.as_bytes())).judge(Expected::Accept))
}

/// The signature verifies, and so does one of ours with the private half over the same text. Ours is another one each time.
fn signature(key: &Value, value: &Value) -> Result<Verdict, String> {
    let token = string(value, "jws")?;
    let theirs = verify(key, &[], token, None);
    let read = Jwk::from_json(key.to_string().as_bytes()).map_err(|error| error.to_string())?;
    let algorithm = JwsAlgorithm::from_name(string(key, "alg")?).ok_or("an unknown algorithm")?;
    let signing = read.signing_key_for(algorithm).map_err(|error| error.to_string())?;
    let verifying = read.verifying_key_for(algorithm).map_err(|error| error.to_string())?;
    let text = hex(value, "raw_to_be_signed")?;
    let ours = signing.sign(&text).map_err(|error| error.to_string())?;
    let signed = token.rsplit_once('.').map(|(signed, _)| signed.as_bytes());
    theirs
        .and_then(|| Ok(same("signed text", &text, signed)))?
        .and_then(|| Ok(Verdict::of(verifying.verify(&text, &ours))))
}

/// ML-DSA-44, -65 and -87.
const PARAMETER_SETS: usize = 3;
/// `HPKE-0` to `HPKE-7`, and each again with `-KE`.
const ENTRIES: usize = 16;
