//! The tables of the README: every code that this crate can give is there, and no other.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected should panic")]

use std::{collections::BTreeSet, time::Duration};

use jose_claims::{
    BuildIssuerError, ClaimError, DpopError, IssueError, LooksLike, PolicyError, StoreError, ValidateError,
};
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
        ValidateError::UnknownIssuer,
        ValidateError::Type { expected: "at+jwt".into() },
        ValidateError::Claims(JsonError::Utf8),
        ClaimError::Issuer.into(),
        ClaimError::Replicated { claim: "iss" }.into(),
        ClaimError::Audience.into(),
        ClaimError::Missing { claim: "sub".into() }.into(),
        ClaimError::Forbidden { claim: "nonce".into() }.into(),
        ClaimError::Expired { exp: now, now }.into(),
        ClaimError::NotYetValid { nbf: now, now }.into(),
        ClaimError::IssuedInFuture { iat: now, now }.into(),
        ClaimError::Lifetime { maximum }.into(),
        ClaimError::Age { maximum }.into(),
        ClaimError::RemainingLifetime { minimum: maximum }.into(),
        ClaimError::AuthenticationAge { maximum }.into(),
        ClaimError::AuthorizedParty.into(),
        ClaimError::Nonce.into(),
        ClaimError::Hash { claim: "at_hash" }.into(),
        ClaimError::Binding.into(),
        ClaimError::Privilege { claim: "scope".into() }.into(),
        ClaimError::Rule { name: "tenant".into() }.into(),
        ClaimError::Replayed.into(),
        ValidateError::Store(StoreError::Full),
        ValidateError::Store(StoreError::Unavailable),
        ValidateError::PrivateClaims(JsonError::Utf8),
    ];
    let proofs = [
        DpopError::Type,
        DpopError::Algorithm,
        DpopError::Key(None),
        DpopError::Claims(JsonError::Utf8),
        DpopError::Missing { claim: "jti" },
        DpopError::Method,
        DpopError::Target,
        DpopError::IssuedAt { iat: now, now },
        DpopError::AccessToken,
        DpopError::Nonce,
        DpopError::Replayed,
    ];
    let policies = [
        PolicyError::Unstated { what: "".into(), how: "" },
        PolicyError::Contradiction { what: "".into() },
        PolicyError::Empty { what: "".into() },
        PolicyError::Leeway,
        PolicyError::Keys { what: "" },
        PolicyError::Check { name: "".into(), what: "" },
        PolicyError::Document { what: "".into() },
    ];
    let issuers = [
        BuildIssuerError::EmptyName,
        BuildIssuerError::NoSigningKey,
        BuildIssuerError::TwoSigningKeys,
        BuildIssuerError::Encryption,
        BuildIssuerError::Lifetime { maximum },
        BuildIssuerError::AudienceLifetime { audience: String::new(), maximum },
        BuildIssuerError::Recipient { audience: String::new() },
        BuildIssuerError::TwoKeys { audience: String::new() },
        BuildIssuerError::EmptyReason { what: String::new() },
        BuildIssuerError::Replication,
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
        IssueError::NotANumber,
        IssueError::Exposed { claim: "email".into(), looks_like: LooksLike::EmailAddress },
        IssueError::Unreadable(JsonError::Utf8),
        jose_core::LimitExceeded::check("token_bytes", 1, 0).unwrap_err().into(),
        IssueError::RemoteKey,
    ];
    let mut codes: Vec<&str> = refusals.iter().map(ValidateError::code).collect();
    codes.extend(proofs.iter().map(DpopError::code));
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
