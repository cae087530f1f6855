//! Verifies one token: `verifier ALGORITHM KEY-FILE TOKEN`.

use std::time::SystemTime;

use josekit::jws::{self, JwsVerifier};
use josekit::jwt::{self, JwtPayloadValidator};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [algorithm, file, token] = arguments.as_slice() else { return Err("ALGORITHM KEY-FILE TOKEN".into()) };
    let key = std::fs::read(file)?;
    let key: Box<dyn JwsVerifier> = match algorithm.as_str() {
        "HS256" => Box::new(jws::HS256.verifier_from_bytes(&key)?),
        "RS256" => Box::new(jws::RS256.verifier_from_pem(&key)?),
        _ => Box::new(jws::ES256.verifier_from_pem(&key)?),
    };
    let (payload, _) = jwt::decode_with_verifier(token, &*key)?;
    let mut policy = JwtPayloadValidator::new();
    policy.set_issuer("https://id.example");
    policy.set_audience("https://api.example");
    policy.set_base_time(SystemTime::now());
    policy.validate(&payload)?;
    println!("{:?} of {:?}", payload.subject(), payload.claim("tenant"));
    Ok(())
}
