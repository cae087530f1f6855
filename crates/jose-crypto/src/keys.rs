//! The four kinds of key: one signs, one verifies, one encrypts, one decrypts.

mod decryption;
mod encryption;
mod parameters;
pub(crate) mod rsa;
mod secret;
mod signing;
mod verifying;

pub use decryption::DecryptionKey;
pub use encryption::{EncryptError, EncryptionKey, Established};
pub use parameters::{KeyParameters, UnwrapError};
pub use secret::is_key_file;
pub use signing::SigningKey;
pub use verifying::VerifyingKey;
