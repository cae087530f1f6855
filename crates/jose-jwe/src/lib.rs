//! JSON Web Encryption: bytes that only the holder of a key can read, in the compact form.
//!
//! ```
//! use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm, Limits};
//! use jose_crypto::{DecryptionKey, EncryptionKey, material::PrivateMaterial};
//! use jose_jwe::Encryptor;
//! use jose_jwk::DecryptionKeySet;
//!
//! let material = PrivateMaterial::generate_on(Curve::X25519)?;
//! let recipient = EncryptionKey::new(KeyManagementAlgorithm::EcdhEsA256Kw, &material.public())?;
//! let message = Encryptor::new(&recipient, ContentEncryption::A256Gcm).encrypt_compact(b"any bytes")?;
//!
//! let keys = DecryptionKeySet::from(DecryptionKey::new(KeyManagementAlgorithm::EcdhEsA256Kw, &material)?);
//! let decrypted = jose_jwe::decrypt_compact(&message, &keys, &Limits::default())?;
//! assert_eq!(decrypted.plaintext(), b"any bytes");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! You want this crate for a protocol of your own on top of encryption. **Decrypted is not verified**: anybody can encrypt to a public key, so
//! a successful decryption proves nothing about the sender unless the key is shared. For a JWT start at `jose-claims`, which demands a
//! signature inside.
//!
//! Every form is a thin reader or writer around one kernel for each direction. `alg` in a header is compared with
//! the keys and never obeyed, and `enc` with what the key or the caller accepts; `zip` and unknown `crit` are refused; all cryptographic failures are one value. Specification: RFC 7516, RFC 7518,
//! RFC 8725.

mod decrypt;
mod encrypt;

pub use decrypt::{
    DecryptError, Decrypted, PendingDecryption, decrypt_compact, decrypt_compact_async, decrypt_compact_with,
};
pub use encrypt::{EncryptError, Encryptor};
#[doc(no_inline)]
pub use jose_core::{ContentEncryption, KeyManagementAlgorithm, Limits};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
