//! ECDSA signatures as devices return them.

use jose_core::JwsAlgorithm;
use jose_crypto::remote::ecdsa_signature_from_der;

use crate::keys::{hex, scattered};

const ES256: JwsAlgorithm = JwsAlgorithm::Es256;
const ES384: JwsAlgorithm = JwsAlgorithm::Es384;
const ES512: JwsAlgorithm = JwsAlgorithm::Es512;

/// The algorithm, the DER, and the two integers without their leading zeros.
const ACCEPTED: &[(&str, JwsAlgorithm, &str, &str, &str)] = &[
    ("small integers", ES256, "3006 020101 020102", "01", "02"),
    ("zeros, which no verifier accepts", ES256, "3006 020100 020100", "", ""),
    ("the largest of one byte", ES256, "3006 02017f 02017f", "7f", "7f"),
    ("a zero byte that keeps it positive", ES256, "3008 02020080 020200ff", "80", "ff"),
    ("different lengths", ES256, "3009 0203010000 02020080", "010000", "80"),
    (
        "full length",
        ES256,
        "3044 02207fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff 0220010000000000000000000000000000000000000000000000\
         0000000000000000",
        "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0100000000000000000000000000000000000000000000000000000000000000",
    ),
    (
        "full length and a zero byte",
        ES256,
        "3046 022100ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff 022100800000000000000000000000000000000000000000\
         0000000000000000000000",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "8000000000000000000000000000000000000000000000000000000000000000",
    ),
    ("a larger curve", ES384, "3006 020101 020102", "01", "02"),
    ("the largest curve", ES512, "3006 020101 020102", "01", "02"),
];

#[test]
fn the_fixed_form() {
    for (name, algorithm, der, r, s) in ACCEPTED {
        let fixed = ecdsa_signature_from_der(*algorithm, &hex(der)).unwrap_or_else(|| panic!("{name}"));
        let half = algorithm.row().signature_bytes.unwrap() / 2;
        let at_the_end = |integer: &[u8]| [vec![0; half - integer.len()], integer.to_vec()].concat();
        assert_eq!(fixed, [at_the_end(&hex(r)), at_the_end(&hex(s))].concat(), "{name}");
    }
}

/// ES512 is the one whose sequence needs a length of two bytes.
#[test]
fn the_long_form_of_a_length_where_it_is_needed() {
    let (mut r, mut s) = (scattered(1, 66), scattered(2, 66));
    (r[0], s[0]) = (1, 1);
    let der = [hex("308188 0242"), r.clone(), hex("0242"), s.clone()].concat();
    assert_eq!(ecdsa_signature_from_der(ES512, &der), Some([r, s].concat()));
}

const REFUSED: &[(&str, JwsAlgorithm, &str)] = &[
    ("nothing", ES256, ""),
    ("a tag alone", ES256, "30"),
    ("an empty sequence", ES256, "3000"),
    ("one integer", ES256, "3003 020101"),
    ("three integers", ES256, "3009 020101 020102 020103"),
    ("something behind the second integer", ES256, "3008 020101 020102 0500"),
    ("a byte behind the sequence", ES256, "3006 020101 020102 00"),
    ("a second signature behind", ES256, "3006 020101 020102 3006 020101 020102"),
    ("a byte in front", ES256, "00 3006 020101 020102"),
    ("the last byte missing", ES256, "3006 020101 0201"),
    ("a length that is too long", ES256, "3007 020101 020102"),
    ("a length that is too short", ES256, "3005 020101 020102"),
    ("an inner length that is too long", ES256, "3006 020101 020202"),
    ("an inner length over the whole rest", ES256, "3006 020401 020102"),
    ("a long length where a short one does", ES256, "308106 020101 020102"),
    ("a longer length than needed", ES256, "30820006 020101 020102"),
    ("a length of eight bytes", ES256, "30880000000000000006 020101 020102"),
    ("a length near the end of the address space", ES256, "3084ffffffff 020101 020102"),
    ("an indefinite length", ES256, "3080 020101 020102 0000"),
    ("an inner long length", ES256, "3007 02810101 020102"),
    ("an empty integer", ES256, "3005 0200 020102"),
    ("a negative r", ES256, "3006 0201ff 020102"),
    ("a negative s", ES256, "3006 020101 020180"),
    ("a leading zero that is not needed", ES256, "3007 02020001 020102"),
    ("two leading zeros", ES256, "3009 0203000080 02020080"),
    ("zero in two bytes", ES256, "3007 02020000 020102"),
    ("leading ones", ES256, "3007 0202ff80 020102"),
    ("a set instead of a sequence", ES256, "3106 020101 020102"),
    ("a sequence that is not constructed", ES256, "1006 020101 020102"),
    ("an octet string instead of an integer", ES256, "3006 040101 020102"),
    ("a bit string around it all", ES256, "0309 00 3006 020101 020102"),
    (
        "an integer of 33 bytes",
        ES256,
        "3026 0221 01 0000000000000000000000000000000000000000000000000000000000000000 020101",
    ),
    (
        "a second integer of 33 bytes",
        ES256,
        "3026 020101 0221 01 0000000000000000000000000000000000000000000000000000000000000000",
    ),
    (
        "the fixed form",
        ES256,
        "01000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000",
    ),
    ("not ECDSA, HS256", JwsAlgorithm::Hs256, "3006 020101 020102"),
    ("not ECDSA, RS256", JwsAlgorithm::Rs256, "3006 020101 020102"),
    ("not ECDSA, PS256", JwsAlgorithm::Ps256, "3006 020101 020102"),
    ("not ECDSA, EdDSA", JwsAlgorithm::EdDsa, "3006 020101 020102"),
    ("not ECDSA, Ed25519", JwsAlgorithm::Ed25519, "3006 020101 020102"),
];

#[test]
fn everything_else_is_refused() {
    for (name, algorithm, der) in REFUSED {
        assert_eq!(ecdsa_signature_from_der(*algorithm, &hex(der)), None, "{name}");
    }
}

#[test]
fn integers_of_a_larger_curve() {
    let integer = |length: usize| [vec![2, u8::try_from(length).unwrap()], vec![1; length]].concat();
    for (algorithm, length) in [(ES256, 33), (ES256, 48), (ES256, 60), (ES384, 49), (ES384, 60)] {
        let body = [integer(length), integer(length)].concat();
        let der = [vec![0x30, u8::try_from(body.len()).unwrap()], body].concat();
        assert_eq!(ecdsa_signature_from_der(algorithm, &der), None, "{algorithm}, {length} bytes");
    }
    let body = [integer(67), integer(67)].concat();
    let der = [vec![0x30, 0x81, u8::try_from(body.len()).unwrap()], body].concat();
    assert_eq!(ecdsa_signature_from_der(ES512, &der), None, "ES512, 67 bytes");
}

/// Every single bit of a good signature: what is still DER must stay two integers that fit, and nothing may panic.
#[test]
fn every_changed_bit() {
    let good = hex(
        "3045 02207f00000000000000000000000000000000000000000000000000000000000001 022100800000000000000000000000000000000000\
                    0000000000000000000000000001",
    );
    assert_eq!(ecdsa_signature_from_der(ES256, &good).map(|fixed| fixed.len()), Some(64));
    for index in 0..good.len() {
        for bit in 0..8 {
            let mut changed = good.clone();
            changed[index] ^= 1 << bit;
            let fixed = ecdsa_signature_from_der(ES256, &changed);
            let in_a_frame = [0, 1, 2, 3, 36, 37, 38].contains(&index);
            assert!(!in_a_frame || fixed.is_none(), "byte {index}, bit {bit}");
            assert!(fixed.is_none_or(|fixed| fixed.len() == 64), "byte {index}, bit {bit}");
        }
        assert_eq!(ecdsa_signature_from_der(ES256, &good[..index]), None, "the first {index} bytes");
    }
}
