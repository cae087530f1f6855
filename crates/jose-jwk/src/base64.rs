//! The standard base64 with padding that `x5c` and the public keys of OpenSSH are in, unlike everything else in a JWK. Specification:
//! RFC 4648, section 4; RFC 7517, section 4.7.

use jose_core::base64url;

/// Decodes the canonical form and no other: whole groups of four, no white space, no stray bits.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(4) || text.contains(['-', '_']) {
        return None;
    }
    let letters = text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text);
    base64url::decode(&letters.replace('+', "-").replace('/', "_")).ok()
}

pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = base64url::encode(bytes).replace('-', "+").replace('_', "/");
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}
