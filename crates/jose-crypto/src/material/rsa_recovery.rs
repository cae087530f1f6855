//! RSA private keys whose other numbers have to be computed, as OpenSSH and some JWKs leave them out.
//!
//! The backend has no arithmetic to offer for this, so it comes from a crate of big integers. It works in a time that depends on the
//! sizes of the numbers and on no secret among them, but for how many bases have to be tried. What it keeps on the heap in between is not wiped.
//! Specification: NIST SP 800-56B revision 2, appendix C.2; RFC 8017, section 3.2.
#![expect(clippy::many_single_char_names, reason = "the names that the standards have for these numbers")]

use crypto_bigint::{
    BoxedUint, ConcatenatingMul, Gcd, NonZero, Odd,
    modular::{BoxedMontyForm, BoxedMontyParams},
};
use jose_core::SecretBytes;
use zeroize::Zeroizing;

use super::{PrivateMaterial, PublicMaterial, RsaPrivate};
use crate::{KeyError, keys::rsa, random};

impl PrivateMaterial {
    /// The RSA key with these two primes; `dp`, `dq` and `qi` are computed. For formats that leave them out, such as that of OpenSSH.
    ///
    /// # Errors
    /// [`KeyError::Inconsistent`] if the numbers do not belong together; otherwise as [`PrivateMaterial::check`].
    pub fn rsa_from_primes(
        n: Vec<u8>,
        e: Vec<u8>,
        d: &SecretBytes,
        p: &SecretBytes,
        q: &SecretBytes,
    ) -> Result<Self, KeyError> {
        let key = Numbers::new(&n, &e, d)?;
        let (p, q) = (key.secret(p)?, key.secret(q)?);
        key.with_primes(n, e, &p, &q)
    }

    /// The RSA key with these two exponents; its primes and the rest are computed. For JWKs that have `d` and nothing else (RFC 7518,
    /// section 6.3.2).
    ///
    /// It costs about as much as two to ten signatures without the primes, whoever made the key: the bases that are tried are random.
    ///
    /// # Errors
    /// [`KeyError::Inconsistent`] if the numbers do not belong together, or `n` has not two primes; [`KeyError::NoRandomness`]; otherwise as
    /// [`PrivateMaterial::check`].
    pub fn rsa_from_exponents(n: Vec<u8>, e: Vec<u8>, d: &SecretBytes) -> Result<Self, KeyError> {
        let key = Numbers::new(&n, &e, d)?;
        let (p, q) = key.primes()?;
        key.with_primes(n, e, &p, &q)
    }
}

/// The longest modulus whose other numbers are computed: 4096 bits, some hundredths of a second. 8192 bits take a second, and a set has many keys.
const MOST_BYTES: usize = 512;

/// The numbers that every RSA private key has, all in the size of the modulus. `n` and `d` are odd.
struct Numbers {
    n: Odd<BoxedUint>,
    e: BoxedUint,
    d: Zeroizing<BoxedUint>,
    bits: u32,
}

impl Numbers {
    /// Checks the public half, which bounds all that follows.
    fn new(n: &[u8], e: &[u8], d: &SecretBytes) -> Result<Self, KeyError> {
        PublicMaterial::Rsa { n: n.to_vec(), e: e.to_vec() }.check()?;
        if n.len() > MOST_BYTES {
            return Err(KeyError::Invalid {
                what: "an RSA key of more than 4096 bits must have all its numbers: computing them takes too long",
            });
        }
        let bits = u32::try_from(n.len().saturating_mul(8)).map_err(|_| KeyError::Inconsistent)?;
        let (n, e) = (integer(n, bits)?, integer(e, bits)?);
        let d = Zeroizing::new(integer(d.expose(), bits)?);
        let n = n.into_odd().into_option().ok_or(KeyError::Inconsistent)?;
        // Coprime to a number that is even.
        if !d.bit_vartime(0) || *d >= *n.as_ref() {
            return Err(KeyError::Inconsistent);
        }
        Ok(Self { n, e, d, bits })
    }

    fn secret(&self, bytes: &SecretBytes) -> Result<Zeroizing<BoxedUint>, KeyError> {
        integer(bytes.expose(), self.bits).map(Zeroizing::new)
    }

    /// The larger prime and the smaller one.
    fn primes(&self) -> Result<(Zeroizing<BoxedUint>, Zeroizing<BoxedUint>), KeyError> {
        // An even multiple of the order of every number modulo n: an odd number times a power of two.
        let mut multiple = Zeroizing::new(self.d.concatenating_mul(&self.e));
        multiple.wrapping_sub_assign(BoxedUint::one_with_precision(self.bits));
        let twos = multiple.trailing_zeros();
        if twos > MOST_TWOS {
            return Err(KeyError::Inconsistent);
        }
        let odd = Zeroizing::new(multiple.unbounded_shr(twos));
        let field = BoxedMontyParams::new(self.n.clone());
        for attempt in 0..ATTEMPTS {
            if attempt == 1 {
                self.check_composite(&field)?;
            }
            if let Some(factor) = self.split(self.base()?, &odd, twos, &field)? {
                let (quotient, rest) = self.n.as_ref().div_rem(factor.as_nz_ref());
                let (one, other) = (Zeroizing::new(factor.get()), Zeroizing::new(quotient));
                if !bool::from(rest.is_zero()) {
                    return Err(KeyError::Inconsistent);
                }
                return Ok(if *one > *other { (one, other) } else { (other, one) });
            }
        }
        Err(KeyError::Inconsistent)
    }

    /// Refuses a prime and the power of one, of which no base ever finds a factor: 2 to the n - 1 is 1 modulo that prime. For two primes that
    /// were drawn at random it is 1 modulo neither.
    fn check_composite(&self, field: &BoxedMontyParams) -> Result<(), KeyError> {
        let one = BoxedUint::one_with_precision(self.bits);
        let two = BoxedMontyForm::new(integer(&[2], self.bits)?, field);
        let power = two.pow(&self.n.as_ref().wrapping_sub(&one)).retrieve();
        if *self.n.gcd(&power.wrapping_sub(&one)).as_ref() == one { Ok(()) } else { Err(KeyError::Inconsistent) }
    }

    /// A random number below the modulus. Whoever made a key could have made it to resist bases that are known before.
    fn base(&self) -> Result<BoxedUint, KeyError> {
        let length = usize::try_from(self.bits / 8).unwrap_or_default().saturating_sub(1);
        let drawn = random::secret(length).map_err(|_| KeyError::NoRandomness)?;
        integer(drawn.expose(), self.bits)
    }

    /// A factor of the modulus, if this base finds one: a square root of 1 that is neither 1 nor -1 differs from 1 by a multiple of one prime.
    fn split(
        &self,
        base: BoxedUint,
        odd: &BoxedUint,
        twos: u32,
        field: &BoxedMontyParams,
    ) -> Result<Option<Odd<BoxedUint>>, KeyError> {
        let one = BoxedUint::one_with_precision(self.bits);
        let minus_one = self.n.as_ref().wrapping_sub(&one);
        let mut root = BoxedMontyForm::new(base, field).pow_bounded_exp(odd, self.bits.saturating_add(EXPONENT_BITS));
        let mut value = Zeroizing::new(root.retrieve());
        if *value == one || *value == minus_one {
            return Ok(None);
        }
        for _ in 0..twos {
            let square = root.square();
            let next = Zeroizing::new(square.retrieve());
            if *next == one {
                return Ok(Some(self.n.gcd(&value.wrapping_sub(&one))));
            }
            if *next == minus_one {
                return Ok(None);
            }
            (root, value) = (square, next);
        }
        // With the right exponents this is 1 for every base.
        Err(KeyError::Inconsistent)
    }

    fn with_primes(&self, n: Vec<u8>, e: Vec<u8>, p: &BoxedUint, q: &BoxedUint) -> Result<PrivateMaterial, KeyError> {
        let one = BoxedUint::one_with_precision(self.bits);
        let remainder = |prime: &BoxedUint| {
            let order = NonZero::new(prime.wrapping_sub(&one)).into_option().ok_or(KeyError::Inconsistent)?;
            Ok(secret(&Zeroizing::new(self.d.rem(&order))))
        };
        let odd = p.to_odd().into_option().ok_or(KeyError::Inconsistent)?;
        let reduced = Zeroizing::new(q.rem(odd.as_nz_ref()));
        let inverse = reduced.invert_odd_mod(&odd).into_option().ok_or(KeyError::Inconsistent)?;
        let private = RsaPrivate {
            n,
            e,
            d: secret(&self.d),
            p: secret(p),
            q: secret(q),
            dp: remainder(p)?,
            dq: remainder(q)?,
            qi: secret(&Zeroizing::new(inverse)),
        };
        rsa::key_pair(&private)?;
        Ok(PrivateMaterial::Rsa(Box::new(private)))
    }
}

/// A big-endian number in the size of the modulus, if it fits.
fn integer(bytes: &[u8], bits: u32) -> Result<BoxedUint, KeyError> {
    let start = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len());
    BoxedUint::from_be_slice(bytes.get(start..).unwrap_or_default(), bits).map_err(|_| KeyError::Inconsistent)
}

/// The same number without leading zero bytes.
fn secret(integer: &BoxedUint) -> SecretBytes {
    let bytes = SecretBytes::new(integer.to_be_bytes().into_vec());
    let start = bytes.expose().iter().position(|byte| *byte != 0).unwrap_or(bytes.len());
    SecretBytes::from(bytes.expose().get(start..).unwrap_or_default())
}

/// The longest public exponent is shorter than this.
const EXPONENT_BITS: u32 = 64;

/// Primes that were drawn at random bring a handful. Each of them costs a step, so a key made to have thousands would cost as much as many.
const MOST_TWOS: u32 = 256;

/// Each finds the primes with a chance of at least one half, whatever the key, unless the modulus is a power of one prime. So no key is known
/// to need more than a few.
const ATTEMPTS: usize = 30;
