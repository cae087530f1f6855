//! The keys of OpenSSH in: Ed25519, ECDSA and RSA. Specification: RFC 4251 section 5, RFC 4253 section 6.6, RFC 5656 section 3.1,
//! RFC 8709; `PROTOCOL.key` of OpenSSH for private keys.
//!
//! A comment beside a key is not kept: it says who made the key and on which machine, and is no identifier.

mod private;
mod public;
mod wire;

use jose_core::LimitExceeded;

use crate::{Jwk, JwkError, PrivateJwk, PublicJwk, json::KEY_BYTES, pem};

impl Jwk {
    /// Reads a key of OpenSSH: one line of a `.pub` file, or a private key that starts with `-----BEGIN OPENSSH PRIVATE KEY-----` and
    /// has no passphrase. Needs the feature `openssh`.
    ///
    /// ```
    /// use jose_jwk::Jwk;
    ///
    /// let key = Jwk::from_openssh(b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea anna@laptop")?;
    /// assert_eq!(key.public()?.to_json(), r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#);
    /// # Ok::<(), jose_jwk::JwkError>(())
    /// ```
    ///
    /// # Errors
    /// [`JwkError::Format`] if it is something else, has a passphrase, is a certificate, or stands for a key inside a security key (`sk-`):
    /// the message says what to do. [`JwkError::Broken`] if it is damaged; [`JwkError::Unsupported`] for an unknown type;
    /// [`JwkError::Key`] if the numbers break a rule or do not belong together; [`JwkError::Limit`] beyond 64 KiB.
    pub fn from_openssh(key: &[u8]) -> Result<Self, JwkError> {
        LimitExceeded::check("key_bytes", key.len(), KEY_BYTES)?;
        if pem::has_boundary(key) {
            let der = pem::read_labelled(key, &[LABEL], "an OpenSSH key", "read it with from_pem")?;
            PrivateJwk::from_material(private::read(der.expose())?).map(Self::Private)
        } else {
            PublicJwk::from_material(public::line(key)?).map(Self::Public)
        }
    }
}

impl PublicJwk {
    /// Reads a public key of OpenSSH, as [`Jwk::from_openssh`].
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] if it is a private key; otherwise as [`Jwk::from_openssh`].
    pub fn from_openssh(key: &[u8]) -> Result<Self, JwkError> {
        Jwk::from_openssh(key)?.try_into()
    }
}

impl PrivateJwk {
    /// Reads a private key of OpenSSH that has no passphrase, as [`Jwk::from_openssh`].
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] if it is a public key; otherwise as [`Jwk::from_openssh`].
    pub fn from_openssh(key: &[u8]) -> Result<Self, JwkError> {
        Jwk::from_openssh(key)?.try_into()
    }
}

/// Whether a file looks like a key of OpenSSH. What stands before the armour of a PEM file is no part of it.
pub(crate) fn is_key(bytes: &[u8]) -> bool {
    if pem::has_boundary(bytes) {
        return pem::starts_with_label(bytes, LABEL);
    }
    let starts: [&[u8]; 4] = [b"ssh-", b"ecdsa-sha2-", b"sk-ssh-", b"sk-ecdsa-"];
    starts.iter().any(|start| bytes.trim_ascii_start().starts_with(start))
}

const LABEL: &str = "OPENSSH PRIVATE KEY";
