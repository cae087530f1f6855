//! What a token asks of the allocator, from end to end. Each count is a promise: a copy that nobody meant, or a key that is parsed again, breaks it.
//!
//! Counted is what goes through Rust's allocator; AWS-LC has one of its own. The first calls are not counted: what a set of keys learns once is learnt.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

use std::time::Duration;

use jose::{
    ContentEncryption, DecryptionKey, EncryptionKey, Issuer, JwsAlgorithm, KeyManagementAlgorithm, SigningKey, Token,
    UnixTime, Validator, VerifyingKey,
    claims::{ClaimsBuffer, FixedClock},
    jwe::Encryptor,
    jws::Signer,
};
use jose_testing::{TestKey, TestRecipient};
use serde::{Deserialize, Serialize};

const ISSUER: &str = "https://id.example";
const AUDIENCE: &str = "https://api.example";
const NOW: i64 = 1_795_000_000;
const CLAIMS: &str = concat!(
    r#"{"iss":"https://id.example","sub":"248289761001","aud":"https://api.example","exp":1795000600,"#,
    r#""iat":1795000000,"nbf":1795000000,"jti":"dE4nYw2LQkq0b5XcVtqT0A","client_id":"s6BhdRkqt3","#,
    r#""scope":"openid profile orders:read orders:write","tenant":"acme"}"#
);

#[derive(Deserialize, Serialize)]
struct Private {
    tenant: String,
}

#[derive(Deserialize)]
struct Borrowed<'c> {
    tenant: &'c str,
}

/// The most of fifty calls. But for `spread`, all must ask for the same: what grows from call to call is never given back.
fn most(name: &str, spread: u64, mut call: impl FnMut()) -> u64 {
    (0..3).for_each(|_| call());
    let counts: Vec<u64> = (0..50).map(|_| allocation_counter::measure(&mut call).count_total).collect();
    let (least, most) = (*counts.iter().min().unwrap(), *counts.iter().max().unwrap());
    assert!(most - least <= spread, "{name}: {counts:?}");
    most
}

/// Prints every count, and fails with those above their bound.
fn hold(rows: Vec<(&str, u64, u64)>) {
    let mut above = Vec::new();
    for (name, count, at_most) in rows {
        println!("{name}: {count} of at most {at_most}");
        if count > at_most {
            above.push(format!("{name}: {count} allocations, and at most {at_most} are allowed"));
        }
    }
    assert!(above.is_empty(), "{above:#?}");
}

fn key(algorithm: JwsAlgorithm) -> (SigningKey, VerifyingKey) {
    let key = TestKey::ALL.into_iter().find(|key| key.algorithm() == algorithm).unwrap();
    (key.signing_key().with_key_id("2026-11"), key.verifying_key().with_key_id("2026-11"))
}

fn shared(algorithm: KeyManagementAlgorithm, enc: ContentEncryption) -> (EncryptionKey, DecryptionKey) {
    let secret = [7; 32];
    let (encryption, decryption) = match algorithm {
        KeyManagementAlgorithm::Dir => (EncryptionKey::direct(enc, &secret), DecryptionKey::direct(enc, &secret)),
        other => (EncryptionKey::symmetric(other, &secret), DecryptionKey::symmetric(other, &secret)),
    };
    (encryption.unwrap().with_key_id("2026-11"), decryption.unwrap().with_key_id("2026-11"))
}

fn clock() -> FixedClock {
    FixedClock::new(UnixTime::from_seconds(NOW))
}

fn sign(key: &SigningKey) -> String {
    Signer::new(key).message_type("at+jwt").sign_compact(CLAIMS.as_bytes()).unwrap()
}

fn encrypt(key: &EncryptionKey, enc: ContentEncryption) -> String {
    Encryptor::new(key, enc).message_type("at+jwt").encrypt_compact(CLAIMS.as_bytes()).unwrap()
}

fn borrowed(name: &str, validator: &Validator, token: &str) -> u64 {
    most(name, 0, || {
        let mut room = ClaimsBuffer::new();
        let token: Token<Borrowed<'_>> = validator.validate_in(token, &mut room).unwrap();
        assert_eq!(token.claims().tenant, "acme");
    })
}

fn owned(name: &str, validator: &Validator, token: &str) -> u64 {
    most(name, 0, || {
        let token: Token<Private> = validator.validate(token).unwrap();
        assert_eq!(token.claims().tenant, "acme");
    })
}

/// Verify and validate: the payload, and the registered claims that outlive it. With a type that owns its claims, those too.
#[test]
fn verifying_makes_at_most_two_allocations() {
    let mut rows = Vec::new();
    for (algorithm, name) in
        [(JwsAlgorithm::Hs256, "HS256"), (JwsAlgorithm::Es256, "ES256"), (JwsAlgorithm::Rs256, "RS256")]
    {
        let (signing, verifying) = key(algorithm);
        let policy = Validator::access_token().issuer(ISSUER, verifying).audience(AUDIENCE).clock(clock());
        let (validator, token) = (policy.signed_only().build().unwrap(), sign(&signing));
        rows.push((name, borrowed(name, &validator, &token), 2));
        rows.push((name, owned(name, &validator, &token), 3));
    }
    hold(rows);
}

#[test]
fn decrypting_makes_few_allocations() {
    let mut rows = Vec::new();
    for (name, algorithm, enc, at_most) in [
        ("dir with A256GCM", KeyManagementAlgorithm::Dir, ContentEncryption::A256Gcm, 2),
        ("dir with A128CBC-HS256", KeyManagementAlgorithm::Dir, ContentEncryption::A128CbcHs256, 2),
        ("A256KW with A256GCM", KeyManagementAlgorithm::A256Kw, ContentEncryption::A256Gcm, 2),
        ("A256GCMKW with A256GCM", KeyManagementAlgorithm::A256GcmKw, ContentEncryption::A256Gcm, 2),
    ] {
        let (encryption, decryption) = shared(algorithm, enc);
        let policy = Validator::access_token().issuer_with_shared_key(ISSUER).audience(AUDIENCE).clock(clock());
        let validator = policy.encrypted_with_shared_key(decryption).build().unwrap();
        let token = encrypt(&encryption, enc);
        rows.push((name, borrowed(name, &validator, &token), at_most));
        rows.push((name, owned(name, &validator, &token), at_most + 1));
    }
    hold(rows);
}

#[test]
fn opening_a_nested_token_makes_few_allocations() {
    let (signing, verifying) = key(JwsAlgorithm::Es256);
    let agreement = |recipient: TestRecipient| (recipient.encryption_key(), recipient.decryption_key());
    let mut rows = Vec::new();
    // An agreement asks for room three times more: for the peer's point, for the shared secret, and for the wrapping key, which
    // the library copies.
    for (name, (encryption, decryption), at_most) in [
        ("ES256 in dir", shared(KeyManagementAlgorithm::Dir, ContentEncryption::A256Gcm), 3),
        ("ES256 in ECDH-ES+A256KW on P-256", agreement(TestRecipient::EcdhEsP256), 6),
        ("ES256 in ECDH-ES+A256KW on X25519", agreement(TestRecipient::EcdhEsX25519), 6),
    ] {
        let policy = Validator::access_token().issuer(ISSUER, verifying.clone()).audience(AUDIENCE).clock(clock());
        let validator = policy.encrypted(decryption).build().unwrap();
        let encryptor = Encryptor::new(&encryption, ContentEncryption::A256Gcm).content_type("JWT");
        let token = encryptor.encrypt_compact(sign(&signing).as_bytes()).unwrap();
        rows.push((name, borrowed(name, &validator, &token), at_most));
        rows.push((name, owned(name, &validator, &token), at_most + 1));
    }
    hold(rows);
}

#[test]
fn making_a_token_makes_few_allocations() {
    let enc = ContentEncryption::A256Gcm;
    let (hs256, es256) = (key(JwsAlgorithm::Hs256).0, key(JwsAlgorithm::Es256).0);
    let dir = shared(KeyManagementAlgorithm::Dir, enc).0;
    let recipient = TestRecipient::EcdhEsP256.encryption_key();
    let issue = |name, key: &EncryptionKey| {
        let issuer = Issuer::builder(ISSUER).sign_with(es256.clone()).encrypt_to(AUDIENCE, key.clone()).clock(clock());
        let issuer = issuer.lifetime(Duration::from_secs(600)).build().unwrap();
        let claims = Private { tenant: "acme".to_owned() };
        most(name, 1, || {
            let draft = issuer.access_token("248289761001", AUDIENCE).client_id("s6BhdRkqt3");
            draft.scope(["openid", "profile", "orders:read", "orders:write"]).claims(&claims).issue().unwrap();
        })
    };
    hold(vec![
        ("sign, HS256", most("sign, HS256", 0, || drop(sign(&hs256))), 4),
        // The library writes an ECDSA signature in DER first, whose length varies; its buffer may grow once more.
        ("sign, ES256", most("sign, ES256", 1, || drop(sign(&es256))), 8),
        ("encrypt, dir", most("encrypt, dir", 0, || drop(encrypt(&dir, enc))), 4),
        ("encrypt, ECDH-ES+A256KW", most("encrypt, ECDH-ES+A256KW", 1, || drop(encrypt(&recipient, enc))), 14),
        ("issue, ES256 in dir", issue("issue, ES256 in dir", &dir), 18),
        ("issue, ES256 in ECDH-ES+A256KW", issue("issue, ES256 in ECDH-ES+A256KW", &recipient), 25),
    ]);
}

/// Attack 60: nothing that a stranger sends makes us ask for room before it is known to be a token, and for little before a key proves it.
#[test]
fn what_is_no_token_costs_next_to_nothing() {
    let (signing, verifying) = key(JwsAlgorithm::Hs256);
    let validator =
        Validator::access_token().issuer(ISSUER, verifying).audience(AUDIENCE).signed_only().build().unwrap();
    let unknown = sign(&signing.clone().with_key_id("somebody-else"));
    let (good, forged) = (sign(&signing), TestKey::Hs256.attacker().signing_key_for(JwsAlgorithm::Hs256).unwrap());
    let forged = sign(&forged.with_key_id("2026-11"));
    let mut rows = Vec::new();
    for (name, token, at_most) in [
        ("a megabyte of dots", ".".repeat(1 << 20), 0),
        ("letters without a dot", "A".repeat(8192), 0),
        ("two segments", good.rsplit_once('.').unwrap().0.to_owned(), 0),
        // The name of the key, for the log.
        ("an unknown key", unknown, 1),
        ("a wrong signature", forged, 0),
    ] {
        rows.push((name, most(name, 0, || drop(validator.validate::<Private>(&token).err().unwrap())), at_most));
    }
    hold(rows);
}
