//! Signatures over the same bytes: ours checked by `openssl`, and its checked by us, as parts of whole messages.

use jose_core::{Curve, JwsAlgorithm, Limits, base64url};
use jose_jwk::{PrivateJwk, PublicJwk, VerifyingKeySet};
use jose_jws::{Signer, verify_compact};

use super::kinds::{Family, Kind};
use super::{KEY, OUR_PUBLIC, OURS, PUBLIC, Report, THEIRS};
use crate::ecdsa;
use crate::tool::Tool;

const PAYLOAD: &[u8] = b"signed here, verified there";
const CHANGED: &str = "one bit of the signature is changed";

/// Signs and verifies with every algorithm of the kind.
pub(super) fn all(tool: &Tool, kind: &Kind, ours: &PrivateJwk, report: &mut Report) -> Result<(), String> {
    for name in kind.signs {
        let algorithm = JwsAlgorithm::from_name(name).ok_or("no such algorithm")?;
        let what = format!("{}: {name} signature", kind.name);
        for changed in [false, true] {
            let there = verified_there(tool, kind, ours, algorithm, changed);
            add(report, &what, OURS, THEIRS, there, changed);
            let here = verified_here(tool, kind, algorithm, changed);
            add(report, &what, THEIRS, OURS, here, changed);
        }
    }
    Ok(())
}

/// Adds a row. What did not come to verifying has failed, whatever was expected.
fn add(
    report: &mut Report,
    what: &str,
    writer: &'static str,
    reader: &'static str,
    result: Result<Result<(), String>, String>,
    changed: bool,
) {
    match result {
        Ok(verified) if changed => report.add_refusal(format!("{what}, changed"), writer, reader, &verified, CHANGED),
        result => report.add(what, writer, reader, result.and_then(|verified| verified)),
    }
}

/// We sign. The outer error means that it did not come to verifying.
fn verified_there(
    tool: &Tool,
    kind: &Kind,
    ours: &PrivateJwk,
    algorithm: JwsAlgorithm,
    changed: bool,
) -> Result<Result<(), String>, String> {
    let key = ours.signing_key_for(algorithm).map_err(|error| error.to_string())?;
    let token = Signer::new(&key).sign_compact(PAYLOAD).map_err(|error| error.to_string())?;
    let (input, signature) = token.rsplit_once('.').ok_or("no compact form")?;
    let mut signature = base64url::decode(signature).map_err(|error| error.to_string())?;
    if changed {
        change(&mut signature);
    }
    if kind.family == Family::Ec {
        signature = ecdsa::to_der(&signature)?;
    }
    tool.put("input", input.as_bytes())?;
    tool.put("signature", &signature)?;
    Ok(tool
        .run(&match digest(algorithm) {
            Some(options) => format!("dgst {options} -verify {OUR_PUBLIC} -signature signature input"),
            None => format!("pkeyutl -verify -rawin -in input -sigfile signature -pubin -inkey {OUR_PUBLIC}"),
        })
        .map(drop))
}

/// They sign.
fn verified_here(
    tool: &Tool,
    kind: &Kind,
    algorithm: JwsAlgorithm,
    changed: bool,
) -> Result<Result<(), String>, String> {
    let pending = Signer::without_key(algorithm, None).prepare_compact(PAYLOAD).map_err(|error| error.to_string())?;
    tool.put("input", pending.signing_input())?;
    let mut signature = tool.run(&match digest(algorithm) {
        Some(options) => format!("dgst {options} -sign {KEY} input"),
        None => format!("pkeyutl -sign -rawin -in input -inkey {KEY}"),
    })?;
    if let (Family::Ec, Some(curve)) = (kind.family, kind.curve.and_then(Curve::from_name)) {
        signature = ecdsa::from_der(&signature, curve.row().coordinate_bytes)?;
    }
    if changed {
        change(&mut signature);
    }
    let token = pending.finish(&signature).map_err(|error| error.to_string())?;
    let key =
        PublicJwk::from_pem(&tool.run(&format!("pkey -pubin -in {PUBLIC}"))?).map_err(|error| error.to_string())?;
    let key = key.verifying_key_for(algorithm).map_err(|error| error.to_string())?;
    let verified = verify_compact(&token, &VerifyingKeySet::from(key), &Limits::default());
    Ok(verified.map(drop).map_err(|error| error.to_string()))
}

fn change(signature: &mut [u8]) {
    if let Some(last) = signature.last_mut() {
        *last ^= 1;
    }
}

/// The options of `openssl dgst`; `None` for a scheme that hashes by itself.
fn digest(algorithm: JwsAlgorithm) -> Option<String> {
    let name = algorithm.name();
    let bits = name.get(2..5).filter(|_| ["RS", "PS", "ES"].iter().any(|start| name.starts_with(start)))?;
    let pss = if name.starts_with("PS") { " -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest" } else { "" };
    Some(format!("-sha{bits}{pss}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_algorithm_has_its_digest() {
        let digest = |name| digest(JwsAlgorithm::from_name(name).unwrap());
        assert_eq!(digest("RS256").as_deref(), Some("-sha256"));
        assert_eq!(digest("ES256K").as_deref(), Some("-sha256"));
        assert!(digest("PS512").is_some_and(|options| options.starts_with("-sha512 ") && options.contains("pss")));
        assert_eq!((digest("EdDSA"), digest("Ed25519"), digest("Ed448")), (None, None, None));
    }
}
