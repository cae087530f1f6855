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
use crate::{KeyError, keys::rsa};

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
    /// It costs about as much as two to ten signatures without the primes, and at most thirty for a key that is none.
    ///
    /// # Errors
    /// [`KeyError::Inconsistent`] if the numbers do not belong together, or `n` has not two primes; otherwise as
    /// [`PrivateMaterial::check`].
    pub fn rsa_from_exponents(n: Vec<u8>, e: Vec<u8>, d: &SecretBytes) -> Result<Self, KeyError> {
        let key = Numbers::new(&n, &e, d)?;
        let (p, q) = key.primes()?;
        key.with_primes(n, e, &p, &q)
    }
}

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
        let odd = Zeroizing::new(multiple.unbounded_shr(twos));
        let field = BoxedMontyParams::new(self.n.clone());
        for base in BASES {
            if let Some(factor) = self.split(base, &odd, twos, &field)? {
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

    /// A factor of the modulus, if this base finds one: a square root of 1 that is neither 1 nor -1 differs from 1 by a multiple of one prime.
    fn split(
        &self,
        base: u32,
        odd: &BoxedUint,
        twos: u32,
        field: &BoxedMontyParams,
    ) -> Result<Option<Odd<BoxedUint>>, KeyError> {
        let one = BoxedUint::one_with_precision(self.bits);
        let minus_one = self.n.as_ref().wrapping_sub(&one);
        let base = integer(&base.to_be_bytes(), self.bits)?;
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

/// Each finds the primes with a chance of at least one half, so that no key is known to need more than a few. Fixed ones do as well as
/// random ones: whoever makes a key that resists them all has made a key that is refused.
const BASES: [u32; 30] = [
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
    113,
];
