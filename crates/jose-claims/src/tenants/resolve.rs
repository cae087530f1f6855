//! Who knows the policies.

use std::sync::Arc;

use super::UntrustedIssuer;
use crate::Validator;

/// Finds the policy for a token. Closures that take the same arguments are resolvers, too.
///
/// ```
/// use std::sync::Arc;
///
/// use jose_claims::{IssuerMap, ResolvePolicy, UntrustedIssuer, Validator};
///
/// /// Staff come from one issuer, customers from many.
/// struct Doors {
///     staff: Arc<Validator>,
///     customers: IssuerMap,
/// }
///
/// enum Door {
///     Staff,
///     Shop,
/// }
///
/// impl ResolvePolicy<Door> for Doors {
///     fn resolve(&self, issuer: Option<&UntrustedIssuer<'_>>, door: &Door) -> Option<Arc<Validator>> {
///         match door {
///             Door::Staff => Some(Arc::clone(&self.staff)),
///             Door::Shop => self.customers.get(issuer?).cloned(),
///         }
///     }
/// }
/// ```
///
/// It is asked once for each token, before any key is touched, and by anybody who can send a token: look up what is there, and fetch or build nothing
/// on request. Validators are shared snapshots; when a tenant's keys change, put a new one in place of the old.
pub trait ResolvePolicy<C: ?Sized> {
    /// The policy for a token that names this issuer, if any, in this context. `None` refuses the token.
    ///
    /// # Security
    /// The issuer is whatever somebody wrote. Compare it; never build a path, an address or a query from it. The context should be what the
    /// request has proven, or what the server knows of it.
    fn resolve(&self, issuer: Option<&UntrustedIssuer<'_>>, context: &C) -> Option<Arc<Validator>>;
}

impl<C: ?Sized, F> ResolvePolicy<C> for F
where
    F: Fn(Option<&UntrustedIssuer<'_>>, &C) -> Option<Arc<Validator>>,
{
    fn resolve(&self, issuer: Option<&UntrustedIssuer<'_>>, context: &C) -> Option<Arc<Validator>> {
        self(issuer, context)
    }
}
