//! Signed and encrypted JSON Web Tokens, end to end.
//!
//! ```
//! use std::time::Duration;
//!
//! use jose::{Issuer, JwsAlgorithm, KeyManagementAlgorithm, PrivateJwk, Token, Validator};
//!
//! #[derive(serde::Serialize, serde::Deserialize)]
//! struct MyClaims {
//!     tenant: String,
//! }
//!
//! let issuer_key = PrivateJwk::generate_signing(JwsAlgorithm::Es256)?;
//! let api_key = PrivateJwk::generate_encryption(KeyManagementAlgorithm::EcdhEsA256Kw)?;
//!
//! let issuer = Issuer::builder("https://id.example")
//!     .sign_with(issuer_key.signing_key()?)
//!     .encrypt_to("https://api.example", api_key.public().encryption_key()?)
//!     .lifetime(Duration::from_secs(600))
//!     .build()?;
//! let token = issuer
//!     .access_token("user-42", "https://api.example")
//!     .client_id("web")
//!     .scope(["orders:read"])
//!     .claims(&MyClaims { tenant: "acme".into() })
//!     .issue()?;
//!
//! let validator = Validator::access_token()
//!     .issuer("https://id.example", issuer_key.public().verifying_key()?)
//!     .audience("https://api.example")
//!     .encrypted(api_key.decryption_key()?)
//!     .build()?;
//! let token: Token<MyClaims> = validator.validate(&token)?;
//! assert_eq!(token.claims().tenant, "acme");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! This page is the paved road: what everyone needs on the first day stands at the root, and each crate of the family is a module with the rest.
//! Each crate can be used alone; the README has the map.
//!
//! | you want | start at |
//! |---|---|
//! | tokens that say who may do what | [`Issuer`], [`Validator`] |
//! | keys from files, and new ones | [`PrivateJwk`], [`PublicJwk`], [`JwkSet`] |
//! | signatures over any bytes | [`jws`] |
//! | encryption of any bytes | [`jwe`] |
//! | keys in a KMS or an HSM | [`crypto::remote`] |
//!
//! Tokens with claims are for [`Validator`] alone: [`jwe`] proves no sender, and [`jws`] looks at no claim.

pub use jose_claims::{Issuer, Scope, SystemClock, Token, TokenMode, ValidateError, Validator};
pub use jose_core::{
    Clock, ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, Limits, UnixTime, time::FixedClock,
};
pub use jose_crypto::{DecryptionKey, EncryptionKey, SigningKey, VerifyingKey};
pub use jose_jwk::{DecryptionKeySet, Jwk, JwkSet, PrivateJwk, PublicJwk, PublicJwkSet, SymmetricJwk, VerifyingKeySet};

#[doc(inline)]
pub use {
    jose_claims as claims, jose_core as core, jose_crypto as crypto, jose_jwe as jwe, jose_jwk as jwk, jose_jws as jws,
};

/// The examples of the pages in the repository, compiled and run with the tests.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../../../README.md")]
    pub struct Readme;
    #[doc = include_str!("../README.md")]
    pub struct CrateReadme;
    #[doc = include_str!("../../../docs/attacks.md")]
    pub struct Attacks;
    #[doc = include_str!("../../../docs/guide/policies.md")]
    pub struct Policies;
    #[doc = include_str!("../../../docs/guide/caching.md")]
    pub struct Caching;
    #[doc = include_str!("../../../docs/guide/profiles.md")]
    pub struct Profiles;
}
