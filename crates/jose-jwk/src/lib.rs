//! JSON Web Keys and key sets: JWK, PEM and DER in and out, certificates, thumbprints, generation, selection and a lint.
//!
//! ```
//! use jose_core::Limits;
//! use jose_jwk::{Jwk, JwkSet, VerifyingKeySet};
//!
//! // Once: a key, named after its thumbprint, and the set that others may see.
//! let key = Jwk::generate("ES256")?.with_thumbprint_key_id();
//! let signing = key.signing_key()?;
//! let published = JwkSet::from_keys([key])?.public().to_json();
//!
//! // Elsewhere: the set becomes keys to choose from, each bound to its one algorithm.
//! let (keys, skipped) = VerifyingKeySet::from_jwk_set(&JwkSet::from_published_json(published.as_bytes())?, &[])?;
//! assert!(skipped.is_empty());
//! let candidates = keys.candidates("ES256", signing.key_id(), &Limits::default())?;
//! assert_eq!(candidates.count(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! You want this crate alone when you keep, convert or publish keys. A public, a private and a symmetric key are three types
//! ([`PublicJwk`], [`PrivateJwk`], [`SymmetricJwk`]), so that a secret cannot be published by mistake; [`Jwk`] is any one of them, as files hold
//! them. A JWK by itself can do nothing: it becomes a key of `jose-crypto` only for an algorithm on which its `alg`, `use`, `key_ops`,
//! type and curve agree with what is asked for.
//!
//! [`PublicJwk::from_certificate`] takes the key out of a certificate and trusts nothing else in it; `x5c`, `x5t` and `x5t#S256` of a JWK must
//! be those of its key. [`lint`] says what is wrong with a key or a set, and what is unwise about it.
//!
//! Three features bring more ways in, each off by default: `openssh` the keys of OpenSSH, `encrypted-pkcs8` private keys with a password (in
//! and out), `rsa-recovery` RSA private keys without their primes.
//!
//! It signs and encrypts nothing (that is `jose-jws` and `jose-jwe`), fetches nothing, asks nobody for a password, and validates no
//! certificate: a chain is carried and never trusted. Specifications: RFC 7517, RFC 7518 section 6, RFC 7638, RFC 8037, RFC 9278, RFC 9964;
//! RFC 5958, RFC 5280, RFC 5915, RFC 8017, RFC 8018, RFC 8410 and RFC 9881 for PEM and DER; RFC 4251, RFC 4253 and RFC 5656 for OpenSSH.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod base64;
mod bind;
mod certificate;
mod der;
#[cfg(feature = "encrypted-pkcs8")]
mod encrypted;
mod error;
pub mod generate;
mod json;
mod jwk;
pub mod lint;
mod metadata;
#[cfg(feature = "openssh")]
mod openssh;
mod pem;
mod private;
mod public;
pub mod select;
pub mod set;
mod symmetric;
pub mod thumbprint;

use std::fmt;

use jose_core::KeyType;

pub use error::JwkError;
#[doc(no_inline)]
pub use jose_core::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, Limits};
pub use jwk::{Jwk, KeyKind};
pub use metadata::{KeyOperation, KeyUse};
pub use private::PrivateJwk;
pub use public::PublicJwk;
#[doc(inline)]
pub use select::{DecryptionKeySet, KeySet, KeySetError, SelectError, VerifyingKeySet};
#[doc(inline)]
pub use set::{Entry, JwkSet, PublicJwkSet, SkippedKey};
pub use symmetric::SymmetricJwk;
#[doc(inline)]
pub use thumbprint::{Thumbprint, ThumbprintHash};

use metadata::Metadata;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub mod readme {}

/// What `Debug` may show of any key.
fn redacted(f: &mut fmt::Formatter<'_>, name: &str, key_type: KeyType, metadata: &Metadata) -> fmt::Result {
    f.debug_struct(name)
        .field("kty", &key_type.name())
        .field("kid", &metadata.key_id)
        .field("alg", &metadata.algorithm)
        .finish_non_exhaustive()
}
