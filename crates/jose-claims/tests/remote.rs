//! Keys in a device: an issuer that signs with one, a validator that unwraps with one, and devices that misbehave.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/payload.rs"]
mod payload;
#[path = "support/world.rs"]
mod world;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use jose_claims::{IssueError, Issuer, Token, ValidateError, Validator};
use jose_core::{ContentEncryption, JwsAlgorithm, KeyManagementAlgorithm, SecretBytes};
use jose_crypto::{
    DecryptFailed, DecryptionKey, EncryptionKey, OperationError, SigningKey, UnwrapError,
    content::ContentDecrypter,
    remote::{KeyOperation, Sign, UnwrapKey},
};
use jose_jwe::DecryptError;
use jose_jws::SignError;
use serde_json::Value;

use payload::Payload;
use world::{API, ISSUER, World, clock, code, refusal};

/// What a device does with what it worked out.
type Answer<T, E> = fn(Result<T, E>) -> Result<T, E>;

/// Holds an ES256 key.
struct SigningDevice {
    key: SigningKey,
    answer: Answer<Vec<u8>, OperationError>,
    calls: Arc<AtomicUsize>,
}

impl Sign for SigningDevice {
    fn algorithm(&self) -> JwsAlgorithm {
        self.key.algorithm()
    }

    fn key_id(&self) -> Option<&str> {
        self.key.key_id()
    }

    fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, OperationError> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        (self.answer)(self.key.sign(signing_input))
    }
}

const SHARED: [u8; 32] = [9; 32];

/// Holds an A256GCMKW key.
struct UnwrappingDevice {
    answer: Answer<SecretBytes, UnwrapError>,
    calls: Arc<AtomicUsize>,
}

impl UnwrapKey for UnwrappingDevice {
    fn algorithm(&self) -> KeyManagementAlgorithm {
        KeyManagementAlgorithm::A256GcmKw
    }

    fn key_id(&self) -> Option<&str> {
        Some("hsm-api")
    }

    fn unwrap_key(&self, operation: KeyOperation<'_>) -> Result<SecretBytes, UnwrapError> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        let KeyOperation::UnwrapWithGcm { encrypted_key, iv, tag } = operation else { panic!("{operation:?}") };
        let mut buffer = encrypted_key.to_vec();
        let device = ContentDecrypter::new(ContentEncryption::A256Gcm, &SHARED).unwrap();
        let key = device.decrypt(iv, b"", tag, &mut buffer).map(|key| SecretBytes::from(&*key));
        (self.answer)(key.map_err(UnwrapError::from))
    }
}

fn issuer(world: &World, answer: Answer<Vec<u8>, OperationError>, calls: &Arc<AtomicUsize>) -> Issuer {
    let device = SigningDevice { key: world.signing.clone(), answer, calls: Arc::clone(calls) };
    Issuer::builder(ISSUER)
        .sign_with(SigningKey::remote(Arc::new(device)))
        .encrypt_to(API, wrapping())
        .clock(clock(world::NOW))
        .build()
        .unwrap()
}

fn validator(world: &World, answer: Answer<SecretBytes, UnwrapError>, calls: &Arc<AtomicUsize>) -> Validator {
    let device = UnwrappingDevice { answer, calls: Arc::clone(calls) };
    world.policy().encrypted(DecryptionKey::remote(Arc::new(device)).unwrap()).build().unwrap()
}

fn wrapping() -> EncryptionKey {
    EncryptionKey::symmetric(KeyManagementAlgorithm::A256GcmKw, &SHARED).unwrap().with_key_id("hsm-api")
}

#[test]
fn a_token_goes_from_device_to_device() {
    let world = World::new();
    let (signed, unwrapped) = (Arc::default(), Arc::default());
    let issuer = issuer(&world, |signature| signature, &signed);
    let validator = validator(&world, |key| key, &unwrapped);
    let token = issuer.access_token("user-42", API).client_id("web").issue().unwrap();
    let token: Token<Value> = validator.validate(&token).unwrap();
    assert_eq!((token.subject(), token.signed_by()), (Some("user-42"), Some("issuer")));
    assert_eq!((signed.load(Ordering::SeqCst), unwrapped.load(Ordering::SeqCst)), (1, 1));
}

#[test]
fn a_device_that_does_not_sign() {
    let world = World::new();
    let unplugged = || OperationError::Remote("not plugged in".into());
    for (name, answer, expected) in [
        ("unplugged", (|_| Err(OperationError::Remote("not plugged in".into()))) as Answer<_, _>, Some(unplugged())),
        ("nothing", |_| Ok(Vec::new()), None),
        ("a byte too few", |signature| signature.map(|signature| signature[1..].to_vec()), None),
        ("a byte too many", |signature| signature.map(|signature| [&signature[..], &[0]].concat()), None),
        ("DER", |signature| signature.map(|signature| [&[0x30, 0x44, 0x02, 0x20][..], &signature].concat()), None),
    ] {
        let error = issuer(&world, answer, &Arc::default()).access_token("user-42", API).client_id("web").issue();
        let error = error.unwrap_err();
        assert_eq!(error.code(), "jws.operation", "{name}: {error:?}");
        if let Some(expected) = expected {
            assert_eq!(error, IssueError::Sign(SignError::Operation(expected)), "{name}");
        }
    }
    // A device with another key than the one that is published issues tokens that nobody accepts.
    let foreign = World::new();
    let issuer = issuer(&foreign, |signature| signature, &Arc::default());
    let token = issuer.access_token("user-42", API).client_id("web").issue().unwrap();
    let error = refusal("foreign", validator(&world, |key| key, &Arc::default()).validate::<Value>(&token));
    assert_eq!(error.code(), "jws.signature");
}

#[test]
fn a_device_that_does_not_unwrap() {
    let world = World::new();
    let issuer = issuer(&world, |signature| signature, &Arc::default());
    let token = issuer.access_token("user-42", API).client_id("web").issue().unwrap();
    let opaque = "jwe.decryption";
    for (name, answer, expected) in [
        ("refused", (|_| Err(DecryptFailed.into())) as Answer<_, _>, opaque),
        ("nothing", |_| Ok(SecretBytes::from(&[][..])), opaque),
        ("another key", |_| Ok(SecretBytes::from(&[0; 32][..])), opaque),
        ("a byte too few", |key| key.map(|key| SecretBytes::from(&key.expose()[1..])), opaque),
        ("a byte too many", |key| key.map(|key| SecretBytes::new([key.expose(), &[0]].concat())), opaque),
        (
            "unplugged",
            |_| Err(UnwrapError::Operation(OperationError::Remote("not plugged in".into()))),
            "jwe.operation",
        ),
    ] {
        let error = refusal(name, validator(&world, answer, &Arc::default()).validate::<Value>(&token));
        assert_eq!(error.code(), expected, "{name}");
        if expected == opaque {
            // One value for every reason: a device that refuses is not told from one that returned a wrong key.
            assert_eq!(error, ValidateError::Decrypt(DecryptError::Failed(DecryptFailed)), "{name}");
        }
    }
}

/// Whatever can be refused without the device is.
#[test]
fn a_device_is_not_asked_in_vain() {
    let world = World::new();
    let calls = Arc::default();
    let validator = validator(&world, |key| key, &calls);
    let signed = world.sign(Payload::good().json());
    let other_name = world::seal(&wrapping().with_key_id("other"), Some("JWT"), &signed);
    let sealed = world::seal(&wrapping(), Some("JWT"), &signed);
    for (name, token, expected) in [
        ("signed", signed.clone(), "token.not_encrypted"),
        ("another key's name", other_name, "key.not_found"),
        ("another algorithm", world.seal(&signed), "key.algorithm_not_allowed"),
        ("a segment too few", sealed.rsplit_once('.').unwrap().0.to_owned(), "parse.segments"),
        ("a tag too short", sealed[..sealed.len() - 2].to_owned(), "parse.length"),
    ] {
        assert_eq!(code(name, &refusal(name, validator.validate::<Value>(&token))), expected, "{name}");
    }
    assert_eq!(calls.load(Ordering::SeqCst), 0);
}
