//! The four kinds of key: one signs, one verifies, one encrypts, one decrypts.

/// What every kind of key has: one algorithm, a name if it was given one, and a `Debug` that shows these and nothing of the key.
macro_rules! named {
    ($key:ident, $algorithm:ty) => {
        impl $key {
            /// Names the key.
            #[must_use]
            pub fn with_key_id(self, key_id: impl AsRef<str>) -> Self {
                self.with_shared_key_id(std::sync::Arc::from(key_id.as_ref()))
            }

            /// Names the key, without a copy of a name that others have too.
            #[must_use]
            pub fn with_shared_key_id(mut self, key_id: std::sync::Arc<str>) -> Self {
                self.key_id = Some(key_id);
                self
            }

            /// The key's identifier.
            #[must_use]
            pub fn key_id(&self) -> Option<&str> {
                self.key_id.as_deref()
            }

            /// Which key it is, to tell whether another is the same. `None` for a key in a device, and for a password.
            #[must_use]
            pub fn identity(&self) -> Option<crate::KeyIdentity> {
                self.identity
            }

            /// The algorithm.
            #[must_use]
            pub fn algorithm(&self) -> $algorithm {
                self.algorithm
            }
        }

        impl std::fmt::Debug for $key {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($key))
                    .field("algorithm", &self.algorithm)
                    .field("key_id", &self.key_id)
                    .finish_non_exhaustive()
            }
        }
    };
}

mod decryption;
mod encryption;
mod identity;
mod parameters;
pub(crate) mod rsa;
mod secret;
mod signing;
mod verifying;

pub use decryption::DecryptionKey;
#[cfg(feature = "hazmat")]
pub(crate) use encryption::fixed;
pub use encryption::{EncryptError, EncryptionKey, Established, Sealed, WrappedKey};
pub use identity::KeyIdentity;
pub use parameters::{KeyParameters, UnwrapError};
pub use secret::is_key_file;
pub use signing::SigningKey;
pub use verifying::VerifyingKey;
