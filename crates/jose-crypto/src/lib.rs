//! Keys and algorithms of JOSE on AWS-LC. Every key is bound to one algorithm when it is built, and prepared then.
//!
//! ```
//! use jose_core::{Curve, JwsAlgorithm};
//! use jose_crypto::{SigningKey, VerifyingKey, material::PrivateMaterial};
//!
//! let material = PrivateMaterial::generate_on(Curve::Ed25519)?;
//! let signing = SigningKey::new(JwsAlgorithm::Ed25519, &material)?.with_key_id("2026-11");
//! let verifying = VerifyingKey::new(JwsAlgorithm::Ed25519, &material.public())?;
//!
//! let signature = signing.sign(b"header.payload")?;
//! assert!(verifying.verify(b"header.payload", &signature).is_ok());
//! assert!(verifying.verify(b"header.tampered", &signature).is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! You want this crate when you build another envelope than JWS or JWE on the same keys, or when your keys live in a device (see [`remote`]).
//! It knows no header, no token and no key format: those are `jose-jws`, `jose-jwe` and `jose-jwk`. Nobody passes an algorithm
//! beside a key, and no operation parses or expands one: that happened when the key was built.
//!
//! This is the only crate of the family that names the cryptographic library, and none of that library's types appears in a signature
//! here. Specifications: RFC 7518, RFC 8037, RFC 8812, RFC 9864, RFC 9964.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod backend;
pub mod content;
pub mod digest;
mod ephemeral;
mod error;
#[cfg(feature = "hazmat")]
pub mod hazmat;
mod hpke;
mod key_management;
mod keys;
pub mod material;
pub mod random;
pub mod remote;

pub use ephemeral::EphemeralPublicKey;
pub use error::{BadSignature, DecryptFailed, KeyError, OperationError};
pub use keys::{
    DecryptionKey, EncryptError, EncryptionKey, Established, KeyIdentity, KeyParameters, Sealed, SigningKey,
    UnwrapError, VerifyingKey, WrappedKey,
};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
