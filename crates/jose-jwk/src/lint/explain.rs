//! A refusal of the reader, with a code of its own and what to do.

use jose_crypto::KeyError;

use super::{Finding, Place, Severity};
use crate::{JwkError, json::members::BASE64};

/// The finding for a key or a file that was not read.
pub(super) fn refusal(refusal: &JwkError, place: Place) -> Finding {
    let (code, advice) = explain(refusal);
    Finding { severity: severity(refusal, &place), code, place, message: refusal.to_string().into(), advice }
}

/// RFC 7517, section 5: what is unknown in a set costs itself alone.
fn severity(refusal: &JwkError, place: &Place) -> Severity {
    let alone = place.index.is_some() && matches!(refusal, JwkError::Unsupported { .. });
    if alone { Severity::Warning } else { Severity::Error }
}

fn explain(refusal: &JwkError) -> (&'static str, &'static str) {
    match refusal {
        JwkError::Json(_) => ("jwk.lint.json", "write one JSON object, in which no member occurs twice"),
        JwkError::Limit(_) => ("jwk.lint.limit", "make it smaller, or split it"),
        JwkError::Format { .. } | JwkError::Broken { .. } => ("jwk.lint.file", "check that this is the right file"),
        JwkError::Missing { .. } => ("jwk.lint.member_missing", "write the whole key again with the tool that made it"),
        JwkError::Member { expected: BASE64, .. } => {
            ("jwk.lint.base64url", "write it as RFC 4648, section 5 has it, without padding and without stray bits")
        }
        JwkError::Member { member: "x5c" | "x5t" | "x5t#S256", .. } => {
            ("jwk.lint.certificate", "attach the chain of this very key, its own certificate first, or none")
        }
        JwkError::Member { member: "use" | "key_ops", .. } => {
            ("jwk.lint.use_against_key_ops", "keep use alone, which says enough")
        }
        JwkError::Member { member: "k", .. } => ("jwk.lint.secret", "generate a new secret of random bytes"),
        JwkError::Member { .. } => ("jwk.lint.member", "correct it, or leave it out if the key does not need it"),
        JwkError::Foreign { .. } => ("jwk.lint.foreign_member", "find out which key it belongs to, and remove it here"),
        JwkError::Unsupported { what: "key type", .. } => ("jwk.lint.kty_unknown", "use EC, OKP, RSA, AKP or oct"),
        JwkError::Unsupported { what: "curve", .. } => ("jwk.lint.crv_unknown", "use a curve of the IANA registry"),
        JwkError::Unsupported { .. } => ("jwk.lint.unsupported", "make a key of another kind"),
        JwkError::Key(fault) => key(fault),
        _ => ("jwk.lint.refused", "make a new key"),
    }
}

/// The faults of numbers.
pub(super) fn key(fault: &KeyError) -> (&'static str, &'static str) {
    match fault {
        KeyError::RsaSize { .. } => ("jwk.lint.rsa_size", "make a new key of 3072 bits"),
        KeyError::WrongKeyType { .. } | KeyError::WrongCurve { .. } => {
            ("jwk.lint.alg_against_key", "name an algorithm for this type and curve, or make the key that alg needs")
        }
        KeyError::TooShort { .. } => ("jwk.lint.secret_short", "generate a secret as long as the algorithm needs"),
        KeyError::WrongLength { .. } => {
            ("jwk.lint.length", "write the number in the exact length, with its leading zeros")
        }
        KeyError::Inconsistent => ("jwk.lint.inconsistent", "do not use it: signing with such a key can give it away"),
        KeyError::FeatureNeeded { .. } => ("jwk.lint.feature", "build with the feature, or make a key of another kind"),
        KeyError::Invalid { what } => FAULTS
            .iter()
            .find(|(words, ..)| what.contains(words))
            .map_or(("jwk.lint.numbers", NEW_KEY), |(_, code, advice)| (code, advice)),
        _ => ("jwk.lint.numbers", NEW_KEY),
    }
}

/// Words of the rule that is broken, the code, and what to do.
const FAULTS: [(&str, &str, &str); 7] = [
    ("ROCA", "jwk.lint.roca", "replace it at once, and do not make the new one on that device"),
    ("modulus is even", "jwk.lint.rsa_modulus", NEW_KEY),
    ("exponent", "jwk.lint.rsa_exponent", "make a new key with the exponent 65537"),
    ("starts with a zero", "jwk.lint.rsa_integer", "write the number without leading zero bytes"),
    ("not on the curve", "jwk.lint.off_curve", NEW_KEY),
    ("small order", "jwk.lint.small_order", "do not use it: anybody can sign for it or knows what it agrees on"),
    ("canonically", "jwk.lint.not_canonical", NEW_KEY),
];

const NEW_KEY: &str = "make a new key: this one is damaged, or was made to do harm";
