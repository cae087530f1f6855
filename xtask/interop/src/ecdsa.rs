//! ECDSA signatures from one form to the other: JOSE has two numbers of fixed width, others a DER sequence of two integers.

use der::asn1::Uint;
use der::{Decode, Encode};

/// The DER form of a fixed one.
pub(crate) fn to_der(signature: &[u8]) -> Result<Vec<u8>, String> {
    let half = signature.len().div_euclid(2);
    let (r, s) = signature.split_at_checked(half).ok_or("the signature cannot be cut in two")?;
    let number = |bytes| Uint::new(bytes).map_err(|error| error.to_string());
    vec![number(r)?, number(s)?].to_der().map_err(|error| error.to_string())
}

/// The fixed form of a DER one, each number `width` bytes.
pub(crate) fn from_der(signature: &[u8], width: usize) -> Result<Vec<u8>, String> {
    let numbers = Vec::<Uint>::from_der(signature).map_err(|error| error.to_string())?;
    if numbers.len() != 2 {
        return Err(format!("{} numbers in a signature", numbers.len()));
    }
    let mut fixed = Vec::new();
    for number in &numbers {
        let bytes = number.as_bytes();
        let zeros = width.checked_sub(bytes.len()).ok_or("a number is wider than the curve")?;
        fixed.extend(std::iter::repeat_n(0, zeros));
        fixed.extend_from_slice(bytes);
    }
    Ok(fixed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_and_get_back_their_zeros() {
        // A number whose first bit is set has a zero before it in DER.
        for (fixed, der) in [
            (vec![0, 1, 0x80, 0], vec![0x30, 8, 2, 1, 1, 2, 3, 0, 0x80, 0]),
            (vec![0, 0, 0, 2], vec![0x30, 6, 2, 1, 0, 2, 1, 2]),
        ] {
            assert_eq!(to_der(&fixed), Ok(der.clone()));
            assert_eq!(from_der(&der, 2), Ok(fixed));
        }
    }

    #[test]
    fn other_sequences_are_no_signature() {
        assert!(from_der(&[0x30, 3, 2, 1, 1], 2).is_err());
        assert!(from_der(&[0x30, 9, 2, 1, 1, 2, 1, 1, 2, 1, 1], 2).is_err());
        assert!(from_der(&[0x30, 8, 2, 3, 1, 0, 0, 2, 1, 1], 2).is_err());
        assert!(from_der(b"", 2).is_err());
    }
}
