//! What is good to know.

use super::{LintRule, Severity, finding};
use crate::policy_file::{keys::Keys, schema::Mode};

pub(super) const RULES: &[LintRule] = &[
    (
        finding(
            Severity::Note,
            "lint.readable",
            [
                "tokens are signed and not encrypted",
                "whoever sees one can read it: clients, logs, and proxies on the way",
                "RFC 9068, section 6",
                "choose the mode encrypted if the claims say more than others may know",
            ],
        ),
        |policy| policy.mode == Some(Mode::SignedOnly),
    ),
    (
        finding(
            Severity::Note,
            "lint.algorithms_unstated",
            [
                "no list of signature algorithms is stated",
                "each key has its one algorithm, so that none can be confused; a list also holds when keys change",
                "RFC 8725, section 3.1",
                "state algorithms.signature",
            ],
        ),
        |policy| policy.algorithms.signature.is_none() && policy.mode != Some(Mode::EncryptedWithSharedKey),
    ),
    (
        finding(
            Severity::Note,
            "lint.inline_keys",
            [
                "an issuer's keys stand in the document",
                "they change only when the document does, so that a key that leaks stays trusted",
                "RFC 8725, section 3.8",
                "name the keys, and have them resolved from where the issuer publishes them",
            ],
        ),
        |policy| policy.issuers.iter().any(|issuer| matches!(issuer.keys, Some(Keys::Inline(_)))),
    ),
];
