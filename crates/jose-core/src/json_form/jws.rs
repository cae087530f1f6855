//! A JWS in JSON.

mod members;

use alloc::{borrow::Cow, vec, vec::Vec};

use super::{
    list::List,
    rules::{NOT_IN_GENERAL, PRESENT, forbidden},
};
use crate::{Limits, ParseError, header::JoseHeader};

use members::{Members, MembersSeed};

/// A JWS in a form in JSON, taken apart and still encoded.
#[derive(Clone, Debug)]
pub struct JsonJws<'t> {
    payload: Option<Cow<'t, str>>,
    signatures: Vec<JsonSignature<'t>>,
}

/// One signature of a JWS in JSON.
#[derive(Clone, Debug)]
pub struct JsonSignature<'t> {
    protected: Option<Cow<'t, str>>,
    unprotected: Option<JoseHeader<'t>>,
    signature: Cow<'t, str>,
}

impl<'t> JsonJws<'t> {
    /// Reads the flattened form: one signature, whose members stand beside the payload.
    ///
    /// # Errors
    /// [`ParseError::Limit`] if the text is too long or a header too large; [`ParseError::Json`] if it is not a strict JSON object, a member has
    /// a wrong type or an unprotected header is malformed; [`ParseError::Form`] if `signature` is missing, `signatures` is there, or there is no
    /// header at all.
    pub fn parse_flattened(json: &'t str, limits: &Limits) -> Result<Self, ParseError> {
        let list = List::flattened("signatures");
        let members: Members<'t> = super::read(json, &list, MembersSeed(&list), limits)?;
        let ciphertext = members.ciphertext;
        let signatures = vec![members.own.into_signature(limits)?];
        check_signed_only(ciphertext)?;
        Ok(Self { payload: members.payload, signatures })
    }

    /// Reads the general form: a list of signatures, each with its headers.
    ///
    /// # Errors
    /// As for [`JsonJws::parse_flattened`]; [`ParseError::Form`] if `signatures` is missing or empty or a member of the flattened form is there;
    /// [`ParseError::Limit`] if there are too many.
    pub fn parse_general(json: &'t str, limits: &Limits) -> Result<Self, ParseError> {
        let list = List::general("signatures", limits.signatures);
        let members: Members<'t> = super::read(json, &list, MembersSeed(&list), limits)?;
        forbidden("signature", members.own.signature.is_some(), NOT_IN_GENERAL)?;
        forbidden("protected", members.own.protected.is_some(), NOT_IN_GENERAL)?;
        forbidden("header", members.own.header.is_some(), NOT_IN_GENERAL)?;
        let parts = members.signatures.ok_or(ParseError::Form { name: "signatures", expected: PRESENT })?;
        forbidden("signatures", parts.is_empty(), "a list that is not empty")?;
        let signatures = parts.into_iter().map(|part| part.into_signature(limits)).collect::<Result<_, _>>()?;
        check_signed_only(members.ciphertext)?;
        Ok(Self { payload: members.payload, signatures })
    }

    /// The payload as it stands in the message, unless it is detached: base64url, or the payload itself where `b64` is false.
    #[must_use]
    pub fn payload(&self) -> Option<&str> {
        self.payload.as_deref()
    }

    /// The signatures, in the message's order; exactly one in the flattened form.
    #[must_use]
    pub fn signatures(&self) -> &[JsonSignature<'t>] {
        &self.signatures
    }
}

impl<'t> JsonSignature<'t> {
    /// The protected header, encoded.
    #[must_use]
    pub fn protected(&self) -> Option<&str> {
        self.protected.as_deref()
    }

    /// The unprotected header. Whoever carries the message can change it.
    #[must_use]
    pub fn unprotected(&self) -> Option<&JoseHeader<'t>> {
        self.unprotected.as_ref()
    }

    /// The signature, encoded.
    #[must_use]
    pub fn signature(&self) -> &str {
        &self.signature
    }
}

/// Nobody may read a message as signed that somebody else reads as encrypted.
fn check_signed_only(ciphertext: bool) -> Result<(), ParseError> {
    forbidden("ciphertext", ciphertext, "absent from a signed message")
}
