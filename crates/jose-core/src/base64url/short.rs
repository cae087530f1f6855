//! Decoded bytes that need no allocation while they are few.

use alloc::vec::Vec;
use core::{fmt, ops::Deref};

use super::{Base64Error, decode, decode_slice, decoded_len};

/// Most headers of access tokens fit, and all signatures but those of RSA and P-521. Room is filled with zeros first, so there is no more than this while
/// it is enough.
const SMALL: usize = 128;

/// All headers of access tokens fit, and all signatures but those of very large RSA keys.
const LARGE: usize = 512;

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
    Small { bytes: [u8; SMALL], length: usize },
    Large { bytes: [u8; LARGE], length: usize },
    Heap(Vec<u8>),
}

impl Room {
    /// Empty room for so many bytes.
    const fn of(length: usize) -> Self {
        if length <= SMALL {
            Self::Small { bytes: [0; SMALL], length: 0 }
        } else if length <= LARGE {
            Self::Large { bytes: [0; LARGE], length: 0 }
        } else {
            Self::Heap(Vec::new())
        }
    }

    fn has(&self, length: usize) -> bool {
        match self {
            Self::Small { .. } => length <= SMALL,
            Self::Large { .. } => length <= LARGE,
            Self::Heap(_) => length > LARGE,
        }
    }
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
        Self(Room::of(0))
    }

    /// Decodes as [`ShortBytes::decode`] does, in place of what was here. You want this where room that is made once can stay where it is: to
    /// move these bytes takes longer than to decode a few.
    ///
    /// # Errors
    /// As for [`decode`]. What is here is then of no use.
    pub fn fill(&mut self, text: &str) -> Result<&[u8], Base64Error> {
        let needed = decoded_len(text.len());
        if !self.0.has(needed) {
            self.0 = Room::of(needed);
        }
        match &mut self.0 {
            Room::Small { bytes, length } => *length = decode_slice(text, bytes)?.len(),
            Room::Large { bytes, length } => *length = decode_slice(text, bytes)?.len(),
            Room::Heap(bytes) => *bytes = decode(text)?,
        }
        Ok(self)
    }
}

impl Deref for ShortBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Room::Small { bytes, length } => bytes.get(..*length).unwrap_or_default(),
            Room::Large { bytes, length } => bytes.get(..*length).unwrap_or_default(),
            Room::Heap(bytes) => bytes,
        }
    }
}

impl fmt::Debug for ShortBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ShortBytes({} bytes)", self.len())
    }
}
