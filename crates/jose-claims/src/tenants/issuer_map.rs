//! A fixed table of issuers.

use std::{collections::HashMap, fmt, sync::Arc};

use super::{ResolvePolicy, UntrustedIssuer};
use crate::{PolicyError, Validator};

/// Policies by the issuers that they state, exactly as they state them. The context has no say, and tokens that name no issuer have no policy.
#[derive(Clone, Default)]
pub struct IssuerMap(HashMap<Box<str>, Arc<Validator>>);

impl IssuerMap {
    /// A table of these policies. Nothing is named twice: each policy knows its issuers.
    ///
    /// # Errors
    /// [`PolicyError::Contradiction`] if two of them state the same issuer, [`PolicyError::Unstated`] if one waives it.
    pub fn new<V: Into<Arc<Validator>>>(validators: impl IntoIterator<Item = V>) -> Result<Self, PolicyError> {
        let mut map = HashMap::new();
        for validator in validators {
            let validator: Arc<Validator> = validator.into();
            let unstated = PolicyError::Unstated { what: "issuer".into(), how: "issuer(..)" };
            for issuer in validator.stated_issuers().ok_or(unstated)? {
                if map.insert(issuer.into(), Arc::clone(&validator)).is_some() {
                    return Err(PolicyError::Contradiction { what: "issuer".into() });
                }
            }
        }
        Ok(Self(map))
    }

    /// The policy that states this issuer.
    #[must_use]
    pub fn get(&self, issuer: &UntrustedIssuer<'_>) -> Option<&Arc<Validator>> {
        self.0.get(issuer.name())
    }
}

impl<C: ?Sized> ResolvePolicy<C> for IssuerMap {
    fn resolve(&self, issuer: Option<&UntrustedIssuer<'_>>, _: &C) -> Option<Arc<Validator>> {
        self.get(issuer?).cloned()
    }
}

impl fmt::Debug for IssuerMap {
    /// Shows the issuers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
