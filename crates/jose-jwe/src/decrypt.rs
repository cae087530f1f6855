//! Decrypting: functions for the compact form, a builder for choices and other forms, and a result that is not trusted by itself.

mod attempts;
mod compact;
mod content;
mod decrypted;
mod decryptor;
mod error;
mod json;
mod kernel;
mod message;
mod parameters;
mod two_step;

pub use compact::{decrypt_compact, decrypt_compact_with, decrypt_split_with};
pub use decrypted::Decrypted;
pub use decryptor::Decryptor;
pub use error::DecryptError;
pub use two_step::{PendingDecryption, decrypt_compact_async};
