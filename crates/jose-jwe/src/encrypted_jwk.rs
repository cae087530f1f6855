//! Encrypted keys and key sets, as files keep them: a JWK, or a JWK Set, inside a JWE.
//!
//! ```no_run
//! use jose_jwe::encrypted_jwk::{decrypt_jwk, encrypt_jwk};
//! use jose_jwk::Jwk;
//!
//! let key = Jwk::generate("ES256")?;
//! let file = encrypt_jwk(&key, b"correct horse battery staple")?;
//! assert_eq!(decrypt_jwk(&file, b"correct horse battery staple")?.thumbprint(), key.thumbprint());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! You want this for private keys at rest, or on their way to whoever may have them. Under a password they are in the compact form, with
//! `PBES2-HS512+A256KW`, A256GCM and 600,000 rounds: of the three algorithms for passwords it is the one with the longest keys, and the one whose
//! hash gains the least on graphics cards. Decrypting takes all three, with 1,000 to [`Limits::PBES2_ROUNDS`] rounds. For another way to encrypt
//! there are [`encrypt_jwk_with`] and its kind, with any key.
//!
//! # Security
//! The rounds make each guess cost a part of a second, and no more: a password that is in a list of passwords will be found. Who has the password
//! can also write such a file; with a public key, everybody can. Specification: RFC 7517, section 7 and appendix C.

mod error;

use jose_core::{ContentEncryption, KeyManagementAlgorithm, Limits, SecretBytes, header::media_type};
use jose_crypto::{DecryptionKey, EncryptionKey, KeyError};
use jose_jwk::{DecryptionKeySet, Jwk, JwkSet};

pub use error::EncryptedJwkError;

use crate::{Decryptor, Encryptor};

/// Encrypts a key, with its secrets, under a password.
///
/// # Errors
/// [`EncryptedJwkError::Password`] if the password is empty, [`EncryptedJwkError::Encrypt`] if the system gave no random bytes.
pub fn encrypt_jwk(key: &Jwk, password: &[u8]) -> Result<String, EncryptedJwkError> {
    under_password(password, JWK, &key.to_secret_json())
}

/// Encrypts a key set, with its secrets, under a password. What was skipped when the set was read is not in it.
///
/// # Errors
/// As for [`encrypt_jwk`].
pub fn encrypt_jwk_set(set: &JwkSet, password: &[u8]) -> Result<String, EncryptedJwkError> {
    under_password(password, JWK_SET, &set.to_secret_json())
}

/// Decrypts a key that is encrypted under a password.
///
/// # Errors
/// [`EncryptedJwkError::Decrypt`] if the message is malformed or not for a password, asks for too many rounds, or the password is wrong, which
/// looks like any change to the message; [`EncryptedJwkError::ContentType`] if it says that it holds something else; [`EncryptedJwkError::Key`] if
/// it does not hold a key; [`EncryptedJwkError::Password`] if the password is empty.
pub fn decrypt_jwk(message: &str, password: &[u8]) -> Result<Jwk, EncryptedJwkError> {
    with_password(password, |decryptor| decrypt_jwk_with(decryptor, message))
}

/// Decrypts a key set that is encrypted under a password. The set's secrets are taken as keys.
///
/// # Errors
/// As for [`decrypt_jwk`].
pub fn decrypt_jwk_set(message: &str, password: &[u8]) -> Result<JwkSet, EncryptedJwkError> {
    with_password(password, |decryptor| decrypt_jwk_set_with(decryptor, message))
}

/// Encrypts a key, with its secrets, as `encryptor` says, in the compact form. `cty` is set here.
///
/// # Errors
/// [`EncryptedJwkError::Encrypt`] as for [`Encryptor::encrypt_compact`].
pub fn encrypt_jwk_with(encryptor: &Encryptor<'_>, key: &Jwk) -> Result<String, EncryptedJwkError> {
    encrypt(encryptor, JWK, &key.to_secret_json())
}

/// Encrypts a key set, with its secrets, as `encryptor` says, in the compact form. `cty` is set here.
///
/// # Errors
/// As for [`encrypt_jwk_with`].
pub fn encrypt_jwk_set_with(encryptor: &Encryptor<'_>, set: &JwkSet) -> Result<String, EncryptedJwkError> {
    encrypt(encryptor, JWK_SET, &set.to_secret_json())
}

/// Decrypts a key in the compact form, with the keys of `decryptor` and what it accepts.
///
/// # Errors
/// As for [`decrypt_jwk`].
pub fn decrypt_jwk_with(decryptor: &Decryptor<'_>, message: &str) -> Result<Jwk, EncryptedJwkError> {
    Ok(Jwk::from_json(decrypt(decryptor, JWK, message)?.expose())?)
}

/// Decrypts a key set in the compact form, with the keys of `decryptor` and what it accepts. The set's secrets are taken as keys.
///
/// # Errors
/// As for [`decrypt_jwk`].
pub fn decrypt_jwk_set_with(decryptor: &Decryptor<'_>, message: &str) -> Result<JwkSet, EncryptedJwkError> {
    Ok(JwkSet::from_json(decrypt(decryptor, JWK_SET, message)?.expose())?)
}

fn under_password(password: &[u8], content_type: &str, json: &str) -> Result<String, EncryptedJwkError> {
    let key = EncryptionKey::password(ALGORITHM, password)?;
    encrypt(&Encryptor::new(&key, ContentEncryption::A256Gcm), content_type, json)
}

fn with_password<T>(
    password: &[u8],
    run: impl FnOnce(&Decryptor<'_>) -> Result<T, EncryptedJwkError>,
) -> Result<T, EncryptedJwkError> {
    let keys = PASSWORD_ALGORITHMS.iter().map(|algorithm| DecryptionKey::password(*algorithm, password));
    let keys = keys.collect::<Result<Vec<_>, KeyError>>()?;
    let keys = DecryptionKeySet::new(keys)?;
    let mut limits = Limits::default();
    limits.pbes2_rounds = Limits::PBES2_ROUNDS;
    run(&Decryptor::new(&keys).limits(limits))
}

fn encrypt(encryptor: &Encryptor<'_>, content_type: &str, json: &str) -> Result<String, EncryptedJwkError> {
    Ok(encryptor.clone().content_type(content_type).encrypt_compact(json.as_bytes())?)
}

/// RFC 7517, section 7: a sender leaves `cty` out where both sides know what comes. One that says something else is refused.
fn decrypt(decryptor: &Decryptor<'_>, content_type: &str, message: &str) -> Result<SecretBytes, EncryptedJwkError> {
    let decrypted = decryptor.decrypt_compact(message)?;
    match decrypted.header().content_type() {
        Some(found) if !media_type::same(found, content_type) => Err(EncryptedJwkError::ContentType),
        _ => Ok(decrypted.into_plaintext()),
    }
}

const JWK: &str = "jwk+json";
const JWK_SET: &str = "jwk-set+json";
const ALGORITHM: KeyManagementAlgorithm = KeyManagementAlgorithm::Pbes2Hs512A256Kw;
const PASSWORD_ALGORITHMS: [KeyManagementAlgorithm; 3] =
    [KeyManagementAlgorithm::Pbes2Hs256A128Kw, KeyManagementAlgorithm::Pbes2Hs384A192Kw, ALGORITHM];
