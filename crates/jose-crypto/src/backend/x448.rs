//! X448 (RFC 7748, section 5), from a crate of its own.
//!
//! Without the feature `x448` nothing comes out of here. No key is built then either: `backend::built_in` says why.

use zeroize::Zeroizing;

/// The length of a private key, a public key and an agreed secret.
pub(crate) const BYTES: usize = 56;

/// The u coordinate of the base point, little-endian (RFC 7748, section 4.2).
const BASE: [u8; BYTES] = {
    let mut base = [0; BYTES];
    base[0] = 5;
    base
};

/// The public key of a private one. `None` if it has another length.
pub(crate) fn public_half(private: &[u8]) -> Option<[u8; BYTES]> {
    agree(private, &BASE).map(|public| *public)
}

/// What two keys agree on. `None` if one has another length, or if the peer's has small order, so that the secret would be zero
/// (RFC 7748, section 6.2).
pub(crate) fn agree(private: &[u8], peer: &[u8]) -> Option<Zeroizing<[u8; BYTES]>> {
    let private = Zeroizing::new(<[u8; BYTES]>::try_from(private).ok()?);
    let secret = multiply(&private, peer)?;
    let is_zero = secret.iter().fold(0, |bits, byte| bits | byte) == 0;
    (!is_zero).then_some(secret)
}

#[cfg(feature = "x448")]
fn multiply(private: &Zeroizing<[u8; BYTES]>, peer: &[u8]) -> Option<Zeroizing<[u8; BYTES]>> {
    let peer = x448::PublicKey::from_bytes(peer)?;
    // The key and the secret of this crate wipe themselves.
    Some(Zeroizing::new(*x448::StaticSecret::from(**private).diffie_hellman(&peer).as_bytes()))
}

#[cfg(not(feature = "x448"))]
fn multiply(_private: &Zeroizing<[u8; BYTES]>, _peer: &[u8]) -> Option<Zeroizing<[u8; BYTES]>> {
    None
}

#[cfg(test)]
#[cfg(feature = "x448")]
mod tests {
    use super::*;

    /// The bytes that these hexadecimal digits spell.
    fn hex(digits: &str) -> Vec<u8> {
        let pairs = digits.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
        pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
    }

    /// RFC 7748, section 5.2, the two single cases, and section 6.2, Alice with Bob: the scalar, the u coordinate, the product.
    const PUBLISHED: [(&str, &str, &str); 3] = [
        (
            "3d262fddf9ec8e88495266fea19a34d28882acef045104d0d1aae121700a779c984c24f8cdd78fbff44943eba368f54b29259a4f1c600ad3",
            "06fce640fa3487bfda5f6cf2d5263f8aad88334cbd07437f020f08f9814dc031ddbdc38c19c6da2583fa5429db94ada18aa7a7fb4ef8a086",
            "ce3e4ff95a60dc6697da1db1d85e6afbdf79b50a2412d7546d5f239fe14fbaadeb445fc66a01b0779d98223961111e21766282f73dd96b6f",
        ),
        (
            "203d494428b8399352665ddca42f9de8fef600908e0d461cb021f8c538345dd77c3e4806e25f46d3315c44e0a5b4371282dd2c8d5be3095f",
            "0fbcc2f993cd56d3305b0b7d9e55d4c1a8fb5dbb52f8e9a1e9b6201b165d015894e56c4d3570bee52fe205e28a78b91cdfbde71ce8d157db",
            "884a02576239ff7a2f2f63b2db6a9ff37047ac13568e1e30fe63c4a7ad1b3ee3a5700df34321d62077e63633c575c1c954514e99da7c179d",
        ),
        (
            "9a8f4925d1519f5775cf46b04b5800d4ee9ee8bae8bc5565d498c28dd9c9baf574a9419744897391006382a6f127ab1d9ac2d8c0a598726b",
            "3eb7a829b0cd20f5bcfc0b599b6feccf6da4627107bdb0d4f345b43027d8b972fc3e34fb4232a13ca706dcb57aec3dae07bdc1c67bf33609",
            "07fff4181ac6cc95ec1c16a94a0f74d12da232ce40a77552281d282bb60c0b56fd2464c335543936521c24403085d59a449a5037514a879d",
        ),
    ];

    #[test]
    fn published_products() {
        for (private, peer, product) in PUBLISHED {
            let product = hex(product);
            assert_eq!(agree(&hex(private), &hex(peer)).map(|secret| secret.to_vec()), Some(product));
        }
    }

    #[test]
    fn nothing_is_agreed_with_a_key_of_small_order_or_another_length() {
        let mut minus_one = [0xff; BYTES];
        minus_one[0] = 0xfe;
        minus_one[28] = 0xfe;
        let mut one = [0; BYTES];
        one[0] = 1;
        for private in PUBLISHED.map(|(private, ..)| hex(private)) {
            for peer in [&[0; BYTES][..], &one, &minus_one, &[], &[9; 32], &[9; 55], &[9; 57]] {
                assert!(agree(&private, peer).is_none(), "{peer:?}");
            }
        }
        for private in [&[][..], &[7; 32], &[7; 55], &[7; 57]] {
            assert!(agree(private, &BASE).is_none() && public_half(private).is_none(), "{private:?}");
        }
    }
}
