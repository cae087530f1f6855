//! Reading the members of a JWS in JSON.

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
        rules::{PRESENT, check_protected, check_unprotected, forbidden},
        text,
    },
    JsonSignature,
};
use crate::{Limits, ParseError, header::JoseHeader, json::Text};

#[derive(Default)]
pub(super) struct Members<'t> {
    pub(super) payload: Option<Cow<'t, str>>,
    pub(super) signatures: Option<Vec<Part<'t>>>,
    /// Whether there is one: the message could then be read as a JWE too.
    pub(super) ciphertext: bool,
    /// The members of the flattened form.
    pub(super) own: Part<'t>,
}

#[derive(Default)]
pub(super) struct Part<'t> {
    pub(super) protected: Option<Cow<'t, str>>,
    pub(super) header: Option<JoseHeader<'t>>,
    pub(super) signature: Option<Cow<'t, str>>,
}

impl<'t> Part<'t> {
    pub(super) fn into_signature(self, limits: &Limits) -> Result<JsonSignature<'t>, ParseError> {
        let signature = self.signature.ok_or(ParseError::Form { name: "signature", expected: PRESENT })?;
        check_protected(self.protected.as_deref())?;
        check_unprotected(self.header.as_ref(), limits)?;
        let no_header = self.protected.is_none() && self.header.is_none();
        forbidden("protected", no_header, "present where there is no unprotected header")?;
        Ok(JsonSignature { protected: self.protected, unprotected: self.header, signature })
    }

    /// Takes a member of one signature; false if it is none.
    fn take<A: MapAccess<'t>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error> {
        match name {
            "protected" => self.protected = text(map)?,
            "header" => self.header = header(map)?,
            "signature" => self.signature = text(map)?,
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
        f.write_str("a JWS in JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
        let mut members = Members::default();
        while let Some(Text(name)) = map.next_key()? {
            match name.as_ref() {
                "payload" => members.payload = text(&mut map)?,
                "ciphertext" => members.ciphertext = text(&mut map)?.is_some(),
                "signatures" => members.signatures = Some(self.0.read(&mut map)?),
                own => ignore_unless(members.own.take(own, &mut map)?, &mut map)?,
            }
        }
        Ok(members)
    }
}

impl<'de> Deserialize<'de> for Part<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PartVisitor)
    }
}

struct PartVisitor;

impl<'de> Visitor<'de> for PartVisitor {
    type Value = Part<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a signature object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Part<'de>, A::Error> {
        let mut part = Part::default();
        while let Some(Text(name)) = map.next_key()? {
            ignore_unless(part.take(&name, &mut map)?, &mut map)?;
        }
        Ok(part)
    }
}
