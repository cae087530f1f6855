//! The JOSE header: registered members typed, unknown members kept, the received bytes kept.
//!
//! ```
//! use jose_core::{Limits, base64url, header::JoseHeader};
//!
//! let received = base64url::encode(br#"{"alg":"ES256","kid":"2026-11","https://example.com/x":1}"#);
//! let json = base64url::decode(&received)?;
//! let header = JoseHeader::parse(&received, &json, &Limits::default())?;
//! assert_eq!(header.key_id(), Some("2026-11"));
//! assert_eq!(header.member("https://example.com/x"), Some(&1.into()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A header is what a stranger says about a message. It chooses among keys that the application already trusts and nothing else: `jwk`, `jku`,
//! `x5c` and their kind are data here, never a source of keys. A registered member with a wrong type, `null` included, makes the header
//! malformed. Specification: RFC 7515 section 4, RFC 7516 section 4, RFC 7518 sections 4.6 to 4.8.

#[cfg(feature = "std")]
mod cache;
pub mod critical;
mod draft;
mod ephemeral_key;
mod joined;
pub mod media_type;
mod names;
mod owned;
pub(crate) mod parse;
mod size;
mod values;
mod write;

use alloc::{borrow::Cow, string::String, vec::Vec};

use serde_json::{Map, Value};

#[cfg(feature = "std")]
pub use cache::HeaderCache;
pub use parse::PRIVATE_PARTS;

pub use draft::{DraftEphemeralKey, HeaderDraft};
pub use ephemeral_key::EphemeralKey;
pub use joined::JoinedHeader;

use crate::{
    LimitExceeded, Limits, ParseError,
    base64url::{ShortBytes, decoded_len},
};

/// A parsed header. It borrows from the decoded JSON until [`JoseHeader::into_owned`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JoseHeader<'h> {
    received: Cow<'h, str>,
    algorithm: Option<Cow<'h, str>>,
    content_encryption: Option<Cow<'h, str>>,
    compression: Option<Cow<'h, str>>,
    key_id: Option<Cow<'h, str>>,
    message_type: Option<Cow<'h, str>>,
    content_type: Option<Cow<'h, str>>,
    critical: Option<Vec<Cow<'h, str>>>,
    ephemeral_key: Option<EphemeralKey<'h>>,
    party_u_info: Option<Cow<'h, str>>,
    party_v_info: Option<Cow<'h, str>>,
    key_iv: Option<Cow<'h, str>>,
    key_tag: Option<Cow<'h, str>>,
    others: Map<String, Value>,
}

/// Decodes a header segment whose size is within the limit: what is larger is not even decoded. [`JoseHeader::parse`] reads the result.
///
/// # Errors
/// [`ParseError::Limit`] if the header would be too long, [`ParseError::Base64`] if it is not canonical base64url.
pub fn decode(received: &str, limits: &Limits) -> Result<ShortBytes, ParseError> {
    let mut room = ShortBytes::empty();
    decode_into(&mut room, received, limits)?;
    Ok(room)
}

/// Decodes as [`decode`] does, into room that stays where it is.
///
/// # Errors
/// As for [`decode`].
pub fn decode_into<'r>(room: &'r mut ShortBytes, received: &str, limits: &Limits) -> Result<&'r [u8], ParseError> {
    LimitExceeded::check("header_bytes", decoded_len(received.len()), limits.header_bytes)?;
    room.fill(received).map_err(ParseError::base64("header"))
}

impl<'h> JoseHeader<'h> {
    /// The segment as it arrived, still base64url. Signatures and tags cover this.
    #[must_use]
    pub fn received(&self) -> &str {
        &self.received
    }

    /// `alg`, as text: it may name an algorithm that nobody here knows.
    #[must_use]
    pub fn algorithm(&self) -> Option<&str> {
        self.algorithm.as_deref()
    }

    /// `enc`, as text.
    #[must_use]
    pub fn content_encryption(&self) -> Option<&str> {
        self.content_encryption.as_deref()
    }

    /// `zip`, as text.
    #[must_use]
    pub fn compression(&self) -> Option<&str> {
        self.compression.as_deref()
    }

    /// `kid`: a name for a key, chosen by a stranger. Compare it byte for byte; never build a path or a query from it.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// `typ`: what the whole message is. Compare it with [`media_type::same`].
    #[must_use]
    pub fn message_type(&self) -> Option<&str> {
        self.message_type.as_deref()
    }

    /// `cty`: what the payload is. Compare it with [`media_type::same`].
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// `crit`: the extensions that must be understood. Its form has been checked; [`critical::check_understood`] does the rest.
    #[must_use]
    pub fn critical(&self) -> Option<&[Cow<'h, str>]> {
        self.critical.as_deref()
    }

    /// `epk`: the sender's ephemeral public key.
    #[must_use]
    pub fn ephemeral_key(&self) -> Option<&EphemeralKey<'h>> {
        self.ephemeral_key.as_ref()
    }

    /// `apu`, encoded.
    #[must_use]
    pub fn party_u_info(&self) -> Option<&str> {
        self.party_u_info.as_deref()
    }

    /// `apv`, encoded.
    #[must_use]
    pub fn party_v_info(&self) -> Option<&str> {
        self.party_v_info.as_deref()
    }

    /// `iv` of the key wrapping with AES-GCM, encoded.
    #[must_use]
    pub fn key_iv(&self) -> Option<&str> {
        self.key_iv.as_deref()
    }

    /// `tag` of the key wrapping with AES-GCM, encoded.
    #[must_use]
    pub fn key_tag(&self) -> Option<&str> {
        self.key_tag.as_deref()
    }

    /// Any member that has no accessor of its own, such as `jku`, `x5c` or a private one.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Value> {
        self.others.get(name)
    }

    /// All members that have no accessor of their own.
    #[must_use]
    pub fn other_members(&self) -> &Map<String, Value> {
        &self.others
    }
}
