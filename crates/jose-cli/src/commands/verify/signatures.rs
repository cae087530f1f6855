//! What became of each signature of a message in the general form.

use jose::{
    core::printable,
    jws::{SignatureReport, VerifiedGeneral, VerifiedSignature, VerifyError},
};
use serde_json::{Map, Value, json};

use super::payload;
use crate::output::Answer;

/// The payload, and the report on every signature.
pub(super) fn answer(verified: &VerifiedGeneral, detached: bool) -> Answer {
    let reports = verified.signatures();
    let members: Vec<Value> = reports.iter().map(members).collect();
    let answer = payload(verified.payload(), detached).member("signatures", members);
    reports.iter().fold(answer, |answer, report| answer.remark(line(report)))
}

fn members(report: &SignatureReport) -> Value {
    match report.outcome() {
        Ok(signature) => json!({
            "index": report.index(),
            "verified": true,
            "alg": signature.algorithm().name(),
            "kid": signature.key_id(),
            "header": Map::<String, Value>::from(signature.header()),
            "unprotected": signature.unprotected_header().map(Map::<String, Value>::from),
        }),
        Err(error) => json!({
            "index": report.index(),
            "verified": false,
            "code": error.code(),
            "message": error.to_string(),
        }),
    }
}

fn line(report: &SignatureReport) -> String {
    let said = |outcome: Result<&VerifiedSignature, &VerifyError>| match outcome {
        Ok(signature) => {
            let key = signature
                .key_id()
                .map_or_else(|| "a key without kid".to_owned(), |kid| format!("kid {}", printable(kid)));
            format!("verified by {key}, {}", signature.algorithm().name())
        }
        Err(error) => format!("not verified: {error}"),
    };
    format!("signature {}: {}", report.index(), said(report.outcome()))
}
