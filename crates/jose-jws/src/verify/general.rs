//! The general form: several signatures over one payload.
//!
//! RFC 7515, section 5.2, leaves it to the application which signatures must be valid. The caller says so with [`Require`]. Two kinds of failure
//! are told apart. What is malformed or not understood in any signature refuses the whole message, before a key is used: a sender who
//! wrote it is broken or testing us. A signature that no key fits, or that does not match, is that signature's own failure and stands in
//! the report.

use jose_core::{
    Limits, ParseError,
    base64url::ShortBytes,
    json_form::{JsonJws, JsonSignature},
};
use jose_jwk::VerifyingKeySet;

use super::{
    SignatureReport, VerifiedGeneral, VerifiedSignature, Verifier, VerifyError, json,
    kernel::{self, Checked},
    payload::{Payload, signing_input},
};

/// Which signatures of a message must verify. All are checked in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Require {
    /// One of them, whichever it is. The report says which, and by which key: look at it where it matters who signed.
    Any,
    /// Every one that the message has.
    ///
    /// # Security
    /// Signatures do not cover each other, so whoever carries the message can remove some. Where several parties must have signed, look in
    /// the report for each of them.
    All,
}

/// Verifies a message in the general form with the keys that fit its headers. [`Verifier`] has the other forms, and the extensions.
///
/// # Errors
/// [`VerifyError::Parse`] if anything in the message is malformed, exceeds `limits` or demands an extension with `crit`, in whichever signature;
/// [`VerifyError::Key`] if there are more keys to try than [`Limits::candidate_keys`] allows: for one signature, or, beyond the first key for each,
/// for all of them together; [`VerifyError::Signatures`] if fewer signatures verify than `require` says, with the reason for each that does not.
pub fn verify_general(
    json: &str,
    keys: &VerifyingKeySet,
    require: Require,
    limits: &Limits,
) -> Result<VerifiedGeneral, VerifyError> {
    Verifier::new(keys).limits(*limits).verify_general(json, require)
}

impl Verifier<'_> {
    /// Verifies a message in the general form.
    ///
    /// # Errors
    /// As for [`verify_general`].
    pub fn verify_general(&self, json: &str, require: Require) -> Result<VerifiedGeneral, VerifyError> {
        self.general(json, None, require)
    }

    /// Verifies a message in the general form without its payload, which came by another way.
    ///
    /// # Errors
    /// As for [`verify_general`]; [`VerifyError::Parse`] if there is a payload in the message.
    pub fn verify_detached_general(
        &self,
        json: &str,
        payload: &[u8],
        require: Require,
    ) -> Result<VerifiedGeneral, VerifyError> {
        self.general(json, Some(payload), require)
    }

    fn general(&self, json: &str, detached: Option<&[u8]>, require: Require) -> Result<VerifiedGeneral, VerifyError> {
        let message = JsonJws::parse_general(json, &self.limits)?;
        let payload: Payload<'_> = json::payload(&message, detached)?;
        let parts = message.signatures();
        let limits = &self.limits;
        let mut decoded = Vec::with_capacity(parts.len());
        for part in parts {
            decoded.push((json::decode(part, limits)?, ShortBytes::empty()));
        }
        let headers = parts.iter().zip(&mut decoded);
        let headers = headers.map(|(part, (json, room))| Ok((json::parse(part, json.as_ref(), limits)?, room)));
        let mut headers = headers.collect::<Result<Vec<_>, ParseError>>()?;
        let checked = parts.iter().zip(&mut headers);
        let checked = checked.map(|(part, (header, room))| json::check(part, header.as_ref(), room, self.rules()));
        let checked = checked.collect::<Result<Vec<_>, _>>()?;

        // RFC 7797, section 3: there is one payload, so there is one way to read it.
        let mut ways = checked.iter().map(|one| one.header().has_unencoded_payload());
        let unencoded = ways.next().unwrap_or_default();
        if ways.any(|other| other != unencoded) {
            return Err(ParseError::Member { name: "b64", expected: "the same for all signatures" }.into());
        }
        let content = payload.content(unencoded)?;
        let covered = payload.covered(unencoded);

        kernel::check_guesses(&checked, self.keys, limits)?;
        let verify = |(part, checked): (&JsonSignature<'_>, &Checked<'_>)| {
            let selected = checked.select(self.keys, limits)?;
            let key = selected.verify(&signing_input(part.protected().unwrap_or_default(), &covered))?;
            Ok(VerifiedSignature::new(checked.header(), part.unprotected(), key))
        };
        let reports = parts.iter().zip(&checked).map(verify).enumerate();
        let reports = reports.map(|(index, outcome)| SignatureReport::new(index, outcome)).collect();
        VerifiedGeneral::accept(content, reports, require)
    }
}
