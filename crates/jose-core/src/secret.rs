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
//! You want this for anything an attacker must not see: symmetric keys, private components, shared secrets, plaintexts. It cannot be
//! cloned, compared, serialized or formatted; each use goes through [`SecretBytes::expose`], a word one can search for.
//! It does not hide the length and does not lock memory.

use alloc::vec::Vec;
use core::{fmt, mem};

/// Overwrites `bytes` with zeros, many at a time.
///
/// ```
/// let mut key = [7; 32];
/// jose_core::secret::wipe(&mut key);
/// assert_eq!(key, [0; 32]);
/// ```
///
/// You want this for secrets that fill a buffer, such as a plaintext: the `zeroize` crate writes one byte after the other, which takes about ten
/// times as long, and longer than decrypting. For the few bytes of a key either will do.
///
/// # Security
/// The zeros are written in the ordinary way, and the compiler is then told that somebody looks at them, so that it does not leave the writing
/// out as useless. As with all safe code, no standard promises that. Copies elsewhere, in registers or on the stack, stay where they are.
pub fn wipe(bytes: &mut [u8]) {
    bytes.fill(0);
    zeroize::optimization_barrier(&*bytes);
}

/// Secret bytes, wiped on drop.
pub struct SecretBytes(Vec<u8>);

impl SecretBytes {
    /// Takes ownership of the bytes. Copies that the caller made elsewhere are the caller's to wipe.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
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

    /// Puts `more` behind what is here. Room that is outgrown is wiped.
    pub fn append(&mut self, more: &[u8]) {
        if self.0.capacity().saturating_sub(self.0.len()) < more.len() {
            let least = self.0.len().saturating_add(more.len());
            let mut larger = Self::new(Vec::with_capacity(least.max(self.0.capacity().saturating_mul(2))));
            larger.0.extend_from_slice(&self.0);
            *self = larger;
        }
        self.0.extend_from_slice(more);
    }

    /// Keeps the first `length` bytes. What is cut off stays where it is until everything is wiped.
    pub fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// The bytes, taken out. From here on they are the caller's to wipe.
    #[must_use]
    pub fn into_exposed(mut self) -> Vec<u8> {
        mem::take(&mut self.0)
    }

    /// A second, equally secret copy. Named, because each copy is one more place to leak from.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }

    /// Overwrites all of the room and not only what is in use: it may have been more.
    fn wipe_room(&mut self) {
        let room = self.0.capacity();
        self.0.clear();
        self.0.resize(room, 0);
        zeroize::optimization_barrier(self.0.as_slice());
    }
}

impl Drop for SecretBytes {
    fn drop(&mut self) {
        self.wipe_room();
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What dropping does, with somebody looking: nothing of the secret stays in the room, used or not.
    #[test]
    fn all_of_the_room_is_wiped() {
        for (length, kept) in [(0, 0), (1, 1), (339, 339), (339, 16), (64, 0)] {
            let mut bytes = Vec::with_capacity(400);
            bytes.resize(length, 0xa5);
            let mut secret = SecretBytes::new(bytes);
            secret.truncate(kept);
            let (place, room) = (secret.expose().as_ptr(), secret.0.capacity());
            secret.wipe_room();
            assert_eq!((secret.expose().as_ptr(), secret.len()), (place, room), "moved, so that the old room was left");
            assert!(secret.expose().iter().all(|byte| *byte == 0), "{length} bytes, {kept} kept");
        }
    }
}
