//! The keys, the claims and the policies that the operations share. The keys are the published test keys of `jose-testing`.

use std::time::Duration;

use jose::{
    ContentEncryption, DecryptionKey, EncryptionKey, FixedClock, Issuer, JwsAlgorithm, KeyManagementAlgorithm,
    SigningKey, UnixTime, Validator, VerifyingKeySet,
    claims::{IssuerBuilder, ValidatorBuilder},
    jwe::Encryptor,
    jws::Signer,
};
use serde::{Deserialize, Serialize};

pub(crate) const ISSUER: &str = "https://id.example";
pub(crate) const AUDIENCE: &str = "https://api.example";
pub(crate) const KEY_ID: &str = "2026-11-22-a";
const NOW: i64 = 1_795_000_000;
const SECRET: [u8; 32] = [0x5a; 32];

/// An access token's payload of about 330 bytes, as large providers issue them.
pub(crate) const CLAIMS: &str = concat!(
    r#"{"iss":"https://id.example","sub":"248289761001","aud":"https://api.example","exp":1795000600,"#,
    r#""iat":1795000000,"nbf":1795000000,"jti":"dE4nYw2LQkq0b5XcVtqT0A","client_id":"s6BhdRkqt3","#,
    r#""scope":"openid profile orders:read orders:write","tenant":"acme-europe-west","#,
    r#""roles":["reader","editor","approver"]}"#
);

/// The private claims, as most people would declare them.
#[derive(Deserialize, Serialize)]
pub(crate) struct Owned {
    pub(crate) tenant: String,
    pub(crate) roles: Vec<String>,
}

/// The same, borrowed from the token.
#[derive(Deserialize)]
pub(crate) struct Borrowed<'c> {
    pub(crate) tenant: &'c str,
    #[serde(borrow)]
    pub(crate) roles: Vec<&'c str>,
}

impl Owned {
    pub(crate) fn new() -> Self {
        let roles = ["reader", "editor", "approver"].map(str::to_owned).to_vec();
        Self { tenant: "acme-europe-west".to_owned(), roles }
    }
}

pub(crate) fn clock() -> FixedClock {
    FixedClock::new(UnixTime::from_seconds(NOW))
}

pub(crate) fn policy(keys: impl Into<VerifyingKeySet>) -> ValidatorBuilder {
    Validator::access_token().issuer(ISSUER, keys).audience(AUDIENCE).clock(clock())
}

/// A policy for tokens that are encrypted under a key that both sides hold, and not signed.
pub(crate) fn shared_key_policy(key: DecryptionKey) -> Validator {
    let policy = Validator::access_token().issuer_with_shared_key(ISSUER).audience(AUDIENCE).clock(clock());
    policy.encrypted_with_shared_key(key).build().expect("a whole policy")
}

pub(crate) fn issuer(key: SigningKey) -> IssuerBuilder {
    Issuer::builder(ISSUER).sign_with(key).clock(clock()).lifetime(Duration::from_secs(600))
}

/// The private and the public half of the published test key of this algorithm.
pub(crate) fn signature_keys(algorithm: JwsAlgorithm) -> (SigningKey, VerifyingKeySet) {
    let key = jose_testing::TestKey::ALL.into_iter().find(|key| key.algorithm() == algorithm).expect("a test key");
    let verifying = key.verifying_key().with_key_id(KEY_ID);
    (key.signing_key().with_key_id(KEY_ID), VerifyingKeySet::from(verifying))
}

/// Both ends of a key that sender and recipient share.
pub(crate) fn shared_key(algorithm: KeyManagementAlgorithm, enc: ContentEncryption) -> (EncryptionKey, DecryptionKey) {
    let ends = if algorithm == KeyManagementAlgorithm::Dir {
        (EncryptionKey::direct(enc, &SECRET), DecryptionKey::direct(enc, &SECRET))
    } else {
        (EncryptionKey::symmetric(algorithm, &SECRET), DecryptionKey::symmetric(algorithm, &SECRET))
    };
    let (encryption, decryption) = (ends.0.expect("a key that fits"), ends.1.expect("a key that fits"));
    (encryption.with_key_id(KEY_ID), decryption.with_key_id(KEY_ID))
}

/// Both ends of ECDH-ES+A256KW on P-256.
pub(crate) fn agreement_key() -> (EncryptionKey, DecryptionKey) {
    let key = jose_testing::TestRecipient::EcdhEsP256;
    (key.encryption_key().with_key_id(KEY_ID), key.decryption_key().with_key_id(KEY_ID))
}

/// An access token with [`CLAIMS`].
pub(crate) fn signed(key: &SigningKey) -> String {
    Signer::new(key).message_type("at+jwt").sign_compact(CLAIMS.as_bytes()).expect("a signature")
}

/// [`CLAIMS`], encrypted and not signed.
pub(crate) fn encrypted(key: &EncryptionKey, enc: ContentEncryption) -> String {
    let encryptor = Encryptor::new(key, enc).message_type("at+jwt");
    encryptor.encrypt_compact(CLAIMS.as_bytes()).expect("a message")
}

/// `signed`, in an envelope.
pub(crate) fn nested(key: &EncryptionKey, signed: &str) -> String {
    let encryptor = Encryptor::new(key, ContentEncryption::A256Gcm).content_type("JWT");
    encryptor.encrypt_compact(signed.as_bytes()).expect("a message")
}
