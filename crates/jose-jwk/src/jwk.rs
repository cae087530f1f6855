//! Any one key, as files hold them.

mod read;

use jose_core::{Curve, KeyType};
use zeroize::Zeroizing;

use crate::{
    JwkError, PrivateJwk, PublicJwk, SymmetricJwk, Thumbprint,
    json::write::Members,
    metadata::{Metadata, accessors::metadata_accessors},
    thumbprint::ThumbprintHash,
};

pub(crate) use read::FileKind;

/// Any one key. Code that knows which kind it needs asks for that kind and lets the type check it.
///
/// ```
/// use jose_jwk::Jwk;
///
/// let key = Jwk::generate("ES256")?.with_thumbprint_key_id();
/// let signing = key.signing_key()?;
/// let verifying = key.verifying_key()?; // a private key verifies with its public half
/// assert_eq!(signing.key_id(), verifying.key_id());
/// # Ok::<(), jose_jwk::JwkError>(())
/// ```
#[derive(Debug)]
pub enum Jwk {
    /// An asymmetric public key.
    Public(PublicJwk),
    /// An asymmetric private key.
    Private(PrivateJwk),
    /// A shared secret.
    Symmetric(SymmetricJwk),
}

/// Which kind of key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// An asymmetric public key.
    Public,
    /// An asymmetric private key.
    Private,
    /// A shared secret.
    Symmetric,
}

impl Jwk {
    /// Which kind of key this is.
    #[must_use]
    pub fn kind(&self) -> KeyKind {
        match self {
            Self::Public(_) => KeyKind::Public,
            Self::Private(_) => KeyKind::Private,
            Self::Symmetric(_) => KeyKind::Symmetric,
        }
    }

    /// The public half: of a private key as [`PrivateJwk::public`] makes it, of a public key itself.
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] for a symmetric key.
    pub fn public(&self) -> Result<PublicJwk, JwkError> {
        match self {
            Self::Public(key) => Ok(key.clone()),
            Self::Private(key) => Ok(key.public()),
            Self::Symmetric(_) => Err(self.is_not(KeyKind::Public)),
        }
    }

    /// `kty`.
    #[must_use]
    pub fn key_type(&self) -> KeyType {
        match self {
            Self::Public(key) => key.key_type(),
            Self::Private(key) => key.key_type(),
            Self::Symmetric(key) => key.key_type(),
        }
    }

    /// `crv`, if the key is on a curve.
    #[must_use]
    pub fn curve(&self) -> Option<Curve> {
        match self {
            Self::Public(key) => key.curve(),
            Self::Private(key) => key.curve(),
            Self::Symmetric(_) => None,
        }
    }

    /// The SHA-256 thumbprint.
    #[must_use]
    pub fn thumbprint(&self) -> Thumbprint {
        match self {
            Self::Public(key) => key.thumbprint(),
            Self::Private(key) => key.thumbprint(),
            Self::Symmetric(key) => key.thumbprint(),
        }
    }

    /// The thumbprint with another hash than SHA-256.
    #[must_use]
    pub fn thumbprint_with(&self, hash: ThumbprintHash) -> Thumbprint {
        match self {
            Self::Public(key) => key.thumbprint_with(hash),
            Self::Private(key) => key.thumbprint_with(hash),
            Self::Symmetric(key) => key.thumbprint_with(hash),
        }
    }

    /// The key as a JWK, with its secrets if it has any. The text is wiped when dropped.
    #[must_use]
    pub fn to_secret_json(&self) -> Zeroizing<String> {
        match self {
            Self::Public(key) => Zeroizing::new(key.to_json()),
            Self::Private(key) => key.to_secret_json(),
            Self::Symmetric(key) => key.to_secret_json(),
        }
    }

    metadata_accessors!();

    pub(crate) fn members(&self) -> Members {
        match self {
            Self::Public(key) => key.members(),
            Self::Private(key) => key.members(),
            Self::Symmetric(key) => key.members(),
        }
    }

    pub(crate) fn is_not(&self, needed: KeyKind) -> JwkError {
        JwkError::WrongKind { found: self.kind(), needed }
    }

    fn metadata(&self) -> &Metadata {
        match self {
            Self::Public(key) => key.metadata(),
            Self::Private(key) => key.metadata(),
            Self::Symmetric(key) => key.metadata(),
        }
    }

    fn metadata_mut(&mut self) -> &mut Metadata {
        match self {
            Self::Public(key) => key.metadata_mut(),
            Self::Private(key) => key.metadata_mut(),
            Self::Symmetric(key) => key.metadata_mut(),
        }
    }
}

/// Wraps a key, or takes it out again if it is of the kind that is asked for.
macro_rules! conversions {
    ($($variant:ident($type:ty))*) => {$(
        impl From<$type> for Jwk {
            fn from(key: $type) -> Self {
                Self::$variant(key)
            }
        }

        impl TryFrom<Jwk> for $type {
            type Error = JwkError;

            fn try_from(key: Jwk) -> Result<Self, JwkError> {
                match key {
                    Jwk::$variant(key) => Ok(key),
                    other => Err(other.is_not(KeyKind::$variant)),
                }
            }
        }
    )*};
}

conversions! { Public(PublicJwk) Private(PrivateJwk) Symmetric(SymmetricJwk) }
