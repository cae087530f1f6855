//! Messages in JSON that no careful sender would write, correctly signed.

use jose_core::JwsAlgorithm;
use jose_crypto::SigningKey;
use jose_jwk::VerifyingKeySet;
use jose_jws::{Require, Verifier, VerifyError};

use crate::{forge::encode, keys};

pub(crate) const HS256: JwsAlgorithm = JwsAlgorithm::Hs256;
pub(crate) const ES256: JwsAlgorithm = JwsAlgorithm::Es256;
pub(crate) const EDDSA: JwsAlgorithm = JwsAlgorithm::EdDsa;

/// `payload`, encoded.
pub(crate) const PAYLOAD: &str = "cGF5bG9hZA";

/// The members of one signature over the payload as it stands in the message, with headers in JSON. The signature is always right.
pub(crate) fn members(key: &SigningKey, protected: Option<&str>, header: Option<&str>, payload: &str) -> String {
    let encoded = protected.map(encode);
    let input = format!("{}.{payload}", encoded.as_deref().unwrap_or_default());
    let signature = encode(key.sign(input.as_bytes()).unwrap());
    let protected = encoded.map(|text| format!(r#""protected":"{text}","#)).unwrap_or_default();
    let header = header.map(|json| format!(r#""header":{json},"#)).unwrap_or_default();
    format!(r#"{protected}{header}"signature":"{signature}""#)
}

/// What is right in every respect.
pub(crate) fn good(algorithm: JwsAlgorithm) -> String {
    members(&keys::signing(algorithm), Some(&format!(r#"{{"alg":"{algorithm}"}}"#)), None, PAYLOAD)
}

/// The same with the signature of another payload.
pub(crate) fn forged(algorithm: JwsAlgorithm) -> String {
    members(&keys::signing(algorithm), Some(&format!(r#"{{"alg":"{algorithm}"}}"#)), None, "YW5vdGhlcg")
}

pub(crate) fn flattened(members: &str) -> String {
    format!(r#"{{"payload":"{PAYLOAD}",{members}}}"#)
}

pub(crate) fn general<S: AsRef<str>>(signatures: &[S]) -> String {
    let list: Vec<String> = signatures.iter().map(|members| format!("{{{}}}", members.as_ref())).collect();
    format!(r#"{{"payload":"{PAYLOAD}","signatures":[{}]}}"#, list.join(","))
}

pub(crate) fn code<T>(result: Result<T, VerifyError>) -> &'static str {
    result.map_or_else(|error| error.code(), |_| "verified")
}

pub(crate) fn of_flattened(json: &str, keys: &VerifyingKeySet) -> &'static str {
    code(Verifier::new(keys).verify_flattened(json))
}

pub(crate) fn of_general(json: &str, keys: &VerifyingKeySet, require: Require) -> &'static str {
    code(Verifier::new(keys).verify_general(json, require))
}
