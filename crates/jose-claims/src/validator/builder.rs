//! Building a policy: nothing is assumed, and silence is an error.

use std::{sync::Arc, time::Duration};

use jose_core::{Clock, Limits, UnixTime};
use jose_jwk::{DecryptionKeySet, VerifyingKeySet};

use super::{Expect, Policy, PolicyError, TokenMode, Validator};
use crate::SystemClock;

/// A policy in the making. [`ValidatorBuilder::build`] refuses it until it is complete.
#[derive(Debug)]
pub struct ValidatorBuilder {
    issuer: Stated<Box<str>>,
    audiences: Stated<Vec<Box<str>>>,
    token_type: Stated<Box<str>>,
    expiry: Stated<()>,
    mode: Stated<TokenMode>,
    required: Vec<&'static str>,
    maximum_lifetime: Option<Duration>,
    leeway: Duration,
    verifying_keys: Option<VerifyingKeySet>,
    decryption_keys: Option<DecryptionKeySet>,
    clock: Option<ClockOf>,
    limits: Limits,
}

/// What has been said about one expectation so far.
#[derive(Debug)]
enum Stated<T> {
    Silent,
    Once(Expect<T>),
    Twice,
}

impl<T> Stated<T> {
    fn say(&mut self, expectation: Expect<T>) {
        *self = match self {
            Self::Silent => Self::Once(expectation),
            _ => Self::Twice,
        };
    }

    fn finish(self, what: &'static str, how: &'static str) -> Result<Expect<T>, PolicyError> {
        match self {
            Self::Silent => Err(PolicyError::Unstated { what, how }),
            Self::Once(expectation) => Ok(expectation),
            Self::Twice => Err(PolicyError::Contradiction { what }),
        }
    }
}

struct ClockOf(Arc<dyn Clock>);

impl std::fmt::Debug for ClockOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Clock")
    }
}

/// Ten minutes: more leeway is a second lifetime.
const MOST_LEEWAY: Duration = Duration::from_secs(600);

impl ValidatorBuilder {
    pub(super) fn new() -> Self {
        Self {
            issuer: Stated::Silent,
            audiences: Stated::Silent,
            token_type: Stated::Silent,
            expiry: Stated::Silent,
            mode: Stated::Silent,
            required: Vec::new(),
            maximum_lifetime: None,
            leeway: Duration::from_secs(30),
            verifying_keys: None,
            decryption_keys: None,
            clock: None,
            limits: Limits::token(),
        }
    }

    pub(super) fn access_token() -> Self {
        let required = vec!["iss", "sub", "aud", "client_id", "exp", "iat", "jti"];
        Self { required, ..Self::new() }.token_type("at+jwt").expires()
    }

    /// The one issuer whose tokens are accepted, compared byte for byte, and the keys it signs with.
    #[must_use]
    pub fn issuer(mut self, issuer: impl Into<String>, keys: impl Into<VerifyingKeySet>) -> Self {
        self.issuer.say(Expect::Stated(issuer.into().into()));
        self.verifying_keys = Some(keys.into());
        self
    }

    /// The one issuer whose tokens are accepted, where the shared key of [`ValidatorBuilder::encrypted_with_shared_key`] takes the place of a
    /// signature.
    #[must_use]
    pub fn issuer_with_shared_key(mut self, issuer: impl Into<String>) -> Self {
        self.issuer.say(Expect::Stated(issuer.into().into()));
        self
    }

    /// Accepts whatever `iss` says, or its absence; the keys alone decide. `reason` stands in the code for whoever reads it.
    #[must_use]
    pub fn waive_issuer(mut self, keys: impl Into<VerifyingKeySet>, reason: &'static str) -> Self {
        self.issuer.say(waived(reason));
        self.verifying_keys = Some(keys.into());
        self
    }

    /// An audience that is us, compared byte for byte. Say it again for further names of ours; a token must be for one of them.
    #[must_use]
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        let audience = audience.into().into();
        match &mut self.audiences {
            Stated::Once(Expect::Stated(audiences)) => audiences.push(audience),
            silent_or_waived => silent_or_waived.say(Expect::Stated(vec![audience])),
        }
        self
    }

    /// Accepts whatever `aud` says, or its absence.
    #[must_use]
    pub fn waive_audience(mut self, reason: &'static str) -> Self {
        self.audiences.say(waived(reason));
        self
    }

    /// What `typ` must say, with or without `application/` and in any case (RFC 7515, section 4.1.9).
    #[must_use]
    pub fn token_type(mut self, token_type: impl Into<String>) -> Self {
        self.token_type.say(Expect::Stated(token_type.into().into()));
        self
    }

    /// Accepts whatever `typ` says, or its absence.
    #[must_use]
    pub fn waive_token_type(mut self, reason: &'static str) -> Self {
        self.token_type.say(waived(reason));
        self
    }

    /// A token must have `exp`.
    #[must_use]
    pub fn expires(mut self) -> Self {
        self.expiry.say(Expect::Stated(()));
        self.require("exp")
    }

    /// Accepts tokens without `exp`. One that is there still counts.
    #[must_use]
    pub fn waive_expiry(mut self, reason: &'static str) -> Self {
        self.expiry.say(waived(reason));
        self
    }

    /// From `iat` to `exp` a token may take no longer than this. Both must then be there.
    #[must_use]
    pub fn maximum_lifetime(mut self, maximum: Duration) -> Self {
        self.maximum_lifetime = Some(maximum);
        self
    }

    /// A token must have `sub`. Without this it is optional; its type is checked either way.
    #[must_use]
    pub fn require_subject(self) -> Self {
        self.require("sub")
    }

    /// A token must have `jti`. Without this it is optional; its type is checked either way.
    #[must_use]
    pub fn require_token_id(self) -> Self {
        self.require("jti")
    }

    /// A token must have `iat`. Without this it is optional; one in the future is refused either way.
    #[must_use]
    pub fn require_issued_at(self) -> Self {
        self.require("iat")
    }

    /// Mode: signed tokens only; encrypted ones are refused.
    #[must_use]
    pub fn signed_only(mut self) -> Self {
        self.mode.say(Expect::Stated(TokenMode::SignedOnly));
        self
    }

    /// Mode: encrypted tokens only, with a signed token inside.
    #[must_use]
    pub fn encrypted(mut self, keys: impl Into<DecryptionKeySet>) -> Self {
        self.mode.say(Expect::Stated(TokenMode::NestedOnly));
        self.decryption_keys = Some(keys.into());
        self
    }

    /// Mode: as [`ValidatorBuilder::encrypted`], and until `until` also signed tokens without an envelope, while issuers change over.
    #[must_use]
    pub fn encrypted_or_signed_until(mut self, until: UnixTime, keys: impl Into<DecryptionKeySet>) -> Self {
        self.mode.say(Expect::Stated(TokenMode::Migrate { until }));
        self.decryption_keys = Some(keys.into());
        self
    }

    /// Mode: claims encrypted under a shared key, without a signature. Whoever holds the key can issue.
    #[must_use]
    pub fn encrypted_with_shared_key(mut self, keys: impl Into<DecryptionKeySet>) -> Self {
        self.mode.say(Expect::Stated(TokenMode::EncryptedOnly));
        self.decryption_keys = Some(keys.into());
        self
    }

    /// How far the clocks of issuer and recipient may be apart: 30 seconds unless stated, ten minutes at most.
    #[must_use]
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.leeway = leeway;
        self
    }

    /// Where the time is read; the system's clock unless stated.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Some(ClockOf(Arc::new(clock)));
        self
    }

    /// What a token may cost; [`Limits::token`] unless stated.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The complete policy.
    ///
    /// # Errors
    /// [`PolicyError`] with what is missing, contradictory or empty, and the method that settles it.
    pub fn build(self) -> Result<Validator, PolicyError> {
        let issuer = self.issuer.finish("issuer", "issuer(..) or waive_issuer(..)")?;
        let audiences = self.audiences.finish("audience", "audience(..) or waive_audience(..)")?;
        let token_type = self.token_type.finish("token type", "token_type(..) or waive_token_type(..)")?;
        let expiry = self.expiry.finish("expiry", "expires() or waive_expiry(..)")?;
        let mode = "signed_only(), encrypted(..), encrypted_with_shared_key(..) or encrypted_or_signed_until(..)";
        let Expect::Stated(mode) = self.mode.finish("token mode", mode)? else {
            return Err(PolicyError::Contradiction { what: "token mode" });
        };
        not_empty("issuer", &issuer, |issuer| issuer.is_empty())?;
        not_empty("audience", &audiences, |all| all.iter().any(|audience| audience.is_empty()))?;
        not_empty("expiry", &expiry, |()| false)?;
        not_empty("token type", &token_type, |token_type| token_type.is_empty())?;
        if self.leeway > MOST_LEEWAY {
            return Err(PolicyError::Leeway);
        }
        check_keys(mode, self.verifying_keys.as_ref(), self.decryption_keys.as_ref())?;
        let policy = Policy {
            issuer,
            audiences,
            token_type,
            required: self.required,
            maximum_lifetime: self.maximum_lifetime,
            leeway: self.leeway,
            mode,
            verifying_keys: self.verifying_keys,
            decryption_keys: self.decryption_keys,
            clock: self.clock.map_or_else(|| Arc::new(SystemClock) as Arc<dyn Clock>, |ClockOf(clock)| clock),
            limits: self.limits,
        };
        Ok(Validator { policy: Arc::new(policy) })
    }

    fn require(mut self, claim: &'static str) -> Self {
        if !self.required.contains(&claim) {
            self.required.push(claim);
        }
        self
    }
}

/// A waiver needs a reason; one without is caught when the policy is built.
fn waived<T>(reason: &'static str) -> Expect<T> {
    Expect::Waived { reason }
}

fn not_empty<T>(what: &'static str, expectation: &Expect<T>, empty: impl Fn(&T) -> bool) -> Result<(), PolicyError> {
    let is_empty = match expectation {
        Expect::Stated(value) => empty(value),
        Expect::Waived { reason } => reason.trim().is_empty(),
    };
    if is_empty { Err(PolicyError::Empty { what }) } else { Ok(()) }
}

/// Keys without a use are a misunderstanding, and so is encryption to a public key without a signature.
fn check_keys(
    mode: TokenMode,
    verifying: Option<&VerifyingKeySet>,
    decryption: Option<&DecryptionKeySet>,
) -> Result<(), PolicyError> {
    let refused = |what| Err(PolicyError::Keys { what });
    match mode {
        TokenMode::EncryptedOnly if verifying.is_some() => {
            refused("this mode verifies no signature: state the issuer with issuer_with_shared_key(..)")
        }
        TokenMode::EncryptedOnly
            if !decryption.is_some_and(|set| set.keys().iter().all(|key| key.algorithm().is_symmetric())) =>
        {
            refused("anybody can encrypt to a public key: use encrypted(..), which demands a signature inside")
        }
        TokenMode::EncryptedOnly => Ok(()),
        TokenMode::SignedOnly if decryption.is_some() => {
            refused("decryption keys were given and the mode is signed_only()")
        }
        _ if verifying.is_none() => refused("this mode verifies a signature: state the issuer with issuer(.., keys)"),
        _ => Ok(()),
    }
}
