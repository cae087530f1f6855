//! Thumbprints: a name for a key that everybody computes alike.
//!
//! ```
//! use jose_jwk::PublicJwk;
//!
//! let key = PublicJwk::from_json(
//!     br#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
//! )?;
//! assert_eq!(key.thumbprint().to_string(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
//! # Ok::<(), jose_jwk::JwkError>(())
//! ```
//!
//! Only the numbers of the key count: two files with the same key and different `kid` or `alg` have one thumbprint, and so do the two
//! halves of a key pair. The thumbprint of a symmetric key is a hash of the secret: publish it only if the secret was generated,
//! because a typed one can be found by trying. Specification: RFC 7638, RFC 8037 section 2, RFC 9278.

use std::fmt;

use jose_core::base64url;
use jose_crypto::digest;
use zeroize::Zeroizing;

use crate::json::write::Members;

/// The SHA-256 thumbprint of a key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thumbprint([u8; 32]);

impl Thumbprint {
    /// The hash itself.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The thumbprint as a URI of RFC 9278, such as `urn:ietf:params:oauth:jwk-thumbprint:sha-256:…`.
    #[must_use]
    pub fn uri(&self) -> String {
        format!("urn:ietf:params:oauth:jwk-thumbprint:sha-256:{self}")
    }

    /// Of the members that RFC 7638, section 3.2, requires, which are those that [`Members`] writes for a public or a symmetric key.
    pub(crate) fn of(members: Members) -> Self {
        let members = members.sorted();
        let mut json = Zeroizing::new(String::with_capacity(members.len()));
        members.write(&mut json);
        Self(digest::sha256(json.as_bytes()))
    }
}

impl fmt::Display for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base64url::encode(&self.0))
    }
}

impl fmt::Debug for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Thumbprint({self})")
    }
}
