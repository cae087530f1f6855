//! What the two forms in JSON have in common: from the text to signatures that are checked and payloads that are found.

use jose_core::{
    Limits, ParseError,
    base64url::ShortBytes,
    header::{self, JoinedHeader, JoseHeader},
    json_form::{JsonJws, JsonSignature},
};

use super::{
    kernel::{self, Checked, Rules},
    payload::{self, Payload},
};

/// The payload of the message, or the one that was given for it. There must be one and no other.
pub(super) fn payload<'p>(message: &'p JsonJws<'_>, detached: Option<&'p [u8]>) -> Result<Payload<'p>, ParseError> {
    match (message.payload(), detached) {
        (Some(text), None) => Ok(Payload::Attached(text)),
        (None, Some(bytes)) => Ok(Payload::Detached(bytes)),
        (Some(_), Some(_)) => Err(payload::NOT_DETACHED),
        (None, None) => Err(payload::NOT_ATTACHED),
    }
}

/// The protected header of a signature, decoded.
pub(super) fn decode(signature: &JsonSignature<'_>, limits: &Limits) -> Result<Option<ShortBytes>, ParseError> {
    signature.protected().map(|text| header::decode(text, limits)).transpose()
}

/// The protected header of a signature, parsed.
pub(super) fn parse<'h>(
    signature: &'h JsonSignature<'_>,
    json: Option<&'h ShortBytes>,
    limits: &Limits,
) -> Result<Option<JoseHeader<'h>>, ParseError> {
    let Some((received, json)) = signature.protected().zip(json) else { return Ok(None) };
    JoseHeader::parse(received, json, limits).map(Some)
}

/// A signature with its two headers joined. `room` is for the decoded signature.
pub(super) fn check<'m>(
    signature: &'m JsonSignature<'_>,
    protected: Option<&'m JoseHeader<'_>>,
    room: &'m mut ShortBytes,
    rules: Rules<'_>,
) -> Result<Checked<'m>, ParseError> {
    let header = JoinedHeader::join(protected, None, signature.unprotected())?;
    kernel::check(header, signature.signature(), room, rules)
}
