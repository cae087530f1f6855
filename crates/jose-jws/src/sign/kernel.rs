//! The one place where a signing input is made and a signature joins it.

use jose_core::{JwsAlgorithm, base64url};

use super::SignError;

/// A signing input, with the algorithm that must sign it: the header, a dot, the payload (RFC 7515, section 5.1).
#[derive(Debug)]
pub(super) struct SigningInput {
    text: String,
    pub(super) algorithm: JwsAlgorithm,
}

/// Room for the signature of the largest RSA key that is common.
const SIGNATURE_ROOM: usize = 1 + 342;

impl SigningInput {
    pub(super) fn new(algorithm: JwsAlgorithm, mut header: String, payload: &[u8]) -> Self {
        let payload_room = base64url::encoded_len(payload.len()).saturating_add(1);
        header.reserve(payload_room.saturating_add(SIGNATURE_ROOM));
        header.push('.');
        base64url::encode_onto(payload, &mut header);
        Self { text: header, algorithm }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// The compact form, once the signature is there.
    pub(super) fn finish_compact(mut self, signature: &[u8]) -> Result<String, SignError> {
        let found = signature.len();
        match self.algorithm.row().signature_bytes {
            Some(needed) if needed != found => return Err(SignError::SignatureLength { needed, found }),
            None if !(256..=1024).contains(&found) => return Err(SignError::SignatureLength { needed: 256, found }),
            _ => {}
        }
        self.text.push('.');
        base64url::encode_onto(signature, &mut self.text);
        Ok(self.text)
    }
}
