//! Decoded bytes that need no allocation while they are few.

use alloc::vec::Vec;
use core::{fmt, ops::Deref};

use super::{Base64Error, decode, decode_slice, decoded_len};

/// Headers of access tokens and all signatures but those of very large RSA keys fit.
const INLINE: usize = 512;

/// The bytes of a header, a signature or another short part of a message.
///
/// ```
/// let signature = jose_core::base64url::ShortBytes::decode("c2ln")?;
/// assert_eq!(&*signature, b"sig");
/// # Ok::<(), jose_core::base64url::Base64Error>(())
/// ```
///
/// Not for secrets: it is not wiped.
pub struct ShortBytes(Room);

#[expect(clippy::large_enum_variant, reason = "being large is its purpose: it saves the allocation")]
enum Room {
    Inline { bytes: [u8; INLINE], length: usize },
    Heap(Vec<u8>),
}

impl ShortBytes {
    /// Decodes as [`decode`] does.
    ///
    /// # Errors
    /// As for [`decode`].
    pub fn decode(text: &str) -> Result<Self, Base64Error> {
        let mut room = Self::empty();
        room.fill(text)?;
        Ok(room)
    }

    /// Room for [`ShortBytes::fill`].
    #[must_use]
    pub const fn empty() -> Self {
        Self(Room::Inline { bytes: [0; INLINE], length: 0 })
    }

    /// Decodes as [`ShortBytes::decode`] does, in place of what was here. You want this where room that is made once can stay where it is: to
    /// move these bytes takes longer than to decode a few.
    ///
    /// # Errors
    /// As for [`decode`]. What is here is then of no use.
    pub fn fill(&mut self, text: &str) -> Result<&[u8], Base64Error> {
        if decoded_len(text.len()) > INLINE {
            self.0 = Room::Heap(decode(text)?);
        } else if let Room::Inline { bytes, length } = &mut self.0 {
            *length = decode_slice(text, bytes)?.len();
        } else {
            *self = Self::empty();
            return self.fill(text);
        }
        Ok(self)
    }
}

impl Deref for ShortBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Room::Inline { bytes, length } => bytes.get(..*length).unwrap_or_default(),
            Room::Heap(bytes) => bytes,
        }
    }
}

impl fmt::Debug for ShortBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ShortBytes({} bytes)", self.len())
    }
}
