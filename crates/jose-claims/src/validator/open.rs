//! The way through: from the text of a token to claims that may be trusted.

use jose_core::header::{JoseHeader, media_type};
use jose_jwe::{DecryptError, Decrypted, decrypt_compact_with};
use jose_jwk::SelectError;
use jose_jws::verify_compact_with;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::{
    ClaimsBuffer, TokenMode, ValidateError,
    form::Form,
    read::{Proof, read},
    select,
};
use crate::{
    Token,
    policy::{Outer, Policy, Sink, Stage, token_type},
    profiles::{Beside, Presented},
};

pub(crate) fn open<'b, T: Deserialize<'b>, S: Sink>(
    policy: &Policy,
    token: &str,
    beside: Beside<'_>,
    room: &'b mut ClaimsBuffer,
    sink: &mut S,
) -> Result<Token<T>, ValidateError> {
    let now = policy.clock.now();
    let presented = Presented { now, beside };
    match (policy.mode, Form::of(token, policy.limits.token_bytes)) {
        (TokenMode::SignedOnly, Form::Encrypted) => Err(ValidateError::Encrypted),
        (TokenMode::EncryptedOnly | TokenMode::NestedOnly, Form::Signed) => Err(ValidateError::NotEncrypted),
        (TokenMode::Migrate { until }, Form::Signed) if now >= until => Err(ValidateError::NotEncrypted),
        (TokenMode::EncryptedOnly, _) => open_shared(policy, token, presented, room, sink),
        (TokenMode::SignedOnly, _) | (TokenMode::Migrate { .. }, Form::Signed) => {
            sink.reached(Stage::InnerForm);
            open_signed(policy, token, None, presented, room, sink)
        }
        (TokenMode::NestedOnly | TokenMode::Migrate { .. }, _) => open_nested(policy, token, presented, room, sink),
    }
}

/// An envelope with a signed token inside.
fn open_nested<'b, T: Deserialize<'b>>(
    policy: &Policy,
    token: &str,
    presented: Presented<'_>,
    room: &'b mut ClaimsBuffer,
    sink: &mut impl Sink,
) -> Result<Token<T>, ValidateError> {
    let nowhere = DecryptError::Key(SelectError::KeyNotFound { key_id: None });
    let keys = policy.decryption_keys.as_ref().ok_or(ValidateError::Decrypt(nowhere))?;
    sink.reached(Stage::Form);
    decrypt_compact_with(token, keys, &policy.limits, &policy.content_encryptions, |header, _, _, plaintext| {
        open_content(policy, header, &plaintext, presented, room, sink)
    })
}

/// An envelope that was opened elsewhere, with a signed token inside.
pub(super) fn open_decrypted<'b, T: Deserialize<'b>>(
    policy: &Policy,
    decrypted: &Decrypted,
    room: &'b mut ClaimsBuffer,
    sink: &mut impl Sink,
) -> Result<Token<T>, ValidateError> {
    let accepted = &policy.content_encryptions;
    let found = decrypted.content_encryption();
    if matches!(policy.mode, TokenMode::SignedOnly | TokenMode::EncryptedOnly) {
        return Err(ValidateError::Encrypted);
    }
    // A JWT has the compact form (RFC 7519, section 3), in which no header is unprotected.
    if !decrypted.is_compact() {
        return Err(ValidateError::Decrypt(jose_core::ParseError::Segments { expected: 5 }.into()));
    }
    if !accepted.is_empty() && !found.is_some_and(|found| accepted.contains(&found)) {
        let name = found.map_or(decrypted.algorithm().name(), |found| found.name()).into();
        return Err(ValidateError::Decrypt(DecryptError::ContentEncryption { name }));
    }
    let algorithm = decrypted.algorithm();
    if !policy.key_management.is_empty() && !policy.key_management.contains(&algorithm) {
        let refused = SelectError::AlgorithmNotAllowed { algorithm: algorithm.name().into() };
        return Err(ValidateError::Decrypt(DecryptError::Key(refused)));
    }
    let presented = Presented { now: policy.clock.now(), beside: Beside::default() };
    open_content(policy, decrypted.header(), decrypted.plaintext(), presented, room, sink)
}

/// What an envelope holds: a signed token, one envelope deep.
fn open_content<'b, T: Deserialize<'b>>(
    policy: &Policy,
    header: &JoseHeader<'_>,
    plaintext: &[u8],
    presented: Presented<'_>,
    room: &'b mut ClaimsBuffer,
    sink: &mut impl Sink,
) -> Result<Token<T>, ValidateError> {
    sink.reached(Stage::Content);
    if !is_jwt(header) {
        return Err(ValidateError::ContentType);
    }
    let inner = std::str::from_utf8(plaintext).map_err(|_| ValidateError::NotSigned)?;
    match Form::of(inner, policy.limits.token_bytes) {
        Form::Signed => {
            sink.reached(Stage::InnerForm);
            open_signed(policy, inner, Some(header), presented, room, sink)
        }
        Form::Encrypted => Err(ValidateError::NestedTooDeep),
        Form::Neither => Err(ValidateError::NotSigned),
    }
}

fn open_signed<'b, T: Deserialize<'b>>(
    policy: &Policy,
    token: &str,
    outer: Outer<'_>,
    presented: Presented<'_>,
    room: &'b mut ClaimsBuffer,
    sink: &mut impl Sink,
) -> Result<Token<T>, ValidateError> {
    let (keys, issuer) = select::keys(policy, token)?;
    verify_compact_with(token, keys, &policy.limits, |header, key, payload| {
        // Out of an envelope come claims that somebody meant to hide; they are wiped as the envelope's plaintext is.
        let payload = Zeroizing::new(payload);
        sink.reached(Stage::Type);
        if is_jwt(header) {
            // RFC 7519, section 7.2, step 8: its payload would be another token, and an envelope is all that may be around one.
            return Err(ValidateError::ContentType);
        }
        sink.token_type(token_type(policy, header))?;
        let proof = Proof { outer, key_id: key.key_id(), issuer, algorithm: Some(key.algorithm()) };
        read(policy, payload, room, presented, &proof, sink)
    })
}

/// An envelope under a shared key with the claims directly inside. The policy holds shared keys only.
fn open_shared<'b, T: Deserialize<'b>>(
    policy: &Policy,
    token: &str,
    presented: Presented<'_>,
    room: &'b mut ClaimsBuffer,
    sink: &mut impl Sink,
) -> Result<Token<T>, ValidateError> {
    let keys = policy.decryption_keys.as_ref().ok_or(ValidateError::Encrypted)?;
    sink.reached(Stage::Form);
    decrypt_compact_with(token, keys, &policy.limits, &policy.content_encryptions, |header, key, _, plaintext| {
        sink.reached(Stage::Content);
        if is_jwt(header) {
            return Err(ValidateError::ContentType);
        }
        sink.reached(Stage::Type);
        sink.token_type(token_type(policy, header))?;
        let proof = Proof { outer: Some(header), key_id: key.key_id(), issuer: None, algorithm: None };
        read(policy, plaintext, room, presented, &proof, sink)
    })
}

fn is_jwt(header: &JoseHeader<'_>) -> bool {
    header.content_type().is_some_and(|content_type| media_type::same(content_type, "JWT"))
}
