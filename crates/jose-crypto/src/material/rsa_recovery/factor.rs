//! The primes of a modulus, from the two exponents. Specification: NIST SP 800-56B revision 2, appendix C.2.

use crypto_bigint::{
    BoxedUint, ConcatenatingMul, Gcd, Odd,
    modular::{BoxedMontyForm, BoxedMontyParams},
};
use zeroize::Zeroizing;

use super::{Numbers, integer};
use crate::{KeyError, random};

impl Numbers {
    /// The larger prime and the smaller one.
    pub(super) fn primes(&self) -> Result<(Zeroizing<BoxedUint>, Zeroizing<BoxedUint>), KeyError> {
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
}

/// The longest public exponent is shorter than this.
const EXPONENT_BITS: u32 = 64;

/// Primes that were drawn at random bring a handful. Each of them costs a step, so a key made to have thousands would cost as much as many.
const MOST_TWOS: u32 = 256;

/// Each finds the primes with a chance of at least one half, whatever the key, unless the modulus is a power of one prime. So no key is known
/// to need more than a few.
const ATTEMPTS: usize = 30;
