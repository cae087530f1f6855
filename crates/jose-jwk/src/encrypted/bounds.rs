//! What the derivation of a key from a password may cost.

use jose_core::{LimitExceeded, Limits};
use pkcs8::pkcs5::pbes2::{Kdf, ScryptParams};

use crate::JwkError;

/// The most rounds of PBKDF2 that a file may ask for, as for messages: about a second with the slowest hash.
pub(super) const PBKDF2_ROUNDS: usize = Limits::PBES2_ROUNDS;

/// The most memory that a file may ask scrypt for, in bytes. OpenSSL asks for 16 MiB.
const SCRYPT_MEMORY: u64 = 64 * 1024 * 1024;

/// The most work that a file may ask scrypt for: its three parameters multiplied. OpenSSL asks for 2^17.
const SCRYPT_WORK: u64 = 1 << 20;

/// Refuses what costs too much, or is no derivation at all.
pub(super) fn check(derivation: &Kdf) -> Result<(), JwkError> {
    match derivation {
        Kdf::Pbkdf2(parameters) => {
            let rounds = parameters.iteration_count;
            LimitExceeded::check("pkcs8_rounds", usize::try_from(rounds).unwrap_or(usize::MAX), PBKDF2_ROUNDS)?;
            if rounds == 0 { Err(SENSELESS) } else { Ok(()) }
        }
        Kdf::Scrypt(parameters) => scrypt(parameters),
        _ => Err(JwkError::unsupported("encryption", "with another derivation than PBKDF2 and scrypt")),
    }
}

fn scrypt(parameters: &ScryptParams) -> Result<(), JwkError> {
    let cost = parameters.cost_parameter;
    let block = u64::from(parameters.block_size);
    let lanes = u64::from(parameters.parallelization);
    limit("pkcs8_scrypt_memory", cost.saturating_mul(block).saturating_mul(128), SCRYPT_MEMORY)?;
    limit("pkcs8_scrypt_memory", lanes.saturating_mul(block).saturating_mul(128), SCRYPT_MEMORY)?;
    limit("pkcs8_scrypt_work", cost.saturating_mul(block).saturating_mul(lanes), SCRYPT_WORK)?;
    // RFC 7914, section 2: a power of two above one. The implementation below would panic at zero.
    if cost < 2 || !cost.is_power_of_two() || block == 0 || lanes == 0 { Err(SENSELESS) } else { Ok(()) }
}

fn limit(name: &'static str, found: u64, limit: u64) -> Result<(), JwkError> {
    let size = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    Ok(LimitExceeded::check(name, size(found), size(limit))?)
}

const SENSELESS: JwkError =
    JwkError::Broken { structure: "the encrypted private key", fault: "its derivation has impossible parameters" };
