//! The assertions: the good token is accepted, and every hostile one is refused.

use std::fmt::Write as _;

use jose_claims::{ValidateError, Validator};
use jose_crypto::EncryptionKey;
use serde_json::Value;

use crate::{HostileToken, TestIssuer, hostile};

/// Asserts that `validator` accepts the good token of `issuer` and refuses every token of [`hostile::all`].
///
/// # Panics
/// If the good token is refused: then nothing is shown. If a hostile token is accepted: with the name of each, and what it means.
#[track_caller]
pub fn assert_refuses_all(validator: &Validator, issuer: &TestIssuer) {
    assert_refuses_all_except(validator, issuer, &[]);
}

/// As [`assert_refuses_all`], but for tokens that the policy accepts on purpose: names of hostile tokens, each with the reason.
///
/// ```
/// # use jose_claims::Validator;
/// # use jose_testing::{TestIssuer, assert_refuses_all_except};
/// # let issuer = TestIssuer::new("https://id.example", "https://api.example");
/// let validator = Validator::builder()
///     .issuer("https://id.example", issuer.validator_keys())
///     .audience("https://api.example")
///     .token_type("at+jwt")
///     .waive_expiry("device tokens are revoked in the database")
///     .signed_only()
///     .clock(issuer.clock())
///     .build()?;
/// assert_refuses_all_except(&validator, &issuer, &[("exp_missing", "device tokens are revoked in the database")]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Panics
/// As [`assert_refuses_all`]; also if an exception is refused after all, has no reason, or names no token.
#[track_caller]
pub fn assert_refuses_all_except(validator: &Validator, issuer: &TestIssuer, exceptions: &[(&str, &str)]) {
    check(validator, &issuer.draft().issue(), &hostile::all(issuer), exceptions);
}

/// Asserts that `validator` accepts the good token of `issuer` encrypted to `recipient`, and refuses every token of [`hostile::encrypted`].
///
/// ```
/// use jose_claims::Validator;
/// use jose_testing::{TestIssuer, TestRecipient, assert_refuses_all_encrypted};
///
/// let issuer = TestIssuer::new("https://id.example", "https://api.example");
/// let validator = Validator::access_token()
///     .issuer("https://id.example", issuer.validator_keys())
///     .audience("https://api.example")
///     .encrypted(TestRecipient::EcdhEsX25519.decryption_key())
///     .clock(issuer.clock())
///     .build()?;
/// assert_refuses_all_encrypted(&validator, &issuer, &TestRecipient::EcdhEsX25519.encryption_key());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Panics
/// As [`assert_refuses_all`].
#[track_caller]
pub fn assert_refuses_all_encrypted(validator: &Validator, issuer: &TestIssuer, recipient: &EncryptionKey) {
    assert_refuses_all_encrypted_except(validator, issuer, recipient, &[]);
}

/// As [`assert_refuses_all_encrypted`], but for tokens that the policy accepts on purpose, as for [`assert_refuses_all_except`].
///
/// # Panics
/// As [`assert_refuses_all_except`].
#[track_caller]
pub fn assert_refuses_all_encrypted_except(
    validator: &Validator,
    issuer: &TestIssuer,
    recipient: &EncryptionKey,
    exceptions: &[(&str, &str)],
) {
    check(validator, &issuer.draft().issue_to(recipient), &hostile::encrypted(issuer, recipient), exceptions);
}

/// Asserts that `validator` accepts the good token of `issuer` under the shared key `key`, and refuses every token of
/// [`hostile::under_shared_key`].
///
/// ```
/// use jose_claims::Validator;
/// use jose_testing::{TestIssuer, TestRecipient, assert_refuses_all_under_shared_key};
///
/// let issuer = TestIssuer::new("billing", "ledger").token_type("job+jwt");
/// let validator = Validator::builder()
///     .issuer_with_shared_key("billing")
///     .audience("ledger")
///     .token_type("job+jwt")
///     .expires()
///     .encrypted_with_shared_key(TestRecipient::Dir.decryption_key())
///     .clock(issuer.clock())
///     .build()?;
/// assert_refuses_all_under_shared_key(&validator, &issuer, &TestRecipient::Dir.encryption_key());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Panics
/// As [`assert_refuses_all`].
#[track_caller]
pub fn assert_refuses_all_under_shared_key(validator: &Validator, issuer: &TestIssuer, key: &EncryptionKey) {
    assert_refuses_all_under_shared_key_except(validator, issuer, key, &[]);
}

/// As [`assert_refuses_all_under_shared_key`], but for tokens that the policy accepts on purpose, as for [`assert_refuses_all_except`].
///
/// # Panics
/// As [`assert_refuses_all_except`].
#[track_caller]
pub fn assert_refuses_all_under_shared_key_except(
    validator: &Validator,
    issuer: &TestIssuer,
    key: &EncryptionKey,
    exceptions: &[(&str, &str)],
) {
    check(validator, &issuer.draft().issue_under(key), &hostile::under_shared_key(issuer, key), exceptions);
}

#[track_caller]
fn check(validator: &Validator, good: &str, tokens: &[HostileToken], exceptions: &[(&str, &str)]) {
    if let Err(error) = verdict(validator, good) {
        panic!(
            "the policy refuses the good token, so that its refusals show nothing: {error} ({}). Give the test issuer what the policy \
             demands, with claim(..), token_type(..), without(..) or at(..)",
            error.code()
        );
    }
    let mut findings = String::new();
    for (name, reason) in exceptions {
        let known = tokens.iter().any(|token| token.name == *name);
        assert!(known, "no hostile token is named {name:?}");
        assert!(!reason.trim().is_empty(), "the exception {name} needs a reason");
    }
    for token in tokens {
        let accepted = verdict(validator, &token.token).is_ok();
        let excepted = exceptions.iter().any(|(name, _)| *name == token.name);
        let finding = match (accepted, excepted) {
            (true, false) => format!("accepted: {} (attack {}): {}", token.name, token.attack, token.why),
            (false, true) => format!("refused after all, and named as an exception: {}", token.name),
            (true, true) | (false, false) => continue,
        };
        let _ = write!(findings, "\n  {finding}");
    }
    assert!(findings.is_empty(), "the policy does not do what it should:{findings}");
}

fn verdict(validator: &Validator, token: &str) -> Result<(), ValidateError> {
    validator.validate::<Value>(token).map(drop)
}
