//! The one place where random bytes are drawn. One draw costs the same whatever its length, so callers draw once.

use aws_lc_rs::rand;

use crate::OperationError;

pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), OperationError> {
    rand::fill(bytes).map_err(|_| OperationError::Backend)
}
