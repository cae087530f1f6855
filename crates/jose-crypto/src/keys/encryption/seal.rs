//! Encrypting the content itself, with HPKE.

use std::mem;

use jose_core::registry::KeyManagementKind;
use zeroize::Zeroizing;

use super::{EncryptError, EncryptionKey, Prepared, randomness::Wrapping};
use crate::hpke;

/// A content that HPKE encrypted, and what the recipient needs to open it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Sealed {
    /// The ephemeral public key. It is the encrypted key of the message.
    pub encapsulated_key: Vec<u8>,
    /// The ciphertext, with the tag behind it.
    pub ciphertext: Vec<u8>,
}

impl EncryptionKey {
    /// Encrypts a content with integrated HPKE, `HPKE-0` to `HPKE-7`: these have no content encryption key, no initialization vector and
    /// no tag apart. Each call makes a new ephemeral key. Such keys exist with the feature `hpke-unstable` only.
    ///
    /// # Errors
    /// [`EncryptError::WrongCall`] if the key is for another algorithm, [`EncryptError::Operation`] if the system gave no random bytes.
    pub fn seal(&self, aad: &[u8], plaintext: &[u8]) -> Result<Sealed, EncryptError> {
        self.seal_with(aad, plaintext, &Wrapping::ephemeral_only())
    }

    pub(super) fn seal_with(
        &self,
        aad: &[u8],
        plaintext: &[u8],
        random: &Wrapping<'_>,
    ) -> Result<Sealed, EncryptError> {
        let (Prepared::Hpke(recipient), KeyManagementKind::Hpke(suite)) = (&*self.prepared, self.algorithm.row().kind)
        else {
            return Err(EncryptError::WrongCall {
                algorithm: self.algorithm.name(),
                call: "EncryptionKey::establish or EncryptionKey::wrap",
            });
        };
        // Until it is encrypted this is the plaintext, and it is wiped if that fails.
        let mut ciphertext = Zeroizing::new(Vec::with_capacity(plaintext.len().saturating_add(hpke::TAG_BYTES)));
        ciphertext.extend_from_slice(plaintext);
        let encapsulated_key = random.with_ephemeral(suite.curve, |ephemeral| {
            hpke::seal(suite, recipient, ephemeral, (b"", aad), &mut ciphertext)
        })?;
        Ok(Sealed { encapsulated_key: encapsulated_key.encoded().to_vec(), ciphertext: mem::take(&mut *ciphertext) })
    }
}
