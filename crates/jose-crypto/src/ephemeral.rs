//! The sender's ephemeral public key, `epk`.

use core::fmt;

use jose_core::{Curve, KeyType};

use crate::{KeyError, key_management::agreement::check_curve};

/// 04, then two coordinates of P-521.
const LONGEST: usize = 133;

/// A public key that was made for one message: a point on a NIST curve, or an X25519 or X448 key.
#[derive(Clone, PartialEq, Eq)]
pub struct EphemeralPublicKey {
    curve: Curve,
    encoded: [u8; LONGEST],
    length: usize,
}

impl EphemeralPublicKey {
    /// The key with these coordinates. Whether the point is on the curve is checked where it is used, before any secret is.
    ///
    /// # Errors
    /// [`KeyError::WrongCurve`] for a curve without key agreement, [`KeyError::FeatureNeeded`] for one that was left out of this build,
    /// [`KeyError::WrongLength`] if a coordinate has not the curve's exact
    /// length, [`KeyError::Invalid`] if `y` is missing on a NIST curve or present on a Montgomery curve.
    pub fn new(curve: Curve, x: &[u8], y: Option<&[u8]>) -> Result<Self, KeyError> {
        check_curve(curve)?;
        let needed = curve.row().coordinate_bytes;
        let exact = |what, coordinate: &[u8]| match coordinate.len() {
            found if found == needed => Ok(()),
            found => Err(KeyError::WrongLength { what, needed, found }),
        };
        exact("x", x)?;
        match (curve.row().key_type, y) {
            (KeyType::Ec, Some(y)) => {
                exact("y", y)?;
                Ok(Self::join(curve, &[&[4], x, y]))
            }
            (KeyType::Ec, None) => Err(KeyError::Invalid { what: "the ephemeral key has no y" }),
            (_, None) => Ok(Self::join(curve, &[x])),
            (_, Some(_)) => Err(KeyError::Invalid { what: "the ephemeral key has a y, which its curve does not use" }),
        }
    }

    /// The key as the backend writes it: raw on Montgomery curves, uncompressed on the others.
    pub(crate) fn from_encoded(curve: Curve, encoded: &[u8]) -> Self {
        Self::join(curve, &[encoded])
    }

    /// As [`EphemeralPublicKey::from_encoded`], of bytes that may be anything. Compressed and hybrid points are none.
    pub(crate) fn from_stranger(curve: Curve, encoded: &[u8]) -> Option<Self> {
        match curve.row().key_type {
            KeyType::Ec => {
                let (x, y) = encoded.strip_prefix(&[4])?.split_at_checked(curve.row().coordinate_bytes)?;
                Self::new(curve, x, Some(y)).ok()
            }
            _ => Self::new(curve, encoded, None).ok(),
        }
    }

    /// The curve.
    #[must_use]
    pub fn curve(&self) -> Curve {
        self.curve
    }

    /// The x coordinate, or the whole key on a Montgomery curve.
    #[must_use]
    pub fn x(&self) -> &[u8] {
        let width = self.curve.row().coordinate_bytes;
        let start = usize::from(self.has_y());
        self.encoded.get(start..start.saturating_add(width)).unwrap_or_default()
    }

    /// The y coordinate; absent on a Montgomery curve.
    #[must_use]
    pub fn y(&self) -> Option<&[u8]> {
        let width = self.curve.row().coordinate_bytes;
        let start = width.saturating_add(1);
        self.has_y().then(|| self.encoded.get(start..start.saturating_add(width)).unwrap_or_default())
    }

    /// The form devices and libraries read: `04 || x || y` (SEC 1, section 2.3.3), or the raw key on a Montgomery curve.
    #[must_use]
    pub fn encoded(&self) -> &[u8] {
        self.encoded.get(..self.length).unwrap_or_default()
    }

    fn has_y(&self) -> bool {
        self.curve.row().key_type == KeyType::Ec
    }

    fn join(curve: Curve, parts: &[&[u8]]) -> Self {
        let mut key = Self { curve, encoded: [0; LONGEST], length: 0 };
        for part in parts {
            let end = key.length.saturating_add(part.len());
            // All parts have a length that their curve gives them, and the room is for the longest.
            if let Some(room) = key.encoded.get_mut(key.length..end) {
                room.copy_from_slice(part);
                key.length = end;
            }
        }
        key
    }
}

impl fmt::Debug for EphemeralPublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EphemeralPublicKey").field("curve", &self.curve).finish_non_exhaustive()
    }
}
