//! Encrypted PKCS#8 out.

use der::{Encode, asn1::OctetStringRef};
use jose_crypto::{KeyError, random};
use pkcs8::{EncryptedPrivateKeyInfoRef, pkcs5::pbes2::Parameters};

use crate::JwkError;

/// Encrypts PKCS#8 with a password.
pub(super) fn encrypt(plain: &[u8], password: &[u8]) -> Result<Vec<u8>, JwkError> {
    if password.is_empty() {
        return Err(KeyError::Invalid { what: "the password is empty and protects nothing" }.into());
    }
    let drawn: [u8; 32] = random::bytes().map_err(|_| KeyError::NoRandomness)?;
    let (salt, iv) = drawn.split_at(SALT_BYTES);
    let iv = iv.try_into().map_err(|_| JwkError::Unwritable)?;
    let parameters =
        Parameters::generate_pbkdf2_sha256_aes256cbc(ROUNDS, salt, iv).map_err(|_| JwkError::Unwritable)?;
    let encrypted = parameters.encrypt(password, plain).map_err(|_| JwkError::Unwritable)?;
    let encrypted_data = OctetStringRef::new(&encrypted).map_err(|_| JwkError::Unwritable)?;
    let info = EncryptedPrivateKeyInfoRef { encryption_algorithm: parameters.into(), encrypted_data };
    info.to_der().map_err(|_| JwkError::Unwritable)
}

/// What OWASP advises for PBKDF2 with HMAC-SHA256 since 2023.
const ROUNDS: u32 = 600_000;

const SALT_BYTES: usize = 16;
