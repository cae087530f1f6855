//! The reasons in words.

use std::fmt;

use super::IssueError;

impl fmt::Display for IssueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRecipientKey => f.write_str("no key to encrypt to this audience: add one with encrypt_to(..)"),
            Self::NoClient => f.write_str(
                "an access token names its client: use client_id(..), or subject_is_client() if it acts for itself",
            ),
            Self::Empty { claim } => write!(f, "the claim {claim} is empty"),
            Self::Scope => {
                f.write_str("a scope value is empty or has a space, a quotation mark, a backslash or no ASCII")
            }
            Self::Lifetime { maximum } => {
                write!(
                    f,
                    "the lifetime must be from one second to the maximum of {} seconds",
                    maximum.as_secs()
                )
            }
            Self::NotBefore { exp } => write!(f, "the token ends at {exp} and would begin no earlier"),
            Self::ReservedClaim { name } => {
                write!(f, "the claim {name:?} is registered or occurs twice: use its own method")
            }
            Self::NotAnObject => f.write_str("the private claims do not serialize to a JSON object"),
            Self::NotANumber => f.write_str("a private claim has a number that JSON cannot say: NaN, or an infinite one"),
            Self::Exposed { claim, looks_like } => write!(
                f,
                "everybody could read the claim {claim}, which looks like {looks_like}: use encrypt_to(..), leave it out, or give a reason with allow_readable(..)",
            ),
            Self::Unreadable(error) => write!(f, "no validator would read these claims: {error}"),
            Self::Limit(error) => write!(f, "no validator would read a token this long: {error}"),
            Self::RemoteKey => f.write_str(
                "the key that signs is not in this process: use issue_async() for a device, or prepare() and finish(..)",
            ),
            Self::Sign(error) => error.fmt(f),
            Self::Encrypt(error) => error.fmt(f),
        }
    }
}
