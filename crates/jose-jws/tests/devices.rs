//! Signing keys that never enter the process: blocking, awaited, and in two steps.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/device.rs"]
mod device;
#[path = "support/forge.rs"]
mod forge;
#[path = "support/keys.rs"]
mod keys;

use std::sync::Arc;

use device::{Later, block_on};
use forge::{outcome, verify};
use jose_core::{JwsAlgorithm, KeyType};
use jose_crypto::{
    OperationError, SigningKey,
    remote::{AsyncSign, BoxFuture, Sign, ecdsa_signature_from_der},
};
use jose_jwk::VerifyingKeySet;
use jose_jws::{
    GeneralSigner, PendingGeneral, PendingSignature, Require, SignError, Signer, Verified, VerifiedGeneral, Verifier,
    VerifyError,
};

type Change = fn(Vec<u8>) -> Vec<u8>;

/// An HSM on the other side of a wall: it has a key and says what it returns.
struct Device {
    key: SigningKey,
    claims: JwsAlgorithm,
    returns: fn(Vec<u8>) -> Result<Vec<u8>, OperationError>,
}

impl Device {
    fn honest(algorithm: JwsAlgorithm) -> Self {
        Self::returning(algorithm, Ok)
    }

    fn returning(algorithm: JwsAlgorithm, returns: fn(Vec<u8>) -> Result<Vec<u8>, OperationError>) -> Self {
        Self { key: keys::signing(algorithm), claims: algorithm, returns }
    }
}

impl Sign for Device {
    fn algorithm(&self) -> JwsAlgorithm {
        self.claims
    }

    fn key_id(&self) -> Option<&str> {
        Some("hsm-1")
    }

    fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, OperationError> {
        self.key.sign(signing_input).and_then(self.returns)
    }
}

impl AsyncSign for Device {
    fn algorithm(&self) -> JwsAlgorithm {
        self.claims
    }

    fn key_id(&self) -> Option<&str> {
        Some("hsm-1")
    }

    fn sign<'a>(&'a self, signing_input: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, OperationError>> {
        Box::pin(async move {
            Later::default().await;
            Sign::sign(self, signing_input)
        })
    }
}

fn blocking(device: Device) -> Result<String, SignError> {
    Signer::new(&SigningKey::remote(Arc::new(device))).message_type("t").sign_compact(b"payload")
}

fn awaited(device: &Device) -> Result<String, SignError> {
    block_on(Signer::for_device(device as &dyn AsyncSign).message_type("t").sign_compact_async(b"payload"))
}

#[test]
fn what_a_device_signs_verifies() {
    for algorithm in keys::algorithms() {
        let keys = keys::verifying(*algorithm).with_key_id("hsm-1").into();
        let pending =
            Signer::without_key(*algorithm, Some("hsm-1")).message_type("t").prepare_compact(b"payload").unwrap();
        assert_eq!(pending.algorithm(), *algorithm);
        let signature = keys::signing(*algorithm).sign(pending.signing_input()).unwrap();
        for (name, token) in [
            ("blocking", blocking(Device::honest(*algorithm)).unwrap()),
            ("awaited", awaited(&Device::honest(*algorithm)).unwrap()),
            ("in two steps", pending.finish(&signature).unwrap()),
        ] {
            let verified = verify(&token, &keys).unwrap();
            assert_eq!(verified.payload(), b"payload", "{name}, {algorithm}");
            assert_eq!(verified.header().key_id(), Some("hsm-1"), "{name}, {algorithm}");
            assert_eq!(verified.header().message_type(), Some("t"), "{name}, {algorithm}");
        }
    }
}

#[test]
fn a_device_that_fails_is_reported_in_its_own_words() {
    let words = OperationError::Remote("session closed".into());
    for algorithm in keys::algorithms() {
        let fails = |_| Err(OperationError::Remote("session closed".into()));
        let device = Device::returning(*algorithm, fails);
        assert_eq!(awaited(&device), Err(SignError::Operation(words.clone())), "{algorithm}");
        let error = blocking(device).unwrap_err();
        assert_eq!(error, SignError::Operation(words.clone()), "{algorithm}");
        assert_eq!(error.code(), "jws.operation");
        assert!(error.to_string().ends_with("session closed"));
    }
}

#[test]
fn a_signature_that_no_such_key_makes_is_refused() {
    let wrong: [(&str, Change); 5] = [
        ("nothing", |_| Vec::new()),
        ("one byte", |_| vec![1]),
        ("a byte less", |signature| signature[1..].to_vec()),
        ("a byte more", |signature| [&signature[..], &[0]].concat()),
        ("a kilobyte and more", |_| vec![1; 1025]),
    ];
    for algorithm in keys::algorithms() {
        for (name, change) in wrong {
            let signature = change(keys::signing(*algorithm).sign(b"x").unwrap());
            let found = signature.len();
            let of_rsa = algorithm.row().key_type == KeyType::Rsa;
            if of_rsa && (256..=1024).contains(&found) {
                continue; // The size of a remote RSA key is not known here; only the verifier sees that this one is wrong.
            }
            let expected = SignError::SignatureLength { algorithm: *algorithm, found };
            assert_eq!(expected.code(), "jws.signature_length");
            let pending = Signer::without_key(*algorithm, None).prepare_compact(b"payload").unwrap();
            assert_eq!(pending.finish(&signature), Err(expected), "{name}, {algorithm}");
        }
    }
    for algorithm in keys::algorithms() {
        let empty = Device::returning(*algorithm, |_| Ok(Vec::new()));
        assert_eq!(awaited(&empty).unwrap_err().code(), "jws.signature_length", "{algorithm}");
        assert!(blocking(empty).is_err(), "{algorithm}");
    }
}

/// Most devices return ECDSA in DER. It is refused with the advice, and goes through after the conversion.
#[test]
fn ecdsa_in_der_is_refused_and_converted() {
    for algorithm in [JwsAlgorithm::Es256, JwsAlgorithm::Es384, JwsAlgorithm::Es512] {
        let device = Device::returning(algorithm, |signature| Ok(der(&signature)));
        let error = awaited(&device).unwrap_err();
        assert_eq!(error.code(), "jws.signature_length", "{algorithm}");
        assert!(error.to_string().ends_with("ECDSA needs the fixed form, not DER"), "{error}");
        assert_eq!(blocking(device).unwrap_err().code(), "jws.operation", "{algorithm}");

        let pending = Signer::without_key(algorithm, None).prepare_compact(b"payload").unwrap();
        let signature = der(&keys::signing(algorithm).sign(pending.signing_input()).unwrap());
        let token = pending.finish(&ecdsa_signature_from_der(algorithm, &signature).unwrap()).unwrap();
        assert_eq!(outcome(&token, &keys::set(algorithm)), "verified", "{algorithm}");
    }
}

fn der(fixed: &[u8]) -> Vec<u8> {
    let (r, s) = fixed.split_at(fixed.len() / 2);
    let integer = |number: &[u8]| {
        let start = number.iter().position(|byte| *byte != 0).unwrap();
        let sign: &[u8] = if number[start] < 0x80 { &[] } else { &[0] };
        let body = [sign, &number[start..]].concat();
        [&[2, u8::try_from(body.len()).unwrap()], &body[..]].concat()
    };
    let body = [integer(r), integer(s)].concat();
    let length = u8::try_from(body.len()).unwrap();
    if length < 0x80 { [&[0x30, length], &body[..]].concat() } else { [&[0x30, 0x81, length], &body[..]].concat() }
}

/// The device's word for its algorithm goes into the header; its signatures then verify under no key.
#[test]
fn a_device_that_signs_with_another_algorithm_than_it_says_is_found_out() {
    for (says, does) in [
        (JwsAlgorithm::Rs256, JwsAlgorithm::Ps256),
        (JwsAlgorithm::Rs256, JwsAlgorithm::Rs512),
        (JwsAlgorithm::Es256, JwsAlgorithm::EdDsa),
        (JwsAlgorithm::EdDsa, JwsAlgorithm::Es256),
    ] {
        let device = Device { key: keys::signing(does), claims: says, returns: Ok };
        let token = awaited(&device).unwrap();
        assert_eq!(outcome(&token, &keys::set(says)), "jws.signature", "{says} by {does}");
        assert_eq!(outcome(&token, &keys::set(does)), "key.algorithm_not_allowed", "{says} by {does}");
    }
}

/// The name in the header is the device's own, and a verifier with another name for the key does not accept it.
#[test]
fn a_device_under_another_name_is_refused() {
    for algorithm in keys::algorithms() {
        let token = awaited(&Device::honest(*algorithm)).unwrap();
        let keys = keys::verifying(*algorithm).with_key_id("hsm-2").into();
        assert_eq!(outcome(&token, &keys), "key.not_found", "{algorithm}");
    }
}

#[test]
fn registered_members_are_refused_before_the_device_is_asked() {
    let device = Device::returning(JwsAlgorithm::Es256, |_| panic!("asked"));
    let signer = Signer::for_device(&device as &dyn AsyncSign).member("alg", "none");
    assert_eq!(block_on(signer.sign_compact_async(b"")).unwrap_err().code(), "jws.reserved_member");
    let key = SigningKey::remote(Arc::new(Device::returning(JwsAlgorithm::Es256, |_| panic!("asked"))));
    assert_eq!(Signer::new(&key).member("b64", false).sign_compact(b"").unwrap_err().code(), "jws.reserved_member");
}

#[test]
fn a_device_that_is_awaited_signs_every_form() {
    let (one, two) = (Device::honest(JwsAlgorithm::Es256), Device::honest(JwsAlgorithm::EdDsa));
    let key = |algorithm| keys::verifying(algorithm).with_key_id("hsm-1");
    let keys = VerifyingKeySet::new([key(JwsAlgorithm::Es256), key(JwsAlgorithm::EdDsa)]).unwrap();
    let verifier = Verifier::new(&keys);
    let (first, second) = (Signer::for_device(&one as &dyn AsyncSign), Signer::for_device(&two as &dyn AsyncSign));
    let payload = b"payload";
    let compact = block_on(first.sign_detached_compact_async(payload)).unwrap();
    assert!(verifier.verify_detached_compact(&compact, payload).is_ok());
    let json = block_on(first.sign_flattened_async(payload)).unwrap();
    assert!(verifier.verify_flattened(&json).is_ok());
    let json = block_on(first.sign_detached_flattened_async(payload)).unwrap();
    assert!(verifier.verify_detached_flattened(&json, payload).is_ok());
    let general = GeneralSigner::new().signature(&first).signature(&second);
    let json = block_on(general.sign_general_async(payload)).unwrap();
    assert_eq!(verifier.verify_general(&json, Require::All).unwrap().verified().count(), 2);
    let json = block_on(general.sign_detached_general_async(payload)).unwrap();
    assert_eq!(verifier.verify_detached_general(&json, payload, Require::All).unwrap().verified().count(), 2);

    let short = Device::returning(JwsAlgorithm::Es256, |signature| Ok(signature[1..].to_vec()));
    let short = Signer::for_device(&short as &dyn AsyncSign);
    let general = GeneralSigner::new().signature(&first).signature(&short);
    let expected = SignError::SignatureLength { algorithm: JwsAlgorithm::Es256, found: 63 };
    assert_eq!(block_on(short.sign_flattened_async(payload)), Err(expected.clone()));
    assert_eq!(block_on(general.sign_general_async(payload)), Err(expected));
    let fails = Device::returning(JwsAlgorithm::Es256, |_| Err(OperationError::Remote("closed".into())));
    let general = GeneralSigner::new().signature(&first).signature(&Signer::for_device(&fails as &dyn AsyncSign));
    assert_eq!(block_on(general.sign_detached_general_async(payload)).unwrap_err().code(), "jws.operation");
}

/// An executor may move what it awaits to another thread.
#[test]
fn futures_and_results_can_be_sent() {
    fn sent<T: Send>(value: T) -> T {
        value
    }
    fn owned<T: Send + Sync + 'static>() {}
    let device = Device::honest(JwsAlgorithm::Es256);
    let signer = Signer::for_device(&device as &dyn AsyncSign);
    assert!(block_on(sent(signer.sign_compact_async(b"payload"))).is_ok());
    let general = GeneralSigner::new().signature(&signer);
    assert!(block_on(sent(general.sign_general_async(b"payload"))).is_ok());
    owned::<PendingSignature>();
    owned::<PendingGeneral>();
    owned::<VerifiedGeneral>();
    owned::<Verified>();
    owned::<SignError>();
    owned::<VerifyError>();
}
