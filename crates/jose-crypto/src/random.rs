//! The one place where random bytes are drawn.
//!
//! ```
//! let identifier: [u8; 16] = jose_crypto::random::bytes()?;
//! # Ok::<(), jose_crypto::OperationError>(())
//! ```
//!
//! One draw costs the same whatever its length, so callers draw once. The source is AWS-LC's generator, seeded by the system; there is no way to
//! replace it.

use aws_lc_rs::rand;
use jose_core::SecretBytes;

use crate::OperationError;

/// `N` random bytes, fit for keys and identifiers that nobody may guess. The caller wipes them where they are secret.
///
/// # Errors
/// [`OperationError::Backend`] if the system gives none.
pub fn bytes<const N: usize>() -> Result<[u8; N], OperationError> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}

/// A new secret of `length` random bytes.
///
/// # Errors
/// [`OperationError::Backend`] if the system gives none.
pub fn secret(length: usize) -> Result<SecretBytes, OperationError> {
    let mut secret = SecretBytes::new(vec![0; length]);
    fill(secret.expose_mut())?;
    Ok(secret)
}

pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), OperationError> {
    rand::fill(bytes).map_err(|_| OperationError::Backend)
}
