//! What a caller can say about the one recipient's key, and what need not be protected.

use jose_jwk::{JwkError, PublicJwk};
use serde_json::Value;

use crate::encrypt::{EncryptError, Encryptor};

impl<'e> Encryptor<'e> {
    /// `apu`: bytes about the sender that enter the key derivation of ECDH-ES. At most 1,024 by default at the recipient.
    #[must_use]
    pub fn party_u_info(mut self, party_u_info: &'e [u8]) -> Self {
        self.recipient.party_u_info = party_u_info;
        self
    }

    /// `apv`: bytes about the recipient that enter the key derivation of ECDH-ES. At most 1,024 by default at the recipient.
    #[must_use]
    pub fn party_v_info(mut self, party_v_info: &'e [u8]) -> Self {
        self.recipient.party_v_info = party_v_info;
        self
    }

    /// Puts `alg`, and what the recipient needs to find the key, into the unprotected header, in the forms in JSON. Recipients may refuse that,
    /// see [`Decryptor::require_protected_algorithm`](crate::Decryptor::require_protected_algorithm).
    #[must_use]
    pub fn unprotected_algorithm(mut self) -> Self {
        self.unprotected_algorithm = true;
        self
    }

    /// Puts `enc` into the unprotected header, in the forms in JSON. Recipients may refuse that, as for
    /// [`Encryptor::unprotected_algorithm`].
    #[must_use]
    pub fn unprotected_content_encryption(mut self) -> Self {
        self.unprotected_content_encryption = true;
        self
    }

    /// Puts `kid` into the unprotected header, in the forms in JSON. It does no harm there: a wrong one finds no key, or one that does not
    /// decrypt.
    #[must_use]
    pub fn unprotected_key_id(mut self) -> Self {
        self.unprotected_key_id = true;
        self
    }

    /// `zip`, over a plaintext that is compressed already.
    #[cfg(feature = "hazmat")]
    pub(crate) fn already_compressed(mut self) -> Self {
        self.settings.compression = crate::encrypt::settings::Compression::Before;
        self
    }

    /// `jwk`: the recipient's public key, for whoever cannot find it by its name.
    #[must_use]
    pub fn public_key(mut self, key: &PublicJwk) -> Self {
        // What a key writes is always a JSON object.
        self.settings.public_key = Some(serde_json::from_str(&key.to_json()).unwrap_or_default());
        self
    }

    /// `jku`: where the set of keys is published that has the recipient's.
    #[must_use]
    pub fn key_set_url(mut self, url: &'e str) -> Self {
        self.settings.key_set_url = Some(url);
        self
    }

    /// `x5u`: where the recipient's chain of certificates is published.
    #[must_use]
    pub fn certificates_url(mut self, url: &'e str) -> Self {
        self.settings.certificates_url = Some(url);
        self
    }

    /// `x5c`: the recipient's chain of certificates, each in PEM or DER, that of the key first.
    ///
    /// # Errors
    /// [`EncryptError::Certificate`] if there is none, or one cannot be read. Whether the first is for this key is not checked.
    pub fn certificates<C: AsRef<[u8]>>(mut self, chain: &[C]) -> Result<Self, EncryptError> {
        let key = with_certificates(chain)?;
        let list = key.member("x5c").and_then(Value::as_array).into_iter().flatten();
        self.settings.certificates = list.filter_map(Value::as_str).map(str::to_owned).collect();
        Ok(self)
    }

    /// `x5t#S256`: the SHA-256 thumbprint of the recipient's certificate, which is in PEM or DER.
    ///
    /// # Errors
    /// [`EncryptError::Certificate`] if it cannot be read.
    pub fn certificate_thumbprint(mut self, certificate: &[u8]) -> Result<Self, EncryptError> {
        self.settings.thumbprint = text(&with_certificates(&[certificate])?, "x5t#S256");
        Ok(self)
    }

    /// `x5t`: the SHA-1 thumbprint of the recipient's certificate, for peers that find certificates by nothing better.
    ///
    /// # Security
    /// SHA-1 is broken: two certificates can be made with one thumbprint. It can only help to find a certificate.
    ///
    /// # Errors
    /// As for [`Encryptor::certificate_thumbprint`].
    pub fn certificate_sha1_thumbprint(mut self, certificate: &[u8]) -> Result<Self, EncryptError> {
        self.settings.sha1_thumbprint = text(&with_certificates(&[certificate])?, "x5t");
        Ok(self)
    }
}

/// A key that carries this chain, as JSON wants it. `jose-jwk` is where certificates are read.
fn with_certificates<C: AsRef<[u8]>>(chain: &[C]) -> Result<PublicJwk, EncryptError> {
    let first = chain.first().map(AsRef::as_ref).unwrap_or_default();
    let read = |first| -> Result<PublicJwk, JwkError> { PublicJwk::from_certificate(first)?.with_certificates(chain) };
    read(first).map_err(EncryptError::Certificate)
}

fn text(key: &PublicJwk, member: &str) -> Option<String> {
    key.member(member).and_then(Value::as_str).map(str::to_owned)
}
