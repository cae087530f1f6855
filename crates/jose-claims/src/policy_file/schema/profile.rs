//! What a document says of the kind of its tokens.

use serde::Deserialize;

use super::Schema;

/// A kind of token with a constructor of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::policy_file) enum Profile {
    AccessToken,
    IdToken,
    LogoutToken,
    ClientAssertion,
}

/// To what a token must be bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::policy_file) enum BindingDocument {
    Dpop,
    Mtls,
    BearerUnlessBound,
}

/// What is said of a token that comes again. Where it is remembered is for whoever builds the policy to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::policy_file) enum ReplayDocument {
    Refused,
}

/// What is said of `nonce`. Which it must be is known for each login alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::policy_file) enum NonceDocument {
    Required,
}

impl Schema {
    pub(in crate::policy_file) fn is(&self, profile: Profile) -> bool {
        self.profile == Some(profile)
    }

    /// Whether the constructor states type and expiry.
    pub(in crate::policy_file) fn has_profile(&self) -> bool {
        self.profile.is_some()
    }

    /// Whether the profile is for the tokens of one client, and is told which.
    pub(in crate::policy_file) fn is_for_a_client(&self) -> bool {
        self.is(Profile::IdToken) || self.is(Profile::LogoutToken)
    }
}
