//! ML-DSA: signatures verified under a public key, and keys grown from a seed.
//!
//! We sign with fresh randomness each time, so a signature of the file cannot come out again: it is verified under the key of the seed,
//! and one of ours is too.

use jose_core::{JwsAlgorithm, SecretBytes};
use jose_crypto::material::{PrivateMaterial, PublicMaterial};
use jose_crypto::{SigningKey, VerifyingKey};

use super::test::Test;
use crate::accounting::{Expected, Outcome, Verdict};
use crate::reasons;
use crate::tokens::same;
use crate::vectors::hex;

/// A public key, and a signature.
pub(super) fn verify(algorithm: JwsAlgorithm, test: &Test<'_>) -> Result<Outcome, String> {
    let material = PublicMaterial::Akp { algorithm, public_key: hex(test.group, "publicKey")? };
    let verdict = match VerifyingKey::new(algorithm, &material) {
        Ok(key) => Verdict::of(key.verify(&test.hex("msg")?, &test.hex("sig")?)),
        Err(error) => Verdict::Refuses(error.to_string()),
    };
    end(verdict, test)
}

/// A seed, the public key that grows from it, and a signature. Where there is only a digest, the signature must not be one of its bytes.
pub(super) fn sign(algorithm: JwsAlgorithm, test: &Test<'_>) -> Result<Outcome, String> {
    if test.case.get("msg").is_none() {
        let material = PublicMaterial::Akp { algorithm, public_key: hex(test.group, "publicKey")? };
        let key = VerifyingKey::new(algorithm, &material).map_err(|error| error.to_string())?;
        let verdict = Verdict::of(key.verify(&test.hex("mu")?, &test.hex("sig")?));
        return Ok(verdict.skipped(reasons::ML_DSA_DIGEST));
    }
    let seed = SecretBytes::new(hex(test.group, "privateSeed")?);
    let verdict = match PrivateMaterial::from_seed(algorithm, seed) {
        Ok(material) => grown(algorithm, &material, test)?,
        Err(error) => Verdict::Refuses(error.to_string()),
    };
    end(verdict, test)
}

fn grown(algorithm: JwsAlgorithm, material: &PrivateMaterial, test: &Test<'_>) -> Result<Verdict, String> {
    let public = material.public();
    let PublicMaterial::Akp { public_key, .. } = &public else {
        return Ok(Verdict::Differs("a key of another type".to_owned()));
    };
    let grown = same("public key", public_key, Some(&hex(test.group, "publicKey")?));
    if grown != Verdict::Accepts {
        return Ok(grown);
    }
    let message = test.hex("msg")?;
    let verifying = VerifyingKey::new(algorithm, &public).map_err(|error| error.to_string())?;
    let signing = SigningKey::new(algorithm, material).map_err(|error| error.to_string())?;
    let ours = signing.sign(&message).map_err(|error| error.to_string())?;
    if verifying.verify(&message, &ours).is_err() {
        return Ok(Verdict::Differs("our own signature does not match".to_owned()));
    }
    Ok(Verdict::of(verifying.verify(&message, &test.hex("sig")?)))
}

/// With a context string a good signature must be refused.
fn end(verdict: Verdict, test: &Test<'_>) -> Result<Outcome, String> {
    let expected = test.expected()?;
    let has_context = test.case.get("ctx").is_some() && !test.hex("ctx")?.is_empty();
    Ok(if has_context && expected == Expected::Accept {
        verdict.skipped(reasons::ML_DSA_CONTEXT)
    } else {
        verdict.judge(expected)
    })
}
