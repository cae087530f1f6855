//! Registered members that are only kept still have a type. Source: IANA "JSON Web Key Parameters".

use serde_json::{Map, Value};

use crate::JwkError;

/// All but the members of certificates, which are checked with the key that they are for.
pub(super) fn check(members: &Map<String, Value>) -> Result<(), JwkError> {
    expect(members, "x5u", "a string", Value::is_string)?;
    for name in ["exp", "iat", "nbf"] {
        expect(members, name, "a number", Value::is_number)?;
    }
    expect(members, "ext", "true or false", Value::is_boolean)
}

fn expect(
    members: &Map<String, Value>,
    member: &'static str,
    expected: &'static str,
    fits: impl Fn(&Value) -> bool,
) -> Result<(), JwkError> {
    if members.get(member).is_none_or(fits) { Ok(()) } else { Err(JwkError::Member { member, expected }) }
}
