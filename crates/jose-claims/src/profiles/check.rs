//! The checks that profiles bring.

mod login;

use std::time::Duration;

use self::login::{authorized_party, hash, missing, nonce, text};
use crate::{
    ClaimError, ValidateError,
    policy::{ClaimView, Expect, Facts, Policy},
};

/// A check on the claims of one kind of token.
#[derive(Debug)]
pub(crate) enum ProfileCheck {
    /// For this client, for nobody that is not trusted, and issued to it (OpenID Connect Core, section 3.1.3.7, 3 to 5).
    AuthorizedParty {
        client_id: Box<str>,
    },
    /// Section 3.1.3.7, 11.
    Nonce(Expect<()>),
    /// Section 3.1.3.8.
    AccessTokenHash,
    /// Section 3.3.2.10.
    CodeHash,
    /// Who brings what belongs to a login wants it looked at, and only the policy for identity tokens does.
    NoLogin,
    /// For this server and no other, which could use it here (RFC 7523, section 3, as draft-ietf-oauth-rfc7523bis has it).
    SoleAudience,
    /// A client speaks for itself (RFC 7523, section 3).
    SubjectIsIssuer,
    /// A user does not: a client assertion has no type of its own to be told by.
    SubjectIsNotIssuer,
    /// OpenID Connect Back-Channel Logout, section 2.4.
    LogoutEvent,
    SubjectOrSession,
    /// How far off the end may be, whenever it was issued.
    End {
        maximum: Duration,
    },
}

/// The member of `events` that makes a token a logout token, an empty object.
const LOGOUT: &str = "http://schemas.openid.net/event/backchannel-logout";

impl ProfileCheck {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::AuthorizedParty { .. } => "authorized_party",
            Self::Nonce(_) => "nonce",
            Self::AccessTokenHash => "access_token_hash",
            Self::CodeHash => "code_hash",
            Self::NoLogin => "login",
            Self::SoleAudience => "sole_audience",
            Self::SubjectIsIssuer => "subject_is_issuer",
            Self::SubjectIsNotIssuer => "subject_is_not_issuer",
            Self::LogoutEvent => "logout_event",
            Self::SubjectOrSession => "subject_or_session",
            Self::End { .. } => "maximum_remaining_lifetime",
        }
    }

    /// The claim that it needs besides the registered ones.
    pub(crate) fn looks_at(&self) -> Option<&'static str> {
        Some(match self {
            Self::AuthorizedParty { .. } => "azp",
            Self::Nonce(_) => "nonce",
            Self::AccessTokenHash => "at_hash",
            Self::CodeHash => "c_hash",
            Self::LogoutEvent => "events",
            Self::SubjectOrSession => "sid",
            Self::NoLogin
            | Self::SoleAudience
            | Self::SubjectIsIssuer
            | Self::SubjectIsNotIssuer
            | Self::End { .. } => return None,
        })
    }

    /// Why it is not made for this token.
    pub(crate) fn unconfigured(&self, facts: &Facts<'_>) -> Option<&str> {
        let beside = &facts.presented.beside.id_token;
        match self {
            Self::Nonce(Expect::Waived { reason }) if beside.nonce.is_none() => Some(reason),
            Self::AccessTokenHash if beside.access_token.is_none() => Some("no access token came with it"),
            Self::CodeHash if beside.code.is_none() => Some("no code came with it"),
            Self::NoLogin if beside.is_empty() => Some("nothing of a login came with it"),
            _ => None,
        }
    }

    pub(crate) fn run(&self, policy: &Policy, facts: &Facts<'_>) -> Result<(), ValidateError> {
        let claims = facts.registered;
        let rule = || Err(ClaimError::Rule { name: self.name().into() }.into());
        let beside = &facts.presented.beside.id_token;
        let issuer_is_subject = || claims.issuer().is_some() && claims.issuer() == claims.subject();
        match self {
            Self::AuthorizedParty { client_id } => authorized_party(policy, facts, client_id),
            Self::Nonce(expected) => nonce(expected, beside.nonce, facts),
            Self::AccessTokenHash => hash("at_hash", beside.access_token, facts),
            Self::CodeHash => hash("c_hash", beside.code, facts),
            Self::SoleAudience => match &claims.audience {
                Some(audience) if audience.as_slice().len() == 1 => Ok(()),
                _ => Err(ClaimError::Audience.into()),
            },
            Self::NoLogin if !beside.is_empty() => Err(ClaimError::Nonce.into()),
            Self::SubjectIsIssuer if !issuer_is_subject() => rule(),
            Self::SubjectIsNotIssuer if issuer_is_subject() => rule(),
            Self::LogoutEvent => match facts.claims.member("events") {
                None => Err(missing("events")),
                Some(events) if events.member(LOGOUT).is_some_and(ClaimView::is_object) => Ok(()),
                Some(_) => rule(),
            },
            Self::SubjectOrSession => {
                let session = text("sid", facts)?.is_some_and(|sid| !sid.is_empty());
                let subject = claims.subject().is_some_and(|subject| !subject.is_empty());
                if session || subject { Ok(()) } else { Err(missing("sub or sid")) }
            }
            Self::End { maximum } => {
                let latest = facts.presented.now.saturating_add(maximum.as_secs());
                let latest = latest.saturating_add(policy.times.leeway.as_secs());
                let beyond = claims.expires().is_none_or(|exp| exp.rounded_up() > latest);
                if beyond { Err(ClaimError::Lifetime { maximum: *maximum }.into()) } else { Ok(()) }
            }
            Self::NoLogin | Self::SubjectIsIssuer | Self::SubjectIsNotIssuer => Ok(()),
        }
    }
}
