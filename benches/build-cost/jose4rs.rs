//! Verifies one token: `verifier ALGORITHM KEY-FILE TOKEN`. The key is a JWK.

use jose4rs::jwa::{AlgorithmConstraints, ConstraintType};
use jose4rs::jwk::JsonWebKey;
use jose4rs::jws::{AlgorithmIdentifier, JsonWebSignature};
use jose4rs::jwt::JwtConsumerBuilder;
use jose4rs::jwx::JsonWebStructure;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [algorithm, file, token] = arguments.as_slice() else { return Err("ALGORITHM KEY-FILE TOKEN".into()) };
    let key = JsonWebKey::from_json(std::fs::read_to_string(file)?)?;
    let algorithm = match algorithm.as_str() {
        "HS256" => AlgorithmIdentifier::HmacSha256,
        "RS256" => AlgorithmIdentifier::RsaUsingSha256,
        _ => AlgorithmIdentifier::EcdsaUsingP256CurveAndSha256,
    };
    let constraints: &'static _ = Box::leak(Box::new(AlgorithmConstraints::new(ConstraintType::Permit, [algorithm])));
    let consumer = JwtConsumerBuilder::new()
        .set_require_expiration_time()
        .set_expected_issuer("https://id.example")
        .set_expected_audience(true, false, &["https://api.example"])
        .build();
    let mut message = JsonWebSignature::new();
    message.set_algorithm_constraints(constraints);
    message.set_compact_serialization(token)?;
    let payload = std::str::from_utf8(message.payload(&key)?)?;
    let claims = consumer.process_to_claims(payload).map_err(|error| error.to_string())?;
    println!("{claims:?}");
    Ok(())
}
