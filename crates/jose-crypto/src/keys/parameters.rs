//! What a message says about its content encryption key, and how the key comes out of what a private operation returned.

mod derive;
mod error;
mod operation;
mod room;

use jose_core::{ContentEncryption, KeyManagementAlgorithm, SecretBytes, registry::KeyManagementKind};

pub use error::UnwrapError;
pub(super) use operation::{PrivateOperation, check_peer, why_not_remote};
pub(super) use room::{KeyRoom, Unwrapped};

use crate::{DecryptFailed, EphemeralPublicKey, content::ContentDecrypter, random, remote::KeyOperation};

/// What a message says about its content encryption key, decoded. What it holds is a stranger's: everything is checked here.
///
/// For a key in a device that is awaited, this is the two-step form: [`KeyParameters::operation`] says what the device must do, and
/// [`KeyParameters::finish`] takes what it returned. A [`crate::DecryptionKey`] does both in one call.
#[derive(Clone, Copy, Debug)]
pub struct KeyParameters<'m> {
    /// `enc`.
    pub content_encryption: ContentEncryption,
    /// The encrypted key; empty for `dir` and `ECDH-ES`.
    pub encrypted_key: &'m [u8],
    /// `epk`.
    pub ephemeral: Option<&'m EphemeralPublicKey>,
    /// `apu`, decoded.
    pub party_u_info: &'m [u8],
    /// `apv`, decoded.
    pub party_v_info: &'m [u8],
    /// `iv` and `tag` of the header, for wrapping with AES-GCM.
    pub gcm_key_wrap: Option<(&'m [u8; 12], &'m [u8; 16])>,
    /// `p2s`, decoded, and `p2c`, for a password. The rounds are what the message costs: compare them with
    /// [`Limits::pbes2_rounds`](jose_core::Limits::pbes2_rounds) first. Here only 1,000 to 10,000,000 are possible.
    pub password: Option<(&'m [u8], u32)>,
    /// `ek`, decoded, for key encryption with HPKE.
    pub encapsulated_key: Option<&'m [u8]>,
}

impl<'m> KeyParameters<'m> {
    /// Parameters without any of the optional members.
    #[must_use]
    pub fn new(content_encryption: ContentEncryption, encrypted_key: &'m [u8]) -> Self {
        Self {
            content_encryption,
            encrypted_key,
            ephemeral: None,
            party_u_info: &[],
            party_v_info: &[],
            gcm_key_wrap: None,
            password: None,
            encapsulated_key: None,
        }
    }

    /// The private operation that `algorithm` needs.
    ///
    /// # Errors
    /// [`DecryptFailed`] if the parameters lack what the algorithm needs or have what it forbids, if the encrypted key has an impossible
    /// length, if the ephemeral key is not on its curve or protects nothing, or if no device works with the algorithm: `dir`, passwords,
    /// `RSA1_5` and HPKE. Nothing secret enters this decision.
    pub fn operation(&self, algorithm: KeyManagementAlgorithm) -> Result<KeyOperation<'m>, DecryptFailed> {
        let PrivateOperation::Remote(operation) = self.described(algorithm)? else { return Err(DecryptFailed) };
        self.check_length(algorithm)?;
        check_peer(operation)?;
        Ok(operation)
    }

    /// Turns what the private operation returned into the content encryption key. A failure becomes a random key, so that the content's tag
    /// decides and nobody can tell the two apart (RFC 7516, section 11.5).
    ///
    /// # Errors
    /// [`UnwrapError::Operation`] if the device could not be asked, or the system gave no random bytes; [`UnwrapError::Failed`] if no
    /// device works with the algorithm, as for [`KeyParameters::operation`].
    pub fn finish(
        &self,
        algorithm: KeyManagementAlgorithm,
        secret: Result<SecretBytes, UnwrapError>,
    ) -> Result<ContentDecrypter, UnwrapError> {
        if why_not_remote(algorithm).is_some() {
            return Err(DecryptFailed.into());
        }
        let substitute = self.substitute(algorithm)?;
        let mut room = KeyRoom::new();
        let unwrapped = secret.and_then(|secret| Ok(self.derive(algorithm, secret, &mut room)?));
        self.finish_with(unwrapped, substitute, &mut room)
    }

    /// The key that takes the place of one that does not unwrap. For RSA it is drawn before it is known whether it is needed: there, the
    /// time of the draw would be an oracle. Elsewhere a failure shows only that nobody with the key made the message, which the tag says anyway.
    pub(super) fn substitute(&self, algorithm: KeyManagementAlgorithm) -> Result<Option<SecretBytes>, UnwrapError> {
        let drawn_first = matches!(algorithm.row().kind, KeyManagementKind::RsaOaep(_) | KeyManagementKind::RsaPkcs1);
        let draw = || random::secret(self.content_encryption.row().key_bytes).map_err(UnwrapError::Operation);
        drawn_first.then(draw).transpose()
    }

    /// The content encryption key of this length, or what takes its place. `room` is where the key was put, unless it came in one of its own.
    pub(super) fn finish_with(
        &self,
        unwrapped: Result<Unwrapped, UnwrapError>,
        substitute: Option<SecretBytes>,
        room: &mut KeyRoom,
    ) -> Result<ContentDecrypter, UnwrapError> {
        let needed = self.content_encryption.row().key_bytes;
        let own;
        let key = match (unwrapped, substitute) {
            (Ok(Unwrapped::InRoom(length)), _) if length == needed => room.front(needed)?,
            (Ok(Unwrapped::Own(secret)), _) if secret.len() == needed => {
                own = secret;
                own.expose()
            }
            (Err(UnwrapError::Operation(error)), _) => return Err(UnwrapError::Operation(error)),
            (_, Some(substitute)) => {
                own = substitute;
                own.expose()
            }
            (_, None) => {
                random::fill(room.front_mut(needed)?).map_err(UnwrapError::Operation)?;
                room.front(needed)?
            }
        };
        Ok(ContentDecrypter::new(self.content_encryption, key).map_err(|_| DecryptFailed)?)
    }
}
