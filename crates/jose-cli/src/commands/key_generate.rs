//! `jose key generate`: a new key.

use clap::{Args, builder::NonEmptyStringValueParser};
use jose::{
    Curve, Jwk, JwsAlgorithm, KeyManagementAlgorithm,
    core::{KeyType, printable},
    jwk::generate::Generator,
};

use crate::{
    arguments::{key_output::KeyOutput, values},
    exit::Failure,
    input::shown,
    output::Answer,
};

/// Make a new key.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// What the key is for: a JWS algorithm, a JWE key management algorithm, or for dir a content encryption
    #[arg(long, value_name = "ALG", value_parser = values::key_algorithm())]
    alg: String,

    /// The curve, where the algorithm leaves it open: P-256 for ECDH-ES and Ed25519 for EdDSA unless stated
    #[arg(long, value_name = "CRV", value_parser = values::curve())]
    curve: Option<Curve>,

    /// The size of an RSA key: 3072 unless stated
    #[arg(long, value_name = "BITS", value_parser = values::rsa_bits())]
    bits: Option<usize>,

    /// The name of the key; its thumbprint unless stated
    #[arg(long, value_name = "KID", value_parser = NonEmptyStringValueParser::new())]
    kid: Option<String>,

    #[command(flatten)]
    output: KeyOutput,
}

const HELP: &str = "\
The key is a JWK with alg, use and kid set; it is private, or symmetric for HMAC, key wrapping and \
dir. A file has mode 0600 from its first moment.

Examples:
  jose key generate --alg ES256 -o issuer.jwk
  jose key generate --alg ECDH-ES+A256KW --curve X25519 --kid api-2026-11 -o api.jwk
  jose key generate --alg ML-DSA-65 -o post-quantum.jwk
  jose key generate --alg A256GCM -o shared.jwk";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let key = generate(arguments)?;
    let key = match &arguments.kid {
        Some(kid) => key.with_key_id(kid),
        None => key.with_thumbprint_key_id(),
    };
    let json = key.to_secret_json();
    // What cannot be read back is not worth writing: a kid may be too long.
    Jwk::from_json(json.as_bytes())?;
    let kid = key.key_id().unwrap_or_default();
    let Some(path) = arguments.output.write(json.as_bytes())? else {
        return Ok(Answer::line(&json).member("alg", key.algorithm()).member("kid", kid).raw_member("key", &json));
    };
    let note = format!("wrote {}, {} with kid {}", shown(path), key.kind(), printable(kid));
    Ok(Answer::bytes(b"")
        .member("alg", key.algorithm())
        .member("kid", kid)
        .member("file", path.display().to_string())
        .note(note))
}

fn generate(arguments: &Arguments) -> Result<Jwk, Failure> {
    let mut generator = Generator::new();
    if let Some(curve) = arguments.curve {
        generator = generator.curve(curve);
    }
    if let Some(bits) = arguments.bits {
        if !is_rsa(&arguments.alg) {
            return Err(Failure::usage(format!("only RSA keys have --bits: leave it out for {}", arguments.alg)));
        }
        generator = generator.rsa_bits(bits);
    }
    let key = generator.named(&arguments.alg)?;
    match arguments.curve.filter(|asked| key.curve() != Some(*asked)) {
        None => Ok(key),
        Some(asked) => {
            let message = format!("a key for {} cannot be on {}: leave --curve out", arguments.alg, asked.name());
            Err(Failure::usage(message))
        }
    }
}

/// Asked before a key is made, which takes a while.
fn is_rsa(algorithm: &str) -> bool {
    let signs = JwsAlgorithm::from_name(algorithm).is_some_and(|known| known.row().key_type == KeyType::Rsa);
    let decrypts = KeyManagementAlgorithm::from_name(algorithm);
    signs || decrypts.is_some_and(|known| known.row().key_types.contains(&KeyType::Rsa))
}
