//! RSA private keys whose other numbers have to be computed, as OpenSSH and some JWKs leave them out.
//!
//! The backend has no arithmetic to offer for this, so it comes from a crate of big integers. It works in a time that depends on the
//! sizes of the numbers and on no secret among them, but for how many bases have to be tried. What it keeps on the heap in between is not wiped.
//! Specification: NIST SP 800-56B revision 2, appendix C.2; RFC 8017, section 3.2.
#![expect(clippy::many_single_char_names, reason = "the names that the standards have for these numbers")]

mod factor;

use crypto_bigint::{BoxedUint, NonZero, Odd};
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
