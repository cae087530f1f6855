//! Members, taken one by one with the type they must have.

use std::borrow::Cow;

use jose_core::{Curve, KeyType, SecretBytes, base64url};

use super::raw::{RawMembers, RawSecret};
use crate::JwkError;

pub(crate) const BASE64: &str = "a string of canonical unpadded base64url";

impl<'t> RawMembers<'t> {
    /// Whether the member is there at all, whatever its value.
    pub(crate) fn has_secret(&self, name: &str) -> bool {
        self.secret.iter().any(|(secret, _)| *secret == name)
    }

    /// Takes a string that must be there.
    pub(crate) fn text(&mut self, member: &'static str, needed: &'static str) -> Result<Cow<'t, str>, JwkError> {
        self.open.take_text(member)?.ok_or(JwkError::Missing { member, needed })
    }

    /// Takes `crv`, which must be a curve of this type of key.
    pub(crate) fn curve(&mut self, key_type: KeyType, needed: &'static str) -> Result<Curve, JwkError> {
        let name = self.text("crv", needed)?;
        let curve = Curve::from_name(&name).ok_or_else(|| JwkError::unsupported("curve", &name))?;
        if curve.row().key_type == key_type {
            Ok(curve)
        } else {
            Err(JwkError::member("crv", "a curve of the key's type"))
        }
    }

    /// Takes a coordinate that must be there. Its length is checked with the rest of the numbers.
    pub(crate) fn bytes(&mut self, member: &'static str, needed: &'static str) -> Result<Vec<u8>, JwkError> {
        let text = self.text(member, needed)?;
        base64url::decode(&text).map_err(|_| JwkError::member(member, BASE64))
    }

    /// Takes a public Base64urlUInt.
    pub(crate) fn integer(&mut self, member: &'static str, needed: &'static str) -> Result<Vec<u8>, JwkError> {
        let bytes = self.bytes(member, needed)?;
        minimal(member, &bytes)?;
        Ok(bytes)
    }

    /// Takes a secret that must be there. Its length is checked with the rest of the numbers.
    pub(crate) fn secret(&mut self, member: &'static str, needed: &'static str) -> Result<SecretBytes, JwkError> {
        let index = self.secret.iter().position(|(secret, _)| *secret == member);
        match index.map(|index| self.secret.swap_remove(index).1) {
            Some(RawSecret::Bytes(bytes)) => Ok(bytes),
            Some(RawSecret::NotBase64 | RawSecret::NotAString) => Err(JwkError::member(member, BASE64)),
            None => Err(JwkError::Missing { member, needed }),
        }
    }

    /// Takes a secret Base64urlUInt.
    pub(crate) fn secret_integer(
        &mut self,
        member: &'static str,
        needed: &'static str,
    ) -> Result<SecretBytes, JwkError> {
        let bytes = self.secret(member, needed)?;
        minimal(member, bytes.expose())?;
        Ok(bytes)
    }
}

/// RFC 7518, section 2, Base64urlUInt: as few bytes as the number needs. Zero is no part of any RSA key.
fn minimal(member: &'static str, bytes: &[u8]) -> Result<(), JwkError> {
    match bytes.first() {
        None | Some(0) => Err(JwkError::member(member, "a positive integer without leading zero bytes")),
        Some(_) => Ok(()),
    }
}
