//! Registered members that are kept as JSON values, with accessors all the same: few messages have them.

use serde_json::Value;

use super::JoseHeader;
#[cfg(doc)]
use crate::Limits;

impl JoseHeader<'_> {
    /// `p2s`, encoded: the salt that goes with a password.
    #[must_use]
    pub fn password_salt(&self) -> Option<&str> {
        self.member("p2s").and_then(Value::as_str)
    }

    /// `p2c`: how many rounds a password is stretched. Compare it with [`Limits::pbes2_rounds`] before any work.
    #[must_use]
    pub fn password_rounds(&self) -> Option<u64> {
        self.member("p2c").and_then(Value::as_u64)
    }

    /// `ek`, encoded: the encapsulated key of HPKE.
    #[must_use]
    pub fn encapsulated_key(&self) -> Option<&str> {
        self.member("ek").and_then(Value::as_str)
    }

    /// Whether the payload stands in the message as it is and not as base64url: `b64` is false (RFC 7797).
    #[must_use]
    pub fn has_unencoded_payload(&self) -> bool {
        self.member("b64").and_then(Value::as_bool) == Some(false)
    }
}
