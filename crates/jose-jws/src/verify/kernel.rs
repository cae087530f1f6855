//! The one place where a signature meets a key. Every form comes through here, so that no rule is laxer on one path than on another.
//!
//! The steps are types: what is not [`Checked`] selects no keys, and what has not [`Selected`] keys verifies nothing.

use jose_core::{LimitExceeded, Limits, ParseError, base64url::ShortBytes, header::JoinedHeader};
use jose_crypto::{BadSignature, VerifyingKey};
use jose_jwk::{SelectError, VerifyingKeySet, select::Candidates};

/// What a caller allows and demands beyond the standard.
#[derive(Clone, Copy, Default)]
pub(super) struct Rules<'r> {
    /// The extensions that may stand in `crit`.
    pub(super) understood: &'r [&'r str],
    pub(super) protected_algorithm: bool,
}

/// A signature in which nothing is malformed.
pub(super) struct Checked<'m> {
    header: JoinedHeader<'m>,
    algorithm: &'m str,
    signature: &'m [u8],
}

/// A signature with the keys that might verify it.
pub(super) struct Selected<'m, 'k> {
    candidates: Candidates<'k, VerifyingKey>,
    signature: &'m [u8],
}

/// Reads all of a signature that can be malformed, so that a malformed message costs no public-key work. `room` is for the signature.
#[inline]
pub(super) fn check<'m>(
    header: JoinedHeader<'m>,
    signature: &str,
    room: &'m mut ShortBytes,
    rules: Rules<'_>,
) -> Result<Checked<'m>, ParseError> {
    header.check_understood(rules.understood)?;
    let algorithm = header.algorithm().ok_or(ParseError::Member { name: "alg", expected: "present" })?;
    if rules.protected_algorithm && !header.protects("alg") {
        return Err(ParseError::Member { name: "alg", expected: "in the protected header" });
    }
    let signature = room.fill(signature).map_err(ParseError::base64("signature"))?;
    Ok(Checked { header, algorithm, signature })
}

impl<'m> Checked<'m> {
    #[inline]
    pub(super) fn header(&self) -> &JoinedHeader<'m> {
        &self.header
    }

    /// The keys of the set that fit. The header decides which keys are tried and nothing else.
    #[inline]
    pub(super) fn select<'k>(
        &self,
        keys: &'k VerifyingKeySet,
        limits: &Limits,
    ) -> Result<Selected<'m, 'k>, SelectError> {
        let candidates = keys.candidates(self.algorithm, self.header.key_id(), limits)?;
        Ok(Selected { candidates, signature: self.signature })
    }
}

/// Refuses a message with too many keys to try.
///
/// A signature costs one attempt. What it costs beyond that, because the message does not say which key it was, is bounded for the message
/// as a whole.
pub(super) fn check_guesses(
    signatures: &[Checked<'_>],
    keys: &VerifyingKeySet,
    limits: &Limits,
) -> Result<(), SelectError> {
    let mut guesses = 0_usize;
    for signature in signatures {
        match signature.select(keys, limits) {
            Ok(selected) => guesses = guesses.saturating_add(selected.candidates.count().saturating_sub(1)),
            Err(limit @ SelectError::Limit(_)) => return Err(limit),
            Err(_) => {}
        }
    }
    Ok(LimitExceeded::check("candidate_keys", guesses, limits.candidate_keys)?)
}

impl<'k> Selected<'_, 'k> {
    /// The key that signed `signing_input`.
    #[inline]
    pub(super) fn verify(mut self, signing_input: &[u8]) -> Result<&'k VerifyingKey, BadSignature> {
        self.candidates.find(|key| key.verify(signing_input, self.signature).is_ok()).ok_or(BadSignature)
    }
}
