//! Signatures that are none (section C).

use super::{Forger, segments, signature_of, with_signature};
use crate::TestKey;

pub(super) fn add(forger: &mut Forger<'_>) {
    let good = forger.draft().issue();
    let signature = signature_of(&good);
    let (header, payload, encoded) = segments(&good);
    let length = signature.len();
    forger.add_each(
        46,
        "a signature that says nothing was accepted",
        [
            ("no_signature", format!("{header}.{payload}.")),
            ("no_third_segment", format!("{header}.{payload}")),
            ("a_signature_of_one_byte", with_signature(&good, &[0])),
            ("a_signature_of_zeros", with_signature(&good, &vec![0; length])),
        ],
    );
    let longer = [&signature[..], &[0]].concat();
    let shorter = signature.get(..length.saturating_sub(1)).unwrap_or_default();
    let half = signature.get(..length / 2).unwrap_or_default();
    let attack = match forger.issuer.key() {
        TestKey::Es256 | TestKey::EdDsa => 32,
        TestKey::Rs256 => 33,
        TestKey::Hs256 => 45,
    };
    forger.add_each(
        attack,
        "signatures are compared in part, or with what follows them",
        [
            ("a_signature_with_one_byte_more", with_signature(&good, &longer)),
            ("a_signature_with_one_byte_less", with_signature(&good, shorter)),
            ("half_a_signature", with_signature(&good, half)),
            ("a_signature_twice", with_signature(&good, &signature.repeat(2))),
        ],
    );
    let other = forger.draft().claim("sub", "somebody-else").issue();
    let (_, others, _) = segments(&other);
    let why = "the signature of one token was accepted on another";
    forger.add(46, "claims_of_another_token", why, format!("{header}.{others}.{encoded}"));
    match forger.issuer.key() {
        TestKey::Es256 => ecdsa(forger, &good, &signature),
        TestKey::EdDsa => eddsa(forger, &good, &signature),
        TestKey::Rs256 => {
            let why = "a number beyond the modulus was accepted";
            forger.add(33, "an_rsa_signature_beyond_the_modulus", why, with_signature(&good, &vec![0xff; length]));
        }
        TestKey::Hs256 => {}
    }
}

/// The order of P-256.
const ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa, 0xad, 0xa7,
    0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

fn ecdsa(forger: &mut Forger<'_>, good: &str, signature: &[u8]) {
    let mut one = [0; 32];
    one[31] = 1;
    let (r, s) = signature.split_at(signature.len() / 2);
    let pair = |r: &[u8], s: &[u8]| with_signature(good, &[r, s].concat());
    forger.add_each(
        30,
        "a signature of special numbers is good for every message",
        [
            ("r_and_s_are_one", pair(&one, &one)),
            ("r_and_s_are_the_order", pair(&ORDER, &ORDER)),
            ("r_is_zero", pair(&[0; 32], s)),
            ("s_is_zero", pair(r, &[0; 32])),
        ],
    );
    let integers = [integer(r), integer(s)].concat();
    let der = [&[0x30, length(&integers)], &integers[..]].concat();
    let why = "another encoding of the signature was accepted";
    forger.add(31, "an_ecdsa_signature_in_der", why, with_signature(good, &der));
    forger.add(31, "an_ecdsa_signature_of_zeros_in_der", why, with_signature(good, &[0x30, 6, 2, 1, 0, 2, 1, 0]));
}

/// A positive integer in DER.
fn integer(number: &[u8]) -> Vec<u8> {
    let number: Vec<u8> = number.iter().copied().skip_while(|byte| *byte == 0).collect();
    let sign: &[u8] = if number.first().is_some_and(|byte| *byte >= 0x80) { &[0] } else { &[] };
    let content = [sign, &number].concat();
    [&[2, length(&content)], &content[..]].concat()
}

fn length(content: &[u8]) -> u8 {
    u8::try_from(content.len()).unwrap_or(u8::MAX)
}

/// The order of edwards25519, least significant byte first.
const EDWARDS_ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

fn eddsa(forger: &mut Forger<'_>, good: &str, signature: &[u8]) {
    let (r, s) = signature.split_at(signature.len() / 2);
    let mut carry = 0_u16;
    let added: Vec<u8> = s
        .iter()
        .zip(EDWARDS_ORDER)
        .map(|(left, right)| {
            let sum = u16::from(*left).saturating_add(right.into()).saturating_add(carry);
            carry = sum >> 8;
            sum.to_le_bytes()[0]
        })
        .collect();
    let why = "one token has two signatures: a list of refused tokens can be passed by";
    forger.add(35, "an_eddsa_signature_spelled_otherwise", why, with_signature(good, &[r, &added].concat()));
}
