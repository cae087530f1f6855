//! The forms in JSON, from outside.
//!
//! Tables of texts with a name, the text and what becomes of it. What no form may accept is tried on all four.
#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests")]

mod accepted;
mod costs;
mod members;
mod properties;
mod strict;
mod unprotected;

use jose_core::{
    LimitExceeded, Limits, ParseError,
    json::JsonError,
    json_form::{JsonJwe, JsonJws},
};

/// The four entry points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    JwsFlattened,
    JwsGeneral,
    JweFlattened,
    JweGeneral,
}

use Form::{JweFlattened, JweGeneral, JwsFlattened, JwsGeneral};

const FORMS: [Form; 4] = [JwsFlattened, JwsGeneral, JweFlattened, JweGeneral];

impl Form {
    fn read(self, text: &str, limits: &Limits) -> Result<(), ParseError> {
        match self {
            JwsFlattened => JsonJws::parse_flattened(text, limits).map(drop),
            JwsGeneral => JsonJws::parse_general(text, limits).map(drop),
            JweFlattened => JsonJwe::parse_flattened(text, limits).map(drop),
            JweGeneral => JsonJwe::parse_general(text, limits).map(drop),
        }
    }

    fn error(self, text: &str) -> Option<ParseError> {
        self.read(text, &Limits::default()).err()
    }

    /// A message with every member that this form has.
    fn sample(self) -> &'static str {
        match self {
            JwsFlattened => JWS_FLATTENED,
            JwsGeneral => JWS_GENERAL,
            JweFlattened => JWE_FLATTENED,
            JweGeneral => JWE_GENERAL,
        }
    }

    /// The sample with this header in place of the unprotected one of the signature or recipient.
    fn with_header(self, header: &str) -> String {
        let text = self.sample().replace(HEADER, header);
        assert_ne!(text, self.sample(), "another header than that of the sample");
        text
    }

    /// A message with one more member, outside.
    fn with_member(self, member: &str) -> String {
        format!("{},{member}}}", self.sample().strip_suffix('}').unwrap())
    }
}

const HEADER: &str = r#"{"kid":"7"}"#;
const JWS_FLATTENED: &str = r#"{"payload":"cA","protected":"e30","header":{"kid":"7"},"signature":"cw"}"#;
const JWS_GENERAL: &str =
    r#"{"payload":"cA","signatures":[{"protected":"e30","header":{"kid":"7"},"signature":"cw"}]}"#;
const JWE_FLATTENED: &str = concat!(
    r#"{"protected":"e30","unprotected":{"jku":"u"},"header":{"kid":"7"},"encrypted_key":"ZQ","aad":"YQ","iv":"aQ","#,
    r#""ciphertext":"Yw","tag":"dA"}"#
);
const JWE_GENERAL: &str = concat!(
    r#"{"protected":"e30","unprotected":{"jku":"u"},"recipients":[{"header":{"kid":"7"},"encrypted_key":"ZQ"}],"#,
    r#""aad":"YQ","iv":"aQ","ciphertext":"Yw","tag":"dA"}"#
);

fn form(name: &'static str, expected: &'static str) -> ParseError {
    ParseError::Form { name, expected }
}

fn malformed(source: JsonError) -> ParseError {
    ParseError::Json { part: "message", source }
}

fn wrong_type(member: &str, expected: &str) -> ParseError {
    malformed(JsonError::Type { member: member.into(), expected: expected.into() })
}

fn over(limit: &'static str, maximum: usize) -> LimitExceeded {
    LimitExceeded::check(limit, maximum + 1, maximum).unwrap_err()
}
