//! The one place where a signing input is made and a signature is checked for its length. Every form comes through here.

use std::fmt;

use jose_core::{JwsAlgorithm, base64url};

use super::{SignError, header::Headers};

/// A signing input, with the algorithm that must sign it: the header, a dot, the payload (RFC 7515, section 5.1; RFC 7797, section 3).
pub(super) struct SigningInput {
    /// The header and the payload of the compact form, with room for the signature.
    covered: Covered,
    /// The length of the protected header, which may be empty in the forms in JSON.
    protected: usize,
    unencoded: bool,
    pub(super) algorithm: JwsAlgorithm,
}

/// What a signature covers.
enum Covered {
    Text(String),
    /// An unencoded payload that is no text. It can only be detached.
    Bytes(Vec<u8>),
}

/// The signature of the largest RSA key that is common, 4096 bits.
const RSA_ROOM: usize = 512;

impl SigningInput {
    pub(super) fn new(headers: &Headers, payload: &[u8]) -> Self {
        let Headers { algorithm, unencoded, .. } = *headers;
        // The whole compact form fits, so that it is not moved when the signature joins it.
        let payload_length = if unencoded { payload.len() } else { base64url::encoded_len(payload.len()) };
        let signature = base64url::encoded_len(algorithm.row().signature_bytes.unwrap_or(RSA_ROOM));
        let dots = 2;
        let room =
            [headers.protected.len(), payload_length, signature, dots].into_iter().fold(0, usize::saturating_add);
        let mut text = String::with_capacity(room);
        text.push_str(&headers.protected);
        text.push('.');
        let covered = if !unencoded {
            base64url::encode_onto(payload, &mut text);
            Covered::Text(text)
        } else if let Ok(payload) = str::from_utf8(payload) {
            text.push_str(payload);
            Covered::Text(text)
        } else {
            Covered::Bytes([text.as_bytes(), payload].concat())
        };
        Self { covered, protected: headers.protected.len(), unencoded, algorithm }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        match &self.covered {
            Covered::Text(text) => text.as_bytes(),
            Covered::Bytes(bytes) => bytes,
        }
    }

    /// The protected header, encoded; empty if there is none.
    pub(super) fn protected(&self) -> &str {
        self.as_bytes().get(..self.protected).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// The payload as it stands in a message, unless it is unencoded and no text.
    pub(super) fn payload(&self) -> Option<&str> {
        match &self.covered {
            Covered::Text(text) => text.get(self.protected.saturating_add(1)..),
            Covered::Bytes(_) => None,
        }
    }

    pub(super) fn is_unencoded(&self) -> bool {
        self.unencoded
    }

    /// The compact form, with this signature.
    pub(super) fn into_compact(self, signature: &[u8]) -> Result<String, SignError> {
        let Covered::Text(mut text) = self.covered else { return Err(NOT_IN_COMPACT) };
        text.push('.');
        base64url::encode_onto(signature, &mut text);
        Ok(text)
    }

    /// Refuses a signature that cannot be one of the algorithm's.
    pub(super) fn check(&self, signature: &[u8]) -> Result<(), SignError> {
        let found = signature.len();
        if self.algorithm.allows_signature_of(found) {
            Ok(())
        } else {
            Err(SignError::SignatureLength { algorithm: self.algorithm, found })
        }
    }
}

/// RFC 7797, section 5.2: what an unencoded payload in the compact form may consist of.
pub(super) const NOT_IN_COMPACT: SignError =
    SignError::UnencodedPayload { expected: "printable ASCII characters and no dot" };

/// A JSON string holds nothing else.
pub(super) const NOT_IN_JSON: SignError = SignError::UnencodedPayload { expected: "UTF-8" };

impl fmt::Debug for SigningInput {
    /// Not the text: it is the payload in another spelling.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningInput")
            .field("algorithm", &self.algorithm)
            .field("unencoded", &self.unencoded)
            .field("bytes", &self.as_bytes().len())
            .finish_non_exhaustive()
    }
}
