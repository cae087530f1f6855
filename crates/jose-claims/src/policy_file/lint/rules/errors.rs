//! What the specifications demand otherwise.

use super::{LintRule, Severity, finding};
use crate::policy_file::schema::{Expires, Schema};

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
                "state token_type, or take the profile access_token",
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
                "state or waive issuer, audience, token type, expiry and mode",
            ],
        ),
        incomplete,
    ),
];

fn incomplete(policy: &Schema) -> bool {
    let waive = &policy.waive;
    (policy.issuers.is_empty() && waive.issuer.is_none())
        || (policy.audiences.is_empty() && waive.audience.is_none())
        || policy.mode.is_none()
        || !(policy.is_access_token() || policy.token_type.is_some() || waive.token_type.is_some())
        || !(policy.is_access_token() || policy.expires == Expires::Required || waive.expiry.is_some())
}
