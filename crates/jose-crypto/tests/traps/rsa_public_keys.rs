//! RSA public keys. The backend takes nearly any two numbers and only fails later, or never. Attacks 40 and 41.

use jose_core::{JwsAlgorithm, KeyManagementAlgorithm, KeyType};
use jose_crypto::{
    DecryptionKey, EncryptionKey, KeyError, SigningKey, VerifyingKey,
    material::{PrivateMaterial, PublicMaterial},
};

use crate::keys;

const NOT_MINIMAL: KeyError = KeyError::Invalid { what: "an RSA integer is empty or starts with a zero byte" };
const EVEN_MODULUS: KeyError = KeyError::Invalid { what: "the RSA modulus is even" };
const LONG_EXPONENT: KeyError = KeyError::Invalid { what: "the RSA exponent is longer than 33 bits" };
const EVEN_OR_ONE: KeyError = KeyError::Invalid { what: "the RSA exponent is even or 1" };

const FAULTY_DEVICE: KeyError =
    KeyError::Invalid { what: "the RSA key was made by a faulty device (ROCA) and can be computed by others" };

/// The modulus of Wycheproof's `json_web_key` 7.
const ROCA: &str = concat!(
    "AanFpofbj7KjD4Lf-N2hVMKR7yewSyXhhbirIMTGpfYEhZ_lnt5UoK98DnKIgArXGTu3MaW_HhFw16HGaTDUHqPrId7fe4r11CqR",
    "w09yBFuW79V8sYIwHdzCaWflUI6auImYbVfoN9_nD5n8N8SY9DwXw7mwZM9wREPXoDPgOoIWl6q_MPsp7n0zs3Z5ZaiQWOOzl1S9",
    "OhwAfSiiOwz6efnXEaxuTEtPd7BjSx7NaFka8Dx9U7YqXy2RFj1O9PjyaDGuRh7YXsX3iMUSP_wSyHQg_c_qHRtKUsNSGCT7OZg0",
    "hzm2KphtjnayKJvC64vAbROBR4Ubg6Bxg9IQVZ-QYyE",
);

/// An odd number of exactly this many bits.
fn odd(bits: usize) -> Vec<u8> {
    let mut number = vec![0xa5; bits.div_ceil(8)];
    let spare = number.len() * 8 - bits;
    number[0] = 0x80 >> spare | 0x01;
    *number.last_mut().unwrap() |= 1;
    number
}

fn even(bits: usize) -> Vec<u8> {
    let mut number = odd(bits);
    *number.last_mut().unwrap() &= 0xfe;
    number
}

fn with_zero(mut number: Vec<u8>) -> Vec<u8> {
    number.insert(0, 0);
    number
}

fn refused() -> Vec<(&'static str, Vec<u8>, Vec<u8>, KeyError)> {
    let e = || vec![1, 0, 1];
    vec![
        ("512 bits", odd(512), e(), KeyError::RsaSize { bits: 512 }),
        ("1024 bits", odd(1024), e(), KeyError::RsaSize { bits: 1024 }),
        ("2040 bits", odd(2040), e(), KeyError::RsaSize { bits: 2040 }),
        ("2047 bits, which fill 256 bytes", odd(2047), e(), KeyError::RsaSize { bits: 2047 }),
        ("8193 bits", odd(8193), e(), KeyError::RsaSize { bits: 8193 }),
        ("16384 bits", odd(16384), e(), KeyError::RsaSize { bits: 16384 }),
        ("n is 1", vec![1], e(), KeyError::RsaSize { bits: 1 }),
        ("n is zero", vec![0], e(), NOT_MINIMAL),
        ("n is empty", vec![], e(), NOT_MINIMAL),
        ("n starts with a zero byte", with_zero(odd(2048)), e(), NOT_MINIMAL),
        ("n of 2040 bits made longer with a zero byte", with_zero(odd(2040)), e(), NOT_MINIMAL),
        ("n is even", even(2048), e(), EVEN_MODULUS),
        ("n is even and long", even(8192), e(), EVEN_MODULUS),
        ("n carries the ROCA fingerprint", jose_core::base64url::decode(ROCA).unwrap(), e(), FAULTY_DEVICE),
        ("e is empty", odd(2048), vec![], NOT_MINIMAL),
        ("e is zero", odd(2048), vec![0], NOT_MINIMAL),
        ("e starts with a zero byte", odd(2048), with_zero(e()), NOT_MINIMAL),
        ("e is 1", odd(2048), vec![1], EVEN_OR_ONE),
        ("e is 2", odd(2048), vec![2], EVEN_OR_ONE),
        ("e is 65536", odd(2048), vec![1, 0, 0], EVEN_OR_ONE),
        ("e is 2^32", odd(2048), vec![1, 0, 0, 0, 0], EVEN_OR_ONE),
        ("e is even, of 33 bits", odd(2048), vec![1, 0xff, 0xff, 0xff, 0xfe], EVEN_OR_ONE),
        ("e has 34 bits", odd(2048), vec![2, 0, 0, 0, 1], LONG_EXPONENT),
        ("e has 64 bits", odd(2048), odd(64), LONG_EXPONENT),
        ("e has 4096 bits", odd(2048), odd(4096), LONG_EXPONENT),
        ("e is as long as n", odd(2048), odd(2048), LONG_EXPONENT),
    ]
}

#[test]
fn refused_by_every_constructor() {
    for (name, n, e, error) in refused() {
        let material = PublicMaterial::Rsa { n, e };
        assert_eq!(material.check(), Err(error.clone()), "{name}");
        assert_eq!(VerifyingKey::new(JwsAlgorithm::Rs256, &material).err(), Some(error.clone()), "{name}, RS256");
        assert_eq!(VerifyingKey::new(JwsAlgorithm::Ps512, &material).err(), Some(error.clone()), "{name}, PS512");
        let encryption = EncryptionKey::new(KeyManagementAlgorithm::RsaOaep256, &material);
        assert_eq!(encryption.err(), Some(error), "{name}, RSA-OAEP-256");
    }
}

/// The same numbers in a private key, whose other members are sound.
#[test]
fn refused_in_private_keys() {
    for (name, n, e, error) in refused() {
        let mut private = keys::rsa_numbers();
        (private.n, private.e) = (n, e);
        let material = PrivateMaterial::Rsa(Box::new(private));
        assert_eq!(material.check(), Err(error.clone()), "{name}");
        assert_eq!(SigningKey::new(JwsAlgorithm::Ps256, &material).err(), Some(error.clone()), "{name}, PS256");
        let decryption = DecryptionKey::new(KeyManagementAlgorithm::RsaOaep, &material);
        assert_eq!(decryption.err(), Some(error), "{name}, RSA-OAEP");
    }
}

#[test]
fn the_limits_themselves_are_allowed() {
    for (name, n, e) in [
        ("2048 bits", odd(2048), vec![1, 0, 1]),
        ("8192 bits", odd(8192), vec![1, 0, 1]),
        ("e is 3", odd(2048), vec![3]),
        ("e has 33 bits", odd(2048), vec![1, 0xff, 0xff, 0xff, 0xff]),
    ] {
        let material = PublicMaterial::Rsa { n, e };
        assert_eq!(material.check(), Ok(()), "{name}");
        assert!(VerifyingKey::new(JwsAlgorithm::Rs256, &material).is_ok(), "{name}");
        assert!(EncryptionKey::new(KeyManagementAlgorithm::RsaOaep, &material).is_ok(), "{name}");
    }
}

#[test]
fn an_rsa_key_fits_no_other_algorithm() {
    let material = keys::rsa().public();
    for algorithm in JwsAlgorithm::ALL.iter().filter(|algorithm| algorithm.row().key_type != KeyType::Rsa) {
        let error = VerifyingKey::new(*algorithm, &material).err();
        let expected = KeyError::WrongKeyType { algorithm: algorithm.name(), found: KeyType::Rsa };
        assert_eq!(error, Some(expected), "{algorithm}");
    }
}
