//! JSON Web Encryption: bytes that only the holder of a key can read, in the compact form and the forms in JSON.
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
//! a successful decryption proves nothing about the sender unless the key is shared, and even then see
//! [`Decrypted::proves_shared_key`]. For a JWT start at `jose-claims`, which demands a signature inside.
//!
//! | you want | you take |
//! |---|---|
//! | one recipient, any form | [`Encryptor`] |
//! | many messages of one kind to one recipient | [`PreparedEncryptor`] |
//! | several recipients of one ciphertext | [`GeneralEncryptor`] |
//! | the compact form decrypted, with nothing but keys and limits | [`decrypt_compact`] |
//! | other forms, extensions, compression, or a narrower choice | [`Decryptor`] |
//! | a key in a device that is awaited, or two steps | [`decrypt_compact_async`], [`PendingDecryption`] |
//! | a key or a key set under a password | [`encrypted_jwk`] |
//!
//! Every form has entry points of its own, and nothing guesses which one a message has. Each is a thin reader or writer around one kernel for
//! each direction. `alg` in a header is compared with the keys and never obeyed, and `enc` with what the key or the caller accepts; `crit` is
//! refused unless it is understood, `zip` unless it is asked for, a password unless [`Limits::pbes2_rounds`] allows its work; all cryptographic
//! failures are one value. In JSON a member may stand in one header only, and `crit` and `zip` in the protected one.
//!
//! # Features
//! None is on by default, and each only adds: `deflate` compresses and inflates (`zip`); `ed448`, `x448`, `rsa1_5-insecure` and `hpke-unstable` are
//! those of `jose-crypto`; `hazmat` is for tests that compare messages with published ones.
//!
//! Specification: RFC 7516, RFC 7517 section 7, RFC 7518, RFC 8725.

#[cfg_attr(not(feature = "deflate"), path = "compression_left_out.rs")]
mod compression;
mod decrypt;
mod encrypt;
pub mod encrypted_jwk;
#[cfg(feature = "hazmat")]
pub mod hazmat;

pub use decrypt::{
    DecryptError, Decrypted, Decryptor, PendingDecryption, decrypt_compact, decrypt_compact_async,
    decrypt_compact_with, decrypt_split_with,
};
pub use encrypt::{EncryptError, Encryptor, GeneralEncryptor, PreparedEncryptor, Recipient};
#[doc(no_inline)]
pub use jose_core::{ContentEncryption, KeyManagementAlgorithm, Limits};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
