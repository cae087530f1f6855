//! Writing a header.

use alloc::string::{String, ToString};

use serde_json::{Map, Value};

use super::{JoseHeader, critical};
use crate::json;

/// A header that is about to be written, or the part of one that is. Members appear in the order of the fields, which is that of the examples
/// of RFC 7520; the private ones come last.
///
/// ```
/// use jose_core::header::HeaderDraft;
///
/// let draft = HeaderDraft { alg: Some("ES256"), kid: Some("1"), ..HeaderDraft::default() };
/// assert_eq!(draft.to_base64url(), "eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ");
/// ```
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "each field is the registered member of its name")]
pub struct HeaderDraft<'h> {
    pub alg: Option<&'h str>,
    pub kid: Option<&'h str>,
    pub typ: Option<&'h str>,
    pub p2s: Option<String>,
    pub p2c: Option<u32>,
    pub epk: Option<DraftEphemeralKey>,
    pub apu: Option<&'h str>,
    pub apv: Option<&'h str>,
    pub tag: Option<String>,
    pub iv: Option<String>,
    pub ek: Option<String>,
    pub jku: Option<&'h str>,
    pub jwk: Option<&'h Map<String, Value>>,
    pub x5u: Option<&'h str>,
    pub x5c: Option<&'h [String]>,
    pub x5t: Option<&'h str>,
    pub x5t_s256: Option<&'h str>,
    pub cty: Option<&'h str>,
    pub enc: Option<&'h str>,
    pub zip: Option<&'h str>,
    pub b64: Option<bool>,
    pub crit: Option<&'h [&'h str]>,
    /// Members with names of the application's own. Ask [`HeaderDraft::reserved_private_member`] first: a name that has a field here would
    /// be written twice.
    pub private: Option<&'h Map<String, Value>>,
}

/// `epk`, encoded.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each field is the registered member of its name")]
pub struct DraftEphemeralKey {
    pub kty: &'static str,
    pub crv: &'static str,
    pub x: String,
    pub y: Option<String>,
}

impl HeaderDraft<'_> {
    /// The first private member with a name that is not the application's to give: one that a standard defines, among them those that carry
    /// keys, or one that the JSON parser keeps for itself.
    #[must_use]
    pub fn reserved_private_member(&self) -> Option<String> {
        let reserved = |name: &&String| {
            let name = name.as_str();
            critical::DEFINED.contains(&name) || matches!(name, "b64" | "ek") || json::is_private(name)
        };
        self.private?.keys().find(reserved).map(ToString::to_string)
    }
}

impl From<&JoseHeader<'_>> for Map<String, Value> {
    /// The header as JSON, for people to look at.
    fn from(header: &JoseHeader<'_>) -> Self {
        let mut json = header.others.clone();
        let mut put = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                json.insert(name.into(), value.into());
            }
        };
        put("alg", header.algorithm());
        put("enc", header.content_encryption());
        put("zip", header.compression());
        put("kid", header.key_id());
        put("typ", header.message_type());
        put("cty", header.content_type());
        put("apu", header.party_u_info());
        put("apv", header.party_v_info());
        put("iv", header.key_iv());
        put("tag", header.key_tag());
        if let Some(names) = header.critical() {
            json.insert("crit".into(), names.iter().map(|name| Value::from(name.as_ref())).collect());
        }
        if let Some(key) = header.ephemeral_key() {
            let mut members = Map::new();
            let parts =
                [("kty", Some(key.key_type())), ("crv", Some(key.curve())), ("x", Some(key.x())), ("y", key.y())];
            members.extend(parts.into_iter().filter_map(|(name, value)| Some((name.to_string(), value?.into()))));
            json.insert("epk".into(), members.into());
        }
        json
    }
}
