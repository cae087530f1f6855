//! From what was said to an issuer, or to what is missing or contradictory.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, OnceLock},
    time::Duration,
};

use super::{DEFAULT_LIFETIME, IssuerBuilder};
use crate::{
    SystemClock,
    both_jobs::ReadyKey,
    issuer::{
        BuildIssuerError, Issuer,
        settings::{Audiences, Settings},
    },
};

impl IssuerBuilder {
    /// The issuer.
    ///
    /// # Errors
    /// [`BuildIssuerError`] with what is missing or contradictory.
    pub fn build(mut self) -> Result<Issuer, BuildIssuerError> {
        if self.name.is_empty() {
            return Err(BuildIssuerError::EmptyName);
        }
        let mut signing = std::mem::take(&mut self.signing).into_iter();
        let signing_by = signing.next().ok_or(BuildIssuerError::NoSigningKey)?;
        if signing.next().is_some() {
            return Err(BuildIssuerError::TwoSigningKeys);
        }
        if self.signed_only != self.audiences.is_empty() {
            return Err(BuildIssuerError::Encryption);
        }
        let lifetime = self.lifetime.unwrap_or(DEFAULT_LIFETIME.min(self.maximum_lifetime));
        if lifetime.as_secs() == 0 || lifetime > self.maximum_lifetime {
            return Err(BuildIssuerError::Lifetime { maximum: self.maximum_lifetime });
        }
        let audiences = self.audiences(signing_by.ready(), lifetime)?;
        let settings = Settings {
            name: self.name,
            header: signing_by.header(),
            signing: signing_by,
            audiences,
            lifetime,
            maximum_lifetime: self.maximum_lifetime,
            clock: self.clock.unwrap_or_else(|| Arc::new(SystemClock)),
            readable: readable(self.readable)?,
            replicated: self.replicated,
            signature_bytes: OnceLock::new(),
        };
        if !settings.replicated.is_empty() && !settings.encrypts() {
            return Err(BuildIssuerError::Replication);
        }
        Ok(Issuer { settings: Arc::new(settings) })
    }

    fn audiences(&mut self, signing_key: ReadyKey<'_>, lifetime: Duration) -> Result<Audiences, BuildIssuerError> {
        if self.signed_only {
            return Ok(Audiences::AllReadable);
        }
        let mut named = HashMap::with_capacity(self.audiences.len());
        for (audience, settings) in std::mem::take(&mut self.audiences) {
            let terms = settings.resolve(&audience, signing_key, (lifetime, self.maximum_lifetime))?;
            if named.contains_key(&audience) {
                return Err(BuildIssuerError::TwoKeys { audience });
            }
            named.insert(audience, terms);
        }
        Ok(Audiences::Named(named))
    }
}

fn readable(said: Vec<(String, String)>) -> Result<BTreeMap<String, String>, BuildIssuerError> {
    let mut reasons = BTreeMap::new();
    for (claim, reason) in said {
        if reason.trim().is_empty() {
            return Err(BuildIssuerError::EmptyReason { what: claim });
        }
        if reasons.contains_key(&claim) {
            return Err(BuildIssuerError::TwoReasons { claim });
        }
        reasons.insert(claim, reason);
    }
    Ok(reasons)
}
