//! Without the feature `deflate` nobody can ask for compression, so nothing comes here.

use jose_core::SecretBytes;

use crate::DecryptError;

pub(crate) fn inflate(_: &[u8], _: usize) -> Result<SecretBytes, DecryptError> {
    Err(DecryptError::Inflate)
}
