//! Reading a header, member by member.

use alloc::{borrow::Cow, string::String, vec::Vec};
use core::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, MapAccess, Unexpected, Visitor},
};
use serde_json::{Map, Value};

use super::{JoseHeader, critical, ephemeral_key::Ephemeral};
use crate::{
    LimitExceeded, Limits, ParseError,
    json::{self, Text},
};

impl<'h> JoseHeader<'h> {
    /// Parses `json`, the decoded form of the segment `received`.
    ///
    /// # Errors
    /// [`ParseError::Limit`] if the header or its `kid` is too long or `crit` names too many extensions, [`ParseError::Json`] if it is not the
    /// strict JSON object that [`json::parse_object`] accepts, a registered member has a wrong type, or `epk` or `jwk` holds a private key,
    /// [`ParseError::Member`] if `crit` is malformed or does not announce `b64`.
    pub fn parse(received: &'h str, json: &'h [u8], limits: &Limits) -> Result<Self, ParseError> {
        let mut header = Self::default();
        header.read(received, json, limits)?;
        Ok(header)
    }

    /// Parses as [`JoseHeader::parse`] does, in place of what was here. You want this where the header stays where it is: it is large, and to move it takes
    /// a good part of the time that it takes to parse a short one.
    ///
    /// # Errors
    /// As for [`JoseHeader::parse`]. The room is empty then.
    pub fn parse_into<'r>(
        room: &'r mut Option<Self>,
        received: &'h str,
        json: &'h [u8],
        limits: &Limits,
    ) -> Result<&'r Self, ParseError> {
        match room.insert(Self::default()).read(received, json, limits) {
            Ok(()) => Ok(room.get_or_insert_default()),
            Err(error) => {
                *room = None;
                Err(error)
            }
        }
    }

    /// Reads a header into an empty one.
    fn read(&mut self, received: &'h str, json: &'h [u8], limits: &Limits) -> Result<(), ParseError> {
        LimitExceeded::check("header_bytes", json.len(), limits.header_bytes)?;
        json::parse_object_with(Fill(self), json, &limits.header).map_err(ParseError::json("header"))?;
        self.check_key_id(limits)?;
        self.received = Cow::Borrowed(received);
        critical::check_form(self, limits)
    }

    pub(crate) fn check_key_id(&self, limits: &Limits) -> Result<(), LimitExceeded> {
        LimitExceeded::check("key_id_bytes", self.key_id().map_or(0, str::len), limits.key_id_bytes)
    }
}

/// The members of a header. Only the strict entry point reads one: another reader would let duplicates through, and would not
/// check `crit`.
pub(crate) struct Members<'h>(pub(crate) JoseHeader<'h>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut header = JoseHeader::default();
        Fill(&mut header).deserialize(deserializer)?;
        Ok(Self(header))
    }
}

/// Reads members into an empty header where it stands: returned by value, so large a type is copied once for each function on the way.
pub(crate) struct Fill<'f, 'h>(pub(crate) &'f mut JoseHeader<'h>);

impl<'de> DeserializeSeed<'de> for Fill<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fill<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a header object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self(header) = self;
        while let Some(Text(name)) = map.next_key()? {
            match name.as_ref() {
                "alg" => header.algorithm = Some(text(&mut map)?),
                "enc" => header.content_encryption = Some(text(&mut map)?),
                "zip" => header.compression = Some(text(&mut map)?),
                "kid" => header.key_id = Some(text(&mut map)?),
                "typ" => header.message_type = Some(text(&mut map)?),
                "cty" => header.content_type = Some(text(&mut map)?),
                "crit" => {
                    let names: Vec<Text<'de>> = map.next_value()?;
                    header.critical = Some(names.into_iter().map(|Text(name)| name).collect());
                }
                "epk" => header.ephemeral_key = Some(map.next_value::<Ephemeral<'de>>()?.0),
                "apu" => header.party_u_info = Some(text(&mut map)?),
                "apv" => header.party_v_info = Some(text(&mut map)?),
                "iv" => header.key_iv = Some(text(&mut map)?),
                "tag" => header.key_tag = Some(text(&mut map)?),
                other => {
                    let value: Value = map.next_value()?;
                    check_registered(other, &value)?;
                    header.others.insert(name.into_owned(), value);
                }
            }
        }
        Ok(())
    }
}

pub(crate) fn text<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Cow<'de, str>, A::Error> {
    map.next_value().map(|Text(text)| text)
}

/// Registered members that only pass through here still have a type.
fn check_registered<E: Error>(name: &str, value: &Value) -> Result<(), E> {
    let (fits, expected) = match name {
        "ek" | "jku" | "p2s" | "x5t" | "x5t#S256" | "x5u" => (value.is_string(), "a string"),
        "p2c" => (value.is_u64(), "a whole number"),
        "b64" => (value.is_boolean(), "true or false"),
        "jwk" => {
            let public = |key: &Map<String, Value>| !PRIVATE_PARTS.iter().any(|part| key.contains_key(*part));
            (value.as_object().is_some_and(public), "a public key")
        }
        "x5c" => {
            let strings = |list: &Vec<Value>| !list.is_empty() && list.iter().all(Value::is_string);
            (value.as_array().is_some_and(strings), "a list of strings that is not empty")
        }
        _ => return Ok(()),
    };
    if fits { Ok(()) } else { Err(E::invalid_type(Unexpected::Other("another type"), &expected)) }
}

/// Members that only secret and private keys have, of any type.
pub const PRIVATE_PARTS: &[&str] = &[
    // tidy: sorted
    "d", "dp", "dq", "k", "oth", "p", "priv", "q", "qi",
    // tidy: end
];
