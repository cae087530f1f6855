//! Public keys of octet key pairs as bytes: one little-endian coordinate, below the field's prime, in the Edwards curves with the sign of the
//! other coordinate in the topmost bit.

use jose_core::Curve;

/// What is known of a curve's coordinates. All numbers are little-endian and as long as a public key.
struct Octets {
    prime: &'static [u8],
    /// The bits of the last byte that belong to the coordinate.
    last_byte: u8,
    /// The coordinates of the points of small order, canonical and without the sign. Under such an Edwards key signatures can be forged, and
    /// agreement with such a Montgomery key always gives the same secret.
    small_order: &'static [&'static [u8]],
}

fn of(curve: Curve) -> Option<Octets> {
    match curve {
        Curve::Ed25519 => Some(Octets { prime: &PRIME_25519, last_byte: 0x7f, small_order: &ED25519 }),
        // The top bit of the last byte is no sign here, and setting it would spell the same key a second way.
        Curve::X25519 => Some(Octets { prime: &PRIME_25519, last_byte: 0xff, small_order: &X25519 }),
        // The last byte holds the sign alone; its other bits lift the number above the prime.
        Curve::Ed448 => Some(Octets { prime: &PRIME_448_AND_SIGN, last_byte: 0x7f, small_order: &ED448 }),
        Curve::X448 => Some(Octets { prime: &PRIME_448, last_byte: 0xff, small_order: &X448 }),
        _ => None,
    }
}

pub(super) fn is_octet_curve(curve: Curve) -> bool {
    of(curve).is_some()
}

/// Whether a public key of the right length is written in the one way that there is.
pub(crate) fn is_canonical(curve: Curve, key: &[u8]) -> bool {
    of(curve).is_some_and(|octets| octets.coordinate(key).rev().lt(octets.prime.iter().rev().copied()))
}

pub(crate) fn has_small_order(curve: Curve, key: &[u8]) -> bool {
    of(curve).is_some_and(|octets| octets.small_order.iter().any(|low| octets.coordinate(key).eq(low.iter().copied())))
}

impl Octets {
    fn coordinate(&self, key: &[u8]) -> impl DoubleEndedIterator<Item = u8> {
        let (last, last_byte) = (self.prime.len().saturating_sub(1), self.last_byte);
        key.iter().enumerate().map(move |(place, byte)| if place == last { byte & last_byte } else { *byte })
    }
}

/// 2^255 - 19.
const PRIME_25519: [u8; 32] = {
    let mut prime = [0xff; 32];
    prime[0] = 0xed;
    prime[31] = 0x7f;
    prime
};

/// 2^448 - 2^224 - 1.
const PRIME_448: [u8; 56] = {
    let mut prime = [0xff; 56];
    prime[28] = 0xfe;
    prime
};

/// The same with the byte of the sign.
const PRIME_448_AND_SIGN: [u8; 57] = {
    let mut prime = [0xff; 57];
    prime[28] = 0xfe;
    prime[56] = 0;
    prime
};

const ED25519: [&[u8]; 5] = [
    &little_endian::<32>(0),
    &little_endian::<32>(1),
    &minus_one(PRIME_25519),
    b"\xc7\x17\x6a\x70\x3d\x4d\xd8\x4f\xba\x3c\x0b\x76\x0d\x10\x67\x0f\x2a\x20\x53\xfa\x2c\x39\xcc\xc6\x4e\xc7\xfd\x77\x92\xac\x03\x7a",
    b"\x26\xe8\x95\x8f\xc2\xb2\x27\xb0\x45\xc3\xf4\x89\xf2\xef\x98\xf0\xd5\xdf\xac\x05\xd3\xc6\x33\x39\xb1\x38\x02\x88\x6d\x53\xfc\x05",
];

const X25519: [&[u8]; 5] = [
    &little_endian::<32>(0),
    &little_endian::<32>(1),
    &minus_one(PRIME_25519),
    b"\xe0\xeb\x7a\x7c\x3b\x41\xb8\xae\x16\x56\xe3\xfa\xf1\x9f\xc4\x6a\xda\x09\x8d\xeb\x9c\x32\xb1\xfd\x86\x62\x05\x16\x5f\x49\xb8\x00",
    b"\x5f\x9c\x95\xbc\xa3\x50\x8c\x24\xb1\xd0\xb1\x55\x9c\x83\xef\x5b\x04\x44\x5c\xc4\x58\x1c\x8e\x86\xd8\x22\x4e\xdd\xd0\x9f\x11\x57",
];

/// The cofactor is 4: the neutral point, one of order 2, and two of order 4 with y = 0.
const ED448: [&[u8]; 3] = [&little_endian::<57>(0), &little_endian::<57>(1), &minus_one(PRIME_448_AND_SIGN)];

const X448: [&[u8]; 3] = [&little_endian::<56>(0), &little_endian::<56>(1), &minus_one(PRIME_448)];

const fn little_endian<const LENGTH: usize>(small: u8) -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    bytes[0] = small;
    bytes
}

/// Both primes are odd, so nothing is borrowed.
const fn minus_one<const LENGTH: usize>(mut prime: [u8; LENGTH]) -> [u8; LENGTH] {
    prime[0] ^= 1;
    prime
}
