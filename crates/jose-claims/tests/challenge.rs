//! What is answered over HTTP, and that it tells nothing.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected should panic")]

use std::time::Duration;

use jose_claims::{BearerChallenge, ClaimError, UnixTime, ValidateError};
use jose_core::{ParseError, json::JsonError};
use jose_crypto::{BadSignature, DecryptFailed, OperationError};
use jose_jwe::DecryptError;
use jose_jwk::SelectError;
use jose_jws::VerifyError;

#[test]
fn refusals() {
    let (now, long) = (UnixTime::from_seconds(0), Duration::from_secs(1));
    let not_found = || SelectError::KeyNotFound { key_id: Some("planted".into()) };
    for error in [
        ValidateError::Malformed(ParseError::Segments { expected: 3 }),
        ValidateError::NotEncrypted,
        ValidateError::Encrypted,
        ValidateError::ContentType,
        ValidateError::NotSigned,
        ValidateError::NestedTooDeep,
        ValidateError::UnknownIssuer,
        ValidateError::Type { expected: "at+jwt".into() },
        ValidateError::Decrypt(DecryptError::Failed(DecryptFailed)),
        ValidateError::Decrypt(DecryptError::Key(not_found())),
        ValidateError::Verify(VerifyError::Key(not_found())),
        ValidateError::Verify(VerifyError::Signature(BadSignature)),
        ValidateError::Claims(JsonError::Syntax),
        ValidateError::PrivateClaims(JsonError::Syntax),
        ClaimError::Expired { exp: now, now }.into(),
        ClaimError::Lifetime { maximum: long }.into(),
        ClaimError::AuthenticationAge { maximum: long }.into(),
        ClaimError::Rule { name: "planted".into() }.into(),
        ClaimError::Forbidden { claim: "planted".into() }.into(),
    ] {
        let challenge = error.bearer_challenge();
        assert_eq!((challenge.status(), challenge.error()), (401, Some("invalid_token")), "{error}");
        assert_eq!(challenge.www_authenticate(), Some("Bearer error=\"invalid_token\""), "{error}");
    }
    let scope = ValidateError::from(ClaimError::Privilege { claim: "scope".into() }).bearer_challenge();
    assert_eq!((scope.status(), scope.error()), (403, Some("insufficient_scope")));
    assert_eq!(scope.www_authenticate(), Some("Bearer error=\"insufficient_scope\""));
    let device = ValidateError::Decrypt(DecryptError::Operation(OperationError::Backend)).bearer_challenge();
    assert_eq!((device.status(), device.error(), device.www_authenticate()), (503, None, None));
}

#[test]
fn without_a_token() {
    let none = BearerChallenge::without_token();
    assert_eq!((none.status(), none.error(), none.www_authenticate()), (401, None, Some("Bearer")));
    let two = BearerChallenge::invalid_request();
    assert_eq!((two.status(), two.error()), (400, Some("invalid_request")));
    assert_eq!(two.www_authenticate(), Some("Bearer error=\"invalid_request\""));
}
