//! RSA keys whose other numbers are computed.
#![cfg(feature = "rsa-recovery")]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
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

/// A prime modulus has no two primes to find, and all bases are tried in vain.
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
