//! RSA keys that a family of smart cards made badly (ROCA, CVE-2017-15361): the private key can be computed from the public one.
//!
//! Such a modulus is, modulo each small prime, a power of 65537. Any other modulus passes for one with a chance of about 2^-154, so nothing good is
//! refused. Source: Nemec, Sys, Svenda, Klinec, Matyas, "The Return of Coppersmith's Attack", ACM CCS 2017, section 2.

/// The odd primes whose product divides the constant in those keys, for every size of key. The product of each group fits into 32 bits, so
/// that one pass over the modulus serves the group.
const GROUPS: [&[u32]; 8] = [
    &[3, 5, 7, 11, 13, 17, 19, 23, 29],
    &[31, 37, 41, 43, 47],
    &[53, 59, 61, 67, 71],
    &[73, 79, 83, 89, 97],
    &[101, 103, 107, 109],
    &[113, 127, 131, 137],
    &[139, 149, 151, 157],
    &[163, 167],
];

const GENERATOR: u32 = 65537;

/// Whether the modulus, big-endian, carries the fingerprint. Most good ones are done after the first group.
pub(super) fn is_weak(modulus: &[u8]) -> bool {
    GROUPS.iter().all(|primes| {
        let rest = remainder(modulus, primes.iter().copied().map(u64::from).product());
        primes
            .iter()
            .all(|prime| u32::try_from(modulo(rest, u64::from(*prime))).is_ok_and(|rest| is_power(rest, *prime)))
    })
}

/// The divisor fits into 32 bits.
fn remainder(modulus: &[u8], divisor: u64) -> u64 {
    let (front, words) = modulus.as_rchunks::<4>();
    let front = front.iter().fold(0, |rest, byte| (rest << 8) | u64::from(*byte));
    let next = |rest, word: &[u8; 4]| modulo((rest << 32) | u64::from(u32::from_be_bytes(*word)), divisor);
    words.iter().fold(modulo(front, divisor), next)
}

/// Whether `value` is a power of the generator modulo `prime`. The powers repeat after fewer than `prime` steps.
fn is_power(value: u32, prime: u32) -> bool {
    let generator = GENERATOR.checked_rem(prime).unwrap_or(0);
    let step = |power: &u32| power.wrapping_mul(generator).checked_rem(prime);
    let steps = usize::try_from(prime).unwrap_or(0);
    std::iter::successors(Some(1), step).take(steps).any(|power| power == value)
}

/// No divisor is zero.
fn modulo(value: u64, divisor: u64) -> u64 {
    value.checked_rem(divisor).unwrap_or(0)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test that overflows should fail")]
mod tests {
    use super::*;

    #[test]
    fn a_pass_for_a_group_gives_the_remainders_of_its_primes() {
        let bytes: Vec<u8> = (0..259_u32).map(|place| u8::try_from((place * 167 + 11) % 256).unwrap()).collect();
        for length in [0, 1, 3, 4, 5, 255, 256, 257, 258, 259] {
            let modulus = &bytes[..length];
            for primes in GROUPS {
                let product = primes.iter().fold(1, |product, prime| product * u64::from(*prime));
                assert!(u32::try_from(product).is_ok(), "{primes:?}");
                for prime in primes {
                    let prime = u64::from(*prime);
                    let byte_by_byte = modulus.iter().fold(0, |rest, byte| (rest * 256 + u64::from(*byte)) % prime);
                    assert_eq!(remainder(modulus, product) % prime, byte_by_byte, "{prime}, {length} bytes");
                }
            }
        }
    }
}
