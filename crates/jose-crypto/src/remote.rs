//! Keys that never enter the process: a KMS or an HSM is one `impl`.
//!
//! ```
//! use std::sync::Arc;
//!
//! use jose_core::JwsAlgorithm;
//! use jose_crypto::{OperationError, SigningKey, remote::Sign};
//!
//! struct Device; // a session with an HSM
//!
//! impl Sign for Device {
//!     fn algorithm(&self) -> JwsAlgorithm {
//!         JwsAlgorithm::Es256
//!     }
//!     fn key_id(&self) -> Option<&str> {
//!         Some("hsm-1")
//!     }
//!     fn sign(&self, _signing_input: &[u8]) -> Result<Vec<u8>, OperationError> {
//!         Err(OperationError::Remote("not plugged in".into()))
//!     }
//! }
//!
//! let key = SigningKey::remote(Arc::new(Device));
//! assert!(key.sign(b"header.payload").is_err());
//! ```
//!
//! Each trait is one key, bound to one algorithm. A device does the private operation and nothing else: the framing, the Concat KDF and the
//! content encryption stay here. The blocking traits plug into [`crate::SigningKey`] and [`crate::DecryptionKey`] and then work everywhere. The
//! asynchronous ones serve callers with an executor of their own; `jose-jws` and `jose-jwe` finish what they return (their two-step
//! forms: take the bytes, bring back the result). There is no global provider.
//!
//! A device that signs with ECDSA usually returns DER; [`ecdsa_signature_from_der`] turns that into the fixed form of JOSE.

mod from_der;

use std::{future::Future, pin::Pin};

use jose_core::{JwsAlgorithm, KeyManagementAlgorithm, SecretBytes};

pub use from_der::ecdsa_signature_from_der;

use crate::{EphemeralPublicKey, OperationError, UnwrapError};

/// A future in a box, so that the asynchronous traits can be used as objects.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A private key elsewhere that signs.
pub trait Sign: Send + Sync {
    /// The one algorithm of this key.
    fn algorithm(&self) -> JwsAlgorithm;

    /// The key's identifier, which goes into the header.
    fn key_id(&self) -> Option<&str>;

    /// The signature over exactly these bytes, in the form of RFC 7518: for ECDSA the two integers at fixed length, not DER.
    ///
    /// # Errors
    /// [`OperationError::Remote`] if the device refused or could not be reached.
    fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, OperationError>;
}

/// As [`Sign`], for a device that is awaited.
pub trait AsyncSign: Send + Sync {
    /// The one algorithm of this key.
    fn algorithm(&self) -> JwsAlgorithm;

    /// The key's identifier, which goes into the header.
    fn key_id(&self) -> Option<&str>;

    /// As [`Sign::sign`].
    fn sign<'a>(&'a self, signing_input: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, OperationError>>;
}

/// What a device must do to open one message.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum KeyOperation<'a> {
    /// Decrypt the encrypted key (RSA-OAEP, AES Key Wrap) and return the content encryption key.
    Unwrap {
        /// The encrypted key.
        encrypted_key: &'a [u8],
    },
    /// Decrypt the encrypted key with AES-GCM and return the content encryption key.
    UnwrapWithGcm {
        /// The encrypted key.
        encrypted_key: &'a [u8],
        /// The initialization vector.
        iv: &'a [u8; 12],
        /// The authentication tag.
        tag: &'a [u8; 16],
    },
    /// Agree with the sender's ephemeral key and return the shared secret as it is, before any key derivation: the x coordinate, as long as
    /// the curve's coordinates are.
    Agree {
        /// The sender's key. It is on the curve it names; the device must refuse it if that is not its own curve.
        ephemeral: &'a EphemeralPublicKey,
    },
}

/// A private or shared key elsewhere that unwraps content encryption keys.
pub trait UnwrapKey: Send + Sync {
    /// The one algorithm of this key. `dir` cannot be elsewhere: its key is the content encryption key.
    fn algorithm(&self) -> KeyManagementAlgorithm;

    /// The key's identifier.
    fn key_id(&self) -> Option<&str>;

    /// Does the private operation.
    ///
    /// # Errors
    /// [`UnwrapError::Failed`] if the device says that the input does not decrypt; [`UnwrapError::Operation`] if it could not be
    /// asked. The first is treated like any wrong key, the second is reported to the operator. So a device whose own errors do not tell bad
    /// input from trouble must say [`UnwrapError::Failed`], or strangers could tell them apart.
    fn unwrap_key(&self, operation: KeyOperation<'_>) -> Result<SecretBytes, UnwrapError>;
}

/// As [`UnwrapKey`], for a device that is awaited.
pub trait AsyncUnwrapKey: Send + Sync {
    /// The one algorithm of this key.
    fn algorithm(&self) -> KeyManagementAlgorithm;

    /// The key's identifier.
    fn key_id(&self) -> Option<&str>;

    /// As [`UnwrapKey::unwrap_key`].
    fn unwrap_key<'a>(&'a self, operation: KeyOperation<'a>) -> BoxFuture<'a, Result<SecretBytes, UnwrapError>>;
}
