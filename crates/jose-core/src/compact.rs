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
//! Where a text may be of either form, [`Segments`] splits it once for both. Splitting checks the size, finds the dots and stops at the first one
//! too many, so that a megabyte of dots costs nothing. It allocates nothing, decodes nothing and keeps the received text: signatures and tags
//! cover that. Specification: RFC 7515 section 7.1, RFC 7516 section 7.1.

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
        Segments::split(token, limits)?.jws()
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
        Segments::split(token, limits)?.jwe()
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

/// A text that is split at its dots, before it is decided which of the two forms it has.
///
/// ```
/// use jose_core::{Limits, compact::Segments};
///
/// let segments = Segments::split("e30.a2V5.aXY.dGV4dA.dGFn", &Limits::default())?;
/// assert_eq!(segments.count(), 5);
/// assert_eq!(segments.jwe()?.tag(), "dGFn");
/// assert!(segments.jws().is_err());
/// # Ok::<(), jose_core::ParseError>(())
/// ```
///
/// You want it where a message may be signed or encrypted and the text is to be searched once. What is known of the form already goes to
/// [`CompactJws::parse`] or [`CompactJwe::parse`].
#[derive(Clone, Copy, Debug)]
pub struct Segments<'t> {
    text: &'t str,
    first: [&'t str; 5],
    count: usize,
}

impl<'t> Segments<'t> {
    /// Splits `text`, which may be anything, at its first five dots.
    ///
    /// # Errors
    /// [`LimitExceeded`] if the text is too long for a token. It is not searched then.
    pub fn split(text: &'t str, limits: &Limits) -> Result<Self, LimitExceeded> {
        LimitExceeded::check("token_bytes", text.len(), limits.token_bytes)?;
        let mut first = [""; 5];
        let count = split_into(&mut first, text);
        Ok(Self { text, first, count })
    }

    /// How many segments there are, empty ones among them. 6 stands for any number above 5, as the text is not searched further.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The segments as those of a JWS.
    ///
    /// # Errors
    /// [`ParseError::Segments`] if there are not exactly three or the first is empty.
    pub fn jws(&self) -> Result<CompactJws<'t>, ParseError> {
        let [protected, payload, signature, ..] = self.first;
        let covered = protected.len().saturating_add(1).saturating_add(payload.len());
        match self.text.get(..covered) {
            Some(signing_input) if self.count == 3 && !protected.is_empty() => {
                Ok(CompactJws { signing_input, protected, payload, signature })
            }
            _ => Err(ParseError::Segments { expected: 3 }),
        }
    }

    /// The segments as those of a JWE.
    ///
    /// # Errors
    /// [`ParseError::Segments`] if there are not exactly five or the first is empty.
    pub fn jwe(&self) -> Result<CompactJwe<'t>, ParseError> {
        let [protected, ..] = self.first;
        if self.count == 5 && !protected.is_empty() {
            Ok(CompactJwe { segments: self.first })
        } else {
            Err(ParseError::Segments { expected: 5 })
        }
    }
}

/// Fills `segments` with the first ones of `text`. How many there are, or one more than there is room for.
#[inline(never)]
fn split_into<'t>(segments: &mut [&'t str], text: &'t str) -> usize {
    let (mut rest, mut count) = (text, 0_usize);
    for segment in segments {
        count = count.saturating_add(1);
        let dot = memchr::memchr(b'.', rest.as_bytes());
        let Some((before, behind)) = dot.and_then(|dot| Some((rest.get(..dot)?, rest.get(dot.wrapping_add(1)..)?)))
        else {
            *segment = rest;
            return count;
        };
        (*segment, rest) = (before, behind);
    }
    count.saturating_add(1)
}
