//! Which key it is, whatever it is called and whatever it is for.

use std::fmt;

use zeroize::Zeroizing;

use crate::{digest::sha256, material::PublicMaterial};

/// Tells whether two prepared keys are made of the same key, whatever they are named and whichever jobs they have.
///
/// ```
/// use jose_core::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm};
/// use jose_crypto::{DecryptionKey, SigningKey, VerifyingKey, material::PrivateMaterial};
///
/// let material = PrivateMaterial::generate_on(Curve::P256)?;
/// let signing = SigningKey::new(JwsAlgorithm::Es256, &material)?;
/// let decryption = DecryptionKey::new(KeyManagementAlgorithm::EcdhEs, &material)?.with_key_id("another name");
/// assert_eq!(signing.identity(), decryption.identity());
///
/// let secret = VerifyingKey::hmac(JwsAlgorithm::Hs256, &[7; 32])?;
/// assert_eq!(secret.identity(), DecryptionKey::direct(ContentEncryption::A256Gcm, &[7; 32])?.identity());
/// assert_ne!(secret.identity(), signing.identity());
/// # Ok::<(), jose_crypto::KeyError>(())
/// ```
///
/// You want this where one key must not have two jobs. It is no name to write down: a thumbprint (RFC 7638) is.
///
/// # Security
/// Of a public key it is a part, of a secret a hash, so it is compared and never shown. Whoever makes a key on purpose can give its public half
/// the identity of another: what equal identities lead to must be a refusal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct KeyIdentity([u8; BYTES]);

const BYTES: usize = 32;

impl KeyIdentity {
    /// Of both halves of a pair. What is random in a modulus is at its end, and every other public key is random all over: this is enough of each.
    pub(super) fn of_pair(public: &PublicMaterial) -> Self {
        let bytes = match public {
            PublicMaterial::Rsa { n, .. } => n,
            PublicMaterial::Ec { x, .. } | PublicMaterial::Okp { x, .. } => x,
            PublicMaterial::Akp { public_key, .. } => public_key,
        };
        let mut identity = [0; BYTES];
        identity.iter_mut().zip(bytes.iter().rev()).for_each(|(own, byte)| *own = *byte);
        Self(identity)
    }

    pub(super) fn of_secret(secret: &[u8]) -> Self {
        let mut labelled = Zeroizing::new(Vec::with_capacity(LABEL.len().saturating_add(secret.len())));
        labelled.extend_from_slice(LABEL);
        labelled.extend_from_slice(secret);
        Self(sha256(&labelled))
    }
}

/// Makes it another hash than any that is made of a secret elsewhere.
const LABEL: &[u8] = b"jose-crypto key identity:";

impl fmt::Debug for KeyIdentity {
    /// Shows nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyIdentity").finish_non_exhaustive()
    }
}
