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
        if decoded_len(text.len()) > INLINE {
            return decode(text).map(|bytes| Self(Room::Heap(bytes)));
        }
        let mut bytes = [0; INLINE];
        let length = decode_slice(text, &mut bytes)?.len();
        Ok(Self(Room::Inline { bytes, length }))
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
