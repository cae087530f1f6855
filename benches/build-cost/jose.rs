//! Verifies one token: `verifier ALGORITHM KEY-FILE TOKEN`.

use jose::{JwsAlgorithm, PublicJwk, Token, Validator, VerifyingKey};

#[derive(serde::Deserialize)]
struct Claims {
    tenant: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [algorithm, file, token] = arguments.as_slice() else { return Err("ALGORITHM KEY-FILE TOKEN".into()) };
    let key = std::fs::read(file)?;
    let key = match algorithm.as_str() {
        "HS256" => VerifyingKey::hmac(JwsAlgorithm::Hs256, &key)?,
        "RS256" => PublicJwk::from_pem(&key)?.verifying_key_for(JwsAlgorithm::Rs256)?,
        _ => PublicJwk::from_pem(&key)?.verifying_key_for(JwsAlgorithm::Es256)?,
    };
    let validator = Validator::access_token()
        .issuer("https://id.example", key)
        .audience("https://api.example")
        .signed_only()
        .build()?;
    let token: Token<Claims> = validator.validate(token)?;
    println!("{:?} of {}", token.subject(), token.claims().tenant);
    Ok(())
}
