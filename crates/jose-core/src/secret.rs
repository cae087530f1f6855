//! Bytes that are wiped when dropped and never printed.
//!
//! ```
//! use jose_core::SecretBytes;
//!
//! let secret = SecretBytes::new(vec![7; 32]);
//! assert_eq!(secret.expose().len(), 32);
//! assert_eq!(format!("{secret:?}"), "SecretBytes(32 bytes)");
//! ```
//!
//! You want this for anything an attacker must not see: symmetric keys, private components, shared secrets. It cannot be
//! cloned, compared, serialized or formatted; each use goes through [`SecretBytes::expose`], a word one can search for.
//! It does not hide the length and does not lock memory.

use alloc::vec::Vec;
use core::fmt;

use zeroize::Zeroizing;

/// Secret bytes, wiped on drop.
pub struct SecretBytes(Zeroizing<Vec<u8>>);

impl SecretBytes {
    /// Takes ownership of the bytes. Copies that the caller made elsewhere are the caller's to wipe.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes themselves.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, to be changed in place.
    pub fn expose_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }

    /// How many bytes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A second, equally secret copy. Named, because each copy is one more place to leak from.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }
}

impl From<&[u8]> for SecretBytes {
    fn from(bytes: &[u8]) -> Self {
        Self::new(bytes.to_vec())
    }
}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretBytes({} bytes)", self.len())
    }
}
