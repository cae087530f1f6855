//! The one place where a signing input is made and a signature joins it.

use std::fmt;

use jose_core::{JwsAlgorithm, base64url, registry::RSA_MODULUS_BYTES};

use super::SignError;

/// A signing input, with the algorithm that must sign it: the header, a dot, the payload (RFC 7515, section 5.1).
pub(super) struct SigningInput {
    text: String,
    pub(super) algorithm: JwsAlgorithm,
}

/// The signature of the largest RSA key that is common, 4096 bits.
const RSA_ROOM: usize = 512;

impl SigningInput {
    pub(super) fn new(algorithm: JwsAlgorithm, mut header: String, payload: &[u8]) -> Self {
        // The whole message fits, so that it is not moved when the signature joins it.
        let signature_bytes = algorithm.row().signature_bytes.unwrap_or(RSA_ROOM);
        let room = |bytes| base64url::encoded_len(bytes).saturating_add(1);
        header.reserve_exact(room(payload.len()).saturating_add(room(signature_bytes)));
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
        let needed = match self.algorithm.row().signature_bytes {
            Some(needed) => needed,
            None => found.clamp(*RSA_MODULUS_BYTES.start(), *RSA_MODULUS_BYTES.end()),
        };
        if found != needed {
            return Err(SignError::SignatureLength { needed, found });
        }
        self.text.push('.');
        base64url::encode_onto(signature, &mut self.text);
        Ok(self.text)
    }
}

impl fmt::Debug for SigningInput {
    /// Not the text: it is the payload in another spelling.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningInput").field("algorithm", &self.algorithm).field("bytes", &self.text.len()).finish()
    }
}
