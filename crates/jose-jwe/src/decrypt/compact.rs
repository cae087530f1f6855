//! The compact form.

use std::slice;

use jose_core::{
    ContentEncryption, Limits, ParseError, SecretBytes,
    base64url::ShortBytes,
    compact::CompactJwe,
    header::{self, HeaderCache, JoinedHeader, JoseHeader},
};
use jose_crypto::DecryptionKey;
use jose_jwk::DecryptionKeySet;

use super::{
    DecryptError, Decrypted,
    kernel::{self, Opened},
    message::{Message, Recipient, Rules},
};

/// Decrypts `header.encrypted_key.iv.ciphertext.tag` with the keys that fit its header.
///
/// For other forms and for choices there is [`crate::Decryptor`].
///
/// # Errors
/// [`DecryptError::Parse`] if the message is malformed, exceeds `limits`, is compressed or demands an extension with `crit`;
/// [`DecryptError::Key`] if no key of the set fits its `alg` and `kid`; [`DecryptError::ContentEncryption`] if its `enc` is unknown or does not fit the
/// `dir` key; [`DecryptError::PasswordsOff`] if it is for a password and `limits` allow none; [`DecryptError::Failed`] for everything cryptographic
/// alike; [`DecryptError::Operation`] if a device failed.
pub fn decrypt_compact(token: &str, keys: &DecryptionKeySet, limits: &Limits) -> Result<Decrypted, DecryptError> {
    decrypt_with_rules(token, keys, &Rules::strict(limits, &[]))
}

/// As [`decrypt_compact`], under the caller's own rules.
pub(super) fn decrypt_with_rules(
    token: &str,
    keys: &DecryptionKeySet,
    rules: &Rules<'_>,
) -> Result<Decrypted, DecryptError> {
    let message = split(token, rules.limits)?;
    with_opened(&message, keys, rules, |header, opened| Ok(opened.into_decrypted(header.clone().into_owned())))
}

/// As [`decrypt_compact`], accepting only the content encryptions in `accepted` (all if it is empty) and handing the decrypted parts to `accept`
/// without copying the header. `accept` runs only after the tag has been checked. It gets no content encryption if the algorithm of the key
/// encrypts the content itself, as integrated HPKE does; a list of accepted ones refuses such messages.
///
/// # Errors
/// As for [`decrypt_compact`], and whatever `accept` returns.
pub fn decrypt_compact_with<T, E: From<DecryptError>>(
    token: &str,
    keys: &DecryptionKeySet,
    limits: &Limits,
    accepted: &[ContentEncryption],
    accept: impl FnOnce(&JoseHeader<'_>, &DecryptionKey, Option<ContentEncryption>, SecretBytes) -> Result<T, E>,
) -> Result<T, E> {
    decrypt_split_with(&split(token, limits)?, keys, limits, accepted, accept)
}

/// As [`decrypt_compact_with`], for a message that is split already. You want this where the text may have been another kind of message, so that
/// it is searched once: see [`Segments`](jose_core::compact::Segments). The size of the whole was bounded when it was split,
/// so let both have the same limits.
///
/// # Errors
/// As for [`decrypt_compact_with`].
pub fn decrypt_split_with<T, E: From<DecryptError>>(
    message: &CompactJwe<'_>,
    keys: &DecryptionKeySet,
    limits: &Limits,
    accepted: &[ContentEncryption],
    accept: impl FnOnce(&JoseHeader<'_>, &DecryptionKey, Option<ContentEncryption>, SecretBytes) -> Result<T, E>,
) -> Result<T, E> {
    with_opened(message, keys, &Rules::strict(limits, accepted), |header, opened| {
        accept(header, opened.key, opened.content_encryption, opened.plaintext)
    })
}

pub(super) fn split<'t>(token: &'t str, limits: &Limits) -> Result<CompactJwe<'t>, DecryptError> {
    CompactJwe::parse(token, limits).map_err(DecryptError::Parse)
}

/// Decrypts a message and hands on what came out.
fn with_opened<T, E: From<DecryptError>>(
    segments: &CompactJwe<'_>,
    keys: &DecryptionKeySet,
    rules: &Rules<'_>,
    run: impl FnOnce(&JoseHeader<'_>, Opened<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let limits = rules.limits;
    with_message(segments, limits, Some(keys.headers()), |header, is_known, message| {
        let opened = kernel::decrypt(message, keys, rules)?;
        // Anybody can encrypt to a public key, so only a shared one proves who has written the header.
        if !is_known && opened.key.algorithm().is_symmetric() {
            keys.headers().remember(header, limits);
        }
        run(header, opened)
    })
}

/// Parses the header of a message unless it is among the `known` ones, and hands both on, with whether it was.
pub(super) fn with_message<T, E: From<DecryptError>>(
    segments: &CompactJwe<'_>,
    limits: &Limits,
    known: Option<&HeaderCache>,
    run: impl FnOnce(&JoseHeader<'_>, bool, &Message<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let refused = |error: ParseError| E::from(DecryptError::Parse(error));
    let known = known.and_then(|known| known.find(segments.protected(), limits));
    let (mut json_room, mut header_room);
    let header: &JoseHeader<'_> = if let Some(known) = known {
        known
    } else {
        json_room = ShortBytes::empty();
        let json = header::decode_into(&mut json_room, segments.protected(), limits).map_err(refused)?;
        header_room = None;
        JoseHeader::parse_into(&mut header_room, segments.protected(), json, limits).map_err(refused)?
    };
    let recipient = Recipient { header: JoinedHeader::protected_only(header), encrypted_key: segments.encrypted_key() };
    let message = Message {
        recipients: slice::from_ref(&recipient),
        aad: segments.protected().as_bytes(),
        iv: segments.iv(),
        ciphertext: segments.ciphertext(),
        tag: segments.tag(),
    };
    run(header, known.is_some(), &message)
}
