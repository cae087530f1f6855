//! The flattened form: one signature, whose headers stand beside the payload in a JSON object.

use jose_core::{Limits, base64url::ShortBytes, json_form::JsonJws};
use jose_jwk::VerifyingKeySet;

use super::{
    Verified, VerifiedSignature, Verifier, VerifyError, json,
    payload::{Payload, signing_input},
};

/// Verifies a message in the flattened form with the keys that fit its headers. [`Verifier`] has the other forms, and the extensions.
///
/// # Errors
/// As for [`verify_compact`](crate::verify_compact); [`VerifyError::Parse`] also if the message is of the general form, has no payload, or has
/// a member in both headers or where only the protected one may have it.
pub fn verify_flattened(json: &str, keys: &VerifyingKeySet, limits: &Limits) -> Result<Verified, VerifyError> {
    Verifier::new(keys).limits(*limits).verify_flattened(json)
}

impl Verifier<'_> {
    /// Verifies a message in the flattened form.
    ///
    /// # Errors
    /// As for [`verify_flattened`].
    pub fn verify_flattened(&self, json: &str) -> Result<Verified, VerifyError> {
        self.flattened(json, None)
    }

    /// Verifies a message in the flattened form without its payload, which came by another way.
    ///
    /// # Errors
    /// As for [`verify_flattened`]; [`VerifyError::Parse`] if there is a payload in the message.
    pub fn verify_detached_flattened(&self, json: &str, payload: &[u8]) -> Result<Verified, VerifyError> {
        self.flattened(json, Some(payload))
    }

    fn flattened(&self, json: &str, detached: Option<&[u8]>) -> Result<Verified, VerifyError> {
        let message = JsonJws::parse_flattened(json, &self.limits)?;
        let payload: Payload<'_> = json::payload(&message, detached)?;
        let [signature] = message.signatures() else { return Err(NOT_ONE.into()) };
        let protected_json = json::decode(signature, &self.limits)?;
        let protected = json::parse(signature, protected_json.as_ref(), &self.limits)?;
        let mut room = ShortBytes::empty();
        let checked = json::check(signature, protected.as_ref(), &mut room, self.rules())?;
        let selected = checked.select(self.keys, &self.limits)?;
        let unencoded = checked.header().has_unencoded_payload();
        let content = payload.content(unencoded)?;
        let protected_text = signature.protected().unwrap_or_default();
        let key = selected.verify(&signing_input(protected_text, &payload.covered(unencoded)))?;
        let signature = VerifiedSignature::new(checked.header(), signature.unprotected(), key);
        Ok(Verified { payload: content, signature })
    }
}

/// The reader of the flattened form makes no such message.
const NOT_ONE: jose_core::ParseError =
    jose_core::ParseError::Form { name: "signature", expected: "the only one of the flattened form" };
