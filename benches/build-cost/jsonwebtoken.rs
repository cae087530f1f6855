//! Verifies one token: `verifier ALGORITHM KEY-FILE TOKEN`.

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};

#[derive(serde::Deserialize)]
struct Claims {
    sub: String,
    tenant: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [algorithm, file, token] = arguments.as_slice() else { return Err("ALGORITHM KEY-FILE TOKEN".into()) };
    let key = std::fs::read(file)?;
    let (algorithm, key) = match algorithm.as_str() {
        "HS256" => (Algorithm::HS256, DecodingKey::from_secret(&key)),
        "RS256" => (Algorithm::RS256, DecodingKey::from_rsa_pem(&key)?),
        _ => (Algorithm::ES256, DecodingKey::from_ec_pem(&key)?),
    };
    let mut policy = Validation::new(algorithm);
    policy.set_issuer(&["https://id.example"]);
    policy.set_audience(&["https://api.example"]);
    policy.set_required_spec_claims(&["exp", "iss", "aud"]);
    let claims = decode::<Claims>(token, &key, &policy)?.claims;
    println!("{} of {}", claims.sub, claims.tenant);
    Ok(())
}
