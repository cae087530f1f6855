//! Public keys.

use std::fmt;

use jose_core::{Curve, KeyType};
use jose_crypto::material::{CheckedPublic, PublicMaterial};

use crate::{
    Jwk, JwkError, KeyKind, Thumbprint,
    bind::suits,
    certificate::members as certificate,
    der, json,
    json::write::Members,
    metadata::{Metadata, accessors::metadata_accessors},
    pem, redacted,
    thumbprint::ThumbprintHash,
};

/// The public half of an asymmetric key: EC, OKP, RSA or AKP. It holds no secret and can hold none.
///
/// ```
/// use jose_jwk::PublicJwk;
///
/// let key = PublicJwk::from_json(
///     br#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"1"}"#,
/// )?;
/// assert_eq!(key.key_id(), Some("1"));
/// let verifying = key.verifying_key()?; // an Ed25519 key without `alg` verifies EdDSA
/// assert_eq!(verifying.algorithm().name(), "EdDSA");
///
/// // A file with the private half in it is no public key.
/// let leaked = br#"{"kty":"OKP","crv":"Ed25519","d":"","x":""}"#;
/// assert!(PublicJwk::from_json(leaked).is_err());
/// # Ok::<(), jose_jwk::JwkError>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct PublicJwk {
    material: CheckedPublic,
    metadata: Metadata,
}

impl PublicJwk {
    /// Reads a public JWK.
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] if it is a private or a symmetric key; otherwise as [`Jwk::from_json`].
    pub fn from_json(json: &[u8]) -> Result<Self, JwkError> {
        json::parse(json, Some(KeyKind::Public))?.try_into()
    }

    /// Reads a public key in PEM: SPKI (`PUBLIC KEY`) or PKCS#1 (`RSA PUBLIC KEY`).
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] if it is a private key; otherwise as [`Jwk::from_pem`].
    pub fn from_pem(pem: &[u8]) -> Result<Self, JwkError> {
        Jwk::from_pem(pem)?.try_into()
    }

    /// Reads a public key in DER: SPKI or PKCS#1.
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] if it is a private key; otherwise as [`Jwk::from_der`].
    pub fn from_der(der: &[u8]) -> Result<Self, JwkError> {
        Jwk::from_der(der)?.try_into()
    }

    /// Makes a JWK of numbers that came from elsewhere.
    ///
    /// # Errors
    /// [`JwkError::Key`] if the numbers break a rule that every key must keep.
    pub fn from_material(material: PublicMaterial) -> Result<Self, JwkError> {
        Self::build(material, Metadata::default())
    }

    pub(crate) fn build(material: PublicMaterial, metadata: Metadata) -> Result<Self, JwkError> {
        let metadata = metadata.of_material(material.algorithm());
        let key = Self { material: CheckedPublic::new(material)?, metadata };
        suits::check(key.algorithm(), key.key_type(), key.curve())?;
        certificate::check(&key.metadata.others, Some(key.material()))?;
        Ok(key)
    }

    /// The public half of a private key, whose halves have been checked.
    pub(crate) fn of(material: CheckedPublic, metadata: Metadata) -> Self {
        Self { material, metadata }
    }

    /// `kty`.
    #[must_use]
    pub fn key_type(&self) -> KeyType {
        self.material().key_type()
    }

    /// `crv`, unless this is an RSA or an AKP key.
    #[must_use]
    pub fn curve(&self) -> Option<Curve> {
        self.material().curve()
    }

    /// The numbers of the key.
    #[must_use]
    pub fn material(&self) -> &PublicMaterial {
        self.material.material()
    }

    /// The numbers, with what their check made ready.
    pub(crate) fn checked(&self) -> &CheckedPublic {
        &self.material
    }

    /// The SHA-256 thumbprint, the same as the private half's.
    #[must_use]
    pub fn thumbprint(&self) -> Thumbprint {
        self.thumbprint_with(ThumbprintHash::Sha256)
    }

    /// The thumbprint with another hash than SHA-256.
    #[must_use]
    pub fn thumbprint_with(&self, hash: ThumbprintHash) -> Thumbprint {
        Thumbprint::of_public(self.material(), hash)
    }

    /// The key as a JWK.
    #[must_use]
    pub fn to_json(&self) -> String {
        let members = self.members();
        let mut json = String::with_capacity(members.len());
        members.write(&mut json);
        json
    }

    /// The key as SPKI in DER. `kid`, `alg` and the rest have no place there.
    ///
    /// # Errors
    /// [`JwkError::Unwritable`], which no key that was read or made here is known to cause.
    pub fn to_der(&self) -> Result<Vec<u8>, JwkError> {
        der::write::public(self.material())
    }

    /// The key as SPKI in PEM.
    ///
    /// # Errors
    /// As for [`PublicJwk::to_der`].
    pub fn to_pem(&self) -> Result<String, JwkError> {
        pem::write("PUBLIC KEY", &self.to_der()?)
    }

    metadata_accessors!();

    pub(crate) fn members(&self) -> Members {
        Members::public(self.material()).with(&self.metadata)
    }

    pub(crate) fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    pub(crate) fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.metadata
    }
}

impl fmt::Debug for PublicJwk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        redacted(f, "PublicJwk", self.key_type(), &self.metadata)
    }
}
