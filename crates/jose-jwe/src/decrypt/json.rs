//! The forms in JSON.

use std::borrow::Cow;

use jose_core::{
    ParseError, base64url,
    header::{self, JoinedHeader, JoseHeader},
    json_form::JsonJwe,
};
use jose_jwk::DecryptionKeySet;

use super::{
    DecryptError, Decrypted,
    decrypted::JsonParts,
    kernel,
    message::{Message, Recipient, Rules},
};

/// Which form a message must have.
#[derive(Clone, Copy)]
pub(super) enum Form {
    Flattened,
    General,
}

/// Reads `json` as this form and decrypts it.
pub(super) fn decrypt(
    json: &str,
    form: Form,
    keys: &DecryptionKeySet,
    rules: &Rules<'_>,
) -> Result<Decrypted, DecryptError> {
    let parts = match form {
        Form::Flattened => JsonJwe::parse_flattened(json, rules.limits)?,
        Form::General => JsonJwe::parse_general(json, rules.limits)?,
    };
    let received = parts.protected();
    let decoded = received.map(|received| header::decode(received, rules.limits)).transpose()?;
    let protected = match (received, &decoded) {
        (Some(received), Some(json)) => Some(JoseHeader::parse(received, json, rules.limits)?),
        _ => None,
    };
    let mut recipients = Vec::with_capacity(parts.recipients().len());
    for recipient in parts.recipients() {
        let header = JoinedHeader::join(protected.as_ref(), parts.unprotected(), recipient.unprotected())?;
        recipients.push(Recipient { header, encrypted_key: recipient.encrypted_key().unwrap_or_default() });
    }
    let aad = parts.aad().map(base64url::decode).transpose().map_err(ParseError::base64("aad"))?;
    let message = Message {
        recipients: &recipients,
        aad: &authenticated(received.unwrap_or_default(), parts.aad()),
        iv: parts.iv().unwrap_or_default(),
        ciphertext: parts.ciphertext(),
        tag: parts.tag().unwrap_or_default(),
    };
    let opened = kernel::decrypt(&message, keys, rules)?;
    let recipient = recipients.get(opened.recipient);
    let protects =
        |name| recipient.is_some_and(|recipient| !recipient.header.has(name) || recipient.header.protects(name));
    let owned = |header: &JoseHeader<'_>| header.clone().into_owned();
    let json = JsonParts {
        shared: parts.unprotected().map(owned),
        own: parts.recipients().get(opened.recipient).and_then(|recipient| recipient.unprotected()).map(owned),
        recipient: opened.recipient,
        aad,
        protects_algorithm: protects("alg"),
        protects_content_encryption: protects("enc"),
    };
    let header = protected.map_or_else(JoseHeader::default, JoseHeader::into_owned);
    Ok(Decrypted { json: Some(Box::new(json)), ..opened.into_decrypted(header) })
}

/// What the tag covers besides the ciphertext: both parts as they arrived, never written anew (RFC 7516, section 5.2, step 15).
fn authenticated<'m>(protected: &'m str, aad: Option<&str>) -> Cow<'m, [u8]> {
    match aad {
        None => Cow::Borrowed(protected.as_bytes()),
        Some(aad) => Cow::Owned([protected.as_bytes(), b".", aad.as_bytes()].concat()),
    }
}
