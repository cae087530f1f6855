//! Sources of which nothing is offered yet: HPKE for JWE, and ML-DSA. Their cases are counted, so that none is forgotten.

use std::path::Path;

use crate::accounting::{File, Outcome, Verdict};
use crate::reasons;
use crate::tokens::{decrypt, verify};
use crate::vectors::{as_text, json, json_names, member, string};

/// Each entry holds two messages to one key.
pub(super) fn hpke(folder: &Path) -> Result<Vec<File>, String> {
    let name = "jose-vectors.json";
    let entries = json(&folder.join(name))?;
    let entries = entries.as_array().ok_or("not a list")?;
    let mut file = File::new(format!("jose-hpke/{name}"), ENTRIES.saturating_mul(2));
    for entry in entries {
        let algorithm = string(entry, "alg")?;
        for form in ["compact", "flattened"] {
            let message = as_text(member(entry, form)?);
            let verdict = decrypt(member(entry, "jwk")?, &[], &message, None);
            file.add(format!("{algorithm}.{form}"), Ok(verdict.not_offered(reasons::HPKE)));
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
        file.add("jwk", Ok(read(key).not_offered(reasons::ML_DSA)));
        file.add("thumbprint", Ok(Outcome::NotOffered(reasons::ML_DSA)));
        let verdict = verify(key, &[], string(&value, "jws")?, None);
        file.add("jws", Ok(verdict.not_offered(reasons::ML_DSA)));
        files.push(file);
    }
    Ok(files)
}

fn read(key: &serde_json::Value) -> Verdict {
    Verdict::of(jose_jwk::Jwk::from_json(key.to_string().as_bytes()).map(drop))
}

/// ML-DSA-44, -65 and -87.
const PARAMETER_SETS: usize = 3;
/// `HPKE-0` to `HPKE-7`, and each again with `-KE`.
const ENTRIES: usize = 16;
