//! What is weaker than it could be.

use jose_core::registry::JwsKind;

use super::{LintRule, Severity, finding};
use crate::policy_file::schema::{Mode, Profile, Requirable, Schema};

/// Five minutes: more covers for clocks that somebody should set.
const MUCH_LEEWAY: u64 = 300;

/// A day: longer, and what was true when the token was issued may not be.
const LONG_LIFE: u64 = 86_400;

pub(super) const RULES: &[LintRule] = &[
    (
        finding(
            Severity::Warning,
            "lint.generic_token_type",
            [
                "the token type is JWT, which says nothing",
                "every kind of token may have it, so one kind can be taken for another",
                "RFC 8725, section 3.11",
                "have the issuer name the kind, as at+jwt does",
            ],
        ),
        |policy| has_type(policy, "JWT"),
    ),
    (
        finding(
            Severity::Warning,
            "lint.access_token_by_hand",
            [
                "the type is at+jwt and the profile access_token is not used",
                "an access token must have sub, client_id, iat and jti besides",
                "RFC 9068, section 2.2",
                "say profile = \"access_token\" in place of token_type and expires",
            ],
        ),
        |policy| !policy.has_profile() && has_type(policy, "at+jwt") && !requires_all(policy),
    ),
    (
        finding(
            Severity::Warning,
            "lint.subject_unchecked",
            [
                "a token need not have a subject",
                "a token about nobody may be taken for one about somebody",
                "RFC 8725, section 3.8",
                "require sub, or state subject",
            ],
        ),
        |policy| !policy.has_profile() && policy.subject.is_none() && !policy.require.contains(&Requirable::Subject),
    ),
    (
        finding(
            Severity::Warning,
            "lint.much_leeway",
            [
                "the leeway is over five minutes",
                "every token lives that much longer than its issuer meant it to",
                "RFC 7519, section 4.1.4",
                "set the clocks, and leave leeway at 30s",
            ],
        ),
        |policy| policy.leeway.is_some_and(|leeway| leeway.0.as_secs() > MUCH_LEEWAY),
    ),
    (
        finding(
            Severity::Warning,
            "lint.no_maximum_lifetime",
            [
                "there is no maximum lifetime",
                "an issuer's mistake can make a token that lives for years",
                "RFC 9068, section 2.2",
                "state maximum_lifetime, such as \"1h\"",
            ],
        ),
        |policy| {
            // The other ends that are bounded anyway.
            let bounded = policy.is(Profile::ClientAssertion) || policy.replay.is_some();
            !bounded && longest_life(policy).is_none()
        },
    ),
    (
        finding(
            Severity::Warning,
            "lint.long_lifetime",
            [
                "the maximum lifetime is over a day",
                "what was true when a token was issued may long have changed, and a token cannot be called back",
                "RFC 9068, section 2.2",
                "issue shorter tokens and refresh them",
            ],
        ),
        |policy| longest_life(policy).is_some_and(|longest| longest > LONG_LIFE),
    ),
    (
        finding(
            Severity::Warning,
            "lint.shared_signing_key",
            [
                "a symmetric signature algorithm is allowed",
                "whoever can verify a token can make one, and a weak secret can be guessed",
                "RFC 8725, section 3.5",
                "have the issuer sign with ES256 or EdDSA",
            ],
        ),
        |policy| policy.algorithms.signature.iter().flatten().any(|name| matches!(name.row().kind, JwsKind::Hmac(_))),
    ),
    (
        finding(
            Severity::Warning,
            "lint.migrating",
            [
                "tokens without an envelope are still accepted",
                "until the migration ends, whoever sees such a token can read it",
                "RFC 9068, section 6",
                "choose the mode encrypted once every issuer encrypts",
            ],
        ),
        |policy| policy.mode == Some(Mode::Migrate),
    ),
];

/// As the policy itself would compare it.
fn has_type(policy: &Schema, name: &str) -> bool {
    policy.token_type.as_deref().is_some_and(|stated| jose_core::header::media_type::same(stated, name))
}

/// In seconds, as far as the document says. The shortest of its bounds is the one that holds.
fn longest_life(policy: &Schema) -> Option<u64> {
    let stated = [policy.maximum_lifetime, policy.maximum_age, policy.maximum_remaining_lifetime];
    stated.into_iter().flatten().map(|span| span.0.as_secs()).min()
}

fn requires_all(policy: &Schema) -> bool {
    [Requirable::Subject, Requirable::ClientId, Requirable::IssuedAt, Requirable::TokenId]
        .iter()
        .all(|claim| policy.require.contains(claim))
}
