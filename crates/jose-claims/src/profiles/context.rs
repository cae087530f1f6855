//! What an identity token is compared with.

use std::fmt;

/// What the client knows of the login that an identity token answers.
///
/// ```
/// use jose_claims::IdTokenContext;
///
/// let login = IdTokenContext::new().nonce("n-0S6_WzA2Mj").access_token("SlAV32hkKG");
/// # let _ = login;
/// ```
///
/// What is given is demanded: a token without the claim for it is refused. Where the provider may leave a hash out, as it may in the code
/// flow, say [`IdTokenContext::access_token_if_hashed`]. OpenID Connect Core, sections 3.1.3.6 to 3.1.3.8 and 3.3.2.11.
#[derive(Clone, Copy, Default)]
pub struct IdTokenContext<'r> {
    pub(crate) nonce: Option<&'r str>,
    pub(crate) access_token: Option<Hashed<'r>>,
    pub(crate) code: Option<Hashed<'r>>,
}

/// What a hash in the token is of, and whether there must be one.
#[derive(Clone, Copy)]
pub(crate) struct Hashed<'r> {
    pub(crate) text: &'r str,
    pub(crate) demanded: bool,
}

impl<'r> IdTokenContext<'r> {
    /// Nothing but the token itself.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.nonce.is_none() && self.access_token.is_none() && self.code.is_none()
    }

    /// The nonce that was sent with the authentication request, and kept with the user's session. The token must repeat it.
    #[must_use]
    pub fn nonce(mut self, nonce: &'r str) -> Self {
        self.nonce = Some(nonce);
        self
    }

    /// The access token that came with it. `at_hash` must be there and be of this token.
    #[must_use]
    pub fn access_token(mut self, access_token: &'r str) -> Self {
        self.access_token = Some(Hashed { text: access_token, demanded: true });
        self
    }

    /// As [`IdTokenContext::access_token`], where `at_hash` may be absent.
    #[must_use]
    pub fn access_token_if_hashed(mut self, access_token: &'r str) -> Self {
        self.access_token = Some(Hashed { text: access_token, demanded: false });
        self
    }

    /// The authorization code that came with it. `c_hash` must be there and be of this code.
    #[must_use]
    pub fn code(mut self, code: &'r str) -> Self {
        self.code = Some(Hashed { text: code, demanded: true });
        self
    }

    /// As [`IdTokenContext::code`], where `c_hash` may be absent.
    #[must_use]
    pub fn code_if_hashed(mut self, code: &'r str) -> Self {
        self.code = Some(Hashed { text: code, demanded: false });
        self
    }
}

impl fmt::Debug for IdTokenContext<'_> {
    /// Shows which parts there are, and none of them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdTokenContext")
            .field("nonce", &self.nonce.is_some())
            .field("access_token", &self.access_token.is_some())
            .field("code", &self.code.is_some())
            .finish()
    }
}
