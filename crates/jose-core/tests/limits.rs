//! The budget: its figures, and what exceeding one says.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used, reason = "tests")]

use jose_core::{LimitExceeded, Limits, ParseError, json::JsonLimits};

#[test]
fn the_figures() {
    let limits = Limits::default();
    let table = [
        ("token_bytes", limits.token_bytes, 1_048_576),
        ("header_bytes", limits.header_bytes, 16_384),
        ("critical_names", limits.critical_names, 8),
        ("key_id_bytes", limits.key_id_bytes, 1024),
        ("party_info_bytes", limits.party_info_bytes, 1024),
        ("candidate_keys", limits.candidate_keys, 8),
        ("signatures", limits.signatures, 16),
        ("recipients", limits.recipients, 16),
        ("inflated_bytes", limits.inflated_bytes, 256_000),
        ("PBES2_ROUNDS", Limits::PBES2_ROUNDS, 1_200_000),
        ("FEWEST_PBES2_ROUNDS", Limits::FEWEST_PBES2_ROUNDS, 1000),
    ];
    for (name, actual, expected) in table {
        assert_eq!(actual, expected, "{name}");
    }
    assert_eq!(limits.header, JsonLimits { depth: 8, members: 64 });
    assert_eq!(limits.claims, JsonLimits { depth: 32, members: 1024 });
}

/// Whoever does not ask for passwords never pays for one.
#[test]
fn passwords_are_off() {
    for limits in [Limits::default(), Limits::token()] {
        assert_eq!(limits.pbes2_rounds, 0);
        assert!(limits.pbes2_rounds < Limits::FEWEST_PBES2_ROUNDS);
    }
}

#[test]
fn tokens_are_smaller_and_otherwise_the_same() {
    let mut token = Limits::token();
    assert_eq!(token.token_bytes, 262_144);
    assert_ne!(token, Limits::default());
    token.token_bytes = Limits::default().token_bytes;
    assert_eq!(token, Limits::default());
}

#[test]
fn exceeding_names_the_limit_and_not_the_value() {
    for (actual, maximum) in [(0, 0), (1, 1), (0, usize::MAX), (usize::MAX, usize::MAX)] {
        assert_eq!(LimitExceeded::check("signatures", actual, maximum), Ok(()));
    }
    for (actual, maximum) in [(1, 0), (17, 16), (1_000_000, 16), (usize::MAX, 16), (usize::MAX, usize::MAX - 1)] {
        let over = LimitExceeded::check("signatures", actual, maximum).unwrap_err();
        assert_eq!((over.limit(), over.maximum()), ("signatures", maximum));
        assert_eq!(over.to_string(), format!("over the limit signatures of {maximum}"));
        let error = ParseError::from(over);
        assert_eq!((error.code(), error.to_string()), ("parse.limit", format!("the message is {over}")));
        assert!(std::error::Error::source(&error).is_none());
    }
}
