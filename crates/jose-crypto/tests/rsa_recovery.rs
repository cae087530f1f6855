//! RSA keys whose other numbers are computed.
#![cfg(feature = "rsa-recovery")]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::many_single_char_names,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

use der::{
    Decode, Reader, SliceReader,
    asn1::{AnyRef, OctetStringRef, UintRef},
};
use jose_core::SecretBytes;
use jose_crypto::{
    KeyError,
    material::{PrivateMaterial, RsaPrivate, generate_rsa_pkcs8},
};

/// A new key, taken apart.
fn generated(bits: usize) -> RsaPrivate {
    let pkcs8 = generate_rsa_pkcs8(bits).unwrap();
    let outer = AnyRef::from_der(pkcs8.expose()).unwrap();
    let mut parts = SliceReader::new(outer.value()).unwrap();
    let (_, _) = (AnyRef::decode(&mut parts).unwrap(), AnyRef::decode(&mut parts).unwrap());
    let inner = <&OctetStringRef>::decode(&mut parts).unwrap();
    let pkcs1 = AnyRef::from_der(inner.as_bytes()).unwrap();
    let mut numbers = SliceReader::new(pkcs1.value()).unwrap();
    let mut next = || UintRef::decode(&mut numbers).unwrap().as_bytes().to_vec();
    let _version = next();
    let (n, e) = (next(), next());
    let [d, p, q, dp, dq, qi] = std::array::from_fn(|_| SecretBytes::new(next()));
    assert!(numbers.is_finished());
    RsaPrivate { n, e, d, p, q, dp, dq, qi }
}

fn rsa(material: PrivateMaterial) -> RsaPrivate {
    match material {
        PrivateMaterial::Rsa(key) => *key,
        other => panic!("{other:?}"),
    }
}

fn numbers(key: &RsaPrivate) -> [&[u8]; 6] {
    [&key.d, &key.p, &key.q, &key.dp, &key.dq, &key.qi].map(SecretBytes::expose)
}

#[test]
fn what_is_left_out_is_computed() {
    for bits in [2048, 2048, 2048, 2048, 3072] {
        let key = generated(bits);
        let again = PrivateMaterial::rsa_from_primes(key.n.clone(), key.e.clone(), &key.d, &key.p, &key.q).unwrap();
        again.check().unwrap();
        assert!(numbers(&rsa(again)) == numbers(&key));

        let again = PrivateMaterial::rsa_from_exponents(key.n.clone(), key.e.clone(), &key.d).unwrap();
        again.check().unwrap();
        let again = rsa(again);
        assert!(again.p.expose() > again.q.expose());
        let mut primes = [key.p.expose(), key.q.expose()];
        primes.sort_unstable();
        assert!([again.q.expose(), again.p.expose()] == primes);

        // The primes in the other order are the same key, with another inverse.
        let turned = PrivateMaterial::rsa_from_primes(key.n.clone(), key.e.clone(), &key.d, &key.q, &key.p).unwrap();
        turned.check().unwrap();
        let turned = rsa(turned);
        assert!(turned.dp.expose() == key.dq.expose() && turned.dq.expose() == key.dp.expose());
        assert!(turned.qi.expose() != key.qi.expose());
    }
}

#[test]
fn numbers_that_do_not_belong_together_are_refused() {
    let (key, other) = (generated(2048), generated(2048));
    let changed = |secret: &SecretBytes, by: u8| {
        let mut bytes = secret.expose().to_vec();
        *bytes.last_mut().unwrap() ^= by;
        SecretBytes::new(bytes)
    };
    let bytes = |bytes: &[u8]| SecretBytes::from(bytes);
    let larger = SecretBytes::new(vec![0xff; key.n.len()]);
    let longer = SecretBytes::new(vec![0xff; key.n.len() + 1]);
    let exponents = [
        ("another's d", other.d.duplicate()),
        ("d even", changed(&key.d, 1)),
        ("d off by two", changed(&key.d, 2)),
        ("d zero", bytes(&[0])),
        ("d empty", bytes(&[])),
        ("d one", bytes(&[1])),
        ("d above n", larger.duplicate()),
        ("d longer than n", longer.duplicate()),
    ];
    for (name, d) in exponents {
        let alone = PrivateMaterial::rsa_from_exponents(key.n.clone(), key.e.clone(), &d);
        assert_eq!(alone.unwrap_err(), KeyError::Inconsistent, "{name}");
        let primes = PrivateMaterial::rsa_from_primes(key.n.clone(), key.e.clone(), &d, &key.p, &key.q);
        assert_eq!(primes.unwrap_err(), KeyError::Inconsistent, "{name}");
    }
    let primes = [
        ("p twice", key.p.duplicate(), key.p.duplicate()),
        ("another's q", key.p.duplicate(), other.q.duplicate()),
        ("p off by two", changed(&key.p, 2), key.q.duplicate()),
        ("p even", changed(&key.p, 1), key.q.duplicate()),
        ("p zero", bytes(&[0]), key.q.duplicate()),
        ("p one", bytes(&[1]), key.q.duplicate()),
        ("q zero", key.p.duplicate(), bytes(&[])),
        ("q one", key.p.duplicate(), bytes(&[1])),
        ("q as n", bytes(&[1]), bytes(&key.n)),
        ("p as n", bytes(&key.n), bytes(&[1])),
        ("p too long", longer, key.q.duplicate()),
    ];
    for (name, p, q) in primes {
        let result = PrivateMaterial::rsa_from_primes(key.n.clone(), key.e.clone(), &key.d, &p, &q);
        assert_eq!(result.unwrap_err(), KeyError::Inconsistent, "{name}");
    }
}

/// The public half is checked before any arithmetic.
#[test]
fn sizes_are_bounded_first() {
    let modulus = |bytes: usize| vec![0xff; bytes];
    let d = SecretBytes::new(vec![0xff; 64]);
    for (name, n, e) in [
        ("1024 bits", modulus(128), vec![1, 0, 1]),
        ("8200 bits", modulus(1025), vec![1, 0, 1]),
        ("a megabyte", modulus(1 << 20), vec![1, 0, 1]),
        ("e even", modulus(256), vec![1, 0, 0]),
        ("e one", modulus(256), vec![1]),
        ("e too long", modulus(256), vec![1; 6]),
        ("n even", [&modulus(255)[..], &[0xfe]].concat(), vec![1, 0, 1]),
        ("n with a zero", [&[0][..], &modulus(256)].concat(), vec![1, 0, 1]),
        ("n empty", vec![], vec![1, 0, 1]),
    ] {
        let alone = PrivateMaterial::rsa_from_exponents(n.clone(), e.clone(), &d).unwrap_err();
        assert_ne!(alone, KeyError::Inconsistent, "{name}");
        let primes = PrivateMaterial::rsa_from_primes(n, e, &d, &d, &d).unwrap_err();
        assert_eq!(primes, alone, "{name}");
    }
}

/// Both primes are 3 modulo 4, and equal modulo every prime below 127. So no base below that tells them apart, and whoever made this key could
/// have made somebody else try them all in vain.
#[test]
fn a_key_that_resists_all_small_bases_costs_no_more_than_others() {
    let d = SecretBytes::new(RESISTING_D.to_vec());
    let key = PrivateMaterial::rsa_from_exponents(RESISTING_N.to_vec(), vec![1, 0, 1], &d).unwrap();
    key.check().unwrap();
}

/// A prime modulus has no two primes to find, and each base would be tried in vain.
#[test]
fn a_modulus_that_is_prime_is_refused() {
    // 2^2203 - 1 is prime; modulo its predecessor, 65537 has this inverse.
    let mut n = vec![0xff; 276];
    n[0] = 0x07;
    let d = SecretBytes::new(INVERSE.to_vec());
    let result = PrivateMaterial::rsa_from_exponents(n, vec![1, 0, 1], &d);
    assert_eq!(result.unwrap_err(), KeyError::Inconsistent);
}

/// Computed with Python: `pow(65537, -1, 2**2203 - 2)`.
const INVERSE: &[u8] = b"\
    \x06\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\
    \x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\
    \x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\
    \x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\
    \x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\
    \x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\
    \x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\
    \x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\
    \x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\
    \x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa6\x96\x59\x69\xa5";

/// Made with Python for this test.
const RESISTING_N: &[u8] = b"\
    \x96\x84\x70\xff\x91\xdf\x96\xdc\xa2\x96\x20\xa8\x67\x38\xb9\xc3\x88\x8c\xe2\xb5\x2d\xac\xe3\x60\xd6\x0b\xfe\xb1\
    \xe3\x2f\x9c\xed\x38\xda\xd6\x46\x55\xb1\xdc\xa1\xc1\x9f\x4a\x69\xad\xc8\xd3\xe0\x0c\x63\x82\xac\xbe\x7e\x9c\x47\
    \x7b\xc1\x7b\x90\x58\x86\x7c\x5d\x9a\x4b\x2a\xf5\xe3\xfd\x67\x69\x9a\x5f\xb7\x7d\xf7\x5e\x1e\x3b\x4a\xbc\xde\x21\
    \x84\x6b\xdd\x7a\x33\x32\x9c\x0d\xb4\xc2\x6d\xff\x00\x27\xe1\xd8\xd9\x77\xfb\x63\xcc\xe5\xef\x42\x3e\x16\x26\xf2\
    \xc6\xed\xdd\xb0\xb8\x95\x99\x1e\xe8\x16\x80\x85\x00\xf2\xa2\x61\x91\xdf\xbf\xe5\xa7\x7f\x5f\xc8\xf5\x6a\x3d\x6d\
    \xf4\x00\x9c\xb9\x08\x12\xfb\xad\xd0\xfc\x5f\x9b\x22\x95\xcf\x28\x1d\x07\xd5\x4b\xd7\xe3\x4f\x7f\xec\x08\x23\xac\
    \x3b\xf4\xe8\x7e\xfc\x60\xf6\x18\x93\x80\x81\x12\x57\xdb\x5d\x2c\x91\xef\x42\xe9\x57\xce\x8a\x23\x34\x64\xec\x62\
    \x05\x6c\x16\xab\x3c\x05\xff\xf6\x11\xa3\xcb\x25\x1c\xd0\xff\x08\x40\x86\x25\xa3\xb0\x53\x65\x86\xa4\x64\x70\xab\
    \x33\xdb\x5e\x15\xfe\x7c\xa7\x55\xe7\xca\x95\x7a\xa2\x43\xf1\xe5\x34\x95\xf5\xbf\xa8\xae\xae\x7a\xa7\xb1\x33\x10\
    \x73\x08\xe6\x19";

/// `pow(65537, -1, lcm(p - 1, q - 1))`.
const RESISTING_D: &[u8] = b"\
    \x3b\x3e\xbe\x4b\x9a\x5b\x6b\xc2\x44\xac\xdb\x05\xee\x3b\x41\xc3\x59\x48\x3b\x24\x1d\x6a\x63\xc5\x85\xfb\x0a\xb1\
    \x72\x3f\x17\x81\xb8\x53\x4a\xec\x3c\x66\xd9\xf5\x41\x85\x35\x81\x0b\x4a\x75\x3b\x47\x25\x14\x16\x72\x94\xdb\x66\
    \xb7\xab\x9c\xbb\x60\x5c\xef\x2e\xd8\xc0\xa5\x94\x4b\xbd\x3e\xab\x2e\x7c\x66\x79\x4a\x98\xdd\x45\x71\x51\x8e\x0d\
    \x9b\x55\xe9\xc3\x63\xcb\x93\xe9\x41\x31\x16\xa2\xbc\xa8\xf6\x18\xa8\xe0\xb5\x2e\xbf\x43\xf2\x3d\x1c\xbb\x13\x71\
    \x94\x23\xa4\x93\x1e\xd4\xa3\x84\xaa\xcd\xd0\xa0\x89\x92\xf7\x9e\xda\x85\x4a\x65\xe4\xd5\x93\x72\xa2\x70\xf8\x07\
    \x6e\x10\x94\x70\xbb\xbe\x79\xc2\xfe\x9d\xfc\xb9\xf0\x49\xcb\xb1\x2b\xd1\x0c\x66\xae\x60\xe2\x5f\xe7\xf2\x50\xda\
    \x63\xd4\x98\xd3\xf1\xc7\x70\xa1\xf3\x7c\xc1\x65\x6e\x5c\x94\x6e\x61\x9d\xf9\xac\x4a\x4b\x40\x1a\x32\x65\x4c\x0f\
    \xba\x0c\x17\x7e\x20\x00\xc9\xc0\x6c\x8e\xb0\x8b\xbb\xf1\x63\xa1\x66\xe4\xdd\xb4\xa4\xb9\xe2\x3b\xe9\xee\x6f\xbc\
    \x65\x6d\xe0\xc5\x4b\xc9\x5b\x68\xba\xec\x3d\x35\x8f\x0b\xf2\x0f\x70\x82\x03\xab\x6a\x16\x76\xcd\xfd\xb4\xab\xeb\
    \x65\xe5\x7d\xd1";
