//! Signing: a builder for the headers, finished by the form that is wanted.

mod error;
mod general;
mod header;
mod kernel;
mod pending;
mod prepared;
mod setters;
mod single;
mod write;

use jose_core::JwsAlgorithm;
use jose_crypto::{SigningKey, remote::AsyncSign};

pub use error::SignError;
pub use general::{GeneralSigner, PendingGeneral};
pub use pending::PendingSignature;
pub use prepared::PreparedSigner;

/// Signs payloads with one key.
///
/// ```
/// use jose_core::JwsAlgorithm;
/// use jose_crypto::SigningKey;
/// use jose_jws::Signer;
///
/// let key = SigningKey::hmac(JwsAlgorithm::Hs256, &[7; 32])?;
/// let token = Signer::new(&key).message_type("example+jws").sign_compact(b"payload")?;
/// assert_eq!(token.split('.').count(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `alg` and `kid` come from the key. A signer is cheap to make and can sign any number of payloads under the same headers; several signers
/// make one message with a [`GeneralSigner`]. What cannot be written in a form is refused when that form is asked for, before the key is used.
#[derive(Clone, Debug)]
pub struct Signer<'s, K = &'s SigningKey> {
    key: K,
    settings: header::Settings<'s>,
}

impl<'s> Signer<'s> {
    /// Signs with a key of this process, or one in a device that blocks.
    #[must_use]
    pub fn new(key: &'s SigningKey) -> Self {
        Self { key, settings: header::Settings::new(key.algorithm(), key.key_id()) }
    }
}

impl<'s> Signer<'s, &'s dyn AsyncSign> {
    /// Signs with a key in a device that is awaited.
    #[must_use]
    pub fn for_device(key: &'s dyn AsyncSign) -> Self {
        Self { key, settings: header::Settings::new(key.algorithm(), key.key_id()) }
    }
}

impl<'s> Signer<'s, ()> {
    /// Prepares messages for a key that is somewhere else altogether: the two-step form, see [`Signer::prepare_compact`].
    #[must_use]
    pub fn without_key(algorithm: JwsAlgorithm, key_id: Option<&'s str>) -> Self {
        Self { key: (), settings: header::Settings::new(algorithm, key_id) }
    }
}
