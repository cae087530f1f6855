//! JSON Web Tokens end to end: issue signed and encrypted access tokens, open them, and trust only what is proven.
//!
//! ```
//! use std::time::Duration;
//!
//! use jose_claims::{Issuer, Token, Validator};
//! use jose_core::{JwsAlgorithm, KeyManagementAlgorithm};
//! use jose_jwk::PrivateJwk;
//!
//! #[derive(serde::Serialize, serde::Deserialize)]
//! struct MyClaims {
//!     tenant: String,
//! }
//!
//! // Once: keys, each bound to its algorithm. Yours come from files.
//! let issuer_key = PrivateJwk::generate_signing(JwsAlgorithm::Es256)?;
//! let api_key = PrivateJwk::generate_encryption(KeyManagementAlgorithm::EcdhEsA256Kw)?;
//!
//! // Who issues: signed with its own key, encrypted to the key of each audience.
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
//! // Who receives: one policy that cannot be built half.
//! let validator = Validator::access_token()
//!     .issuer("https://id.example", issuer_key.public().verifying_key()?)
//!     .audience("https://api.example")
//!     .encrypted(api_key.decryption_key()?)
//!     .build()?;
//! let token: Token<MyClaims> = validator.validate(&token)?;
//! assert_eq!(token.subject(), Some("user-42"));
//! assert!(token.scope().contains("orders:read"));
//! assert_eq!(token.claims().tenant, "acme");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! You want this crate whenever a token says who may do what. It does no I/O: keys come in as snapshots, the clock is an argument, and validation is
//! synchronous. It does not fetch key sets, remember revoked tokens or parse HTTP. For signatures and encryption without claims see `jose-jws`
//! and `jose-jwe`. Specification: RFC 7519, RFC 8725, RFC 9068.

mod both_jobs;
mod clock;
mod explanation;
mod issuer;
mod pass;
mod policy;
mod policy_file;
mod profiles;
mod registered;
mod stores;
mod tenants;
mod token;
pub mod types;
mod validator;
mod verified_cache;
mod view;

pub use clock::SystemClock;
pub use explanation::{CheckOutcome, CheckReport, Explanation};
pub use issuer::{
    AccessTokenDraft, AudienceSettings, BuildIssuerError, IssueError, Issuer, IssuerBuilder, LooksLike, PendingToken,
    ReplicatedClaim, SizePart, SizePlan, SizeWarning,
};
#[doc(no_inline)]
pub use jose_core::{Clock, ContentEncryption, Limits, UnixTime, time::FixedClock};
pub use policy::{Check, ClaimPath, ClaimValue, ClaimView, ClaimsView, RevocationEpoch};
pub use policy_file::{PolicyDocument, PolicyFinding, Severity};
pub use profiles::{
    Binding, DpopChallenge, DpopError, DpopProof, DpopRequest, DpopVerifier, DpopVerifierBuilder, IdTokenContext,
    PendingProof,
};
pub use stores::{MemoryNonceStore, MemoryReplayStore, NonceStore, ReplayKey, ReplayStore, StoreError};
pub use tenants::{IssuerMap, ResolvePolicy, Tenants, UntrustedIssuer};
pub use token::{Scope, Token};
pub use validator::{
    BearerChallenge, ClaimError, ClaimsBuffer, PolicyError, TokenMode, ValidateError, Validator, ValidatorBuilder,
};
pub use verified_cache::{VerifiedCache, VerifiedCacheUse};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
