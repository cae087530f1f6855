//! Where a payload comes from, and what of it the signature covers.

use std::borrow::Cow;

use jose_core::{ParseError, base64url};

/// A payload, before anything about it is known.
#[derive(Clone, Copy)]
pub(super) enum Payload<'p> {
    /// As it stands in the message.
    Attached(&'p str),
    /// Given beside the message.
    Detached(&'p [u8]),
}

impl<'p> Payload<'p> {
    /// What the signature covers (RFC 7797, section 3).
    pub(super) fn covered(self, unencoded: bool) -> Cow<'p, [u8]> {
        match self {
            Self::Attached(text) => Cow::Borrowed(text.as_bytes()),
            Self::Detached(bytes) if unencoded => Cow::Borrowed(bytes),
            Self::Detached(bytes) => Cow::Owned(base64url::encode(bytes).into_bytes()),
        }
    }

    /// Whether [`Payload::content`] would succeed.
    pub(super) fn check(self, unencoded: bool) -> Result<(), ParseError> {
        match self {
            Self::Attached(text) if !unencoded => base64url::check(text).map_err(ParseError::base64("payload")),
            _ => Ok(()),
        }
    }

    /// The payload itself.
    #[inline]
    pub(super) fn content(self, unencoded: bool) -> Result<Vec<u8>, ParseError> {
        match self {
            Self::Attached(text) if unencoded => Ok(text.as_bytes().to_vec()),
            Self::Attached(text) => base64url::decode(text).map_err(ParseError::base64("payload")),
            Self::Detached(bytes) => Ok(bytes.to_vec()),
        }
    }
}

/// The protected header as it arrived, a dot, and what is covered of the payload.
pub(super) fn signing_input(protected: &str, covered: &[u8]) -> Vec<u8> {
    [protected.as_bytes(), b".", covered].concat()
}

/// Refuses an unencoded payload that cannot stand between the dots of the compact form (RFC 7797, section 5.2).
pub(super) fn check_compact(text: &str) -> Result<(), ParseError> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        Ok(())
    } else {
        Err(ParseError::Form { name: "payload", expected: "printable ASCII where it is not encoded" })
    }
}

/// A payload was given, and there is one in the message: nobody could say which of them is meant.
pub(super) const NOT_DETACHED: ParseError =
    ParseError::Form { name: "payload", expected: "absent where it is given beside the message" };

/// There is no payload in the message, and none was given.
pub(super) const NOT_ATTACHED: ParseError =
    ParseError::Form { name: "payload", expected: "present, unless it is given beside the message" };
