//! The ways in.

use jose_core::LimitExceeded;

use crate::{
    Jwk, JwkError, PrivateJwk, PublicJwk,
    der::{self, Material},
    json, pem,
};

impl Jwk {
    /// Reads any JWK.
    ///
    /// ```
    /// use jose_jwk::Jwk;
    ///
    /// let key = Jwk::from_json(br#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#)?;
    /// assert_eq!(key.key_type().name(), "oct");
    /// # Ok::<(), jose_jwk::JwkError>(())
    /// ```
    ///
    /// An asymmetric key with any private member is a private key, and must then be complete. Unknown members are kept.
    ///
    /// # Errors
    /// [`JwkError::Limit`] beyond 64 KiB, 16 levels or 256 members, a `kid` beyond 1 KiB, or more than 16 certificates;
    /// [`JwkError::Json`] if it is not strict JSON;
    /// [`JwkError::Unsupported`] for an unknown `kty` or `crv`;
    /// [`JwkError::Missing`], [`JwkError::Member`] and [`JwkError::Foreign`] if the members are not those of such a key;
    /// [`JwkError::Key`] if the numbers break a rule, the halves do not belong together, or `alg` needs another type or curve.
    pub fn from_json(json: &[u8]) -> Result<Self, JwkError> {
        json::parse(json, None)
    }

    /// Reads a key in PEM: PKCS#8, SPKI, SEC1 or PKCS#1, told apart by the label.
    ///
    /// There must be one block; `EC PARAMETERS` before `EC PRIVATE KEY`, as OpenSSL writes them, is skipped. Text before the block and
    /// white space after it are allowed.
    ///
    /// # Errors
    /// [`JwkError::Format`] if it is something else, such as a certificate, an encrypted key or several blocks: the message says what was
    /// found and what to do. [`JwkError::Broken`] if it is damaged. Otherwise as [`Jwk::from_der`].
    pub fn from_pem(pem: &[u8]) -> Result<Self, JwkError> {
        Self::from_read(pem::read(pem)?)
    }

    /// Reads a key in DER: PKCS#8, SPKI, SEC1 or PKCS#1, told apart by their structure.
    ///
    /// # Errors
    /// [`JwkError::Limit`] beyond 64 KiB;
    /// [`JwkError::Format`] if it is something else;
    /// [`JwkError::Broken`] if it is damaged or anything follows it;
    /// [`JwkError::Unsupported`] for an unknown algorithm or curve, by its name or number;
    /// [`JwkError::Key`] if the numbers break a rule or the halves do not belong together.
    pub fn from_der(der: &[u8]) -> Result<Self, JwkError> {
        LimitExceeded::check("key_bytes", der.len(), json::KEY_BYTES)?;
        Self::from_read(der::read(der)?)
    }

    /// Reads a JWK, PEM or DER, as files hold them. For tools that people give files to; code that knows what it expects says so.
    ///
    /// Text that starts with `{` is JSON, text with a PEM boundary is PEM, bytes that start with a DER sequence are DER. With the feature
    /// `openssh`, what OpenSSH writes is read as [`Jwk::from_openssh`](crate::Jwk) does.
    ///
    /// # Errors
    /// [`JwkError::Limit`] beyond 64 KiB; [`JwkError::Format`] if it is none of the three; otherwise as the three say.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, JwkError> {
        match FileKind::of(bytes)? {
            FileKind::Json => Self::from_json(bytes),
            FileKind::Pem => Self::from_pem(bytes),
            FileKind::Der => Self::from_der(bytes),
            #[cfg(feature = "openssh")]
            FileKind::OpenSsh => Self::from_openssh(bytes),
        }
    }

    fn from_read(material: Material) -> Result<Self, JwkError> {
        match material {
            Material::Public(material) => PublicJwk::from_material(material).map(Self::Public),
            Material::Private(material) => PrivateJwk::from_checked(material).map(Self::Private),
        }
    }
}

/// What a file seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    Json,
    Pem,
    Der,
    #[cfg(feature = "openssh")]
    OpenSsh,
}

impl FileKind {
    /// Nothing larger than the largest file that is read is looked at.
    pub(crate) fn of(bytes: &[u8]) -> Result<Self, JwkError> {
        LimitExceeded::check("set_bytes", bytes.len(), json::SET_BYTES)?;
        let text = bytes.trim_ascii_start();
        if text.starts_with(b"{") {
            return Ok(Self::Json);
        }
        #[cfg(feature = "openssh")]
        if crate::openssh::is_key(bytes) {
            return Ok(Self::OpenSsh);
        }
        if pem::has_boundary(bytes) {
            Ok(Self::Pem)
        } else if bytes.first() == Some(&SEQUENCE) {
            Ok(Self::Der)
        } else {
            Err(neither(text))
        }
    }
}

/// The tag with which every key in DER starts.
const SEQUENCE: u8 = 0x30;

fn neither(text: &[u8]) -> JwkError {
    let (found, advice) = if text.is_empty() {
        ("an empty file", "check its name")
    } else if text.starts_with(b"ssh-") || text.starts_with(b"ecdsa-sha2-") {
        (
            "an OpenSSH public key",
            "read it with Jwk::from_openssh (feature openssh), or convert it with `ssh-keygen -e -m PKCS8 -f FILE`",
        )
    } else if text.starts_with(b"PuTTY-User-Key-File") {
        ("a PuTTY key", "export it as an OpenSSL key first")
    } else if text.starts_with(b"\xef\xbb\xbf") || text.starts_with(b"\xff\xfe") || text.starts_with(b"\xfe\xff") {
        ("text with a byte order mark", "save it as plain UTF-8 without one")
    } else if text.starts_with(b"[") {
        ("a JSON list", "put it into the member `keys` of an object, as a JWK Set has it")
    } else {
        ("something else", "check that this is the right file")
    };
    JwkError::Format { found: found.into(), needed: "a JWK, PEM or DER", advice }
}
