//! A sentence for each refusal by a claim.

use std::fmt;

use super::ClaimError;

impl fmt::Display for ClaimError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { claim } => write!(f, "the claim {claim} is missing"),
            Self::Forbidden { claim } => write!(f, "the claim {claim} is there, and must not be"),
            Self::Replicated { claim } => write!(f, "the envelope's header has another {claim} than the claims inside"),
            Self::Issuer => f.write_str("the token is from another issuer"),
            Self::Audience => f.write_str("the token is for another audience"),
            Self::Expired { exp, now } => write!(f, "the token expired at {exp} and it is {now}"),
            Self::NotYetValid { nbf, now } => write!(f, "the token is not valid before {nbf} and it is {now}"),
            Self::IssuedInFuture { iat, now } => {
                write!(f, "the token says it was issued at {iat} and it is {now}: compare the clocks")
            }
            Self::Lifetime { maximum } => {
                write!(f, "the token lives longer than the {} seconds that are allowed", maximum.as_secs())
            }
            Self::Age { maximum } => {
                write!(f, "the token was issued more than {} seconds ago", maximum.as_secs())
            }
            Self::RemainingLifetime { minimum } => {
                write!(f, "the token lives less than {} seconds more", minimum.as_secs())
            }
            Self::AuthenticationAge { maximum } => {
                write!(f, "the user was not authenticated within the last {} seconds", maximum.as_secs())
            }
            Self::Privilege { claim } => write!(f, "the token's {claim} allows too little"),
            Self::AuthorizedParty => f.write_str("the token was issued to another client"),
            Self::Nonce => f.write_str("the token's nonce is not that of the login"),
            Self::Hash { claim } => write!(f, "the token's {claim} is not of what came with it"),
            Self::Binding => f.write_str("the token and the key that its presenter proved do not belong together"),
            Self::ProofExpired => f.write_str("the proof that came with the token is too old by now"),
            Self::ProofReplayed => f.write_str("the proof that came with the token was used before"),
            Self::Replayed => f.write_str("the token was used before"),
            Self::Revoked { until } => {
                write!(f, "tokens that were issued until {until} are revoked, and this is one of them")
            }
            Self::Rule { name } => write!(f, "the token does not meet the rule {name}"),
        }
    }
}

impl std::error::Error for ClaimError {}
