//! ECDSA signatures as devices return them.

use der::{Decode, Reader, SliceReader, asn1::UintRef};
use jose_core::{JwsAlgorithm, registry::JwsKind};

/// Turns a DER signature (`SEQUENCE { r INTEGER, s INTEGER }`, RFC 3279 section 2.2.3) into the fixed form of RFC 7518 section 3.4.
///
/// Returns `None` if the bytes are not exactly that in DER, an integer is negative or does not fit, or the algorithm is not ECDSA.
///
/// ```
/// use jose_core::JwsAlgorithm;
/// use jose_crypto::remote::ecdsa_signature_from_der;
///
/// let fixed = ecdsa_signature_from_der(JwsAlgorithm::Es256, b"\x30\x06\x02\x01\x01\x02\x01\x02").ok_or("not DER")?;
/// assert_eq!((fixed.len(), fixed[31], fixed[63]), (64, 1, 2));
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn ecdsa_signature_from_der(algorithm: JwsAlgorithm, der: &[u8]) -> Option<Vec<u8>> {
    let row = algorithm.row();
    let half = row.curves.first()?.row().coordinate_bytes;
    if !matches!(row.kind, JwsKind::Ecdsa(_)) {
        return None;
    }
    let mut reader = SliceReader::new(der).ok()?;
    let (r, s) = reader.sequence(|body| Ok::<_, der::Error>((UintRef::decode(body)?, UintRef::decode(body)?))).ok()?;
    reader.finish().ok()?;
    let mut fixed = vec![0; half.checked_mul(2)?];
    let (left, right) = fixed.split_at_mut_checked(half)?;
    place(r.as_bytes(), left)?;
    place(s.as_bytes(), right)?;
    Some(fixed)
}

/// Writes an integer at the end of `room`.
fn place(integer: &[u8], room: &mut [u8]) -> Option<()> {
    let start = room.len().checked_sub(integer.len())?;
    room.get_mut(start..)?.copy_from_slice(integer);
    Some(())
}
