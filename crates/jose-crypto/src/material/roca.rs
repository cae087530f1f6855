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

const GENERATOR: usize = 65537;

/// Some of the primes, which divide 2^60 - 1. Modulo that, parts of 60 bits are added up without a division. A good modulus passes for a bad one
/// before the first of them with a chance of one in five, and mostly ends here.
const FIRST: [u32; 5] = [11, 13, 41, 61, 151];

/// Whether the modulus, big-endian, carries the fingerprint.
pub(super) fn is_weak(modulus: &[u8]) -> bool {
    let sum = sum_of_parts(modulus);
    let first = FIRST.iter().all(|prime| is_power_modulo(sum, *prime));
    first
        && GROUPS.iter().all(|primes| {
            let rest = remainder(modulus, primes.iter().copied().map(u64::from).product());
            primes.iter().all(|prime| is_power_modulo(rest, *prime))
        })
}

/// A number that is the modulus, modulo 2^60 - 1 and all of its divisors.
fn sum_of_parts(modulus: &[u8]) -> u64 {
    const PART: u128 = (1 << 60) - 1;
    let (front, blocks) = modulus.as_rchunks::<15>();
    let number = |bytes: &[u8]| bytes.iter().fold(0_u128, |number, byte| (number << 8) | u128::from(*byte));
    // Blocks of two parts. There are too few of them, and of parts in the end, to overflow.
    let sum = blocks.iter().fold(number(front), |sum, block| {
        let mut number = [0; 16];
        if let Some(room) = number.last_chunk_mut() {
            *room = *block;
        }
        sum.wrapping_add(u128::from_be_bytes(number))
    });
    let parts = (sum & PART).wrapping_add((sum >> 60) & PART).wrapping_add(sum >> 120);
    u64::try_from(parts).unwrap_or(0)
}

fn is_power_modulo(number: u64, prime: u32) -> bool {
    u32::try_from(modulo(number, u64::from(prime))).is_ok_and(|rest| is_power(rest, prime))
}

/// The divisor fits into 32 bits.
fn remainder(modulus: &[u8], divisor: u64) -> u64 {
    let (front, words) = modulus.as_rchunks::<4>();
    let front = front.iter().fold(0, |rest, byte| (rest << 8) | u64::from(*byte));
    let next = |rest, word: &[u8; 4]| modulo((rest << 32) | u64::from(u32::from_be_bytes(*word)), divisor);
    words.iter().fold(modulo(front, divisor), next)
}

/// Whether `value` is a power of the generator modulo `prime`.
fn is_power(value: u32, prime: u32) -> bool {
    let powers = usize::try_from(prime).ok().and_then(|prime| POWERS.get(prime));
    let word = usize::try_from(value / 64).ok().and_then(|word| powers?.get(word));
    word.is_some_and(|word| (word >> (value % 64)) & 1 == 1)
}

/// For each prime, which numbers are powers of the generator: one bit for each number.
static POWERS: [[u64; 3]; 168] = powers();

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "evaluated by the compiler, which refuses both"
)]
const fn powers() -> [[u64; 3]; 168] {
    let mut powers = [[0; 3]; 168];
    let mut prime = 3;
    while prime < 168 {
        let mut power = 1;
        // They repeat after fewer steps than that.
        let mut steps = 0;
        while steps < prime {
            powers[prime][power / 64] |= 1 << (power % 64);
            power = power * (GENERATOR % prime) % prime;
            steps += 1;
        }
        prime += 2;
    }
    powers
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
    fn the_powers_of_every_prime() {
        for prime in GROUPS.into_iter().flatten() {
            let generator = u32::try_from(GENERATOR).unwrap() % prime;
            let powers: Vec<u32> =
                std::iter::successors(Some(1), |power| Some(power * generator % prime)).take(200).collect();
            for value in 0..256 {
                assert_eq!(is_power(value, *prime), powers.contains(&value), "{value} modulo {prime}");
            }
        }
    }

    #[test]
    fn the_sum_of_parts_gives_the_remainders_of_the_first_primes() {
        for length in (0..40).chain(250..=262).chain([512, 1024]) {
            for seed in 0..20_u32 {
                let next = |place: u32| u8::try_from((place * 167 + place * place * 31 + seed * 97) % 256).unwrap();
                let modulus: Vec<u8> =
                    if seed == 0 { vec![0xff; length] } else { (0..).map(next).take(length).collect() };
                for prime in FIRST {
                    assert!(GROUPS.iter().any(|group| group.contains(&prime)), "{prime}");
                    assert_eq!(((1_u64 << 60) - 1) % u64::from(prime), 0, "{prime}");
                    let rest = sum_of_parts(&modulus) % u64::from(prime);
                    assert_eq!(rest, remainder(&modulus, u64::from(prime)), "{prime}, {length} bytes, {seed}");
                }
            }
        }
    }

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
