//! Decrypting the content itself, with HPKE.

use jose_core::registry::KeyManagementKind;
use zeroize::Zeroizing;

use super::{DecryptionKey, Prepared};
use crate::{DecryptFailed, UnwrapError, hpke};

impl DecryptionKey {
    /// Decrypts a content that integrated HPKE encrypted, `HPKE-0` to `HPKE-7`. `encapsulated` is the encrypted key of the message, and the
    /// ciphertext has its tag behind it. Such keys exist with the feature `hpke-unstable` only.
    ///
    /// # Errors
    /// [`UnwrapError::Failed`] for every reason alike: a key of another algorithm, an encapsulated key of another length or off the curve, a
    /// changed ciphertext, other `aad`.
    pub fn open(
        &self,
        encapsulated: &[u8],
        aad: &[u8],
        ciphertext: Vec<u8>,
    ) -> Result<Zeroizing<Vec<u8>>, UnwrapError> {
        let (Prepared::Hpke(own, public), KeyManagementKind::Hpke(suite)) =
            (&*self.prepared, self.algorithm.row().kind)
        else {
            return Err(DecryptFailed.into());
        };
        let mut buffer = Zeroizing::new(ciphertext);
        hpke::open(suite, (own, public), encapsulated, (b"", aad), &mut buffer)?;
        Ok(buffer)
    }
}
