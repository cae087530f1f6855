//! Hostile tokens by name. Each is a known attack, made against one issuer and one audience, and wrong in one place.
//!
//! ```
//! use jose_testing::{TestIssuer, hostile};
//!
//! let issuer = TestIssuer::new("https://id.example", "https://api.example");
//! let none = hostile::all(&issuer).into_iter().find(|token| token.name == "alg_none").unwrap();
//! assert_eq!(none.attack, 1);
//! assert!(none.token.ends_with('.'));
//! ```
//!
//! Numbers are those of `docs/attacks.md` in the repository, which says what else is known of each. Attacks that are no property of one token,
//! such as floods and replays, are not here.

mod algorithm;
mod claims;
mod encoding;
mod envelope;
mod names;
mod shared;
mod signature;
mod structure;

use jose_core::base64url;
use jose_crypto::EncryptionKey;

use crate::{Draft, TestIssuer};

/// A token that must be refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HostileToken {
    /// Its name, which no other has.
    pub name: &'static str,
    /// The entry of `docs/attacks.md`.
    pub attack: u16,
    /// What it means if it is accepted.
    pub why: &'static str,
    /// The token.
    pub token: String,
}

/// Every hostile token against `issuer` that is not encrypted.
///
/// # Panics
/// If a key does not sign, which the keys of this crate do.
#[must_use]
pub fn all(issuer: &TestIssuer) -> Vec<HostileToken> {
    let mut forger = Forger { issuer, tokens: Vec::new() };
    algorithm::add(&mut forger);
    names::add(&mut forger);
    signature::add(&mut forger);
    structure::add(&mut forger);
    encoding::add(&mut forger);
    claims::add(&mut forger);
    forger.tokens
}

/// Every hostile token that is encrypted to `recipient`: envelopes that are wrong, envelopes around what is no signed token, and an envelope around
/// each token of [`all`]. `recipient` may be a key of the application's own.
///
/// # Panics
/// If `recipient` does not encrypt.
#[must_use]
pub fn encrypted(issuer: &TestIssuer, recipient: &EncryptionKey) -> Vec<HostileToken> {
    let mut forger = Forger { issuer, tokens: Vec::new() };
    envelope::add(&mut forger, recipient);
    forger.tokens.extend(all(issuer).into_iter().map(|hostile| HostileToken {
        token: crate::forge::envelope(recipient, &[("cty", "\"JWT\"")], hostile.token.as_bytes()),
        ..hostile
    }));
    forger.tokens
}

/// Every hostile token under the shared key `key`, for policies in the mode
/// [`encrypted_with_shared_key`](jose_claims::ValidatorBuilder::encrypted_with_shared_key): envelopes that are wrong, contents that are no claims, and claims that are
/// wrong. `key` may be a key of the application's own.
///
/// # Panics
/// If `key` is no shared key.
#[must_use]
pub fn under_shared_key(issuer: &TestIssuer, key: &EncryptionKey) -> Vec<HostileToken> {
    let mut forger = Forger { issuer, tokens: Vec::new() };
    shared::add(&mut forger, key);
    forger.tokens
}

/// What collects the tokens.
struct Forger<'i> {
    issuer: &'i TestIssuer,
    tokens: Vec<HostileToken>,
}

impl Forger<'_> {
    fn draft(&self) -> Draft {
        self.issuer.draft()
    }

    fn add(&mut self, attack: u16, name: &'static str, why: &'static str, token: impl Into<String>) {
        self.tokens.push(HostileToken { name, attack, why, token: token.into() });
    }

    /// Several tokens of one reason.
    fn add_each<const N: usize>(&mut self, attack: u16, why: &'static str, tokens: [(&'static str, String); N]) {
        for (name, token) in tokens {
            self.add(attack, name, why, token);
        }
    }
}

/// The three segments of a token that an issuer has made.
fn segments(token: &str) -> (&str, &str, &str) {
    let mut segments = token.split('.');
    let mut next = || segments.next().unwrap_or_default();
    (next(), next(), next())
}

/// A token with another signature.
fn with_signature(token: &str, signature: &[u8]) -> String {
    let (header, payload, _) = segments(token);
    format!("{header}.{payload}.{}", base64url::encode(signature))
}

/// The signature of a token.
fn signature_of(token: &str) -> Vec<u8> {
    base64url::decode(segments(token).2).expect("what an issuer has signed is base64url")
}
