//! The request that a proof is about.

use std::fmt;

/// The request that a proof is about, as the server saw it.
///
/// ```
/// use jose_claims::DpopRequest;
///
/// let request = DpopRequest::new("GET", "https://api.example/orders?page=2").access_token("the access token");
/// # let _ = request;
/// ```
#[derive(Clone, Copy)]
pub struct DpopRequest<'r> {
    pub(super) method: &'r str,
    pub(super) target: &'r str,
    pub(super) access_token: Option<&'r str>,
}

impl<'r> DpopRequest<'r> {
    /// A request with this method to this `http` or `https` URI. A query and a fragment are left out of the comparison.
    ///
    /// # Security
    /// The URI is the one that the client used. Behind a proxy it is made from the server's own configuration: a `Host` header that a stranger
    /// chose would let a proof for another server pass.
    #[must_use]
    pub fn new(method: &'r str, target: &'r str) -> Self {
        Self { method, target, access_token: None }
    }

    /// The access token that came with the proof, without `DPoP` before it. The proof must have `ath`, and it must be of this token. A resource
    /// server always says it; a token endpoint has none to say.
    #[must_use]
    pub fn access_token(mut self, access_token: &'r str) -> Self {
        self.access_token = Some(access_token);
        self
    }
}

impl fmt::Debug for DpopRequest<'_> {
    /// Shows neither token nor URI: a query may hold anything.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DpopRequest").field("method", &self.method).finish_non_exhaustive()
    }
}
