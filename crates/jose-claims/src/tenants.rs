//! Many policies, and one of them for each token.

mod hint;
mod issuer_map;
mod resolve;

use std::{fmt, sync::Arc};

use jose_core::Limits;
use serde::{Deserialize, de::DeserializeOwned};

pub use hint::UntrustedIssuer;
pub use issuer_map::IssuerMap;
pub use resolve::ResolvePolicy;

use crate::{ClaimsBuffer, Explanation, Token, ValidateError, Validator};

/// Several tenants, each with a policy of its own, from its keys to its clock. Who the tenant is follows from the issuer that a token names and from
/// the context of the request (`C`): a host name, a path, a certificate. Cloning shares it.
///
/// ```
/// use std::{collections::HashMap, sync::Arc};
///
/// use jose_claims::{IssuerMap, Tenants, UntrustedIssuer, Validator};
/// # use jose_claims::{Issuer, ValidateError};
/// use jose_core::JwsAlgorithm;
/// use jose_jwk::PrivateJwk;
///
/// # let acme_key = PrivateJwk::generate_signing(JwsAlgorithm::EdDsa)?;
/// # let globex_key = PrivateJwk::generate_signing(JwsAlgorithm::EdDsa)?;
/// let policy = |issuer: &str, key: &PrivateJwk| {
///     let policy = Validator::access_token().issuer(issuer, key.public().verifying_key()?);
///     Ok::<_, Box<dyn std::error::Error>>(policy.audience("https://api.example").signed_only().build()?)
/// };
/// let acme = policy("https://acme.example", &acme_key)?;
/// let globex = policy("https://globex.example", &globex_key)?;
///
/// // Where the issuer alone says who the tenant is:
/// let tenants: Tenants = Tenants::new(IssuerMap::new([acme.clone(), globex.clone()])?);
/// # let issue = |issuer: &str, key: &PrivateJwk| {
/// #     let issuer = Issuer::builder(issuer).sign_with(key.signing_key()?).signed_only().build()?;
/// #     Ok::<_, Box<dyn std::error::Error>>(issuer.access_token("u", "https://api.example").client_id("web").issue()?)
/// # };
/// # let token = issue("https://acme.example", &acme_key)?;
/// let token_of_acme = tenants.validate::<serde_json::Value>(&token, &())?;
/// # assert_eq!(token_of_acme.issuer(), Some("https://acme.example"));
///
/// // Where the request has a say, too:
/// let hosts = HashMap::from([("acme.api.example", Arc::new(acme)), ("globex.api.example", Arc::new(globex))]);
/// let tenants = Tenants::<str>::new(move |_: Option<&UntrustedIssuer<'_>>, host: &str| hosts.get(host).cloned());
/// assert!(tenants.validate::<serde_json::Value>(&token, "acme.api.example").is_ok());
/// # let refused = tenants.validate::<serde_json::Value>(&token, "globex.api.example").err();
/// # assert_eq!(refused, Some(ValidateError::UnknownIssuer));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// The issuer is read before anything is proven, from the claims of a signed token, or from the header of an envelope that repeats `iss` there
/// (RFC 7519, section 5.3). Other envelopes name none, and the context alone decides. Reading it costs one more pass over the claims.
///
/// # Security
/// Choosing a policy proves nothing. The policy that was chosen is applied in full, and it must itself state the issuer that the token names, or
/// the token is refused before any key is touched: a resolver that is wrong, or that was talked into something, refuses too much and never
/// accepts too much. Only a policy that waives its issuer leaves this to its keys.
///
/// Nothing is shared between tenants but what their policies share: give each its own keys and its own stores, as whoever fills a store that two
/// share has filled it for both.
pub struct Tenants<C: ?Sized = ()> {
    resolver: Arc<dyn ResolvePolicy<C> + Send + Sync>,
    limits: Limits,
}

impl<C: ?Sized> Tenants<C> {
    /// Tenants whose policies `resolver` knows: an [`IssuerMap`], a closure, or a type of yours.
    pub fn new(resolver: impl ResolvePolicy<C> + Send + Sync + 'static) -> Self {
        Self { resolver: Arc::new(resolver), limits: Limits::token() }
    }

    /// What a token may cost before its policy is known, in place of [`Limits::token`]. The policy has limits of its own besides.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Opens `token` under the policy of its tenant, as [`Validator::validate`] does.
    ///
    /// # Errors
    /// As for [`Tenants::policy`], and then as for [`Validator::validate`].
    pub fn validate<T: DeserializeOwned>(&self, token: &str, context: &C) -> Result<Token<T>, ValidateError> {
        self.policy(token, context)?.validate(token)
    }

    /// As [`Tenants::validate`], for a `T` that borrows, as in [`Validator::validate_in`].
    ///
    /// # Errors
    /// As for [`Tenants::validate`].
    pub fn validate_in<'b, T: Deserialize<'b>>(
        &self,
        token: &str,
        context: &C,
        room: &'b mut ClaimsBuffer,
    ) -> Result<Token<T>, ValidateError> {
        self.policy(token, context)?.validate_in(token, room)
    }

    /// What the policy of its tenant says to `token`, as [`Validator::explain`] does, after whether there is such a policy.
    #[must_use]
    pub fn explain(&self, token: &str, context: &C) -> Explanation {
        Explanation::of_tenant(self.policy(token, context).map(|policy| policy.explain(token)))
    }

    /// The policy for `token`, whose issuer it states, for whatever else a [`Validator`] does. Nothing about the token is proven yet.
    ///
    /// # Errors
    /// [`ValidateError::UnknownIssuer`] if there is no policy for the token, if the policy states other issuers than the one that the token
    /// names, or if what stands for the issuer cannot be read; [`ValidateError::Malformed`] if the token is not well-formed or exceeds a limit. No
    /// key was touched in either case.
    pub fn policy(&self, token: &str, context: &C) -> Result<Arc<Validator>, ValidateError> {
        let issuer = hint::read(token, &self.limits)?;
        let issuer = issuer.as_deref().map(UntrustedIssuer::new);
        let policy = self.resolver.resolve(issuer.as_ref(), context).ok_or(ValidateError::UnknownIssuer)?;
        let named = |issuer: UntrustedIssuer<'_>| {
            policy.stated_issuers().is_none_or(|mut stated| stated.any(|stated| issuer == *stated))
        };
        if issuer.is_none_or(named) { Ok(policy) } else { Err(ValidateError::UnknownIssuer) }
    }
}

impl<C: ?Sized> Clone for Tenants<C> {
    fn clone(&self) -> Self {
        Self { resolver: Arc::clone(&self.resolver), limits: self.limits }
    }
}

impl<C: ?Sized> fmt::Debug for Tenants<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tenants").field("limits", &self.limits).finish_non_exhaustive()
    }
}
