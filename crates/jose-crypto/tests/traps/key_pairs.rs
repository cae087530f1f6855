//! Private keys whose numbers have the wrong length, are out of range or do not belong together. Attacks 36 and 48.

use jose_core::{Curve, JwsAlgorithm, KeyManagementAlgorithm, SecretBytes};
use jose_crypto::{
    DecryptionKey, KeyError, SigningKey,
    material::{PrivateMaterial, RsaPrivate, generate_rsa_pkcs8},
};

use crate::keys::{self, POINTS, altered, order, plus};

const UNUSABLE: KeyError = KeyError::Invalid { what: "the private half is zero or too large for its curve" };
type Half = fn(&[u8]) -> Vec<u8>;
type Alter = fn(&mut RsaPrivate);
type Member = fn(&mut RsaPrivate) -> &mut SecretBytes;

/// Every curve of this build.
fn all() -> Vec<Curve> {
    Curve::ALL.iter().copied().filter(|curve| keys::is_built_in(*curve)).collect()
}

/// The error of every constructor that takes the key, which must be the same.
fn refusal(material: &PrivateMaterial) -> Option<KeyError> {
    let error = material.check().err();
    let signing = match material.public().curve() {
        None => Some(JwsAlgorithm::Rs256),
        Some(Curve::P256) => Some(JwsAlgorithm::Es256),
        Some(Curve::P384) => Some(JwsAlgorithm::Es384),
        Some(Curve::P521) => Some(JwsAlgorithm::Es512),
        Some(Curve::Secp256k1) => Some(JwsAlgorithm::Es256K),
        Some(Curve::Ed25519 | Curve::Ed448) => Some(JwsAlgorithm::EdDsa),
        Some(_) => None,
    };
    let decryption = match material.public().curve() {
        None => Some(KeyManagementAlgorithm::RsaOaep),
        Some(Curve::Ed25519 | Curve::Ed448 | Curve::Secp256k1) => None,
        Some(_) => Some(KeyManagementAlgorithm::EcdhEs),
    };
    if let Some(algorithm) = signing {
        assert_eq!(SigningKey::new(algorithm, material).err(), error, "{algorithm}");
    }
    if let Some(algorithm) = decryption {
        assert_eq!(DecryptionKey::new(algorithm, material).err(), error, "{algorithm}");
    }
    error
}

/// The key on `curve` with another private half than its own.
fn with_private_half(curve: Curve, half: impl FnOnce(&[u8]) -> Vec<u8>) -> PrivateMaterial {
    match keys::private(curve) {
        PrivateMaterial::Ec { curve, x, y, d } => {
            PrivateMaterial::Ec { curve, x, y, d: SecretBytes::new(half(d.expose())) }
        }
        PrivateMaterial::Okp { curve, x, d } => {
            PrivateMaterial::Okp { curve, x, d: SecretBytes::new(half(d.expose())) }
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_private_half_of_another_length() {
    for curve in all() {
        let needed = curve.row().coordinate_bytes;
        let cases: [(&str, Half); 7] = [
            ("empty", |_| vec![]),
            ("one byte", |_| vec![1]),
            ("first byte missing", |d| d[1..].to_vec()),
            ("last byte missing", |d| d[..d.len() - 1].to_vec()),
            ("a leading zero", |d| [&[0], d].concat()),
            ("many leading zeros", |d| [&[0; 64], d].concat()),
            ("a trailing byte", |d| [d, &[1]].concat()),
        ];
        for (name, half) in cases {
            let material = with_private_half(curve, half);
            let Some(KeyError::WrongLength { what: "d", needed: said, found }) = refusal(&material) else {
                panic!("{curve}, {name}: {:?}", refusal(&material));
            };
            assert_eq!(said, needed, "{curve}, {name}");
            let alone = PrivateMaterial::from_private_half(curve, SecretBytes::new(vec![7; found]));
            assert_eq!(alone.err(), Some(KeyError::WrongLength { what: "d", needed, found }), "{curve}, {name}");
        }
    }
}

#[test]
fn a_private_half_out_of_range() {
    for curve in POINTS {
        let cases = [
            ("zero", vec![0; curve.row().coordinate_bytes]),
            ("the order", order(curve)),
            ("the order plus one", plus(&order(curve), 1)),
            ("the field", keys::field(curve)),
            ("all ones", vec![0xff; curve.row().coordinate_bytes]),
        ];
        for (name, d) in cases {
            let alone = PrivateMaterial::from_private_half(curve, SecretBytes::from(&*d));
            assert_eq!(alone.err(), Some(UNUSABLE), "{curve}, {name}");
            assert_eq!(refusal(&with_private_half(curve, |_| d)), Some(UNUSABLE), "{curve}, {name}");
        }
    }
}

#[test]
fn the_largest_and_the_smallest_private_half_are_allowed() {
    for curve in POINTS {
        let mut one = vec![0; curve.row().coordinate_bytes];
        *one.last_mut().unwrap() = 1;
        for d in [one, plus(&order(curve), -1)] {
            let material = PrivateMaterial::from_private_half(curve, SecretBytes::new(d)).unwrap();
            assert_eq!(refusal(&material), None, "{curve}");
        }
    }
}

#[test]
fn halves_of_two_keys() {
    for curve in all() {
        let material = with_private_half(curve, |_| match keys::private(curve) {
            PrivateMaterial::Ec { d, .. } | PrivateMaterial::Okp { d, .. } => d.expose().to_vec(),
            other => panic!("{other:?}"),
        });
        assert_eq!(refusal(&material), Some(KeyError::Inconsistent), "{curve}");
    }
}

/// The point with the other y is on the curve too, and belongs to the order minus d.
#[test]
fn the_opposite_point() {
    for curve in POINTS {
        let PrivateMaterial::Ec { x, y, d, .. } = keys::private(curve) else { panic!("{curve}") };
        let mut borrow = 0;
        let mut opposite = keys::field(curve);
        for (byte, subtrahend) in opposite.iter_mut().zip(y).rev() {
            let difference = i16::from(*byte) - i16::from(subtrahend) - borrow;
            borrow = i16::from(difference < 0);
            *byte = u8::try_from(difference.rem_euclid(256)).unwrap();
        }
        let material = PrivateMaterial::Ec { curve, x, y: opposite, d };
        assert_eq!(material.public().check(), Ok(()), "{curve}");
        assert_eq!(refusal(&material), Some(KeyError::Inconsistent), "{curve}");
    }
}

/// Changes the bit above the lowest, so that an odd number stays odd.
fn change(number: &mut SecretBytes) {
    *number.expose_mut().last_mut().unwrap() ^= 2;
}

#[test]
fn rsa_numbers_that_contradict_each_other() {
    let cases: [(&str, Alter); 12] = [
        ("another n", |key| *key.n.last_mut().unwrap() ^= 2),
        ("another e", |key| key.e = vec![3]),
        ("another d", |key| change(&mut key.d)),
        ("another p", |key| change(&mut key.p)),
        ("another q", |key| change(&mut key.q)),
        ("another dp", |key| change(&mut key.dp)),
        ("another dq", |key| change(&mut key.dq)),
        ("another qi", |key| change(&mut key.qi)),
        ("primes swapped", |key| std::mem::swap(&mut key.p, &mut key.q)),
        ("exponents swapped", |key| std::mem::swap(&mut key.dp, &mut key.dq)),
        ("primes and exponents swapped, the coefficient left", |key| {
            std::mem::swap(&mut key.p, &mut key.q);
            std::mem::swap(&mut key.dp, &mut key.dq);
        }),
        ("one prime twice", |key| key.q = key.p.duplicate()),
    ];
    for (name, alter) in cases {
        let mut numbers = keys::rsa_numbers();
        alter(&mut numbers);
        assert_eq!(refusal(&PrivateMaterial::Rsa(Box::new(numbers))), Some(KeyError::Inconsistent), "{name}");
    }
    let members: [(&str, Member); 6] = [
        ("d", |key| &mut key.d),
        ("p", |key| &mut key.p),
        ("q", |key| &mut key.q),
        ("dp", |key| &mut key.dp),
        ("dq", |key| &mut key.dq),
        ("qi", |key| &mut key.qi),
    ];
    for (name, member) in members {
        for (value, number) in [("zero", &[0][..]), ("empty", &[]), ("one", &[1])] {
            let mut numbers = keys::rsa_numbers();
            *member(&mut numbers) = SecretBytes::from(number);
            let error = refusal(&PrivateMaterial::Rsa(Box::new(numbers)));
            assert_eq!(error, Some(KeyError::Inconsistent), "{name} is {value}");
        }
    }
}

#[test]
fn keys_that_belong_together_are_allowed() {
    for curve in all() {
        assert_eq!(refusal(&keys::private(curve)), None, "{curve}");
    }
    assert_eq!(refusal(&keys::rsa()), None, "RSA");
}

#[test]
fn a_private_key_fits_no_algorithm_of_another_type_or_curve() {
    let materials = all().into_iter().map(keys::private).chain([keys::rsa()]);
    for material in materials {
        let public = material.public();
        for algorithm in JwsAlgorithm::ALL {
            let row = algorithm.row();
            let fits =
                row.key_type == public.key_type() && public.curve().is_none_or(|curve| row.curves.contains(&curve));
            let code = SigningKey::new(*algorithm, &material).err().map(|error| error.code());
            assert_eq!(code.is_none(), fits, "{algorithm}, {public:?}");
            assert!(matches!(code, None | Some("key.type" | "key.curve")), "{algorithm}, {public:?}: {code:?}");
        }
        for algorithm in KeyManagementAlgorithm::ALL.iter().filter(|algorithm| algorithm.row().feature.is_none()) {
            let row = algorithm.row();
            let fits = row.key_types.contains(&public.key_type())
                && public.curve().is_none_or(|curve| row.curves.contains(&curve));
            let code = DecryptionKey::new(*algorithm, &material).err().map(|error| error.code());
            assert_eq!(code.is_none(), fits, "{algorithm}, {public:?}");
            assert!(matches!(code, None | Some("key.type" | "key.curve")), "{algorithm}, {public:?}: {code:?}");
        }
    }
}

#[test]
fn rsa_keys_are_made_in_four_sizes_only() {
    for bits in [0, 1, 512, 1024, 2047, 2049, 2056, 3000, 4095, 6144, 16384, usize::MAX] {
        assert_eq!(generate_rsa_pkcs8(bits).err(), Some(KeyError::RsaSize { bits }));
    }
}

#[test]
fn one_changed_bit_anywhere_in_a_private_half() {
    for curve in all() {
        for index in 0..curve.row().coordinate_bytes {
            // The lowest bits of the first byte and the highest of the last are overwritten in agreement keys (RFC 7748, section 5).
            if [Curve::X25519, Curve::X448].contains(&curve) && index == 0 {
                continue;
            }
            let error = refusal(&with_private_half(curve, |d| altered(d, index)));
            assert!(matches!(error, Some(KeyError::Inconsistent | UNUSABLE)), "{curve}, byte {index}: {error:?}");
        }
    }
}
