//! Private keys encrypted with a password, as PKCS#8. Specification: RFC 5958 section 3, RFC 8018, RFC 7914.
//!
//! What a file says about its encryption is read and bounded before anything is derived from a password: the rounds are a stranger's choice.

mod bounds;
mod write;

use der::{
    Decode, ErrorKind,
    asn1::{AnyRef, ObjectIdentifier, OctetStringRef},
};
use jose_core::{LimitExceeded, SecretBytes};
use pkcs8::{
    EncryptedPrivateKeyInfoRef,
    pkcs5::{EncryptionScheme, pbes2::PBES2_OID},
};
use spki::AlgorithmIdentifierRef;

use crate::{
    Jwk, JwkError, PrivateJwk,
    der::{self as keys, Material, shape, shape::Structure},
    json::KEY_BYTES,
    pem,
};

impl PrivateJwk {
    /// Reads an encrypted private key in PEM (`ENCRYPTED PRIVATE KEY`). Needs the feature `encrypted-pkcs8`.
    ///
    /// ```
    /// use jose_jwk::{Jwk, PrivateJwk};
    ///
    /// let key = PrivateJwk::try_from(Jwk::generate("ES256")?)?;
    /// let pem = key.to_encrypted_pem(b"correct horse battery staple")?;
    /// assert!(PrivateJwk::from_encrypted_pem(pem.as_bytes(), b"Tr0ub4dor&3").is_err());
    ///
    /// let again = PrivateJwk::from_encrypted_pem(pem.as_bytes(), b"correct horse battery staple")?;
    /// assert_eq!(again.thumbprint(), key.thumbprint());
    /// # Ok::<(), jose_jwk::JwkError>(())
    /// ```
    ///
    /// PBES2 is read, with PBKDF2 (HMAC with SHA-1 or SHA-2) or scrypt, and AES in CBC or GCM: all that OpenSSL 3 writes unless it is asked for
    /// something old. The password is bytes: text is UTF-8 and is not normalized.
    ///
    /// # Errors
    /// [`JwkError::NotDecrypted`] if the password is wrong or what is encrypted is damaged, which are not told apart;
    /// [`JwkError::Limit`] beyond 64 KiB, 1,200,000 rounds, or what scrypt may cost;
    /// [`JwkError::Format`] if it is encrypted in another way, not encrypted, or something else; [`JwkError::Broken`] if it is damaged on the outside; and what is said of
    /// the key in it as by [`Jwk::from_der`].
    pub fn from_encrypted_pem(pem: &[u8], password: &[u8]) -> Result<Self, JwkError> {
        let der = pem::read_labelled(pem, &[LABEL], NEEDED, ADVICE)?;
        Self::from_encrypted_der(der.expose(), password)
    }

    /// Reads an encrypted private key in DER, as [`PrivateJwk::from_encrypted_pem`].
    ///
    /// # Errors
    /// As for [`PrivateJwk::from_encrypted_pem`].
    pub fn from_encrypted_der(der: &[u8], password: &[u8]) -> Result<Self, JwkError> {
        LimitExceeded::check("key_bytes", der.len(), KEY_BYTES)?;
        if let Some(found) = shape::of(der).filter(|found| *found != Structure::EncryptedPkcs8) {
            return Err(JwkError::Format { found: found.name().into(), needed: NEEDED, advice: ADVICE });
        }
        let plain = decrypt(der, password)?;
        // A wrong password now and then looks right until its result is looked at, and must not be told apart even then.
        if shape::of(plain.expose()) != Some(Structure::Pkcs8) {
            return Err(JwkError::NotDecrypted);
        }
        match keys::read_as(Structure::Pkcs8, plain.expose()) {
            Ok(Material::Private(material)) => Self::from_checked(material),
            Ok(Material::Public(_)) | Err(JwkError::Broken { .. }) => Err(JwkError::NotDecrypted),
            Err(refusal) => Err(refusal),
        }
    }

    /// The key as encrypted PKCS#8 in PEM, as [`PrivateJwk::to_encrypted_der`].
    ///
    /// # Errors
    /// As for [`PrivateJwk::to_encrypted_der`].
    pub fn to_encrypted_pem(&self, password: &[u8]) -> Result<String, JwkError> {
        pem::write(LABEL, &self.to_encrypted_der(password)?)
    }

    /// The key as encrypted PKCS#8 in DER: PBES2 with PBKDF2-HMAC-SHA256 of 600,000 rounds, and AES-256 in CBC, which OpenSSL and everything
    /// else of the last fifteen years reads. `kid`, `alg` and the rest have no place there. Needs the feature `encrypted-pkcs8`.
    ///
    /// # Security
    /// The form has no integrity check: who can change the file can damage the key unseen, and a reader has to check that the halves
    /// belong together, as this crate does. The password is all that protects the key from whoever has the file.
    ///
    /// # Errors
    /// [`JwkError::Key`] if the password is empty or the system gives no random bytes; [`JwkError::Unwritable`], which no key that was read
    /// or made here is known to cause.
    pub fn to_encrypted_der(&self, password: &[u8]) -> Result<Vec<u8>, JwkError> {
        write::encrypt(self.to_secret_der()?.expose(), password)
    }
}

impl Jwk {
    /// Reads an encrypted private key in PEM, as [`PrivateJwk::from_encrypted_pem`].
    ///
    /// # Errors
    /// As for [`PrivateJwk::from_encrypted_pem`].
    pub fn from_encrypted_pem(pem: &[u8], password: &[u8]) -> Result<Self, JwkError> {
        PrivateJwk::from_encrypted_pem(pem, password).map(Self::Private)
    }

    /// Reads an encrypted private key in DER, as [`PrivateJwk::from_encrypted_pem`].
    ///
    /// # Errors
    /// As for [`PrivateJwk::from_encrypted_pem`].
    pub fn from_encrypted_der(der: &[u8], password: &[u8]) -> Result<Self, JwkError> {
        PrivateJwk::from_encrypted_der(der, password).map(Self::Private)
    }
}

fn decrypt(der: &[u8], password: &[u8]) -> Result<SecretBytes, JwkError> {
    // The crate below does not say of every algorithm that it is merely unknown.
    let algorithm = AnyRef::from_der(der).and_then(|outer| {
        outer.sequence(|parts| {
            let algorithm = AlgorithmIdentifierRef::decode(parts)?;
            <&OctetStringRef>::decode(parts)?;
            Ok(algorithm.oid)
        })
    });
    let algorithm = algorithm.map_err(|fault: ::der::Error| broken(&fault))?;
    if algorithm != PBES2_OID {
        return Err(unsupported(algorithm));
    }
    let info = EncryptedPrivateKeyInfoRef::from_der(der).map_err(|fault| broken(&fault))?;
    let EncryptionScheme::Pbes2(parameters) = &info.encryption_algorithm else {
        return Err(unsupported(algorithm));
    };
    bounds::check(&parameters.kdf)?;
    let plain = parameters.decrypt(password, info.encrypted_data.as_bytes()).map_err(|_| JwkError::NotDecrypted)?;
    Ok(SecretBytes::new(plain))
}

fn broken(fault: &::der::Error) -> JwkError {
    match fault.kind() {
        ErrorKind::OidUnknown { oid } => unsupported(oid),
        _ => JwkError::Broken { structure: "the encrypted private key", fault: keys::explain(fault) },
    }
}

fn unsupported(algorithm: ObjectIdentifier) -> JwkError {
    JwkError::Format {
        found: format!("a private key encrypted with {algorithm}").into(),
        needed: "PBES2 with PBKDF2 or scrypt, and AES",
        advice: "write it again, with `openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out NEW`",
    }
}

const LABEL: &str = "ENCRYPTED PRIVATE KEY";
const NEEDED: &str = "an encrypted private key";
const ADVICE: &str = "read a key in the clear without a password, and write one with the older encryption of OpenSSL again, \
                      with `openssl pkcs8 -topk8 -in FILE -out NEW`";
