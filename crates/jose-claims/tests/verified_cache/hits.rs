//! What a hit spares, and what it gives.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use jose_claims::{ClaimsBuffer, Token, Validator, VerifiedCache};
use jose_core::{ContentEncryption, JwsAlgorithm, KeyManagementAlgorithm, SecretBytes};
use jose_crypto::{
    DecryptionKey, EncryptionKey, SigningKey, UnwrapError, VerifyingKey,
    content::ContentDecrypter,
    remote::{KeyOperation, UnwrapKey},
};

use crate::{
    ACCEPTED, Payload, Twins, nested, signed, token,
    world::{API, ISSUER, World, seal, sign},
};

const SHARED: [u8; 32] = [9; 32];

/// Holds an A256GCMKW key, and counts.
struct Device(Arc<AtomicUsize>);

impl UnwrapKey for Device {
    fn algorithm(&self) -> KeyManagementAlgorithm {
        KeyManagementAlgorithm::A256GcmKw
    }

    fn key_id(&self) -> Option<&str> {
        Some("device")
    }

    fn unwrap_key(&self, operation: KeyOperation<'_>) -> Result<SecretBytes, UnwrapError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        let KeyOperation::UnwrapWithGcm { encrypted_key, iv, tag } = operation else { panic!("{operation:?}") };
        let mut key = encrypted_key.to_vec();
        let decrypter = ContentDecrypter::new(ContentEncryption::A256Gcm, &SHARED).unwrap();
        Ok(decrypter.decrypt(iv, b"", tag, &mut key).map(|key| SecretBytes::from(&*key))?)
    }
}

/// A device that unwraps keys is asked once for a token that comes often, and for each token that is another one.
#[test]
fn spare_the_cryptography() {
    let world = World::new();
    let calls = Arc::new(AtomicUsize::new(0));
    let device = || DecryptionKey::remote(Arc::new(Device(Arc::clone(&calls)))).unwrap();
    let key = EncryptionKey::symmetric(KeyManagementAlgorithm::A256GcmKw, &SHARED).unwrap().with_key_id("device");
    let policy = || {
        let policy = Validator::access_token().issuer(ISSUER, world.verifying.clone()).audience(API);
        policy.encrypted(device()).clock(crate::clock())
    };
    let cached = policy().cache_verified(VerifiedCache::with_capacity(10)).build().unwrap();
    let plain = policy().build().unwrap();
    let first = seal(&key, Some("JWT"), token(&world, 1));
    let second = seal(&key, Some("JWT"), token(&world, 1));
    let count = |validator: &Validator, token: &str, times: usize| {
        let before = calls.load(Ordering::SeqCst);
        for _ in 0..times {
            let token: Token<serde_json::Value> = validator.validate(token).unwrap();
            assert!(token.was_encrypted());
        }
        calls.load(Ordering::SeqCst) - before
    };
    assert_eq!(count(&plain, &first, 10), 10);
    assert_eq!(count(&cached, &first, 10), 1);
    // The same signed token in another envelope is another token.
    assert_eq!(count(&cached, &second, 10), 1);
    cached.forget_verified();
    assert_eq!(count(&cached, &first, 10), 1);
}

/// Whatever a token says, it says each time, in every mode.
#[test]
fn give_the_same_token() {
    let world = World::new();
    let (direct, hmac) = ([3; 32], [4; 32]);
    let shared = EncryptionKey::direct(ContentEncryption::A256Gcm, &direct).unwrap();
    let secret = SigningKey::hmac(JwsAlgorithm::Hs256, &hmac).unwrap();
    let several = || {
        let verifying = VerifyingKey::hmac(JwsAlgorithm::Hs256, &hmac).unwrap().with_key_id("secret");
        let policy = Validator::access_token()
            .issuer(ISSUER, verifying)
            .issuer("https://other.example", world.verifying.clone());
        policy.audience(API).signed_only()
    };
    let under_a_shared_key = || {
        let key = DecryptionKey::direct(ContentEncryption::A256Gcm, &direct).unwrap().with_key_id("shared");
        Validator::access_token().issuer_with_shared_key(ISSUER).audience(API).encrypted_with_shared_key(key)
    };
    let payload = Payload::good()
        .with("aud", format!(r#"["{API}","https://other.example"]"#))
        .with("scope", "\"orders:read orders:write\"")
        .with("nbf", 1)
        .with("name", r#""R\u00f3za""#);
    let inner = world.sign(payload.json());
    let with_type = jose_jwe::Encryptor::new(&shared, ContentEncryption::A256Gcm).message_type("at+jwt");
    for (name, twins, token, signed_by, encrypted) in [
        ("signed", Twins::new(|| signed(&world)), inner.clone(), Some("issuer"), false),
        ("nested", Twins::new(|| nested(&world)), world.seal(&inner), Some("issuer"), true),
        ("several issuers", Twins::new(several), sign(&secret, Some("at+jwt"), payload.json()), Some("secret"), false),
        (
            "under a shared key",
            Twins::new(under_a_shared_key),
            with_type.encrypt_compact(payload.json().as_bytes()).unwrap(),
            Some("shared"),
            true,
        ),
    ] {
        twins.remember(&token);
        let mut room = ClaimsBuffer::new();
        for validator in [&twins.plain, &twins.cached] {
            let owned: Token<serde_json::Value> = validator.validate(&token).unwrap();
            let borrowed: Token<Borrowing<'_>> = validator.validate_in(&token, &mut room).unwrap();
            assert_eq!((borrowed.claims().sub, borrowed.subject()), ("user-42", Some("user-42")), "{name}");
            assert_eq!(owned.claims()["name"], "R\u{f3}za", "{name}");
            assert_eq!((owned.issuer(), owned.token_id(), owned.client_id()), (Some(ISSUER), Some("1"), Some("web")));
            assert_eq!(owned.audiences().collect::<Vec<_>>(), [API, "https://other.example"], "{name}");
            assert_eq!(owned.expires_at(), borrowed.expires_at(), "{name}");
            assert_eq!(owned.not_before().map(jose_claims::UnixTime::seconds), Some(1), "{name}");
            assert!(owned.scope().contains("orders:write"), "{name}");
            assert_eq!((owned.signed_by(), owned.was_encrypted()), (signed_by, encrypted), "{name}");
        }
        // A type that does not fit is the caller's affair each time, and the token stays.
        let unfit = twins.cached.validate::<Unfit>(&token).unwrap_err();
        assert_eq!(unfit.code(), "claims.private", "{name}");
        assert_eq!(twins.verdict(name, &token), ACCEPTED);
    }
}

#[derive(serde::Deserialize)]
struct Borrowing<'c> {
    sub: &'c str,
}

#[derive(Debug, serde::Deserialize)]
#[expect(dead_code, reason = "it is never read, as no token has it")]
struct Unfit {
    absent: String,
}

/// An explanation comes from the token alone: it neither finds nor leaves anything.
#[test]
fn are_not_for_explanations() {
    let world = World::new();
    let twins = Twins::new(|| signed(&world));
    let (known, unknown) = (token(&world, 1), token(&world, 2));
    twins.remember(&known);
    let before = twins.usage();
    for token in [&known, &unknown] {
        assert_eq!(twins.cached.explain(token), twins.plain.explain(token));
        assert!(twins.cached.explain(token).is_accepted());
    }
    assert_eq!(twins.usage(), before);
}

/// Nothing of a token shows in what a log could have.
#[test]
fn do_not_show() {
    let world = World::new();
    let twins = Twins::new(|| signed(&world));
    let planted = world.sign(Payload::good().with("x", format!("\"{}\"", crate::world::PLANTED)).json());
    twins.remember(&planted);
    let mut room = ClaimsBuffer::new();
    drop(twins.cached.validate_in::<serde::de::IgnoredAny>(&planted, &mut room).unwrap());
    let shown = format!("{:?} {:#?} {room:?} {:?}", twins.cached, twins.cached, twins.usage());
    assert!(!shown.contains(crate::world::PLANTED) && !shown.contains(&planted), "{shown}");
}
