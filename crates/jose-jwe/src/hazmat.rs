//! Encrypting with everything that is random given, so that published examples come out byte for byte (feature `hazmat`).
//!
//! You want this in a test of yours that compares messages with published ones, and nowhere else: two messages under one key and one
//! initialization vector give both plaintexts away, and forging more becomes easy. Specification of the examples: RFC 7516, RFC 7520.

pub use jose_crypto::hazmat::FixedRandom;

use crate::{
    EncryptError, Encryptor, GeneralEncryptor,
    encrypt::{Fixed, Form},
};

/// As [`Encryptor::encrypt_compact`], with nothing random.
///
/// # Errors
/// [`EncryptError::Key`] if a given value does not fit; otherwise as for [`Encryptor::encrypt_compact`].
pub fn encrypt_compact(
    encryptor: &Encryptor<'_>,
    plaintext: &[u8],
    random: &FixedRandom<'_>,
) -> Result<String, EncryptError> {
    encryptor.compact(plaintext, &Fixed(&[*random]))
}

/// As [`Encryptor::encrypt_flattened`], with nothing random.
///
/// # Errors
/// As for [`encrypt_compact`].
pub fn encrypt_flattened(
    encryptor: &Encryptor<'_>,
    plaintext: &[u8],
    random: &FixedRandom<'_>,
) -> Result<String, EncryptError> {
    encryptor.json(plaintext, Form::Flattened, &Fixed(&[*random]))
}

/// As [`Encryptor::encrypt_general`], with nothing random.
///
/// # Errors
/// As for [`encrypt_compact`].
pub fn encrypt_general(
    encryptor: &Encryptor<'_>,
    plaintext: &[u8],
    random: &FixedRandom<'_>,
) -> Result<String, EncryptError> {
    encryptor.json(plaintext, Form::General, &Fixed(&[*random]))
}

/// As [`GeneralEncryptor::encrypt_general`], with nothing random. There is one value for each recipient, in their order; the first one's content
/// encryption key and initialization vector are the message's.
///
/// # Errors
/// As for [`encrypt_compact`]; also if there are fewer values than recipients.
pub fn encrypt_to_several(
    encryptor: &GeneralEncryptor<'_>,
    plaintext: &[u8],
    random: &[FixedRandom<'_>],
) -> Result<String, EncryptError> {
    encryptor.encrypt(plaintext, &Fixed(random))
}

/// Announces with `zip` that the plaintext is compressed, and encrypts it as it is: one plaintext has many compressed forms, and an example has
/// the one that its author's compressor made.
#[must_use]
pub fn already_compressed(encryptor: Encryptor<'_>) -> Encryptor<'_> {
    encryptor.already_compressed()
}
