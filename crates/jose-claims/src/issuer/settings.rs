//! What an issuer was built with.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, OnceLock},
    time::Duration,
};

use jose_core::Clock;
use jose_jws::{PendingSignature, PreparedSigner, SignError};

use super::{
    IssueError,
    audience::Terms,
    envelope::{Recipient, ReplicatedClaim},
    signing::SigningBy,
};

pub(super) struct Settings {
    pub(super) name: String,
    pub(super) signing: SigningBy,
    /// What writes the header of every token, or why none can be written.
    pub(super) header: Result<PreparedSigner<()>, SignError>,
    pub(super) audiences: Audiences,
    pub(super) lifetime: Duration,
    pub(super) maximum_lifetime: Duration,
    pub(super) clock: Arc<dyn Clock>,
    /// Claims that may be readable although they look as if they should not, each with the reason.
    pub(super) readable: BTreeMap<String, String>,
    pub(super) replicated: Vec<ReplicatedClaim>,
    /// How long a signature of this key is, once one was seen: a device does not tell the size of its key.
    pub(super) signature_bytes: OnceLock<usize>,
}

pub(super) enum Audiences {
    /// Whoever they are, their tokens are signed and not encrypted.
    AllReadable,
    /// Those that were named, and no others.
    Named(HashMap<String, Terms>),
}

impl Settings {
    /// What was agreed for this audience. An unknown one gets no token at all.
    pub(super) fn terms(&self, audience: &str) -> Result<TermsOf<'_>, IssueError> {
        match &self.audiences {
            Audiences::AllReadable => {
                Ok(TermsOf { recipient: None, lifetime: self.lifetime, maximum_lifetime: self.maximum_lifetime })
            }
            Audiences::Named(named) => {
                let terms = named.get(audience).ok_or(IssueError::NoRecipientKey)?;
                Ok(TermsOf {
                    recipient: terms.recipient.as_ref(),
                    lifetime: terms.lifetime,
                    maximum_lifetime: terms.maximum_lifetime,
                })
            }
        }
    }

    /// An access token that lacks only its signature.
    pub(super) fn prepare(&self, payload: &[u8]) -> Result<PendingSignature, SignError> {
        self.header.as_ref().map_err(Clone::clone)?.prepare_compact(payload)
    }

    pub(super) fn encrypts(&self) -> bool {
        match &self.audiences {
            Audiences::AllReadable => false,
            Audiences::Named(named) => named.values().any(|terms| terms.recipient.is_some()),
        }
    }
}

/// The terms for one token.
pub(super) struct TermsOf<'s> {
    /// `None` where the token stays readable.
    pub(super) recipient: Option<&'s Recipient>,
    pub(super) lifetime: Duration,
    pub(super) maximum_lifetime: Duration,
}
