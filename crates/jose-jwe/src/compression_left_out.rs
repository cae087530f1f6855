//! Without the feature `deflate` nobody can ask for compression, so nothing comes here.

use zeroize::Zeroizing;

use crate::DecryptError;

pub(crate) fn inflate(_: &[u8], _: usize) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
    Err(DecryptError::Inflate)
}
