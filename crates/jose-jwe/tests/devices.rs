//! Keys that never enter the process: blocking, awaited, and in two steps.
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
#[path = "support/messages.rs"]
mod messages;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use device::{Later, block_on};
use forge::Parts;
use jose_core::{KeyManagementAlgorithm, Limits, SecretBytes};
use jose_crypto::{
    DecryptFailed, DecryptionKey, OperationError, UnwrapError,
    remote::{AsyncUnwrapKey, BoxFuture, KeyOperation, UnwrapKey},
};
use jose_jwe::{DecryptError, Decrypted, PendingDecryption, decrypt_compact, decrypt_compact_async};
use jose_jwk::{DecryptionKeySet, SelectError};
use messages::{Case, cases};

type Answer = Box<dyn Fn(SecretBytes) -> Result<SecretBytes, UnwrapError> + Send + Sync>;

/// An HSM on the other side of a wall. It knows one message, does with it what a real one would, and changes its answer as it is told.
struct Device {
    case: Case,
    algorithm: KeyManagementAlgorithm,
    key_id: Option<&'static str>,
    asked: AtomicUsize,
    answer: Answer,
}

impl Device {
    fn honest(case: Case) -> Self {
        Self::answering(case, Ok)
    }

    fn answering(
        case: Case,
        answer: impl Fn(SecretBytes) -> Result<SecretBytes, UnwrapError> + Send + Sync + 'static,
    ) -> Self {
        let algorithm = case.algorithm;
        Self { case, algorithm, key_id: None, asked: AtomicUsize::new(0), answer: Box::new(answer) }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

impl UnwrapKey for Device {
    fn algorithm(&self) -> KeyManagementAlgorithm {
        self.algorithm
    }

    fn key_id(&self) -> Option<&str> {
        self.key_id
    }

    fn unwrap_key(&self, operation: KeyOperation<'_>) -> Result<SecretBytes, UnwrapError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        (self.answer)((self.case.private_operation)(operation)?)
    }
}

impl AsyncUnwrapKey for Device {
    fn algorithm(&self) -> KeyManagementAlgorithm {
        self.algorithm
    }

    fn key_id(&self) -> Option<&str> {
        self.key_id
    }

    fn unwrap_key<'a>(&'a self, operation: KeyOperation<'a>) -> BoxFuture<'a, Result<SecretBytes, UnwrapError>> {
        Box::pin(async move {
            Later::default().await;
            UnwrapKey::unwrap_key(self, operation)
        })
    }
}

type Outcome = Result<Decrypted, DecryptError>;
type Form = fn(&Arc<Device>, &str) -> Outcome;
type Change = fn(Vec<u8>) -> Vec<u8>;

fn blocking(device: &Arc<Device>, token: &str) -> Outcome {
    let key = DecryptionKey::remote(Arc::clone(device) as Arc<dyn UnwrapKey>).unwrap();
    decrypt_compact(token, &DecryptionKeySet::from(key), &Limits::default())
}

fn awaited(device: &Arc<Device>, token: &str) -> Outcome {
    block_on(decrypt_compact_async(token, &**device, &Limits::default()))
}

fn in_two_steps(device: &Arc<Device>, token: &str) -> Outcome {
    let pending = PendingDecryption::parse(token, device.algorithm, &Limits::default())?;
    assert_eq!(pending.unverified_header().algorithm(), Some(device.algorithm.name()));
    let secret = UnwrapKey::unwrap_key(&**device, pending.operation()?);
    pending.finish(secret)
}

const FORMS: [(&str, Form); 3] = [("blocking", blocking), ("awaited", awaited), ("in two steps", in_two_steps)];

#[test]
fn what_a_device_unwraps_opens() {
    for case in cases() {
        for (form, run) in FORMS {
            let device = Arc::new(Device::honest(case.clone()));
            let decrypted = run(&device, &case.token).expect(form);
            assert_eq!(decrypted.plaintext(), case.plaintext, "{form}, {}", case.name);
            assert_eq!(decrypted.algorithm(), case.algorithm, "{form}, {}", case.name);
            assert_eq!(device.asked(), 1, "{form}, {}", case.name);
        }
    }
}

#[test]
fn a_device_that_cannot_be_asked_is_reported_in_its_own_words() {
    let words = || OperationError::Remote("session closed".into());
    for case in cases() {
        for (form, run) in FORMS {
            let device = Arc::new(Device::answering(case.clone(), move |_| Err(words().into_unwrap_error())));
            let error = run(&device, &case.token).unwrap_err();
            assert_eq!(error, DecryptError::Operation(words()), "{form}, {}", case.name);
            assert_eq!(error.code(), "jwe.operation");
            assert!(error.to_string().ends_with("session closed"), "{error}");
        }
    }
}

trait IntoUnwrapError {
    fn into_unwrap_error(self) -> UnwrapError;
}

impl IntoUnwrapError for OperationError {
    fn into_unwrap_error(self) -> UnwrapError {
        UnwrapError::Operation(self)
    }
}

/// What the device refuses, and what it returns wrongly, fails like any wrong key.
#[test]
fn a_wrong_answer_looks_like_a_wrong_key() {
    let changes: [(&str, Change); 8] = [
        ("nothing", |_| Vec::new()),
        ("one byte", |_| vec![1]),
        ("a byte less", |secret| secret[1..].to_vec()),
        ("a byte more", |secret| [&secret[..], &[0]].concat()),
        ("twice", |secret| secret.repeat(2)),
        ("a megabyte", |_| vec![7; 1 << 20]),
        ("another", |secret| secret.iter().map(|byte| byte ^ 1).collect()),
        ("zeros", |secret| vec![0; secret.len()]),
    ];
    for case in cases() {
        for (form, run) in FORMS {
            let expected = DecryptError::Failed(DecryptFailed);
            let refuses = Arc::new(Device::answering(case.clone(), |_| Err(UnwrapError::Failed(DecryptFailed))));
            assert_eq!(run(&refuses, &case.token).err(), Some(expected.clone()), "refused, {form}, {}", case.name);
            for (name, change) in changes {
                let answer = move |secret: SecretBytes| Ok(SecretBytes::new(change(secret.expose().to_vec())));
                let device = Arc::new(Device::answering(case.clone(), answer));
                assert_eq!(run(&device, &case.token).err(), Some(expected.clone()), "{name}, {form}, {}", case.name);
            }
            // The device is told the truth about what arrived, and says no itself.
            let mut parts = Parts::of(&case.token);
            parts.tag[0] ^= 1;
            let device = Arc::new(Device::honest(case.clone()));
            assert_eq!(run(&device, &parts.token()).err(), Some(expected), "{form}, {}", case.name);
        }
    }
}

#[test]
fn a_device_for_another_algorithm_is_not_asked() {
    for case in cases() {
        for other in KeyManagementAlgorithm::ALL.iter().filter(|other| **other != case.algorithm) {
            for (form, run) in FORMS {
                // No device holds such a key.
                let never = ["dir", "RSA1_5", "PBES2", "HPKE"].iter().any(|start| other.name().starts_with(start));
                if never && form == "blocking" {
                    continue;
                }
                let device = Arc::new(Device { algorithm: *other, ..Device::honest(case.clone()) });
                let expected = SelectError::AlgorithmNotAllowed { algorithm: case.algorithm.name().into() };
                let error = run(&device, &case.token).unwrap_err();
                assert_eq!(error, DecryptError::Key(expected), "{form}, {} for {other}", case.name);
                assert_eq!(device.asked(), 0, "{form}, {} for {other}", case.name);
            }
        }
    }
}

/// The two-step form leaves the choice of the key to the caller, who has the header.
#[test]
fn a_device_of_another_name_is_not_asked() {
    for case in cases() {
        for (form, run) in [("blocking", blocking as Form), ("awaited", awaited)] {
            for (own, code, asked) in
                [(None, None, 1), (Some("hsm-1"), None, 1), (Some("hsm-2"), Some("key.not_found"), 0)]
            {
                let device = Arc::new(Device { key_id: own, ..Device::honest(case.clone()) });
                let token = (case.with_key_id)("hsm-1");
                let outcome = run(&device, &token);
                assert_eq!(outcome.as_ref().err().map(DecryptError::code), code, "{form}, {} {own:?}", case.name);
                assert_eq!(device.asked(), asked, "{form}, {} {own:?}", case.name);
                assert!(outcome.is_err() || outcome.unwrap().key_id() == own, "{form}, {} {own:?}", case.name);
            }
            let device = Arc::new(Device { key_id: Some("hsm-1"), ..Device::honest(case.clone()) });
            assert_eq!(run(&device, &case.token).unwrap().key_id(), Some("hsm-1"), "{form}, a message without a name");
        }
    }
}

/// An operation in a device costs time and often money: nothing malformed may cause one.
#[test]
fn a_malformed_message_never_reaches_the_device() {
    for case in cases() {
        let parts = Parts::of(&case.token);
        let [header, key, iv, ciphertext, tag] = forge::split(&case.token);
        let joined = |parts: [&str; 5]| parts.join(".");
        let header_with =
            |member: &str| parts.with_header(parts.header_text().replacen('{', &format!("{{{member},"), 1));
        let enc = format!(r#""enc":"{}""#, case.enc);
        let mut malformed = vec![
            ("iv of another length", Parts { iv: vec![0; 7], ..parts.clone() }.token()),
            ("no iv", Parts { iv: Vec::new(), ..parts.clone() }.token()),
            ("tag of another length", Parts { tag: vec![0; 15], ..parts.clone() }.token()),
            ("no tag", Parts { tag: Vec::new(), ..parts.clone() }.token()),
            ("iv is no base64url", joined([header, key, "!", ciphertext, tag])),
            ("ciphertext is no base64url", joined([header, key, iv, "!", tag])),
            ("ciphertext is not canonical", joined([header, key, iv, "AB", tag])),
            ("ciphertext with padding", joined([header, key, iv, &format!("{ciphertext}="), tag])),
            ("tag is no base64url", joined([header, key, iv, ciphertext, "!"])),
            ("encrypted key is no base64url", joined([header, "!", iv, ciphertext, tag])),
            ("four segments", joined([header, key, iv, ciphertext, tag]).replacen('.', "", 1)),
            ("crit", header_with(r#""crit":["x"],"x":1"#).token()),
            ("zip", header_with(r#""zip":"DEF""#).token()),
            ("a member twice", header_with(&enc).token()),
            ("no enc", parts.with_header(parts.header_text().replacen("\"enc\"", "\"ENC\"", 1)).token()),
            ("unknown enc", parts.with_header(parts.header_text().replacen(case.enc.name(), "A512GCM", 1)).token()),
            ("a header too large", header_with(&format!(r#""x":"{}""#, "x".repeat(17_000))).token()),
        ];
        let lengths: &[usize] = if parts.encrypted_key.is_empty() {
            &[1, 16, 40]
        } else {
            &[0, 1, 8, 15, 17, 23, 25, 39, 41, 73, 255, 1025, 100_000]
        };
        for length in lengths.iter().filter(|length| **length != parts.encrypted_key.len()) {
            malformed.push((
                "encrypted key of another length",
                Parts { encrypted_key: vec![1; *length], ..parts.clone() }.token(),
            ));
        }
        if case.algorithm.name().starts_with("ECDH") {
            let with_key = |key: &str| parts.with_header(parts.header_text().replace(messages::ALICE, key)).token();
            malformed.extend([
                ("a sender's key of another length", with_key("AAAA")),
                ("a sender's key of small order", with_key(&forge::encode([0; 32]))),
                ("a sender's key that is no base64url", with_key("!")),
            ]);
        }
        for (name, token) in malformed {
            for (form, run) in FORMS {
                let device = Arc::new(Device::honest(case.clone()));
                assert!(run(&device, &token).is_err(), "{name}, {form}, {}", case.name);
                assert_eq!(device.asked(), 0, "{name}, {form}, {}", case.name);
            }
        }
    }
}

/// A `dir` key is the content encryption key, so no device can keep it.
#[test]
fn a_dir_key_is_not_in_a_device() {
    let case = messages::dir();
    let device = Arc::new(Device { algorithm: KeyManagementAlgorithm::Dir, ..Device::honest(case.clone()) });
    assert!(DecryptionKey::remote(Arc::clone(&device) as Arc<dyn UnwrapKey>).is_err());
    assert_eq!(awaited(&device, &case.token).err(), Some(DecryptError::Failed(DecryptFailed)));
    let pending = PendingDecryption::parse(&case.token, KeyManagementAlgorithm::Dir, &Limits::default()).unwrap();
    assert_eq!(pending.operation().err(), Some(DecryptError::Failed(DecryptFailed)));
    assert_eq!(device.asked(), 0);
}

/// Attack 28: what is logged by accident repeats nothing of the message.
#[test]
fn nothing_shows_the_message() {
    for case in cases() {
        let pending = PendingDecryption::parse(&case.token, case.algorithm, &Limits::default()).unwrap();
        let decrypted = awaited(&Arc::new(Device::honest(case.clone())), &case.token).unwrap();
        let plaintext = String::from_utf8(case.plaintext.clone()).unwrap();
        for text in [format!("{pending:?}"), format!("{decrypted:?}")] {
            for part in forge::split(&case.token).into_iter().chain([&*plaintext]).filter(|part| !part.is_empty()) {
                assert!(!text.contains(part), "{}: {text}", case.name);
            }
            assert!(text.contains(&format!("{:?}", case.algorithm)), "{text}");
        }
    }
}

/// An executor may move what it awaits to another thread.
#[test]
fn futures_and_results_can_be_sent() {
    fn sent<T: Send>(value: T) -> T {
        value
    }
    fn owned<T: Send + Sync + 'static>() {}
    let case = cases().swap_remove(0);
    let device = Device::honest(case.clone());
    let limits = Limits::default();
    let future = sent(decrypt_compact_async(&case.token, &device, &limits));
    assert_eq!(block_on(future).unwrap().plaintext(), case.plaintext);
    owned::<PendingDecryption>();
    owned::<Decrypted>();
    owned::<DecryptError>();
    owned::<jose_jwe::EncryptError>();
}
