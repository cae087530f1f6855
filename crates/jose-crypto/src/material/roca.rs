//! RSA keys that a family of smart cards made badly (ROCA, CVE-2017-15361): the private key can be computed from the public one.
//!
//! Such a modulus is, modulo each small prime, a power of 65537. Any other modulus passes for one with a chance of about 2^-154, so nothing good is
//! refused. Source: Nemec, Sys, Svenda, Klinec, Matyas, "The Return of Coppersmith's Attack", ACM CCS 2017, section 2.

/// The odd primes whose product divides the constant in those keys, for every size of key.
const PRIMES: [u32; 38] = [
    3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
    113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
];

const GENERATOR: u32 = 65537;

/// Whether the modulus, big-endian, carries the fingerprint. Most good ones are done after a few primes.
pub(super) fn is_weak(modulus: &[u8]) -> bool {
    PRIMES.iter().all(|prime| is_power(remainder(modulus, *prime), *prime))
}

fn remainder(modulus: &[u8], prime: u32) -> u32 {
    modulus.iter().fold(0, |rest: u32, byte| modulo(rest.wrapping_mul(256).wrapping_add(u32::from(*byte)), prime))
}

/// Whether `value` is a power of the generator modulo `prime`. The powers repeat after fewer than `prime` steps.
fn is_power(value: u32, prime: u32) -> bool {
    let step = |power: &u32| Some(modulo(power.wrapping_mul(modulo(GENERATOR, prime)), prime));
    let steps = usize::try_from(prime).unwrap_or(0);
    std::iter::successors(Some(1), step).take(steps).any(|power| power == value)
}

/// No prime is zero.
fn modulo(value: u32, prime: u32) -> u32 {
    value.checked_rem(prime).unwrap_or(0)
}
