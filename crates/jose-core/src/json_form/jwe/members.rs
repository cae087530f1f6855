//! Reading the members of a JWE in JSON.

use alloc::{borrow::Cow, vec::Vec};
use core::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, MapAccess, Visitor},
};

use super::{
    super::{
        header, ignore_unless,
        list::List,
        rules::{PRESENT, check_protected, check_unprotected, forbidden, not_empty},
        text,
    },
    JsonJwe, JsonRecipient,
};
use crate::{Limits, ParseError, header::JoseHeader, json::Text};

#[derive(Default)]
pub(super) struct Members<'t> {
    protected: Option<Cow<'t, str>>,
    unprotected: Option<JoseHeader<'t>>,
    iv: Option<Cow<'t, str>>,
    aad: Option<Cow<'t, str>>,
    ciphertext: Option<Cow<'t, str>>,
    tag: Option<Cow<'t, str>>,
    /// Whether there is one: the message could then be read as a JWS too.
    payload: bool,
    pub(super) recipients: Option<Vec<JsonRecipient<'t>>>,
    /// The members of the flattened form.
    pub(super) own: JsonRecipient<'t>,
}

impl<'t> Members<'t> {
    pub(super) fn into_message(
        self,
        recipients: Vec<JsonRecipient<'t>>,
        limits: &Limits,
    ) -> Result<JsonJwe<'t>, ParseError> {
        let ciphertext = self.ciphertext.ok_or(ParseError::Form { name: "ciphertext", expected: PRESENT })?;
        forbidden("payload", self.payload, "absent from an encrypted message")?;
        check_protected(self.protected.as_deref())?;
        for (name, text) in [("iv", &self.iv), ("aad", &self.aad), ("tag", &self.tag)] {
            not_empty(name, text.as_deref())?;
        }
        check_unprotected(self.unprotected.as_ref(), limits)?;
        for recipient in &recipients {
            not_empty("encrypted_key", recipient.encrypted_key.as_deref())?;
            check_unprotected(recipient.header.as_ref(), limits)?;
            let headers = [self.protected.is_some(), self.unprotected.is_some(), recipient.header.is_some()];
            forbidden("protected", headers == [false; 3], "present where there is no unprotected header")?;
        }
        Ok(JsonJwe {
            protected: self.protected,
            unprotected: self.unprotected,
            iv: self.iv,
            aad: self.aad,
            ciphertext,
            tag: self.tag,
            recipients,
        })
    }
}

impl<'t> JsonRecipient<'t> {
    /// Takes a member of one recipient; false if it is none.
    fn take<A: MapAccess<'t>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error> {
        match name {
            "header" => self.header = header(map)?,
            "encrypted_key" => self.encrypted_key = text(map)?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

pub(super) struct MembersSeed<'l>(pub(super) &'l List);

impl<'de> DeserializeSeed<'de> for MembersSeed<'_> {
    type Value = Members<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Members<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for MembersSeed<'_> {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JWE in JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
        let mut members = Members::default();
        while let Some(Text(name)) = map.next_key()? {
            match name.as_ref() {
                "protected" => members.protected = text(&mut map)?,
                "unprotected" => members.unprotected = header(&mut map)?,
                "iv" => members.iv = text(&mut map)?,
                "aad" => members.aad = text(&mut map)?,
                "ciphertext" => members.ciphertext = text(&mut map)?,
                "payload" => members.payload = text(&mut map)?.is_some(),
                "tag" => members.tag = text(&mut map)?,
                "recipients" => members.recipients = Some(self.0.read(&mut map)?),
                own => ignore_unless(members.own.take(own, &mut map)?, &mut map)?,
            }
        }
        Ok(members)
    }
}

impl<'de> Deserialize<'de> for JsonRecipient<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RecipientVisitor)
    }
}

struct RecipientVisitor;

impl<'de> Visitor<'de> for RecipientVisitor {
    type Value = JsonRecipient<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a recipient object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<JsonRecipient<'de>, A::Error> {
        let mut recipient = JsonRecipient::default();
        while let Some(Text(name)) = map.next_key()? {
            ignore_unless(recipient.take(&name, &mut map)?, &mut map)?;
        }
        Ok(recipient)
    }
}
