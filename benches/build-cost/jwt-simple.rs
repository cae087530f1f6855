//! Verifies one token: `verifier ALGORITHM KEY-FILE TOKEN`.

use std::collections::HashSet;

use jwt_simple::prelude::*;

#[derive(Serialize, Deserialize)]
struct Private {
    tenant: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [algorithm, file, token] = arguments.as_slice() else { return Err("ALGORITHM KEY-FILE TOKEN".into()) };
    let key = std::fs::read(file)?;
    let policy = VerificationOptions {
        allowed_issuers: Some(HashSet::from(["https://id.example".to_owned()])),
        allowed_audiences: Some(HashSet::from(["https://api.example".to_owned()])),
        ..Default::default()
    };
    let pem = || std::str::from_utf8(&key);
    let claims: JWTClaims<Private> = match algorithm.as_str() {
        "HS256" => HS256Key::from_bytes(&key).verify_token(token, Some(policy))?,
        "RS256" => RS256PublicKey::from_pem(pem()?)?.verify_token(token, Some(policy))?,
        _ => ES256PublicKey::from_pem(pem()?)?.verify_token(token, Some(policy))?,
    };
    println!("{:?} of {}", claims.subject, claims.custom.tenant);
    Ok(())
}
