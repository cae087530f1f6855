//! Private keys.

use std::fmt;

use jose_core::{Curve, KeyType, SecretBytes};
use jose_crypto::material::{CheckedPrivate, PrivateMaterial};
use zeroize::Zeroizing;

use crate::{
    Jwk, JwkError, KeyKind, PublicJwk, Thumbprint,
    bind::suits,
    certificate::members as certificate,
    der, json,
    json::write::Members,
    metadata::{Metadata, accessors::metadata_accessors},
    pem, redacted,
    thumbprint::ThumbprintHash,
};

/// An asymmetric private key with its public half: EC, OKP, RSA or AKP.
///
/// ```
/// use jose_core::JwsAlgorithm;
/// use jose_jwk::{PrivateJwk, PublicJwk};
///
/// let key = PrivateJwk::generate_signing(JwsAlgorithm::Es256)?.with_thumbprint_key_id();
/// let published: PublicJwk = key.public();
/// assert_eq!(published.key_id(), key.key_id());
///
/// let kept = key.to_secret_json(); // wiped when dropped
/// assert_eq!(PrivateJwk::from_json(kept.as_bytes())?.thumbprint(), published.thumbprint());
/// # Ok::<(), jose_jwk::JwkError>(())
/// ```
///
/// # Security
/// It cannot be cloned, compared or serialized, and `Debug` shows `kty`, `kid` and `alg` only. Each way out has `secret` in its name.
/// That the halves belong together was checked when it was read: signing with a foreign public half can give the private one away.
pub struct PrivateJwk {
    material: CheckedPrivate,
    metadata: Metadata,
}

impl PrivateJwk {
    /// Reads a private JWK.
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] if it is a public or a symmetric key; otherwise as [`Jwk::from_json`].
    pub fn from_json(json: &[u8]) -> Result<Self, JwkError> {
        json::parse(json, Some(KeyKind::Private))?.try_into()
    }

    /// Reads a private key in PEM: PKCS#8 (`PRIVATE KEY`), SEC1 (`EC PRIVATE KEY`) or PKCS#1 (`RSA PRIVATE KEY`).
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] if it is a public key; otherwise as [`Jwk::from_pem`].
    pub fn from_pem(pem: &[u8]) -> Result<Self, JwkError> {
        Jwk::from_pem(pem)?.try_into()
    }

    /// Reads a private key in DER: PKCS#8, SEC1 or PKCS#1.
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] if it is a public key; otherwise as [`Jwk::from_der`].
    pub fn from_der(der: &[u8]) -> Result<Self, JwkError> {
        Jwk::from_der(der)?.try_into()
    }

    /// Makes a JWK of numbers that came from elsewhere.
    ///
    /// # Errors
    /// [`JwkError::Key`] if the numbers break a rule that every key must keep, or the halves do not belong together.
    pub fn from_material(material: PrivateMaterial) -> Result<Self, JwkError> {
        Self::build(material, Metadata::default())
    }

    pub(crate) fn from_checked(material: CheckedPrivate) -> Result<Self, JwkError> {
        Self::build_checked(material, Metadata::default())
    }

    pub(crate) fn build(material: PrivateMaterial, metadata: Metadata) -> Result<Self, JwkError> {
        Self::build_checked(CheckedPrivate::new(material)?, metadata)
    }

    fn build_checked(material: CheckedPrivate, metadata: Metadata) -> Result<Self, JwkError> {
        let public = material.public();
        let metadata = metadata.of_material(public.material().algorithm());
        let key = Self { material, metadata };
        suits::check(key.algorithm(), key.key_type(), key.curve())?;
        certificate::check(&key.metadata.others, Some(public.material()))?;
        Ok(key)
    }

    /// The public half, to be published: the private members are left out and `key_ops` turned round (`sign` into `verify`, `decrypt`
    /// into `encrypt`, `unwrapKey` into `wrapKey`; agreement and unknown names dropped). The rest is kept.
    #[must_use]
    pub fn public(&self) -> PublicJwk {
        PublicJwk::of(self.material.public(), self.metadata.public_half())
    }

    /// `kty`.
    #[must_use]
    pub fn key_type(&self) -> KeyType {
        match self.secret_material() {
            PrivateMaterial::Akp { .. } => KeyType::Akp,
            _ => self.curve().map_or(KeyType::Rsa, |curve| curve.row().key_type),
        }
    }

    /// `crv`, unless this is an RSA or an AKP key.
    #[must_use]
    pub fn curve(&self) -> Option<Curve> {
        match self.secret_material() {
            PrivateMaterial::Ec { curve, .. } | PrivateMaterial::Okp { curve, .. } => Some(*curve),
            _ => None,
        }
    }

    /// The numbers of the key, for formats that this crate does not write.
    #[must_use]
    pub fn secret_material(&self) -> &PrivateMaterial {
        self.material.material()
    }

    /// The numbers, with what their check made ready.
    pub(crate) fn checked(&self) -> &CheckedPrivate {
        &self.material
    }

    /// The SHA-256 thumbprint, the same as the public half's.
    #[must_use]
    pub fn thumbprint(&self) -> Thumbprint {
        self.thumbprint_with(ThumbprintHash::Sha256)
    }

    /// The thumbprint with another hash than SHA-256.
    #[must_use]
    pub fn thumbprint_with(&self, hash: ThumbprintHash) -> Thumbprint {
        Thumbprint::of_public(self.material.public().material(), hash)
    }

    /// The key as a JWK, private members included. The text is wiped when dropped.
    #[must_use]
    pub fn to_secret_json(&self) -> Zeroizing<String> {
        let members = self.members();
        let mut json = Zeroizing::new(String::with_capacity(members.len()));
        members.write(&mut json);
        json
    }

    /// The key as PKCS#8 in DER. `kid`, `alg` and the rest have no place there.
    ///
    /// # Errors
    /// [`JwkError::Unwritable`], which no key that was read or made here is known to cause.
    pub fn to_secret_der(&self) -> Result<SecretBytes, JwkError> {
        der::write::private(self.secret_material())
    }

    /// The key as PKCS#8 in PEM.
    ///
    /// # Errors
    /// As for [`PrivateJwk::to_secret_der`].
    pub fn to_secret_pem(&self) -> Result<Zeroizing<String>, JwkError> {
        pem::write("PRIVATE KEY", self.to_secret_der()?.expose()).map(Zeroizing::new)
    }

    metadata_accessors!();

    pub(crate) fn members(&self) -> Members {
        Members::private(self.secret_material()).with(&self.metadata)
    }

    pub(crate) fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    pub(crate) fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.metadata
    }
}

impl fmt::Debug for PrivateJwk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        redacted(f, "PrivateJwk", self.key_type(), &self.metadata)
    }
}
