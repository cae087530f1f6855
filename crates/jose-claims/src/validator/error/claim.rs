//! Why the claims of a token were refused.

mod display;

use std::{borrow::Cow, time::Duration};

use jose_core::UnixTime;

/// A claim does not say what the policy expects. Expectations and times are repeated, other values are not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClaimError {
    /// A required claim is absent or empty.
    Missing {
        /// The claim.
        claim: Cow<'static, str>,
    },
    /// A forbidden claim is there.
    Forbidden {
        /// The claim, by its path unless the policy names the check.
        claim: Cow<'static, str>,
    },
    /// The header of the envelope repeats a claim, and says something else (RFC 7519, section 5.3).
    Replicated {
        /// The claim.
        claim: &'static str,
    },
    /// `iss` names another issuer.
    Issuer,
    /// `aud` names somebody else.
    Audience,
    /// `exp` has passed.
    Expired {
        /// When the token ended.
        exp: UnixTime,
        /// When it was checked.
        now: UnixTime,
    },
    /// `nbf` has not come.
    NotYetValid {
        /// When the token begins.
        nbf: UnixTime,
        /// When it was checked.
        now: UnixTime,
    },
    /// `iat` has not come.
    IssuedInFuture {
        /// When the token says it was issued.
        iat: UnixTime,
        /// When it was checked.
        now: UnixTime,
    },
    /// From `iat` to `exp` is longer than the policy allows.
    Lifetime {
        /// The longest lifetime the policy allows.
        maximum: Duration,
    },
    /// `iat` is longer ago than the policy allows.
    Age {
        /// The greatest age the policy allows.
        maximum: Duration,
    },
    /// `exp` comes sooner than the policy allows.
    RemainingLifetime {
        /// How long a token must still live.
        minimum: Duration,
    },
    /// `auth_time` is longer ago than the policy allows, or has not come.
    AuthenticationAge {
        /// The greatest age of the authentication that the policy allows.
        maximum: Duration,
    },
    /// The token is good, and allows too little.
    Privilege {
        /// The claim that should allow more, such as `scope` or `roles`.
        claim: Cow<'static, str>,
    },
    /// `azp` names another client: the identity token was issued to somebody else.
    AuthorizedParty,
    /// `nonce` is not the one of the login.
    Nonce,
    /// `at_hash` or `c_hash` is of another access token or code, or its algorithm has no hash that is known.
    Hash {
        /// The claim.
        claim: &'static str,
    },
    /// The token is bound to a key (`cnf`), and nothing here proved that its presenter holds that key; or it is bound to none, and must be.
    Binding,
    /// The DPoP proof that came with the token is for it, and too old by now: it has waited for the token to be opened. Another proof may pass.
    ProofExpired,
    /// The DPoP proof that came with the token was used before.
    ProofReplayed,
    /// The token was used before.
    Replayed,
    /// The token was issued before the epoch of the policy, and counts no more.
    Revoked {
        /// Until when tokens are revoked.
        until: UnixTime,
    },
    /// A rule of the policy is not met.
    Rule {
        /// The name of the rule; the path of its claim unless the policy names it.
        name: Cow<'static, str>,
    },
}

impl ClaimError {
    /// A stable code, such as `claims.expired`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "claims.missing",
            Self::Forbidden { .. } => "claims.forbidden",
            Self::Replicated { .. } => "claims.replicated",
            Self::Issuer => "claims.issuer",
            Self::Audience => "claims.audience",
            Self::Expired { .. } => "claims.expired",
            Self::NotYetValid { .. } => "claims.not_yet_valid",
            Self::IssuedInFuture { .. } => "claims.issued_in_future",
            Self::Lifetime { .. } => "claims.lifetime",
            Self::Age { .. } => "claims.age",
            Self::RemainingLifetime { .. } => "claims.remaining_lifetime",
            Self::AuthenticationAge { .. } => "claims.authentication_age",
            Self::Privilege { .. } => "claims.privilege",
            Self::AuthorizedParty => "claims.authorized_party",
            Self::Nonce => "claims.nonce",
            Self::Hash { .. } => "claims.hash",
            Self::Binding => "claims.binding",
            Self::ProofExpired => "claims.proof_expired",
            Self::ProofReplayed => "claims.proof_replayed",
            Self::Replayed => "claims.replayed",
            Self::Revoked { .. } => "claims.revoked",
            Self::Rule { .. } => "claims.rule",
        }
    }
}
