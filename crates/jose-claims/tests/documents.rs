//! The tables of the README: every code that this crate can give is there, and no other.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected should panic")]

use std::{collections::BTreeSet, time::Duration};

use jose_claims::{BuildIssuerError, ClaimError, IssueError, PolicyError, ValidateError};
use jose_core::{UnixTime, json::JsonError};

const README: &str = include_str!("../README.md");

fn codes() -> Vec<&'static str> {
    let (now, maximum) = (UnixTime::from_seconds(0), Duration::ZERO);
    let refusals = [
        ValidateError::NotEncrypted,
        ValidateError::Encrypted,
        ValidateError::ContentType,
        ValidateError::NotSigned,
        ValidateError::NestedTooDeep,
        ValidateError::Type { expected: "at+jwt".into() },
        ValidateError::Claims(JsonError::Utf8),
        ClaimError::Issuer.into(),
        ClaimError::Audience.into(),
        ClaimError::Missing { claim: "sub" }.into(),
        ClaimError::Expired { exp: now, now }.into(),
        ClaimError::NotYetValid { nbf: now, now }.into(),
        ClaimError::IssuedInFuture { iat: now, now }.into(),
        ClaimError::Lifetime { maximum }.into(),
        ValidateError::PrivateClaims(JsonError::Utf8),
    ];
    let policies = [
        PolicyError::Unstated { what: "", how: "" },
        PolicyError::Contradiction { what: "" },
        PolicyError::Empty { what: "" },
        PolicyError::Leeway,
        PolicyError::Keys { what: "" },
    ];
    let issuers = [
        BuildIssuerError::EmptyName,
        BuildIssuerError::NoSigningKey,
        BuildIssuerError::TwoSigningKeys,
        BuildIssuerError::Encryption,
        BuildIssuerError::Lifetime { maximum },
        BuildIssuerError::Recipient { audience: String::new() },
        BuildIssuerError::TwoKeys { audience: String::new() },
    ];
    let drafts = [
        IssueError::NoRecipientKey,
        IssueError::NoClient,
        IssueError::Empty { claim: "sub" },
        IssueError::Scope,
        IssueError::Lifetime { maximum },
        IssueError::NotBefore { exp: now },
        IssueError::ReservedClaim { name: String::new() },
        IssueError::NotAnObject,
        IssueError::Unreadable(JsonError::Utf8),
        jose_core::LimitExceeded::check("token_bytes", 1, 0).unwrap_err().into(),
    ];
    let mut codes: Vec<&str> = refusals.iter().map(ValidateError::code).collect();
    codes.extend(policies.iter().map(PolicyError::code));
    codes.extend(issuers.iter().map(BuildIssuerError::code));
    codes.extend(drafts.iter().map(IssueError::code));
    codes
}

#[test]
fn the_readme_lists_every_code_once() {
    let rows = README.lines().filter_map(|line| line.strip_prefix("| `"));
    let first_cells = rows.filter_map(|row| row.split_once('`').map(|(cell, _)| cell));
    let listed: Vec<&str> = first_cells.filter(|cell| cell.contains('.')).collect();
    assert_eq!(listed, codes());
    assert_eq!(listed.iter().collect::<BTreeSet<_>>().len(), listed.len());
}
