//! X.509 certificates: the public key in one, and the members `x5c`, `x5t` and `x5t#S256` of a JWK.
//!
//! Nothing here is trusted. No signature, date, name, purpose or chain is looked at: a certificate is a container of a key, and the
//! members are checked only so that a JWK cannot say one key in its numbers and another in its chain. Specification: RFC 7517, sections
//! 4.6 to 4.9; RFC 5280, section 4.1.

pub(crate) mod members;
mod parse;

use jose_core::{LimitExceeded, SecretBytes};

use crate::{JwkError, PrivateJwk, PublicJwk, json::KEY_BYTES, pem};

impl PublicJwk {
    /// Takes the public key out of one X.509 certificate, in PEM (`CERTIFICATE`) or DER. That is all that is taken.
    ///
    /// ```
    /// use jose_jwk::PublicJwk;
    ///
    /// let pem = b"-----BEGIN CERTIFICATE-----\n\
    /// MIIBMDCB46ADAgECAhRjP8cnvbtV9I0VtyoXxSWt+iLxWjAFBgMrZXAwDTELMAkG\n\
    /// A1UEAwwCZWQwIBcNMjYxMTIyMDAxODM5WhgPMjEyNjEwMjkwMDE4MzlaMA0xCzAJ\n\
    /// BgNVBAMMAmVkMCowBQYDK2VwAyEA0CM8sv/YjBNMrZ7vJw5SPKoN+r2X5LoVL0BC\n\
    /// 1KVNq0ijUzBRMB0GA1UdDgQWBBSw0dePzp26/+pEZssaWKpUvsOuwjAfBgNVHSME\n\
    /// GDAWgBSw0dePzp26/+pEZssaWKpUvsOuwjAPBgNVHRMBAf8EBTADAQH/MAUGAytl\n\
    /// cANBAHqLAPqpgiU2zeLCO3FSJ9gDO40bL1mCfbhXP2+2xs7DAx8iu9KwUX5brVpa\n\
    /// 3ILZ5ZaFA76Ej6sOvYAZ+Zbv7ww=\n\
    /// -----END CERTIFICATE-----\n";
    /// let key = PublicJwk::from_certificate(pem)?;
    /// assert_eq!(key.curve().map(|curve| curve.name()), Some("Ed25519"));
    /// let key = key.with_certificates(&[pem])?; // now with `x5c` and both thumbprints
    /// assert_eq!(key.member("x5t"), Some(&"nR4LXooYB5iYzcH_m86D1QRVoME".into()));
    /// # Ok::<(), jose_jwk::JwkError>(())
    /// ```
    ///
    /// # Security
    /// **The certificate is not validated in any way.** Its signature, issuer, subject, dates, key usage and revocation are not looked
    /// at, and no chain is built: anybody can write a certificate with any name in it. Whether this key may be trusted was decided by how
    /// the bytes came to you, and by nothing here.
    ///
    /// # Errors
    /// [`JwkError::Format`] if it is something else, or several PEM blocks; [`JwkError::Broken`] if it is damaged or anything
    /// follows it; [`JwkError::Unsupported`] for a key of an unknown algorithm or curve; [`JwkError::Key`] if the numbers break a rule;
    /// [`JwkError::Limit`] beyond 64 KiB.
    pub fn from_certificate(certificate: &[u8]) -> Result<Self, JwkError> {
        Self::from_material(parse::subject_key(der(certificate)?.expose())?)
    }

    /// The same key with this chain of certificates, each in PEM or DER, the key's own first: it sets `x5c`, `x5t` and `x5t#S256`.
    ///
    /// # Security
    /// Only the key of the first certificate is compared with this one. The chain is carried and not validated: whoever reads the
    /// JWK has to.
    ///
    /// # Errors
    /// [`JwkError::Member`] if the first certificate holds another key, or there is none; [`JwkError::Limit`] beyond 16; otherwise as
    /// [`PublicJwk::from_certificate`].
    pub fn with_certificates<C: AsRef<[u8]>>(mut self, chain: &[C]) -> Result<Self, JwkError> {
        let chain = chain.iter().map(|one| der(one.as_ref())).collect::<Result<Vec<_>, _>>()?;
        members::set(&mut self.metadata_mut().others, &chain);
        members::check(&self.metadata().others, Some(self.material()))?;
        Ok(self)
    }

    /// The certificates of `x5c` in DER, the key's own first. There are none if the key has no `x5c`.
    #[must_use]
    pub fn certificates(&self) -> Vec<Vec<u8>> {
        members::chain(&self.metadata().others)
    }
}

impl PrivateJwk {
    /// The same key with this chain of certificates, as [`PublicJwk::with_certificates`].
    ///
    /// # Errors
    /// As for [`PublicJwk::with_certificates`].
    pub fn with_certificates<C: AsRef<[u8]>>(mut self, chain: &[C]) -> Result<Self, JwkError> {
        let chain = chain.iter().map(|one| der(one.as_ref())).collect::<Result<Vec<_>, _>>()?;
        members::set(&mut self.metadata_mut().others, &chain);
        members::check(&self.metadata().others, Some(&self.secret_material().public()))?;
        Ok(self)
    }

    /// The certificates of `x5c` in DER, as [`PublicJwk::certificates`].
    #[must_use]
    pub fn certificates(&self) -> Vec<Vec<u8>> {
        members::chain(&self.metadata().others)
    }
}

/// The DER of one certificate that may be in PEM.
fn der(certificate: &[u8]) -> Result<SecretBytes, JwkError> {
    LimitExceeded::check("key_bytes", certificate.len(), KEY_BYTES)?;
    if pem::has_boundary(certificate) {
        pem::read_labelled(certificate, LABELS, "a certificate", ADVICE)
    } else {
        Ok(SecretBytes::from(certificate))
    }
}

/// RFC 7468, section 5.1: the second is an older word for the first.
const LABELS: &[&str] = &["CERTIFICATE", "X509 CERTIFICATE"];

const ADVICE: &str = "read a key that is not in a certificate with from_pem, and write an OpenSSL trusted certificate \
                      again, with `openssl x509 -in FILE -out PLAIN`";
