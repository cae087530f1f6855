//! Why an issuer was not built.

use std::{fmt, time::Duration};

/// An issuer was not built. The caller must act.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildIssuerError {
    /// The issuer has no name.
    EmptyName,
    /// No key to sign with.
    NoSigningKey,
    /// More than one key to sign with.
    TwoSigningKeys,
    /// Neither recipients nor `signed_only`, or both.
    Encryption,
    /// The lifetime is under a second or over the maximum.
    Lifetime {
        /// The maximum.
        maximum: Duration,
    },
    /// An audience without a name, or a `dir` key with another content encryption than its own.
    Recipient {
        /// The audience.
        audience: String,
    },
    /// One audience with two keys.
    TwoKeys {
        /// The audience.
        audience: String,
    },
}

impl BuildIssuerError {
    /// A stable code, such as `issuer.no_signing_key`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::EmptyName => "issuer.empty_name",
            Self::NoSigningKey => "issuer.no_signing_key",
            Self::TwoSigningKeys => "issuer.two_signing_keys",
            Self::Encryption => "issuer.encryption",
            Self::Lifetime { .. } => "issuer.lifetime",
            Self::Recipient { .. } => "issuer.recipient",
            Self::TwoKeys { .. } => "issuer.two_keys",
        }
    }
}

impl fmt::Display for BuildIssuerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyName => f.write_str("the issuer's name is empty"),
            Self::NoSigningKey => f.write_str("the issuer has no key to sign with: use sign_with(..)"),
            Self::TwoSigningKeys => f.write_str("the issuer has two keys to sign with: use sign_with(..) once"),
            Self::Encryption => f.write_str(
                "say whether tokens are encrypted: use encrypt_to(..) for each audience, or signed_only(), and not both",
            ),
            Self::Lifetime { maximum } => {
                write!(f, "the lifetime must be from one second to the maximum of {} seconds", maximum.as_secs())
            }
            Self::Recipient { audience } => {
                write!(f, "the key for the audience {audience:?} does not fit its content encryption, or the audience is empty")
            }
            Self::TwoKeys { audience } => write!(f, "the audience {audience:?} has two keys"),
        }
    }
}

impl std::error::Error for BuildIssuerError {}
