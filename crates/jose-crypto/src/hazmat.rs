//! Values that are random everywhere else, chosen by the caller: to make published examples again, byte for byte.
//!
//! ```
//! use jose_core::{ContentEncryption, KeyManagementAlgorithm, base64url};
//! use jose_crypto::{EncryptionKey, hazmat::{self, FixedRandom}};
//!
//! // RFC 7520, section 5.8.
//! let shared = base64url::decode("GZy6sIZ6wl9NJOKB-jnmVQ")?;
//! let cek = base64url::decode("aY5_Ghmk9KxWPBLu_glx1w")?;
//! let iv = base64url::decode("Qx0pmsDa8KnJc9Jo")?;
//! let key = EncryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &shared)?;
//! let established =
//!     hazmat::establish(&key, ContentEncryption::A128Gcm, b"", b"", &FixedRandom::new(&cek, &iv))?;
//! assert_eq!(base64url::encode(established.encrypted_key()), "CBI6oDw8MydIx1IBntf_lQcw2MmJKIQx");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! You want this in tests, to compare with an example that fixes these values. Never in production. Two messages under one key and one initialization
//! vector give away what both say, and with AES-GCM also the key of the tags, with which anybody makes further messages. A content
//! encryption key or an ephemeral key that somebody can guess is no protection at all. No check here can tell a value that was used before.
//!
//! What RSA-OAEP and ECDSA draw for themselves cannot be fixed.

pub use crate::keys::fixed::{FixedRandom, content_key, establish, seal, wrap};
