//! From whom a token is, and for whom.

use std::borrow::Cow;

use jose_jwk::VerifyingKeySet;

use super::{ValidatorBuilder, state::Stated};
use crate::policy::{Expect, TrustedIssuer};

impl ValidatorBuilder {
    /// An issuer whose tokens are accepted, compared byte for byte, and the keys it signs with. Say it again for further issuers.
    ///
    /// With several, the issuer that a token names chooses the keys, and no other's prove anything; a token that names none of them is
    /// refused before any key is touched.
    #[must_use]
    pub fn issuer(mut self, issuer: impl Into<String>, keys: impl Into<VerifyingKeySet>) -> Self {
        let issuer = TrustedIssuer { name: issuer.into().into(), keys: Some(keys.into()) };
        match &mut self.issuers {
            Stated::Once(Expect::Stated(issuers))
                if issuers.iter().all(|other| other.keys.is_some() && other.name != issuer.name) =>
            {
                issuers.push(issuer);
            }
            silent_or_contradicted => silent_or_contradicted.expect(vec![issuer]),
        }
        self
    }

    /// The one issuer whose tokens are accepted, where the shared key of [`ValidatorBuilder::encrypted_with_shared_key`] takes the place of a
    /// signature.
    #[must_use]
    pub fn issuer_with_shared_key(mut self, issuer: impl Into<String>) -> Self {
        self.issuers.expect(vec![TrustedIssuer { name: issuer.into().into(), keys: None }]);
        self
    }

    /// Accepts whatever `iss` says, or its absence; the keys alone decide. `reason` stands in the code for whoever reads it. An access token
    /// must name an issuer even so.
    #[must_use]
    pub fn waive_issuer(self, keys: impl Into<VerifyingKeySet>, reason: &'static str) -> Self {
        self.issuer_waived(keys.into(), reason.into())
    }

    pub(crate) fn issuer_waived(mut self, keys: VerifyingKeySet, reason: Cow<'static, str>) -> Self {
        self.issuers.waive(reason);
        self.anyones_keys = Some(keys);
        self
    }

    /// An audience that is us, compared byte for byte. Say it again for further names of ours; a token must be for one of them.
    #[must_use]
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        let audience = audience.into().into();
        match &mut self.audiences {
            Stated::Once(Expect::Stated(audiences)) if !audiences.is_empty() => audiences.push(audience),
            silent_or_waived => silent_or_waived.expect(vec![audience]),
        }
        self
    }

    /// A token must have no `aud`: one that names an audience was made for somebody who checks it. For issuers whose tokens name nobody; no
    /// profile is for those.
    ///
    /// # Security
    /// A token that names nobody is good wherever its issuer is trusted and nobody is expected. State it only where each service has keys of
    /// its own (RFC 8725, section 3.9).
    #[must_use]
    pub fn forbid_audience(mut self) -> Self {
        self.audiences.expect(Vec::new());
        self
    }

    /// Accepts whatever `aud` says, or its absence. An access token must name somebody even so.
    ///
    /// # Security
    /// A token for any other service of the same issuer is then good here. Waive it only where each service has keys of its own.
    #[must_use]
    pub fn waive_audience(self, reason: &'static str) -> Self {
        self.audience_waived(reason.into())
    }

    pub(crate) fn audience_waived(mut self, reason: Cow<'static, str>) -> Self {
        self.audiences.waive(reason);
        self
    }
}
