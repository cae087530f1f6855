//! JSON Web Signature: bytes with a signature or a MAC, in the compact form.
//!
//! ```
//! use jose_core::{Curve, JwsAlgorithm, Limits};
//! use jose_crypto::{SigningKey, VerifyingKey, material::PrivateMaterial};
//! use jose_jwk::VerifyingKeySet;
//! use jose_jws::Signer;
//!
//! let material = PrivateMaterial::generate_on(Curve::P256)?;
//! let signing = SigningKey::new(JwsAlgorithm::Es256, &material)?.with_key_id("1");
//! let token = Signer::new(&signing).sign_compact(b"any bytes")?;
//!
//! let keys = VerifyingKeySet::from(VerifyingKey::new(JwsAlgorithm::Es256, &material.public())?.with_key_id("1"));
//! let verified = jose_jws::verify_compact(&token, &keys, &Limits::default())?;
//! assert_eq!(verified.payload(), b"any bytes");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! You want this crate for a protocol of your own on top of signatures. It does not look at claims: for a JWT start at `jose-claims`, which
//! also refuses what expired or was meant for somebody else.
//!
//! Every form is a thin reader or writer around one kernel for each direction. The algorithm in a header is compared with the algorithms of
//! the keys and never obeyed; `none` does not exist; `crit` is refused unless understood, and this version understands no extension.
//! Specification: RFC 7515, RFC 8725.

mod sign;
mod verify;

#[doc(no_inline)]
pub use jose_core::{JwsAlgorithm, Limits};
pub use sign::{PendingSignature, SignError, Signer};
pub use verify::{Verified, VerifyError, verify_compact, verify_compact_with};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
