//! What a caller can say about the headers.

use jose_jwk::{JwkError, PublicJwk};
use serde_json::Value;

use super::{SignError, Signer};

impl<'s, K> Signer<'s, K> {
    /// `typ`: what the whole message is, such as `at+jwt`.
    #[must_use]
    pub fn message_type(mut self, message_type: &'s str) -> Self {
        self.settings.message_type = Some(message_type);
        self
    }

    /// `cty`: what the payload is, such as `JWT`.
    #[must_use]
    pub fn content_type(mut self, content_type: &'s str) -> Self {
        self.settings.content_type = Some(content_type);
        self
    }

    /// A header member of the application's own. A registered name is refused when the message is signed.
    #[must_use]
    pub fn member(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.settings.members.insert(name.into(), value.into());
        self
    }

    /// As [`Signer::member`], and listed in `crit`: whoever does not understand it refuses the message.
    #[must_use]
    pub fn critical_member(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        let name = name.into();
        if !self.settings.critical.contains(&name) {
            self.settings.critical.push(name.clone());
        }
        self.member(name, value)
    }

    /// A header member of the application's own that the signature does not cover, in the forms in JSON.
    ///
    /// # Security
    /// Whoever carries the message can change it.
    #[must_use]
    pub fn unprotected_member(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.settings.unprotected_members.insert(name.into(), value.into());
        self
    }

    /// Puts `kid` where the signature does not cover it, in the forms in JSON. It does no harm there: a wrong one finds no key, or one that
    /// does not verify.
    #[must_use]
    pub fn unprotected_key_id(mut self) -> Self {
        self.settings.unprotected_key_id = true;
        self
    }

    /// Puts `alg` where the signature does not cover it, in the forms in JSON. Verifiers may refuse that, see
    /// [`Verifier::require_protected_algorithm`](crate::Verifier::require_protected_algorithm).
    #[must_use]
    pub fn unprotected_algorithm(mut self) -> Self {
        self.settings.unprotected_algorithm = true;
        self
    }

    /// Signs the payload as it is and not its base64url, and lets it stand so in the message: `b64` is false (RFC 7797). Best with detached
    /// payloads; a verifier has to [allow](crate::Verifier::allow_unencoded_payload) it. Never for a JWT (section 7).
    #[must_use]
    pub fn unencoded_payload(mut self) -> Self {
        self.settings.unencoded = true;
        self
    }

    /// `jwk`: the key that verifies, for protocols in which the first message introduces it (ACME, DPoP).
    ///
    /// # Security
    /// It says nothing about who signed. Whoever reads it must have another reason to trust the key; no verifier of this crate uses it.
    #[must_use]
    pub fn public_key(mut self, key: &PublicJwk) -> Self {
        // What a key writes is always a JSON object.
        self.settings.public_key = Some(serde_json::from_str(&key.to_json()).unwrap_or_default());
        self
    }

    /// `jku`: where the set of keys is published that has this one.
    #[must_use]
    pub fn key_set_url(mut self, url: &'s str) -> Self {
        self.settings.key_set_url = Some(url);
        self
    }

    /// `x5u`: where the chain of certificates is published.
    #[must_use]
    pub fn certificates_url(mut self, url: &'s str) -> Self {
        self.settings.certificates_url = Some(url);
        self
    }

    /// `x5c`: the chain of certificates, each in PEM or DER, that of the signing key first.
    ///
    /// # Errors
    /// [`SignError::Certificate`] if there is none, or one cannot be read. Whether the first is for this key is not checked: the public half
    /// is not at hand, and may be in a device.
    pub fn certificates<C: AsRef<[u8]>>(mut self, chain: &[C]) -> Result<Self, SignError> {
        let key = with_certificates(chain)?;
        let list = key.member("x5c").and_then(Value::as_array).into_iter().flatten();
        self.settings.certificates = list.filter_map(Value::as_str).map(str::to_owned).collect();
        Ok(self)
    }

    /// `x5t#S256`: the SHA-256 thumbprint of the signing key's certificate, which is in PEM or DER.
    ///
    /// # Errors
    /// [`SignError::Certificate`] if it cannot be read.
    pub fn certificate_thumbprint(mut self, certificate: &[u8]) -> Result<Self, SignError> {
        self.settings.thumbprint = text(&with_certificates(&[certificate])?, "x5t#S256");
        Ok(self)
    }

    /// `x5t`: the SHA-1 thumbprint of the signing key's certificate, for peers that find certificates by nothing better.
    ///
    /// # Security
    /// SHA-1 is broken: two certificates can be made with one thumbprint. It can only help to find a certificate.
    ///
    /// # Errors
    /// As for [`Signer::certificate_thumbprint`].
    pub fn certificate_sha1_thumbprint(mut self, certificate: &[u8]) -> Result<Self, SignError> {
        self.settings.sha1_thumbprint = text(&with_certificates(&[certificate])?, "x5t");
        Ok(self)
    }
}

/// A key that carries this chain, as JSON wants it. `jose-jwk` is where certificates are read.
fn with_certificates<C: AsRef<[u8]>>(chain: &[C]) -> Result<PublicJwk, SignError> {
    let first = chain.first().map(AsRef::as_ref).unwrap_or_default();
    let read = |first| -> Result<PublicJwk, JwkError> { PublicJwk::from_certificate(first)?.with_certificates(chain) };
    read(first).map_err(SignError::Certificate)
}

fn text(key: &PublicJwk, member: &str) -> Option<String> {
    key.member(member).and_then(Value::as_str).map(str::to_owned)
}
