//! The four JOSE files: exactly the key of the group, used for the algorithm that it names.
//!
//! The entry points are the compact ones. A JSON form that the file gives to them must be refused, and is.

use super::test::Test;
use crate::accounting::Outcome;
use crate::tokens::{decrypt, verify};
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
    let verdict = decrypt(key, &token, plaintext.as_deref());
    Ok(verdict.judge(test.expected()?))
}

/// Whichever of the two a case has.
pub(super) fn either(test: &Test<'_>) -> Result<Outcome, String> {
    if test.case.get("jws").is_some() { signature(test) } else { encryption(test) }
}
