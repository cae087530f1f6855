//! The way through: from the text of a token to a payload whose sender is proven. What is proven is judged in `judge`.

use jose_core::{LimitExceeded, ParseError, SecretBytes, compact::Segments, header::JoseHeader};
use jose_jwe::{DecryptError, Decrypted, decrypt_split_with};
use jose_jwk::SelectError;
use jose_jws::verify_split_with;
use serde::Deserialize;

use super::{
    ClaimsBuffer, TokenMode, ValidateError,
    form::Form,
    judge::Case,
    proof::{Proof, is_jwt},
    select,
};
use crate::{
    Token,
    policy::{Outer, Policy, Replicated, Sink, Stage},
    profiles::{Beside, Presented},
    verified_cache::Recalled,
};

/// A text that should be a token, searched for its dots once.
struct Split<'t> {
    text: &'t str,
    segments: Result<Segments<'t>, LimitExceeded>,
}

impl<'t> Split<'t> {
    #[inline]
    fn of(text: &'t str, policy: &Policy) -> Self {
        Self { text, segments: Segments::split(text, &policy.limits) }
    }

    #[inline]
    fn form(&self) -> Form {
        Form::of(self.text, self.segments.as_ref().ok())
    }

    #[inline]
    fn segments(&self) -> Result<&Segments<'t>, ParseError> {
        self.segments.as_ref().map_err(|exceeded| ParseError::Limit(*exceeded))
    }
}

#[inline]
pub(crate) fn open<'b, T: Deserialize<'b>, S: Sink>(
    policy: &Policy,
    token: &str,
    beside: Beside<'_>,
    room: &'b mut ClaimsBuffer,
    sink: &mut S,
) -> Result<Token<T>, ValidateError> {
    let now = policy.clock.now();
    let split = Split::of(token, policy);
    let form = split.form();
    match (policy.mode, form) {
        (TokenMode::SignedOnly, Form::Encrypted) => return Err(ValidateError::Encrypted),
        (TokenMode::EncryptedOnly | TokenMode::NestedOnly, Form::Signed) => return Err(ValidateError::NotEncrypted),
        (TokenMode::Migrate { until }, Form::Signed) if now >= until => return Err(ValidateError::NotEncrypted),
        _ => {}
    }
    let presented = Presented { now, beside };
    let mut case = Case { policy, presented: &presented, sink, place: None };
    if let Some(tokens) = policy.verified_tokens.as_ref().filter(|_| case.sink.remembers()) {
        match tokens.recall(token, now) {
            Recalled::Known(known) => return case.judge_again(&known, room),
            Recalled::Unknown(place) => case.place = Some(place),
        }
    }
    match (policy.mode, form) {
        (TokenMode::EncryptedOnly, _) => open_shared(&mut case, &split, room),
        (TokenMode::SignedOnly, _) | (TokenMode::Migrate { .. }, Form::Signed) => {
            open_signed(&mut case, &split, None, room)
        }
        (TokenMode::NestedOnly | TokenMode::Migrate { .. }, _) => open_nested(&mut case, &split, room),
    }
}

/// An envelope with a signed token inside.
fn open_nested<'b, T: Deserialize<'b>>(
    case: &mut Case<'_, impl Sink>,
    token: &Split<'_>,
    room: &'b mut ClaimsBuffer,
) -> Result<Token<T>, ValidateError> {
    let policy = case.policy;
    let nowhere = DecryptError::Key(SelectError::KeyNotFound { key_id: None });
    let keys = policy.decryption_keys.as_ref().ok_or(ValidateError::Decrypt(nowhere))?;
    case.sink.reached(Stage::Form);
    decrypt_split_with(
        &token.segments()?.jwe()?,
        keys,
        &policy.limits,
        &policy.content_encryptions,
        |header, _, _, plaintext| open_content(case, header, plaintext.expose(), room),
    )
}

/// An envelope that was opened elsewhere, with a signed token inside.
pub(crate) fn open_decrypted<'b, T: Deserialize<'b>>(
    policy: &Policy,
    decrypted: &Decrypted,
    beside: Beside<'_>,
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
        return Err(ValidateError::Decrypt(ParseError::Segments { expected: 5 }.into()));
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
    let presented = Presented { now: policy.clock.now(), beside };
    open_content(
        &mut Case { policy, presented: &presented, sink, place: None },
        decrypted.header(),
        decrypted.plaintext(),
        room,
    )
}

/// What an envelope holds: a signed token, one envelope deep.
fn open_content<'b, T: Deserialize<'b>>(
    case: &mut Case<'_, impl Sink>,
    header: &JoseHeader<'_>,
    plaintext: &[u8],
    room: &'b mut ClaimsBuffer,
) -> Result<Token<T>, ValidateError> {
    case.sink.reached(Stage::Content);
    if !is_jwt(header) {
        return Err(ValidateError::ContentType);
    }
    let inner = std::str::from_utf8(plaintext).map_err(|_| ValidateError::NotSigned)?;
    let split = Split::of(inner, case.policy);
    match split.form() {
        Form::Signed => open_signed(case, &split, Some(Replicated::of(header)), room),
        Form::Encrypted => Err(ValidateError::NestedTooDeep),
        Form::Neither => Err(ValidateError::NotSigned),
    }
}

fn open_signed<'b, T: Deserialize<'b>>(
    case: &mut Case<'_, impl Sink>,
    token: &Split<'_>,
    outer: Outer<'_>,
    room: &'b mut ClaimsBuffer,
) -> Result<Token<T>, ValidateError> {
    case.sink.reached(Stage::InnerForm);
    let policy = case.policy;
    let (keys, issuer) = select::keys(policy, token.text)?;
    verify_split_with(&token.segments()?.jws()?, keys, &policy.limits, |header, key, payload| {
        // Out of an envelope come claims that somebody meant to hide; they are wiped as the envelope's plaintext is.
        let payload = SecretBytes::new(payload);
        case.judge(payload, &Proof::by_signature(header, key, issuer, outer), room)
    })
}

/// An envelope under a shared key with the claims directly inside. The policy holds shared keys only.
fn open_shared<'b, T: Deserialize<'b>>(
    case: &mut Case<'_, impl Sink>,
    token: &Split<'_>,
    room: &'b mut ClaimsBuffer,
) -> Result<Token<T>, ValidateError> {
    let policy = case.policy;
    let keys = policy.decryption_keys.as_ref().ok_or(ValidateError::Encrypted)?;
    case.sink.reached(Stage::Form);
    decrypt_split_with(
        &token.segments()?.jwe()?,
        keys,
        &policy.limits,
        &policy.content_encryptions,
        |header, key, _, payload| case.judge(payload, &Proof::by_shared_key(header, key), room),
    )
}
