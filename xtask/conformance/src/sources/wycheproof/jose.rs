//! The four JOSE files: exactly the key of the group, used for the algorithm that it names.
//!
//! The entry points are the compact ones. A JSON form that the file gives to them must be refused, and is.

use serde_json::Value;

use super::test::Test;
use crate::accounting::{Expected, Outcome};
use crate::reasons;
use crate::tokens::{decrypt, header_member, verify};
use crate::vectors::{as_text, member};

/// A JWS.
pub(super) fn signature(test: &Test<'_>) -> Result<Outcome, String> {
    let token = as_text(member(test.case, "jws")?);
    Ok(verify(test.public_or_private()?, &[], &token, None).judge(test.expected()?))
}

/// A JWE.
pub(super) fn encryption(test: &Test<'_>) -> Result<Outcome, String> {
    let token = as_text(member(test.case, "jwe")?);
    let key = member(test.group, "private")?;
    let plaintext = test.case.get("pt").map(|_| test.hex("pt")).transpose()?;
    let verdict = decrypt(key, &[], &token, plaintext.as_deref());
    let expected = test.expected()?;
    // A refusal proves nothing if the key cannot be used in the first place.
    let algorithm = key.get("alg").and_then(Value::as_str).and_then(reasons::algorithm);
    let zip = header_member(&token, "zip").filter(|_| expected == Expected::Accept).map(|_| reasons::ZIP);
    Ok(match algorithm.or(zip) {
        Some(reason) => verdict.not_offered(reason),
        None => verdict.judge(expected),
    })
}

/// Whichever of the two a case has.
pub(super) fn either(test: &Test<'_>) -> Result<Outcome, String> {
    if test.case.get("jws").is_some() { signature(test) } else { encryption(test) }
}
