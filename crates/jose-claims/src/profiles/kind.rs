//! The kinds of token that have a constructor, and what each is held to.

use super::ProfileCheck;
use crate::{PolicyError, policy::Expect};

/// Which constructor it was.
#[derive(Debug)]
pub(super) enum Kind {
    /// Access tokens, which are told by their type, and whatever the caller describes.
    Other,
    IdToken {
        client_id: Box<str>,
    },
    LogoutToken,
    ClientAssertion,
}

impl Kind {
    /// What a store of used tokens calls it.
    pub(super) fn purpose(&self) -> &'static str {
        match self {
            Self::Other => "token",
            Self::IdToken { .. } => "id_token",
            Self::LogoutToken => "logout",
            Self::ClientAssertion => "client_assertion",
        }
    }

    /// Whether it has no type of its own by its standard, or only lately.
    pub(super) fn is_untyped(&self) -> bool {
        matches!(self, Self::IdToken { .. } | Self::ClientAssertion)
    }

    /// The checks that it brings.
    pub(super) fn checks(self, nonce: Option<Expect<()>>) -> Result<Vec<ProfileCheck>, PolicyError> {
        Ok(match self {
            Self::Other => vec![ProfileCheck::NoLogin],
            Self::LogoutToken => {
                vec![ProfileCheck::SubjectOrSession, ProfileCheck::LogoutEvent, ProfileCheck::NoLogin]
            }
            Self::ClientAssertion => {
                vec![ProfileCheck::SoleAudience, ProfileCheck::SubjectIsIssuer, ProfileCheck::NoLogin]
            }
            Self::IdToken { client_id } => {
                let how = "require_nonce() or waive_nonce(..)";
                let nonce = nonce.ok_or(PolicyError::Unstated { what: "nonce".into(), how })?;
                vec![
                    ProfileCheck::AuthorizedParty { client_id },
                    ProfileCheck::Nonce(nonce),
                    ProfileCheck::AccessTokenHash,
                    ProfileCheck::CodeHash,
                    ProfileCheck::SubjectIsNotIssuer,
                ]
            }
        })
    }
}
