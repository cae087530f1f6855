//! What the specifications demand otherwise.

use super::{LintRule, Severity, finding};
use crate::policy_file::schema::{Expires, Profile, Schema};

pub(super) const RULES: &[LintRule] = &[
    (
        finding(
            Severity::Error,
            "lint.issuer_waived",
            [
                "the issuer is waived",
                "whoever holds one of the keys may speak for every issuer",
                "RFC 8725, section 3.8",
                "name it in issuers, with its keys",
            ],
        ),
        |policy| policy.waive.issuer.is_some(),
    ),
    (
        finding(
            Severity::Error,
            "lint.audience_waived",
            [
                "the audience is waived",
                "a token for any other service of the issuer is good here, and that service can use it",
                "RFC 8725, section 3.9",
                "name yourself in audiences",
            ],
        ),
        |policy| policy.waive.audience.is_some(),
    ),
    (
        finding(
            Severity::Error,
            "lint.token_type_waived",
            [
                "the token type is waived",
                "an identity token, or any other that the issuer signs, is taken for this kind",
                "RFC 8725, section 3.11",
                "state token_type, or take a profile",
            ],
        ),
        |policy| policy.waive.token_type.is_some(),
    ),
    (
        finding(
            Severity::Error,
            "lint.expiry_waived",
            [
                "the expiry is waived",
                "a token that leaks is good for ever",
                "RFC 9068, section 2.2",
                "say expires = \"required\"",
            ],
        ),
        |policy| policy.waive.expiry.is_some(),
    ),
    (
        finding(
            Severity::Error,
            "lint.incomplete",
            [
                "something is neither stated nor waived",
                "silence is not a policy, and the validator will not be built",
                "RFC 8725, sections 3.8, 3.9 and 3.11",
                "state or waive issuer, audience, token type, expiry and mode, and what the profile leaves to be said",
            ],
        ),
        incomplete,
    ),
];

fn incomplete(policy: &Schema) -> bool {
    let waive = &policy.waive;
    let counts_once = policy.is(Profile::LogoutToken) || policy.is(Profile::ClientAssertion);
    let unstated = [
        policy.issuers.is_empty() && waive.issuer.is_none(),
        !policy.audiences.is_stated() && waive.audience.is_none() && !policy.is_for_a_client(),
        policy.is_for_a_client() && policy.client_id.is_none(),
        policy.mode.is_none(),
        !policy.has_profile() && policy.token_type.is_none() && waive.token_type.is_none(),
        !policy.has_profile() && policy.expires != Expires::Required && waive.expiry.is_none(),
        policy.is(Profile::IdToken) && policy.nonce.is_none() && waive.nonce.is_none(),
        counts_once && policy.replay.is_none() && waive.replay.is_none(),
    ];
    unstated.contains(&true)
}
