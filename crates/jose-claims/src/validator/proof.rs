//! How the sender of a token was proven, and what the headers that the proof covers say besides.

use jose_core::{
    JwsAlgorithm,
    header::{JoseHeader, media_type},
};
use jose_crypto::{DecryptionKey, VerifyingKey};

use crate::policy::{Outer, Replicated};

/// All that is known of a token whose sender is proven, but its claims.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Proof<'a> {
    /// The type that the token says it has.
    pub(crate) message_type: Option<&'a str>,
    /// Whether its payload says to be another token.
    pub(crate) holds_a_token: bool,
    /// What the header of the envelope repeats, if there is one.
    pub(crate) outer: Outer<'a>,
    /// The key's own name.
    pub(crate) key_id: Option<&'a str>,
    /// The issuer whose keys it was, where there are several.
    pub(crate) issuer: Option<&'a str>,
    /// The algorithm of the signature; none under a shared key.
    pub(crate) algorithm: Option<JwsAlgorithm>,
}

impl<'a> Proof<'a> {
    /// By a signature, whatever is around it.
    #[inline]
    pub(super) fn by_signature(
        header: &'a JoseHeader<'_>,
        key: &'a VerifyingKey,
        issuer: Option<&'a str>,
        outer: Outer<'a>,
    ) -> Self {
        Self {
            message_type: header.message_type(),
            holds_a_token: is_jwt(header),
            outer,
            key_id: key.key_id(),
            issuer,
            algorithm: Some(key.algorithm()),
        }
    }

    /// By a key that only the sender and the recipient have.
    #[inline]
    pub(super) fn by_shared_key(header: &'a JoseHeader<'_>, key: &'a DecryptionKey) -> Self {
        Self {
            message_type: header.message_type(),
            holds_a_token: is_jwt(header),
            outer: Some(Replicated::of(header)),
            key_id: key.key_id(),
            issuer: None,
            algorithm: None,
        }
    }
}

/// Whether a header says that there is a token inside.
pub(super) fn is_jwt(header: &JoseHeader<'_>) -> bool {
    header.content_type().is_some_and(|content_type| media_type::same(content_type, "JWT"))
}
