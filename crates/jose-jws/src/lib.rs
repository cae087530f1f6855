//! JSON Web Signature: bytes with a signature or a MAC, in every form.
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
//! | you have | sign with | verify with |
//! |---|---|---|
//! | bytes to send as one line | [`Signer::sign_compact`] | [`verify_compact`] |
//! | one kind of token, many times | [`Signer::prepared`] | [`verify_compact`] |
//! | bytes to send in JSON, or a header that is not protected | [`Signer::sign_flattened`] | [`verify_flattened`] |
//! | several signers | [`GeneralSigner`] | [`verify_general`] with [`Require`] |
//! | a payload that travels by another way | `sign_detached_compact`, `_flattened`, `_general` | [`Verifier`], the methods of the same names |
//! | a payload that must not be encoded | [`Signer::unencoded_payload`] | [`Verifier::allow_unencoded_payload`] |
//! | an extension of your own | [`Signer::critical_member`] | [`Verifier::understand`] |
//!
//! Nothing is guessed: each form has its own entry points, and a message of another form is refused. Every form is a thin reader or writer
//! around one kernel for each direction. The algorithm in a header is compared with the algorithms of the keys and never obeyed; `none` does
//! not exist; `crit` is refused unless the caller understands it. Specification: RFC 7515, RFC 7797, RFC 8725.

mod sign;
mod verify;

#[doc(no_inline)]
pub use jose_core::{JwsAlgorithm, Limits};
pub use sign::{GeneralSigner, PendingGeneral, PendingSignature, PreparedSigner, SignError, Signer};
pub use verify::{
    RefusedSignature, Require, SignatureReport, Verified, VerifiedGeneral, VerifiedSignature, Verifier, VerifyError,
    verify_compact, verify_compact_with, verify_flattened, verify_general, verify_split_with,
};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
