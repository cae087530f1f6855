//! The two-step form: the bytes go out, the signature comes back.

use jose_core::{JwsAlgorithm, base64url};

use super::{
    SignError,
    header::Headers,
    kernel::{NOT_IN_COMPACT, NOT_IN_JSON, SigningInput},
    write,
};

/// A message that lacks only its signature. It is finished in the form for which it was prepared.
#[derive(Debug)]
pub struct PendingSignature {
    input: SigningInput,
    unprotected: Option<String>,
    form: Form,
    detached: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Compact,
    Json,
}

impl PendingSignature {
    /// Everything that can be wrong with a message is found here, before a key is used.
    pub(super) fn new(headers: &Headers, payload: &[u8], form: Form, detached: bool) -> Result<Self, SignError> {
        if form == Form::Compact && headers.unprotected.is_some() {
            return Err(SignError::UnprotectedInCompact);
        }
        if headers.unencoded && !detached {
            match form {
                Form::Compact if !payload.iter().all(|byte| matches!(byte, b' '..=b'~') && *byte != b'.') => {
                    return Err(NOT_IN_COMPACT);
                }
                Form::Json if str::from_utf8(payload).is_err() => return Err(NOT_IN_JSON),
                _ => {}
            }
        }
        let input = SigningInput::new(headers, payload);
        Ok(Self { input, unprotected: headers.unprotected.clone(), form, detached })
    }

    /// The bytes to sign.
    #[must_use]
    pub fn signing_input(&self) -> &[u8] {
        self.input.as_bytes()
    }

    /// The algorithm to sign them with.
    #[must_use]
    pub fn algorithm(&self) -> JwsAlgorithm {
        self.input.algorithm
    }

    /// The second step: the message. The signature is not verified here.
    ///
    /// # Errors
    /// [`SignError::SignatureLength`] if the signature cannot be one of the algorithm's.
    pub fn finish(self, signature: &[u8]) -> Result<String, SignError> {
        self.input.check(signature)?;
        if self.form == Form::Json {
            let mut json = write::payload(&[&self]);
            self.write_signature(signature, &mut json);
            json.push('}');
            return Ok(json);
        }
        if self.detached {
            return Ok(format!("{}..{}", self.input.protected(), base64url::encode(signature)));
        }
        self.input.into_compact(signature)
    }

    pub(super) fn check(&self, signature: &[u8]) -> Result<(), SignError> {
        self.input.check(signature)
    }

    pub(super) fn is_detached(&self) -> bool {
        self.detached
    }

    pub(super) fn input(&self) -> &SigningInput {
        &self.input
    }

    /// The members of this one signature.
    pub(super) fn write_signature(&self, signature: &[u8], json: &mut String) {
        write::signature(self.input.protected(), self.unprotected.as_deref(), signature, json);
    }
}
