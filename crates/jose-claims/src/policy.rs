//! A complete policy, and the one engine that holds tokens to it.

mod check;
mod claims_view;
mod engine;
mod kept;
mod path;
mod pattern;
mod presence;
mod replicated;
mod revocation;
mod rule;
mod sink;
mod step;
mod times;
mod value;
mod whose;

use std::{borrow::Cow, fmt, sync::Arc, time::Duration};

use jose_core::{Clock, ContentEncryption, KeyManagementAlgorithm, Limits};
use jose_jwk::{DecryptionKeySet, VerifyingKeySet};

use crate::{TokenMode, profiles::Profile, verified_cache::VerifiedTokens};

pub use check::Check;
pub use claims_view::{ClaimView, ClaimsView};
pub use path::ClaimPath;
pub use revocation::RevocationEpoch;
pub use value::ClaimValue;

pub(crate) use check::Kind;
pub(crate) use engine::{Facts, run, token_type};
pub(crate) use kept::Kept;
pub(crate) use presence::{Forbidden, Required};
pub(crate) use replicated::Replicated;
pub(crate) use rule::{Body, Refusal, Rule};
pub(crate) use sink::{FirstFailure, Sink, Stage};
pub(crate) use step::{NO_ENVELOPE, Step};

/// One expectation: stated, or waived with a reason that stands in the code or in the document.
#[derive(Debug)]
pub(crate) enum Expect<T> {
    Stated(T),
    Waived { reason: Cow<'static, str> },
}

/// An issuer whose tokens are accepted, and the keys it signs with. Without keys a shared key proves the sender.
#[derive(Debug)]
pub(crate) struct TrustedIssuer {
    pub(crate) name: Box<str>,
    pub(crate) keys: Option<VerifyingKeySet>,
}

/// A complete policy. [`crate::ValidatorBuilder::build`] is the only way to one.
pub(crate) struct Policy {
    pub(crate) issuers: Expect<Vec<TrustedIssuer>>,
    /// The keys of whoever issues, where the issuer is waived.
    pub(crate) anyones_keys: Option<VerifyingKeySet>,
    pub(crate) audiences: Expect<Vec<Box<str>>>,
    pub(crate) token_type: Expect<Box<str>>,
    /// Claims that must be there and say something.
    pub(crate) required: Vec<Required>,
    pub(crate) forbidden: Vec<Forbidden>,
    pub(crate) waived: Vec<(ClaimPath, Cow<'static, str>)>,
    pub(crate) times: Times,
    /// First those on claims with a meaning of their own, then the caller's in the order stated.
    pub(crate) rules: Vec<Rule>,
    /// The claims that any of this looks at.
    pub(crate) kept: Kept,
    /// What its kind of token must be besides.
    pub(crate) profile: Profile,
    pub(crate) mode: TokenMode,
    pub(crate) decryption_keys: Option<DecryptionKeySet>,
    /// Empty for all. The key sets are narrowed when the policy is built; this is for envelopes that were opened elsewhere.
    pub(crate) key_management: Vec<KeyManagementAlgorithm>,
    /// Empty for all.
    pub(crate) content_encryptions: Vec<ContentEncryption>,
    pub(crate) revocation_epoch: Option<RevocationEpoch>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) limits: Limits,
    /// Tokens that were proven under this policy.
    pub(crate) verified_tokens: Option<VerifiedTokens>,
}

/// What the policy says about time.
#[derive(Debug)]
pub(crate) struct Times {
    pub(crate) expiry: Expect<()>,
    pub(crate) leeway: Duration,
    pub(crate) maximum_lifetime: Option<Duration>,
    pub(crate) maximum_age: Option<Duration>,
    pub(crate) minimum_remaining: Option<Duration>,
    pub(crate) maximum_authentication_age: Option<Duration>,
}

impl Policy {
    /// Whether a header of the envelope may repeat claims.
    pub(crate) fn has_envelope(&self) -> bool {
        self.mode != TokenMode::SignedOnly
    }
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Policy")
            .field("issuers", &self.issuers)
            .field("audiences", &self.audiences)
            .field("token_type", &self.token_type)
            .field("required", &self.required)
            .field("forbidden", &self.forbidden)
            .field("times", &self.times)
            .field("rules", &self.rules)
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}

/// What the header that stands around a token's claims repeats of them, where there is one.
pub(crate) type Outer<'h> = Option<Replicated<'h>>;
