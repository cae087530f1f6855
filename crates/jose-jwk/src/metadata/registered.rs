//! Registered members that are only kept still have a type. Source: IANA "JSON Web Key Parameters".

use jose_core::LimitExceeded;
use serde_json::{Map, Value};

use crate::JwkError;

/// The longest certificate chain that is kept.
const CERTIFICATES: usize = 16;

pub(super) fn check(members: &Map<String, Value>) -> Result<(), JwkError> {
    for name in ["x5t", "x5t#S256", "x5u"] {
        expect(members, name, "a string", Value::is_string)?;
    }
    for name in ["exp", "iat", "nbf"] {
        expect(members, name, "a number", Value::is_number)?;
    }
    expect(members, "ext", "true or false", Value::is_boolean)?;
    expect(members, "x5c", "a list of strings that is not empty", |value| {
        value.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(Value::is_string))
    })?;
    let certificates = members.get("x5c").and_then(Value::as_array).map_or(0, Vec::len);
    LimitExceeded::check("x5c", certificates, CERTIFICATES)?;
    Ok(())
}

fn expect(
    members: &Map<String, Value>,
    member: &'static str,
    expected: &'static str,
    fits: impl Fn(&Value) -> bool,
) -> Result<(), JwkError> {
    if members.get(member).is_none_or(fits) { Ok(()) } else { Err(JwkError::Member { member, expected }) }
}
