//! The compact form.

use jose_core::{
    ContentEncryption, Limits, ParseError,
    compact::CompactJwe,
    header::{self, JoseHeader},
};
use jose_crypto::DecryptionKey;
use jose_jwk::DecryptionKeySet;
use zeroize::Zeroizing;

use super::{
    DecryptError, Decrypted,
    kernel::{self, Message},
};

/// Decrypts `header.encrypted_key.iv.ciphertext.tag` with the keys that fit its header.
///
/// # Errors
/// [`DecryptError::Parse`] if the message is malformed, exceeds `limits`, is compressed or demands an extension with `crit`;
/// [`DecryptError::Key`] if no key of the set fits its `alg` and `kid`; [`DecryptError::ContentEncryption`] if its `enc` is unknown or does not fit the
/// `dir` key; [`DecryptError::Failed`] for everything cryptographic alike; [`DecryptError::Operation`] if a device failed.
pub fn decrypt_compact(token: &str, keys: &DecryptionKeySet, limits: &Limits) -> Result<Decrypted, DecryptError> {
    decrypt_compact_with(token, keys, limits, &[], |header, key, content_encryption, plaintext| {
        Ok(Decrypted {
            plaintext,
            header: header.clone().into_owned(),
            algorithm: key.algorithm(),
            content_encryption,
            key_id: key.key_id().map(str::to_owned),
        })
    })
}

/// As [`decrypt_compact`], accepting only the content encryptions in `accepted` (all if it is empty) and handing the decrypted parts to `accept`
/// without copying the header. `accept` runs only after the tag has been checked.
///
/// # Errors
/// As for [`decrypt_compact`], and whatever `accept` returns.
pub fn decrypt_compact_with<T, E: From<DecryptError>>(
    token: &str,
    keys: &DecryptionKeySet,
    limits: &Limits,
    accepted: &[ContentEncryption],
    accept: impl FnOnce(&JoseHeader<'_>, &DecryptionKey, ContentEncryption, Zeroizing<Vec<u8>>) -> Result<T, E>,
) -> Result<T, E> {
    with_message(token, limits, |message| {
        let opened = kernel::decrypt(message, keys, limits, accepted)?;
        accept(message.header, opened.key, opened.content_encryption, opened.plaintext)
    })
}

/// Splits `token`, parses its header and hands both on.
pub(super) fn with_message<T, E: From<DecryptError>>(
    token: &str,
    limits: &Limits,
    run: impl FnOnce(Message<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let refused = |error: ParseError| E::from(DecryptError::Parse(error));
    let segments = CompactJwe::parse(token, limits).map_err(refused)?;
    let header_json = header::decode(segments.protected(), limits).map_err(refused)?;
    let header = JoseHeader::parse(segments.protected(), &header_json, limits).map_err(refused)?;
    run(Message {
        header: &header,
        aad: segments.protected().as_bytes(),
        encrypted_key: segments.encrypted_key(),
        iv: segments.iv(),
        ciphertext: segments.ciphertext(),
        tag: segments.tag(),
    })
}
