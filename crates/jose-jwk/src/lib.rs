//! JSON Web Keys and key sets: JWK, PEM and DER in and out, thumbprints, generation and selection.
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
//! It signs and encrypts nothing (that is `jose-jws` and `jose-jwe`), fetches nothing, reads no passphrase, and does not look into
//! certificates: `x5c` and its kind are kept and never trusted. Specifications: RFC 7517, RFC 7518 section 6, RFC 7638, RFC 8037, RFC 9278;
//! RFC 5958, RFC 5280, RFC 5915, RFC 8017 and RFC 8410 for PEM and DER.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod bind;
mod der;
mod error;
pub mod generate;
mod json;
mod jwk;
mod metadata;
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
pub use thumbprint::Thumbprint;

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
