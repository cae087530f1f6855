//! Verifies one token: `verifier ALGORITHM KEY-FILE TOKEN`. Keys are raw, as the primitive wants them.

use aws_lc_rs::{hmac, signature};

#[derive(serde::Deserialize)]
struct Header {
    alg: String,
}

#[derive(serde::Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    exp: u64,
    sub: String,
    tenant: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [algorithm, file, token] = arguments.as_slice() else { return Err("ALGORITHM KEY-FILE TOKEN".into()) };
    let key = std::fs::read(file)?;
    let (input, signature) = token.rsplit_once('.').ok_or("no token")?;
    let (header, payload) = input.split_once('.').ok_or("no token")?;
    let decode = |text: &str| base64_simd::URL_SAFE_NO_PAD.decode_to_vec(text);
    let header: Header = serde_json::from_slice(&decode(header)?)?;
    if header.alg != *algorithm {
        return Err("another algorithm".into());
    }
    let tag = decode(signature)?;
    let asymmetric = |scheme: &'static dyn signature::VerificationAlgorithm| {
        signature::UnparsedPublicKey::new(scheme, &key).verify(input.as_bytes(), &tag)
    };
    match algorithm.as_str() {
        "HS256" => hmac::verify(&hmac::Key::new(hmac::HMAC_SHA256, &key), input.as_bytes(), &tag)?,
        "RS256" => asymmetric(&signature::RSA_PKCS1_2048_8192_SHA256)?,
        _ => asymmetric(&signature::ECDSA_P256_SHA256_FIXED)?,
    }
    let claims: Claims = serde_json::from_slice(&decode(payload)?)?;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_secs();
    if claims.iss != "https://id.example" || claims.aud != "https://api.example" || claims.exp <= now {
        return Err("the claims do not hold".into());
    }
    println!("{} of {}", claims.sub, claims.tenant);
    Ok(())
}
