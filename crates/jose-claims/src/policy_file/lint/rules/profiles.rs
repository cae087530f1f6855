//! What is special to kinds of tokens, and to tokens that are bound to keys or count once.

use super::{LintRule, Severity, finding};
use crate::policy_file::schema::{Audiences, Profile};

/// Ten minutes: an assertion is made for one request.
const LONG_ASSERTION: u64 = 600;

pub(super) const RULES: &[LintRule] = &[
    (
        finding(
            Severity::Error,
            "lint.binding_waived",
            [
                "tokens that are bound to a key are accepted without a proof of it",
                "whoever steals one uses it like any other, which its issuer meant to prevent",
                "RFC 9449, section 7.2",
                "say binding = \"bearer_unless_bound\", \"dpop\" or \"mtls\"",
            ],
        ),
        |policy| policy.waive.binding.is_some(),
    ),
    (
        finding(
            Severity::Warning,
            "lint.nonce_waived",
            [
                "the nonce is waived",
                "an identity token of another login can be brought into this one",
                "RFC 9700, section 2.1.1",
                "say nonce = \"required\", and give it where a token is validated",
            ],
        ),
        |policy| policy.waive.nonce.is_some(),
    ),
    (
        finding(
            Severity::Warning,
            "lint.assertion_replay",
            [
                "a client assertion is accepted as often as it comes",
                "whoever sees one, in a log or on the way, is the client until it ends",
                "RFC 7523, section 3",
                "say replay = \"refused\"",
            ],
        ),
        |policy| policy.is(Profile::ClientAssertion) && policy.waive.replay.is_some(),
    ),
    (
        finding(
            Severity::Warning,
            "lint.logout_replay",
            [
                "a logout token is accepted as often as it comes",
                "whoever has one ends the user's sessions again and again",
                "OpenID Connect Back-Channel Logout 1.0, section 2.6",
                "say replay = \"refused\"",
            ],
        ),
        |policy| policy.is(Profile::LogoutToken) && policy.waive.replay.is_some(),
    ),
    (
        finding(
            Severity::Warning,
            "lint.untyped_logout_tokens",
            [
                "logout tokens without a type of their own are accepted",
                "only their claims tell them from identity tokens",
                "OpenID Connect Back-Channel Logout 1.0, section 2.4",
                "have the provider say logout+jwt",
            ],
        ),
        |policy| policy.waive.logout_token_type.is_some(),
    ),
    (
        finding(
            Severity::Warning,
            "lint.several_servers",
            [
                "client assertions may name one of several audiences",
                "one that a client was led to make for somebody else may be good here",
                "RFC 7523, section 3",
                "leave the issuer identifier of the server alone in audiences",
            ],
        ),
        |policy| policy.is(Profile::ClientAssertion) && policy.audiences.named().len() > 1,
    ),
    (
        finding(
            Severity::Warning,
            "lint.long_assertion",
            [
                "a client assertion may live longer than ten minutes",
                "it is made for one request, and must be remembered until it ends",
                "RFC 7523, section 3",
                "leave maximum_remaining_lifetime out",
            ],
        ),
        |policy| {
            let beyond = policy.maximum_remaining_lifetime.is_some_and(|span| span.0.as_secs() > LONG_ASSERTION);
            policy.is(Profile::ClientAssertion) && beyond
        },
    ),
    (
        finding(
            Severity::Warning,
            "lint.audience_forbidden",
            [
                "tokens name no audience",
                "such a token is good wherever its issuer is trusted and nobody is expected",
                "RFC 8725, section 3.9",
                "have the issuer name you, and name yourself in audiences",
            ],
        ),
        |policy| matches!(policy.audiences, Audiences::Forbidden),
    ),
    (
        finding(
            Severity::Note,
            "lint.bearer",
            [
                "access tokens count for whoever brings them",
                "one that leaks is good until it ends; bound to a key it is good for nothing",
                "RFC 9700, section 2.2.1",
                "say binding = \"dpop\" or \"mtls\" once the issuer binds them, and \"bearer_unless_bound\" until then",
            ],
        ),
        |policy| policy.is(Profile::AccessToken) && policy.binding.is_none() && policy.waive.binding.is_none(),
    ),
];
