//! ed25519-speccheck: twelve signatures on which verifiers differ. The file has no verdicts; ours are stated in [`crate::stated`].

use std::path::Path;

use jose_core::{Curve, JwsAlgorithm};
use jose_crypto::{VerifyingKey, material::PublicMaterial};
use serde_json::Value;

use crate::accounting::{Expected, File, Outcome, Verdict};
use crate::stated::SPECCHECK;
use crate::vectors::{hex, json};

pub(super) fn run(folder: &Path) -> Result<Vec<File>, String> {
    let name = "cases.json";
    let cases = json(&folder.join(name))?;
    let cases = cases.as_array().ok_or("not a list")?;
    let mut file = File::new(format!("ed25519-speccheck/{name}"), SPECCHECK.len());
    for (index, case) in cases.iter().enumerate() {
        let outcome = match SPECCHECK.get(index) {
            Some((expected, _)) => judge(case, *expected),
            None => Err("no verdict is stated".to_owned()),
        };
        file.add(index.to_string(), outcome);
    }
    Ok(vec![file])
}

fn judge(case: &Value, expected: Expected) -> Result<Outcome, String> {
    let material = PublicMaterial::Okp { curve: Curve::Ed25519, x: hex(case, "pub_key")? };
    let (message, signature) = (hex(case, "message")?, hex(case, "signature")?);
    let verdict = match VerifyingKey::new(JwsAlgorithm::Ed25519, &material) {
        Ok(key) => Verdict::of(key.verify(&message, &signature)),
        Err(error) => Verdict::Refuses(error.to_string()),
    };
    Ok(verdict.judge(expected))
}
