//! Signatures and MACs over raw bytes.

use jose_core::JwsAlgorithm;
use jose_crypto::{SigningKey, VerifyingKey, material::PublicMaterial};
use jose_jwk::PublicJwk;

use super::test::Test;
use crate::accounting::{Expected, Outcome, Verdict};
use crate::reasons;
use crate::tokens::same;
use crate::vectors::{hex, integer, member, number, string};

/// ECDSA with signatures of fixed length, and Ed25519. Most keys are there as JWKs too; the others are read from DER.
pub(super) fn on_a_curve(algorithm: JwsAlgorithm, test: &Test<'_>) -> Result<Outcome, String> {
    let key = match test.group.get("publicKeyJwk") {
        Some(key) => PublicJwk::from_json(key.to_string().as_bytes()),
        None => PublicJwk::from_der(&hex(test.group, "publicKeyDer")?),
    };
    Ok(verify(key.and_then(|key| key.verifying_key_for(algorithm)), test)?.judge(test.expected()?))
}

/// RSASSA-PKCS1-v1_5.
pub(super) fn rsa_pkcs1(test: &Test<'_>) -> Result<Outcome, String> {
    let algorithm = match string(test.group, "sha")? {
        "SHA-256" => JwsAlgorithm::Rs256,
        "SHA-384" => JwsAlgorithm::Rs384,
        "SHA-512" => JwsAlgorithm::Rs512,
        other => return Err(format!("the hash {other}")),
    };
    Ok(verify(VerifyingKey::new(algorithm, &rsa(test)?), test)?.judge(test.expected()?))
}

/// RSASSA-PSS. With other parameters than those of JOSE a good signature must be refused.
pub(super) fn rsa_pss(test: &Test<'_>) -> Result<Outcome, String> {
    let (hash, mgf) = (string(test.group, "sha")?, string(test.group, "mgfSha")?);
    let (algorithm, salt) = match hash {
        "SHA-256" => (JwsAlgorithm::Ps256, 32),
        "SHA-384" => (JwsAlgorithm::Ps384, 48),
        "SHA-512" => (JwsAlgorithm::Ps512, 64),
        _ => return foreign_pss(test),
    };
    let verdict = verify(VerifyingKey::new(algorithm, &rsa(test)?), test)?;
    let expected = test.expected()?;
    let foreign = mgf != hash || number(test.group, "sLen")? != salt;
    Ok(if foreign && expected == Expected::Accept {
        verdict.skipped(reasons::PSS_PARAMETERS)
    } else {
        verdict.judge(expected)
    })
}

/// RSASSA-PSS with a hash that JOSE does not have: refused by each of its algorithms.
fn foreign_pss(test: &Test<'_>) -> Result<Outcome, String> {
    let material = rsa(test)?;
    for algorithm in [JwsAlgorithm::Ps256, JwsAlgorithm::Ps384, JwsAlgorithm::Ps512] {
        let verdict = verify(VerifyingKey::new(algorithm, &material), test)?;
        if verdict == Verdict::Accepts {
            return Ok(verdict.skipped(reasons::PSS_PARAMETERS));
        }
    }
    Ok(Outcome::Skipped(reasons::PSS_PARAMETERS))
}

/// HMAC. A good MAC is also made again.
pub(super) fn hmac(algorithm: JwsAlgorithm, test: &Test<'_>) -> Result<Outcome, String> {
    let (secret, message, tag) = (test.hex("key")?, test.hex("msg")?, test.hex("tag")?);
    let key = VerifyingKey::hmac(algorithm, &secret);
    let mut verdict = match key {
        Ok(key) => Verdict::of(key.verify(&message, &tag)),
        Err(error) => Verdict::Refuses(error.to_string()),
    };
    if verdict == Verdict::Accepts {
        let key = SigningKey::hmac(algorithm, &secret).map_err(|error| error.to_string())?;
        let made = key.sign(&message).map_err(|error| error.to_string())?;
        verdict = same("tag", &made, Some(&tag));
    }
    let expected = test.expected()?;
    let whole = algorithm.row().signature_bytes.and_then(|bytes| bytes.checked_mul(8));
    let is_cut = Some(number(test.group, "tagSize")?) != whole;
    Ok(if is_cut && expected == Expected::Accept { verdict.skipped(reasons::CUT_MAC) } else { verdict.judge(expected) })
}

fn verify<E: ToString>(key: Result<VerifyingKey, E>, test: &Test<'_>) -> Result<Verdict, String> {
    let (message, signature) = (test.hex("msg")?, test.hex("sig")?);
    Ok(match key {
        Ok(key) => Verdict::of(key.verify(&message, &signature)),
        Err(error) => Verdict::Refuses(error.to_string()),
    })
}

fn rsa(test: &Test<'_>) -> Result<PublicMaterial, String> {
    let key = member(test.group, "publicKey")?;
    Ok(PublicMaterial::Rsa { n: integer(key, "modulus")?, e: integer(key, "publicExponent")? })
}
