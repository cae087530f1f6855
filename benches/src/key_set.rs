//! A set of 100 public keys: 40 RSA, 40 P-256, 20 Ed25519.

use jose::core::base64url;
use jose::{JwsAlgorithm, PrivateJwk};
use serde::{Deserialize, Serialize};

use crate::Result;

/// The key that is looked for: in the middle, so that a search from the front is an average one.
pub const WANTED: &str = "key-050";

#[derive(Clone, Deserialize, Serialize)]
pub struct Key {
    pub kty: String,
    pub kid: String,
    #[serde(rename = "use", default)]
    pub key_use: String,
    pub alg: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crv: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub e: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y: Option<String>,
}

#[derive(Serialize)]
struct Set {
    keys: Vec<Key>,
}

/// The keys, mixed as a rotation leaves them.
///
/// The moduli are odd random numbers: whoever only reads a public key cannot tell, and 40 pairs would take half a minute.
pub fn keys() -> Result<Vec<Key>> {
    (0..100).map(key).collect()
}

/// Their JSON.
pub fn json() -> Result<String> {
    Ok(serde_json::to_string(&Set { keys: keys()? })?)
}

fn key(place: usize) -> Result<Key> {
    let kid = format!("key-{place:03}");
    let blank = |kty: &str, alg: &str| Key {
        kty: kty.into(),
        kid: kid.clone(),
        key_use: "sig".into(),
        alg: alg.into(),
        crv: None,
        n: None,
        e: None,
        x: None,
        y: None,
    };
    if place % 5 < 2 {
        let mut modulus = [0; 256];
        aws_lc_rs::rand::fill(&mut modulus)?;
        modulus[0] |= 0x80;
        modulus[255] |= 1;
        return Ok(Key { n: Some(base64url::encode(&modulus)), e: Some("AQAB".into()), ..blank("RSA", "RS256") });
    }
    let algorithm = if place % 5 < 4 { JwsAlgorithm::Es256 } else { JwsAlgorithm::EdDsa };
    let jwk = PrivateJwk::generate_signing(algorithm)?.with_key_id(&kid).with_algorithm(algorithm.name());
    let public: Key = serde_json::from_str(&jwk.public().to_json())?;
    Ok(Key { key_use: "sig".into(), ..public })
}
