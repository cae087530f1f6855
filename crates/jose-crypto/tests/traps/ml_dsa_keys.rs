//! ML-DSA keys: the algorithm is part of the key, both halves grow from the seed, and every length is exact. Attacks 33, 36 and 39.

use jose_core::{Curve, JwsAlgorithm, KeyManagementAlgorithm, KeyType, SecretBytes, registry::JwsKind};
use jose_crypto::{
    BadSignature, DecryptionKey, EncryptionKey, KeyError, SigningKey, VerifyingKey, digest,
    material::{PrivateMaterial, PublicMaterial},
};

use crate::keys::{self, altered, hex};

const ALL: [JwsAlgorithm; 3] = [JwsAlgorithm::MlDsa44, JwsAlgorithm::MlDsa65, JwsAlgorithm::MlDsa87];
const MESSAGE: &[u8] = b"header.payload";

fn public_key_bytes(algorithm: JwsAlgorithm) -> usize {
    match algorithm.row().kind {
        JwsKind::MlDsa { public_key_bytes } => public_key_bytes,
        other => panic!("{other:?}"),
    }
}

fn of_seed(algorithm: JwsAlgorithm, seed: u8) -> (Vec<u8>, SecretBytes) {
    match PrivateMaterial::from_seed(algorithm, SecretBytes::new(vec![seed; 32])).unwrap() {
        PrivateMaterial::Akp { public_key, seed, .. } => (public_key, seed),
        other => panic!("{other:?}"),
    }
}

/// The error of every constructor that takes the key, which must be the same.
fn refusal(algorithm: JwsAlgorithm, public_key: Vec<u8>, seed: SecretBytes) -> Option<KeyError> {
    let material = PrivateMaterial::Akp { algorithm, public_key, seed };
    let error = material.check().err();
    assert_eq!(SigningKey::new(algorithm, &material).err(), error, "{algorithm}");
    error
}

/// The keys of the seed that is zero, which stand in RFC 9964's examples: the hash of each public key.
#[test]
fn published_seeds_make_the_published_keys() {
    for (algorithm, hash) in [
        (JwsAlgorithm::MlDsa44, "eb4e7302842153b0fa19e8620739ad258af4929c26dd89079a7ec7d4282208e1"),
        (JwsAlgorithm::MlDsa65, "085ba380ff386dd52e42349c6eb88489d6058ea541a4e3fb0dce9a3fd1f7a911"),
        (JwsAlgorithm::MlDsa87, "1d4a461707fc50a7ec93a9c02454778a8b82321ca460eea345e7bbfaff38a3aa"),
    ] {
        let (public_key, _) = of_seed(algorithm, 0);
        assert_eq!(digest::sha256(&public_key).to_vec(), hex(hash), "{algorithm}");
    }
}

#[test]
fn public_keys_of_another_length() {
    for algorithm in ALL {
        let needed = public_key_bytes(algorithm);
        let (good, _) = of_seed(algorithm, 1);
        assert_eq!(PublicMaterial::Akp { algorithm, public_key: good.clone() }.check(), Ok(()));
        let spki = [vec![0x30; 22], good.clone()].concat();
        let mut cases = vec![vec![], good[1..].to_vec(), good[..needed - 1].to_vec(), [&*good, &[0]].concat(), spki];
        cases.extend(
            [32, 1312, 1952, 2592].into_iter().filter(|length| *length != needed).map(|length| vec![7; length]),
        );
        for public_key in cases {
            let error = Some(KeyError::WrongLength { what: "pub", needed, found: public_key.len() });
            let material = PublicMaterial::Akp { algorithm, public_key: public_key.clone() };
            assert_eq!(material.check().err(), error, "{algorithm}");
            assert_eq!(VerifyingKey::new(algorithm, &material).err(), error, "{algorithm}");
            assert_eq!(refusal(algorithm, public_key, SecretBytes::new(vec![1; 32])), error, "{algorithm}");
        }
    }
}

/// 2560, 4032 and 4896 bytes are the lengths of the expanded private keys (FIPS 204, table 2).
#[test]
fn seeds_of_another_length() {
    for algorithm in ALL {
        let (public_key, _) = of_seed(algorithm, 1);
        for found in [0, 1, 31, 33, 64, 2560, 4032, 4896, 100_000] {
            let error = Some(KeyError::WrongLength { what: "priv", needed: 32, found });
            assert_eq!(PrivateMaterial::from_seed(algorithm, SecretBytes::new(vec![1; found])).err(), error);
            assert_eq!(refusal(algorithm, public_key.clone(), SecretBytes::new(vec![1; found])), error, "{algorithm}");
        }
    }
}

#[test]
fn halves_of_two_keys() {
    for algorithm in ALL {
        let (public_key, seed) = of_seed(algorithm, 1);
        assert_eq!(refusal(algorithm, public_key.clone(), seed.duplicate()), None, "{algorithm}");
        let (other, _) = of_seed(algorithm, 2);
        assert_eq!(refusal(algorithm, other, seed.duplicate()), Some(KeyError::Inconsistent), "{algorithm}");
        for index in 0..32 {
            let seed = SecretBytes::new(altered(seed.expose(), index));
            assert_eq!(refusal(algorithm, public_key.clone(), seed), Some(KeyError::Inconsistent), "{algorithm}");
        }
        for index in [0, 31, 32, public_key.len() / 2, public_key.len() - 1] {
            let public_key = altered(&public_key, index);
            let error = refusal(algorithm, public_key, seed.duplicate());
            assert_eq!(error, Some(KeyError::Inconsistent), "{algorithm}, byte {index}");
        }
    }
}

#[test]
fn a_key_fits_its_own_algorithm_only() {
    let another = KeyError::Invalid { what: "an AKP key works with its own algorithm only" };
    for own in ALL {
        let material = keys::for_signing(own);
        for algorithm in JwsAlgorithm::ALL {
            let expected = match algorithm.row().key_type {
                _ if *algorithm == own => None,
                KeyType::Akp => Some(another.clone()),
                _ => Some(KeyError::WrongKeyType { algorithm: algorithm.name(), found: KeyType::Akp }),
            };
            assert_eq!(SigningKey::new(*algorithm, &material).err(), expected, "{algorithm} with {own}");
            assert_eq!(VerifyingKey::new(*algorithm, &material.public()).err(), expected, "{algorithm} with {own}");
        }
        for algorithm in KeyManagementAlgorithm::ALL.iter().filter(|algorithm| algorithm.row().feature.is_none()) {
            assert!(EncryptionKey::new(*algorithm, &material.public()).is_err(), "{algorithm} with {own}");
            assert!(DecryptionKey::new(*algorithm, &material).is_err(), "{algorithm} with {own}");
        }
    }
    for own in ALL {
        for other in [keys::rsa(), keys::private(Curve::P256), keys::private(Curve::Ed25519)] {
            let error = KeyError::WrongKeyType { algorithm: own.name(), found: other.public().key_type() };
            assert_eq!(SigningKey::new(own, &other).err(), Some(error.clone()));
            assert_eq!(VerifyingKey::new(own, &other.public()).err(), Some(error));
        }
        assert!(SigningKey::hmac(own, &[7; 64]).is_err());
        assert!(VerifyingKey::hmac(own, &[7; 64]).is_err());
    }
}

/// The variant can hold any name, and only those of ML-DSA are keys.
#[test]
fn a_name_that_is_not_ml_dsa() {
    for algorithm in JwsAlgorithm::ALL.iter().copied().filter(|algorithm| !ALL.contains(algorithm)) {
        let error = Some(KeyError::WrongKeyType { algorithm: algorithm.name(), found: KeyType::Akp });
        assert_eq!(PrivateMaterial::generate_ml_dsa(algorithm).err(), error);
        assert_eq!(PrivateMaterial::from_seed(algorithm, SecretBytes::new(vec![7; 32])).err(), error);
        let material = PublicMaterial::Akp { algorithm, public_key: vec![7; 1312] };
        assert_eq!(material.check().err(), error);
        assert!(VerifyingKey::new(algorithm, &material).is_err());
        assert_eq!(refusal(algorithm, vec![7; 1312], SecretBytes::new(vec![7; 32])), error);
    }
}

/// A public key of zeros is a key, and what is easy to make does not verify under it (FIPS 204, algorithm 27: hints must be sorted).
#[test]
fn easy_signatures_do_not_verify() {
    for algorithm in ALL {
        let signature_bytes = algorithm.row().signature_bytes.unwrap();
        let honest = keys::for_signing(algorithm).public();
        let zeros = PublicMaterial::Akp { algorithm, public_key: vec![0; public_key_bytes(algorithm)] };
        for material in [honest, zeros] {
            let key = VerifyingKey::new(algorithm, &material).unwrap();
            for byte in [0, 1, 0x7f, 0x80, 0xff] {
                let signature = vec![byte; signature_bytes];
                assert_eq!(key.verify(MESSAGE, &signature), Err(BadSignature), "{algorithm}, {byte}");
                assert_eq!(key.verify(b"", &signature), Err(BadSignature), "{algorithm}, {byte}");
            }
        }
    }
}

#[test]
fn generated_keys_differ() {
    for algorithm in ALL {
        assert_ne!(keys::for_signing(algorithm).public(), keys::for_signing(algorithm).public());
    }
}
