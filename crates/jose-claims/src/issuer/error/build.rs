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
    /// Neither audiences nor `signed_only`, or both.
    Encryption,
    /// The lifetime is under a second or over the maximum.
    Lifetime {
        /// The maximum.
        maximum: Duration,
    },
    /// The lifetime for one audience is under a second or over its maximum, or that is over the issuer's.
    AudienceLifetime {
        /// The audience.
        audience: String,
        /// The maximum.
        maximum: Duration,
    },
    /// An audience without a name, a `dir` key with another content encryption than its own, or a content encryption without a key.
    Recipient {
        /// The audience.
        audience: String,
    },
    /// An audience is to be encrypted to under a password, which is for files and not for tokens.
    Password {
        /// The audience.
        audience: String,
    },
    /// The key to encrypt to for an audience is the one that signs, going by its name, a thumbprint.
    BothJobs {
        /// The audience.
        audience: String,
    },
    /// One audience that was named twice.
    TwoKeys {
        /// The audience.
        audience: String,
    },
    /// Something is allowed to be readable, without a reason.
    EmptyReason {
        /// The claim or the audience.
        what: String,
    },
    /// A claim that is allowed to be readable for two reasons: the second would silently replace the first.
    TwoReasons {
        /// The claim.
        claim: String,
    },
    /// Claims are to be repeated in the header of an envelope, and no audience has one.
    Replication,
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
            Self::AudienceLifetime { .. } => "issuer.audience_lifetime",
            Self::Recipient { .. } => "issuer.recipient",
            Self::Password { .. } => "issuer.password",
            Self::BothJobs { .. } => "issuer.both_jobs",
            Self::TwoKeys { .. } => "issuer.two_keys",
            Self::EmptyReason { .. } => "issuer.empty_reason",
            Self::TwoReasons { .. } => "issuer.two_reasons",
            Self::Replication => "issuer.replication",
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
                "say whether tokens are encrypted: use encrypt_to(..) or signed_only_for(..) for each audience, or signed_only() for all, and not both",
            ),
            Self::Lifetime { maximum } => {
                write!(f, "the lifetime must be from one second to the maximum of {} seconds", maximum.as_secs())
            }
            Self::AudienceLifetime { audience, maximum } => write!(
                f,
                "the lifetime for the audience {audience:?} must be from one second to its maximum, and that at most the issuer's: {} seconds",
                maximum.as_secs()
            ),
            Self::Recipient { audience } => {
                write!(f, "the key for the audience {audience:?} does not fit its content encryption, or one of the three is empty")
            }
            Self::Password { audience } => {
                write!(f, "tokens for the audience {audience:?} would be encrypted under a password: use a key")
            }
            Self::BothJobs { audience } => write!(
                f,
                "the key for the audience {audience:?} is the one that signs: give each job a key of its own"
            ),
            Self::TwoKeys { audience } => write!(f, "the audience {audience:?} is named twice, or has two keys"),
            Self::EmptyReason { what } => write!(f, "{what:?} is allowed to be readable without a reason"),
            Self::TwoReasons { claim } => write!(f, "{claim:?} is allowed to be readable twice: give one reason"),
            Self::Replication => f.write_str(
                "replicate_claims(..) is for the header of an envelope, and no audience has one: use encrypt_to(..)",
            ),
        }
    }
}

impl std::error::Error for BuildIssuerError {}
