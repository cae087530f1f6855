//! A JWE in JSON.

mod members;

use alloc::{borrow::Cow, vec, vec::Vec};

use super::{
    list::List,
    rules::{NOT_IN_GENERAL, PRESENT, forbidden},
};
use crate::{Limits, ParseError, header::JoseHeader};

use members::{Members, MembersSeed};

/// A JWE in a form in JSON, taken apart and still encoded.
#[derive(Clone, Debug)]
pub struct JsonJwe<'t> {
    protected: Option<Cow<'t, str>>,
    unprotected: Option<JoseHeader<'t>>,
    iv: Option<Cow<'t, str>>,
    aad: Option<Cow<'t, str>>,
    ciphertext: Cow<'t, str>,
    tag: Option<Cow<'t, str>>,
    recipients: Vec<JsonRecipient<'t>>,
}

/// One recipient of a JWE in JSON.
#[derive(Clone, Debug, Default)]
pub struct JsonRecipient<'t> {
    header: Option<JoseHeader<'t>>,
    encrypted_key: Option<Cow<'t, str>>,
}

impl<'t> JsonJwe<'t> {
    /// Reads the flattened form: one recipient, whose members stand beside the ciphertext.
    ///
    /// # Errors
    /// [`ParseError::Limit`] if the text is too long or a header too large; [`ParseError::Json`] if it is not a strict JSON object, a member has
    /// a wrong type or an unprotected header is malformed; [`ParseError::Form`] if `ciphertext` is missing, `recipients` is there, or there is no
    /// header at all.
    pub fn parse_flattened(json: &'t str, limits: &Limits) -> Result<Self, ParseError> {
        let list = List::flattened("recipients");
        let mut members: Members<'t> = super::read(json, &list, MembersSeed(&list), limits)?;
        let recipient = core::mem::take(&mut members.own);
        members.into_message(vec![recipient], limits)
    }

    /// Reads the general form: a list of recipients, each with its header and encrypted key.
    ///
    /// # Errors
    /// As for [`JsonJwe::parse_flattened`]; [`ParseError::Form`] if `recipients` is missing or empty or a member of the flattened form is there;
    /// [`ParseError::Limit`] if there are too many.
    pub fn parse_general(json: &'t str, limits: &Limits) -> Result<Self, ParseError> {
        let list = List::general("recipients", limits.recipients);
        let mut members: Members<'t> = super::read(json, &list, MembersSeed(&list), limits)?;
        forbidden("header", members.own.header.is_some(), NOT_IN_GENERAL)?;
        forbidden("encrypted_key", members.own.encrypted_key.is_some(), NOT_IN_GENERAL)?;
        let recipients = members.recipients.take().ok_or(ParseError::Form { name: "recipients", expected: PRESENT })?;
        forbidden("recipients", recipients.is_empty(), "a list that is not empty")?;
        members.into_message(recipients, limits)
    }

    /// The protected header, encoded. With [`JsonJwe::aad`] it is what the tag covers besides the ciphertext.
    #[must_use]
    pub fn protected(&self) -> Option<&str> {
        self.protected.as_deref()
    }

    /// The unprotected header that all recipients share. Whoever carries the message can change it.
    #[must_use]
    pub fn unprotected(&self) -> Option<&JoseHeader<'t>> {
        self.unprotected.as_ref()
    }

    /// The initialization vector, encoded.
    #[must_use]
    pub fn iv(&self) -> Option<&str> {
        self.iv.as_deref()
    }

    /// The additional authenticated data, encoded.
    #[must_use]
    pub fn aad(&self) -> Option<&str> {
        self.aad.as_deref()
    }

    /// The ciphertext, encoded.
    #[must_use]
    pub fn ciphertext(&self) -> &str {
        &self.ciphertext
    }

    /// The authentication tag, encoded.
    #[must_use]
    pub fn tag(&self) -> Option<&str> {
        self.tag.as_deref()
    }

    /// The recipients, in the message's order; exactly one in the flattened form.
    #[must_use]
    pub fn recipients(&self) -> &[JsonRecipient<'t>] {
        &self.recipients
    }
}

impl<'t> JsonRecipient<'t> {
    /// The unprotected header of this recipient. Whoever carries the message can change it.
    #[must_use]
    pub fn unprotected(&self) -> Option<&JoseHeader<'t>> {
        self.header.as_ref()
    }

    /// The encrypted content encryption key, encoded.
    #[must_use]
    pub fn encrypted_key(&self) -> Option<&str> {
        self.encrypted_key.as_deref()
    }
}
