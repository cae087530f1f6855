//! Signing in a device, and the devices that return something else than a signature.

use std::sync::Arc;

use jose_core::{JwsAlgorithm, KeyType};
use jose_crypto::{
    OperationError, SigningKey, VerifyingKey,
    remote::{AsyncSign, BoxFuture, Sign},
};

use crate::{
    block_on::{block_on, yield_once},
    keys,
};

const MESSAGE: &[u8] = b"header.payload";

/// A device that holds one key and signs with it.
struct Device {
    key: SigningKey,
}

impl Sign for Device {
    fn algorithm(&self) -> JwsAlgorithm {
        self.key.algorithm()
    }

    fn key_id(&self) -> Option<&str> {
        self.key.key_id()
    }

    fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, OperationError> {
        self.key.sign(signing_input)
    }
}

impl AsyncSign for Device {
    fn algorithm(&self) -> JwsAlgorithm {
        self.key.algorithm()
    }

    fn key_id(&self) -> Option<&str> {
        self.key.key_id()
    }

    fn sign<'a>(&'a self, signing_input: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, OperationError>> {
        Box::pin(async move {
            yield_once().await;
            self.key.sign(signing_input)
        })
    }
}

fn pair(algorithm: JwsAlgorithm) -> (Device, VerifyingKey) {
    if algorithm.row().key_type == KeyType::Oct {
        let key = SigningKey::hmac(algorithm, &[7; 64]).unwrap().with_key_id("device-1");
        return (Device { key }, VerifyingKey::hmac(algorithm, &[7; 64]).unwrap());
    }
    let material = keys::for_signing(algorithm);
    let key = SigningKey::new(algorithm, &material).unwrap().with_key_id("device-1");
    (Device { key }, VerifyingKey::new(algorithm, &material.public()).unwrap())
}

#[test]
fn every_algorithm_signs_in_a_device() {
    for algorithm in &keys::signature_algorithms() {
        let (device, verifying) = pair(*algorithm);
        let key = SigningKey::remote(Arc::new(device));
        assert_eq!((key.algorithm(), key.key_id()), (*algorithm, Some("device-1")));
        let signature = key.sign(MESSAGE).unwrap();
        assert_eq!(verifying.verify(MESSAGE, &signature), Ok(()), "{algorithm}");
        assert_eq!(key.clone().with_key_id("2").key_id(), Some("2"));
    }
}

#[test]
fn every_algorithm_signs_in_a_device_that_is_awaited() {
    for algorithm in &keys::signature_algorithms() {
        let (device, verifying) = pair(*algorithm);
        let device: Arc<dyn AsyncSign> = Arc::new(device);
        let signature = block_on(device.sign(MESSAGE)).unwrap();
        assert_eq!((device.algorithm(), device.key_id()), (*algorithm, Some("device-1")));
        assert_eq!(verifying.verify(MESSAGE, &signature), Ok(()), "{algorithm}");
    }
}

/// A device that always returns the same.
struct Returning(JwsAlgorithm, Result<Vec<u8>, OperationError>);

impl Sign for Returning {
    fn algorithm(&self) -> JwsAlgorithm {
        self.0
    }

    fn key_id(&self) -> Option<&str> {
        None
    }

    fn sign(&self, _signing_input: &[u8]) -> Result<Vec<u8>, OperationError> {
        self.1.clone()
    }
}

fn returned(algorithm: JwsAlgorithm, result: Result<Vec<u8>, OperationError>) -> Result<Vec<u8>, OperationError> {
    let key = SigningKey::remote(Arc::new(Returning(algorithm, result)));
    assert_eq!(key.key_id(), None);
    key.sign(MESSAGE)
}

/// Such a token would leave the house and be refused everywhere else.
#[test]
fn a_signature_of_impossible_length_does_not_leave() {
    for algorithm in &keys::signature_algorithms() {
        let possible = |length: usize| match algorithm.row().signature_bytes {
            Some(needed) => length == needed,
            // The device knows on which of its two curves the key is.
            None if *algorithm == JwsAlgorithm::EdDsa => [64, 114].contains(&length),
            // A modulus has 2048 to 8192 bits.
            None => (256..=1024).contains(&length),
        };
        for length in [
            0, 1, 31, 32, 33, 48, 63, 64, 65, 70, 71, 72, 96, 104, 113, 114, 115, 128, 131, 132, 133, 139, 255, 256,
            384, 1024, 1025, 2419, 2420, 2421, 3309, 4627, 9000,
        ] {
            let result = returned(*algorithm, Ok(vec![7; length]));
            assert_eq!(result.is_ok(), possible(length), "{algorithm}, {length} bytes");
            assert!(matches!(result, Ok(_) | Err(OperationError::Remote(_))), "{algorithm}, {length} bytes");
        }
    }
}

#[test]
fn a_der_signature_is_refused_with_the_reason() {
    for algorithm in [JwsAlgorithm::Es256, JwsAlgorithm::Es256K, JwsAlgorithm::Es384, JwsAlgorithm::Es512] {
        for der in [&b"\x30\x06\x02\x01\x01\x02\x01\x02"[..], &[0x30; 71], &[0x30; 103], &[0x30; 139]] {
            let Err(OperationError::Remote(words)) = returned(algorithm, Ok(der.to_vec())) else {
                panic!("{algorithm}: DER left the house");
            };
            assert!(words.contains("DER"), "{words}");
        }
    }
}

#[test]
fn what_the_device_says_reaches_the_operator() {
    for algorithm in &keys::signature_algorithms() {
        for error in [OperationError::Backend, OperationError::Remote("the session was closed".into())] {
            assert_eq!(returned(*algorithm, Err(error.clone())), Err(error), "{algorithm}");
        }
    }
    let error = OperationError::Remote("the session was closed".into());
    assert_eq!(error.to_string(), "the device that holds the key failed: the session was closed");
}
