//! From the errors of the family to failures of the command, with times written for people. Keys have a file of their own.

use jose::{
    claims::{BuildIssuerError, ClaimError, IssueError, PolicyError, ValidateError},
    core::{ParseError, json::JsonError},
    jwe::{DecryptError, EncryptError},
    jws::{SignError, VerifyError},
};

use super::{Exit, Failure};
use crate::arguments::values::readable;

macro_rules! refusals {
    ($($error:ty),* $(,)?) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::refused(error.code(), error.to_string())
            }
        }
    )*};
}

refusals! { DecryptError, EncryptError, JsonError, ParseError, SignError, VerifyError }

impl From<ValidateError> for Failure {
    fn from(error: ValidateError) -> Self {
        let message = match &error {
            ValidateError::Claim(ClaimError::Expired { exp, now }) => {
                format!("the token expired at {} and it is {}", readable(*exp), readable(*now))
            }
            ValidateError::Claim(ClaimError::NotYetValid { nbf, now }) => {
                format!("the token is not valid before {} and it is {}", readable(*nbf), readable(*now))
            }
            ValidateError::Claim(ClaimError::IssuedInFuture { iat, now }) => {
                format!(
                    "the token says it was issued at {} and it is {}: compare the clocks",
                    readable(*iat),
                    readable(*now)
                )
            }
            _ => error.to_string(),
        };
        Self::refused(error.code(), message)
    }
}

impl From<PolicyError> for Failure {
    fn from(error: PolicyError) -> Self {
        Self::new(Exit::Usage, error.code(), error.to_string())
    }
}

impl From<BuildIssuerError> for Failure {
    fn from(error: BuildIssuerError) -> Self {
        Self::new(Exit::Usage, error.code(), error.to_string())
    }
}

impl From<IssueError> for Failure {
    fn from(error: IssueError) -> Self {
        match &error {
            IssueError::ReservedClaim { name } => Self::refused(
                error.code(),
                format!("the claims file names {name}, which has an option of its own or is set for you: leave it out"),
            ),
            IssueError::NotAnObject
            | IssueError::Unreadable(_)
            | IssueError::Limit(_)
            | IssueError::Sign(_)
            | IssueError::Encrypt(_) => Self::refused(error.code(), error.to_string()),
            _ => Self::new(Exit::Usage, error.code(), error.to_string()),
        }
    }
}
