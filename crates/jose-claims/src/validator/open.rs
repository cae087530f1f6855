//! The way through: from the text of a token to claims that may be trusted.

use jose_core::{
    ParseError, UnixTime,
    header::{JoseHeader, media_type},
    json,
};
use jose_jwe::{DecryptError, Decrypted, decrypt_compact_with};
use jose_jwk::SelectError;
use jose_jws::{VerifyError, verify_compact_with};
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::{Expect, Policy, TokenMode, ValidateError};
use crate::{Token, registered::RegisteredClaims};

pub(super) fn open<T: DeserializeOwned>(policy: &Policy, token: &str) -> Result<Token<T>, ValidateError> {
    let now = policy.clock.now();
    match (policy.mode, Form::of(token, policy.limits.token_bytes)) {
        (TokenMode::SignedOnly, Form::Encrypted) => Err(ValidateError::Encrypted),
        (TokenMode::EncryptedOnly | TokenMode::NestedOnly, Form::Signed) => Err(ValidateError::NotEncrypted),
        (TokenMode::Migrate { until }, Form::Signed) if now >= until => Err(ValidateError::NotEncrypted),
        (TokenMode::EncryptedOnly, _) => open_shared(policy, token, now),
        (TokenMode::SignedOnly, _) | (TokenMode::Migrate { .. }, Form::Signed) => {
            open_signed(policy, token, now, false)
        }
        (TokenMode::NestedOnly | TokenMode::Migrate { .. }, _) => open_nested(policy, token, now),
    }
}

/// What a token looks like. It decides which refusal is the helpful one and, while migrating, which of two equally strict ways is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Signed,
    Encrypted,
    Neither,
}

impl Form {
    /// The dots decide, but not where the text begins as no segment does: claims in JSON have dots too.
    fn of(token: &str, token_bytes: usize) -> Self {
        let begins =
            token.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if !begins || token.len() > token_bytes {
            return Self::Neither;
        }
        match token.bytes().filter(|byte| *byte == b'.').take(6).count() {
            2 => Self::Signed,
            4 => Self::Encrypted,
            _ => Self::Neither,
        }
    }
}

/// An envelope with a signed token inside.
fn open_nested<T: DeserializeOwned>(policy: &Policy, token: &str, now: UnixTime) -> Result<Token<T>, ValidateError> {
    let nowhere = DecryptError::Key(SelectError::KeyNotFound { key_id: None });
    let keys = policy.decryption_keys.as_ref().ok_or(ValidateError::Decrypt(nowhere))?;
    decrypt_compact_with(token, keys, &policy.limits, &policy.content_encryptions, |header, _, _, plaintext| {
        open_content(policy, header, &plaintext, now)
    })
}

/// An envelope that was opened elsewhere, with a signed token inside.
pub(super) fn open_decrypted<T: DeserializeOwned>(
    policy: &Policy,
    decrypted: &Decrypted,
) -> Result<Token<T>, ValidateError> {
    let accepted = &policy.content_encryptions;
    let found = decrypted.content_encryption();
    match policy.mode {
        TokenMode::SignedOnly | TokenMode::EncryptedOnly => Err(ValidateError::Encrypted),
        // A JWT has the compact form (RFC 7519, section 3), in which no header is unprotected.
        _ if !decrypted.is_compact() => Err(ValidateError::Decrypt(ParseError::Segments { expected: 5 }.into())),
        _ if accepted.is_empty() || found.is_some_and(|found| accepted.contains(&found)) => {
            open_content(policy, decrypted.header(), decrypted.plaintext(), policy.clock.now())
        }
        _ => {
            let name = found.map_or(decrypted.algorithm().name(), |found| found.name()).into();
            Err(ValidateError::Decrypt(DecryptError::ContentEncryption { name }))
        }
    }
}

/// What an envelope holds: a signed token, one envelope deep.
fn open_content<T: DeserializeOwned>(
    policy: &Policy,
    header: &JoseHeader<'_>,
    plaintext: &[u8],
    now: UnixTime,
) -> Result<Token<T>, ValidateError> {
    if !header.content_type().is_some_and(|content_type| media_type::same(content_type, "JWT")) {
        return Err(ValidateError::ContentType);
    }
    let inner = std::str::from_utf8(plaintext).map_err(|_| ValidateError::NotSigned)?;
    match Form::of(inner, policy.limits.token_bytes) {
        Form::Signed => open_signed(policy, inner, now, true),
        Form::Encrypted => Err(ValidateError::NestedTooDeep),
        Form::Neither => Err(ValidateError::NotSigned),
    }
}

fn open_signed<T: DeserializeOwned>(
    policy: &Policy,
    token: &str,
    now: UnixTime,
    encrypted: bool,
) -> Result<Token<T>, ValidateError> {
    let keys = policy.verifying_keys.as_ref().ok_or(ValidateError::NotEncrypted)?;
    verify_compact_with(token, keys, &policy.limits, |header, key, payload| {
        // Out of an envelope come claims that somebody meant to hide; they are wiped as the envelope's plaintext is.
        let payload = Zeroizing::new(payload);
        check_type(policy, header)?;
        read(policy, &payload, now, key.key_id(), encrypted)
    })
}

/// An envelope under a shared key with the claims directly inside. The policy holds shared keys only.
fn open_shared<T: DeserializeOwned>(policy: &Policy, token: &str, now: UnixTime) -> Result<Token<T>, ValidateError> {
    let keys = policy.decryption_keys.as_ref().ok_or(ValidateError::Encrypted)?;
    decrypt_compact_with(token, keys, &policy.limits, &policy.content_encryptions, |header, key, _, plaintext| {
        if header.content_type().is_some_and(|content_type| media_type::same(content_type, "JWT")) {
            return Err(ValidateError::ContentType);
        }
        check_type(policy, header)?;
        read(policy, &plaintext, now, key.key_id(), true)
    })
}

fn check_type(policy: &Policy, header: &JoseHeader<'_>) -> Result<(), ValidateError> {
    match (&policy.token_type, header.message_type()) {
        (Expect::Waived { .. }, _) => Ok(()),
        (Expect::Stated(expected), Some(found)) if media_type::same(expected, found) => Ok(()),
        (Expect::Stated(expected), _) => Err(ValidateError::Type { expected: expected.clone() }),
    }
}

/// The claims of a payload whose sender is proven: the policy first, and only then the caller's type.
fn read<T: DeserializeOwned>(
    policy: &Policy,
    payload: &[u8],
    now: UnixTime,
    key_id: Option<&str>,
    encrypted: bool,
) -> Result<Token<T>, ValidateError> {
    let registered = RegisteredClaims::parse(payload, &policy.limits.claims).map_err(ValidateError::Claims)?;
    policy.check(&registered, now)?;
    let claims = json::parse_object(payload, &policy.limits.claims).map_err(ValidateError::PrivateClaims)?;
    Ok(Token::new(&registered, claims, key_id, encrypted))
}

impl From<VerifyError> for ValidateError {
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Parse(error) => Self::from(error),
            error => Self::Verify(error),
        }
    }
}

impl From<DecryptError> for ValidateError {
    fn from(error: DecryptError) -> Self {
        match error {
            DecryptError::Parse(error) => Self::from(error),
            error => Self::Decrypt(error),
        }
    }
}

impl From<ParseError> for ValidateError {
    fn from(error: ParseError) -> Self {
        Self::Malformed(error)
    }
}
