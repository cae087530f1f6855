//! Test your own token policy in three lines: an issuer in memory, a clock that stands still, and hostile tokens by name.
//!
//! ```
//! use jose_claims::Validator;
//! use jose_testing::{TestIssuer, assert_refuses_all};
//!
//! let issuer = TestIssuer::new("https://id.example", "https://api.example");
//! // What your application builds, with the issuer's keys and clock.
//! let validator = Validator::access_token()
//!     .issuer("https://id.example", issuer.validator_keys())
//!     .audience("https://api.example")
//!     .signed_only()
//!     .clock(issuer.clock())
//!     .build()?;
//! assert_refuses_all(&validator, &issuer);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! You want this crate as a development dependency of whatever builds a [`Validator`](jose_claims::Validator). [`assert_refuses_all`] first checks that
//! the issuer's good token is accepted, so that it cannot pass because nothing is; then that every token of [`hostile::all`] is refused. For
//! policies that want encrypted tokens there is [`assert_refuses_all_encrypted`], and for those with a shared key
//! [`assert_refuses_all_under_shared_key`]. [`TestIssuer::draft`] makes single tokens for tests of your own, good
//! or wrong in one place, and [`forge`] makes what no issuer would.
//!
//! It finds mistakes in a policy. It does not show that a policy is right: what your application then does with a claim is yours to test.
//!
//! # Security
//! **Every key in here is published and belongs to everybody.** Each has a `kid` that begins with `PUBLIC-TEST-KEY`; one that turns up in a
//! production configuration lets anybody sign.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test kit fails the test that uses it, with a sentence; it never runs in production"
)]

mod assertions;
mod draft;
pub mod forge;
pub mod hostile;
mod issuer;
mod keys;

pub use assertions::{
    assert_refuses_all, assert_refuses_all_encrypted, assert_refuses_all_encrypted_except, assert_refuses_all_except,
    assert_refuses_all_under_shared_key, assert_refuses_all_under_shared_key_except,
};
pub use draft::Draft;
pub use hostile::HostileToken;
pub use issuer::TestIssuer;
#[doc(no_inline)]
pub use jose_core::{UnixTime, time::FixedClock};
pub use keys::{TestKey, TestRecipient};

/// The examples of the README, compiled and run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
