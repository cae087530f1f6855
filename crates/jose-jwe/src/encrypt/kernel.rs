//! The one place where a plaintext meets a content encryption key.

use std::borrow::Cow;

use jose_core::{ContentEncryption, base64url, registry::KeyManagementKind, secret};
use jose_crypto::{
    Established, WrappedKey,
    content::{ContentEncrypter, ContentKey, ContentTag},
};

use super::{EncryptError, GeneralEncryptor, Recipient, header::Headers, random::Random, settings::Content};

/// A message whose parts are made and not yet written in any form.
pub(super) struct Sealed<'k, 'h> {
    pub(super) headers: Headers<'h>,
    pub(super) keys: Keys<'k>,
    pub(super) ciphertext: Vec<u8>,
    /// None where the ciphertext has it.
    pub(super) tag: Option<ContentTag>,
}

/// Where the encrypted keys and the vector of a message come from.
#[expect(clippy::large_enum_variant, reason = "a box would cost each message an allocation")]
pub(super) enum Keys<'k> {
    One(Established<'k>),
    /// The encapsulated key: there is no vector.
    Integrated(Vec<u8>),
    /// Behind each encrypted key, the recipient's header as JSON.
    Several(ContentKey, Vec<(WrappedKey, String)>),
}

impl Keys<'_> {
    pub(super) fn iv(&self) -> &[u8] {
        match self {
            Self::One(established) => established.iv(),
            Self::Integrated(_) => &[],
            Self::Several(content_key, _) => content_key.iv(),
        }
    }

    /// The encrypted key of the only recipient.
    pub(super) fn encrypted_key(&self) -> &[u8] {
        match self {
            Self::One(established) => established.encrypted_key(),
            Self::Integrated(encapsulated) => encapsulated,
            Self::Several(..) => &[],
        }
    }
}

/// What is encrypted for one recipient.
pub(super) struct Plain<'p> {
    /// None where the key's own algorithm encrypts the content.
    pub(super) content_encryption: Option<ContentEncryption>,
    pub(super) content: Content<'p>,
    /// Empty if there is none.
    pub(super) aad: &'p [u8],
}

/// Encrypts to one recipient, under the headers that are made of the wrapped key. The encryptor has been checked.
pub(super) fn to_one<'k, 'h>(
    recipient: &Recipient<'k>,
    plain: &Plain<'_>,
    random: &impl Random,
    headers: impl FnOnce(&WrappedKey) -> Headers<'h>,
) -> Result<Sealed<'k, 'h>, EncryptError> {
    let Plain { content_encryption, content, aad } = plain;
    let algorithm = recipient.key.algorithm();
    let is_integrated = matches!(algorithm.row().kind, KeyManagementKind::Hpke(_));
    match content_encryption {
        Some(enc) if !is_integrated => {
            let established = random.establish(recipient, *enc)?;
            let headers = headers(established.wrapped_key());
            let aad = authenticated(&headers, aad);
            let (ciphertext, tag) = encrypt(established.content(), established.iv(), &aad, content.bytes())?;
            Ok(Sealed { headers, keys: Keys::One(established), ciphertext, tag: Some(tag) })
        }
        None if is_integrated => {
            let headers = headers(&WrappedKey::default());
            let aad = authenticated(&headers, aad);
            let sealed = random.seal(recipient, &aad, content.bytes())?;
            let keys = Keys::Integrated(sealed.encapsulated_key);
            Ok(Sealed { headers, keys, ciphertext: sealed.ciphertext, tag: None })
        }
        _ => Err(EncryptError::Constructor { algorithm }),
    }
}

/// Encrypts `plaintext` once, and its key to each recipient. The encryptor has been checked.
pub(super) fn to_several(
    encryptor: &GeneralEncryptor<'_>,
    plaintext: &[u8],
    random: &impl Random,
) -> Result<Sealed<'static, 'static>, EncryptError> {
    let GeneralEncryptor { recipients, settings, content_encryption } = encryptor;
    let content = settings.compression.content(plaintext)?;
    let content_key = random.content_key(*content_encryption)?;
    let mut keys = Vec::with_capacity(recipients.len());
    for (index, recipient) in recipients.iter().enumerate() {
        let wrapped = random.wrap(recipient, index, &content_key)?;
        let header = recipient.header(&wrapped);
        keys.push((wrapped, header));
    }
    let headers = settings.headers();
    let aad = authenticated(&headers, settings.aad);
    let (ciphertext, tag) = encrypt(content_key.content(), content_key.iv(), &aad, content.bytes())?;
    Ok(Sealed { headers, keys: Keys::Several(content_key, keys), ciphertext, tag: Some(tag) })
}

fn encrypt(
    key: &ContentEncrypter,
    iv: &[u8],
    aad: &[u8],
    content: &[u8],
) -> Result<(Vec<u8>, ContentTag), EncryptError> {
    // The vector holds the plaintext until it is encrypted in place; padding must not move it, or a copy would stay behind.
    let mut ciphertext = Vec::with_capacity(content.len().saturating_add(16));
    ciphertext.extend_from_slice(content);
    let tag = key.encrypt(iv, aad, &mut ciphertext).inspect_err(|_| secret::wipe(&mut ciphertext))?;
    Ok((ciphertext, tag))
}

/// What the tag covers besides the ciphertext: the parts as they will be sent (RFC 7516, section 5.1, step 14).
fn authenticated<'h>(headers: &'h Headers<'_>, aad: &[u8]) -> Cow<'h, [u8]> {
    let protected = headers.protected.as_bytes();
    if aad.is_empty() {
        return Cow::Borrowed(protected);
    }
    Cow::Owned([protected, b".", base64url::encode(aad).as_bytes()].concat())
}
