//! The compact forms: three segments for a signature, five for an encryption.
//!
//! ```
//! use jose_core::{Limits, compact::CompactJwe};
//!
//! let message = CompactJwe::parse("e30.a2V5.aXY.dGV4dA.dGFn", &Limits::default())?;
//! assert_eq!(message.ciphertext(), "dGV4dA");
//! assert!(CompactJwe::parse("e30.a2V5.aXY", &Limits::default()).is_err());
//! # Ok::<(), jose_core::ParseError>(())
//! ```
//!
//! Splitting checks the size, finds the dots and stops at the first one too many, so that a megabyte of dots costs nothing. It allocates
//! nothing, decodes nothing and keeps the received text: signatures and tags cover that. Specification: RFC 7515 section 7.1, RFC 7516
//! section 7.1.

use crate::{LimitExceeded, Limits, ParseError};

/// A compact JWS, split: `protected.payload.signature`, each still base64url.
#[derive(Clone, Copy, Debug)]
pub struct CompactJws<'t> {
    signing_input: &'t str,
    protected: &'t str,
    payload: &'t str,
    signature: &'t str,
}

impl<'t> CompactJws<'t> {
    /// Splits `token` into its three segments.
    ///
    /// # Errors
    /// [`ParseError::Limit`] if the token is too long, [`ParseError::Segments`] if it has not exactly three segments or the first is empty.
    pub fn parse(token: &'t str, limits: &Limits) -> Result<Self, ParseError> {
        let [protected, payload, signature] = split(token, limits)?;
        let covered = protected.len().saturating_add(1).saturating_add(payload.len());
        let signing_input = token.get(..covered).ok_or(ParseError::Segments { expected: 3 })?;
        Ok(Self { signing_input, protected, payload, signature })
    }

    /// The bytes that the signature covers: the first two segments and the dot between them, as received.
    #[must_use]
    pub fn signing_input(&self) -> &'t str {
        self.signing_input
    }

    /// The protected header, encoded.
    #[must_use]
    pub fn protected(&self) -> &'t str {
        self.protected
    }

    /// The payload, encoded. It may be empty.
    #[must_use]
    pub fn payload(&self) -> &'t str {
        self.payload
    }

    /// The signature, encoded. It may be empty here; no algorithm accepts that.
    #[must_use]
    pub fn signature(&self) -> &'t str {
        self.signature
    }
}

/// A compact JWE, split: `protected.encrypted_key.iv.ciphertext.tag`, each still base64url.
#[derive(Clone, Copy, Debug)]
pub struct CompactJwe<'t> {
    segments: [&'t str; 5],
}

impl<'t> CompactJwe<'t> {
    /// Splits `token` into its five segments.
    ///
    /// # Errors
    /// [`ParseError::Limit`] if the token is too long, [`ParseError::Segments`] if it has not exactly five segments or the first is empty.
    pub fn parse(token: &'t str, limits: &Limits) -> Result<Self, ParseError> {
        split(token, limits).map(|segments| Self { segments })
    }

    /// The protected header, encoded; as received it is also the additional authenticated data.
    #[must_use]
    pub fn protected(&self) -> &'t str {
        let [protected, ..] = self.segments;
        protected
    }

    /// The encrypted content encryption key, encoded; empty where the key is agreed or shared directly.
    #[must_use]
    pub fn encrypted_key(&self) -> &'t str {
        let [_, encrypted_key, ..] = self.segments;
        encrypted_key
    }

    /// The initialization vector, encoded.
    #[must_use]
    pub fn iv(&self) -> &'t str {
        let [_, _, iv, ..] = self.segments;
        iv
    }

    /// The ciphertext, encoded. It may be empty.
    #[must_use]
    pub fn ciphertext(&self) -> &'t str {
        let [.., ciphertext, _] = self.segments;
        ciphertext
    }

    /// The authentication tag, encoded.
    #[must_use]
    pub fn tag(&self) -> &'t str {
        let [.., tag] = self.segments;
        tag
    }
}

fn split<'t, const SEGMENTS: usize>(token: &'t str, limits: &Limits) -> Result<[&'t str; SEGMENTS], ParseError> {
    LimitExceeded::check("token_bytes", token.len(), limits.token_bytes)?;
    let mut segments = [""; SEGMENTS];
    let mut rest = Some(token);
    for segment in &mut segments {
        let text = rest.ok_or(ParseError::Segments { expected: SEGMENTS })?;
        (*segment, rest) = match memchr::memchr(b'.', text.as_bytes()).and_then(|dot| text.split_at_checked(dot)) {
            Some((segment, dot_and_rest)) => (segment, dot_and_rest.get(1..)),
            None => (text, None),
        };
    }
    if rest.is_some() || segments.first().is_none_or(|protected| protected.is_empty()) {
        return Err(ParseError::Segments { expected: SEGMENTS });
    }
    Ok(segments)
}
