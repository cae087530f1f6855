//! The world of these tests: an issuer, an API, a clock that stands still, and tokens that no issuer would make.
#![allow(dead_code, reason = "each test binary uses a part of this page")]

use std::{error::Error, fmt::Write as _, time::Duration};

use jose_claims::{Issuer, IssuerBuilder, Token, ValidateError, Validator, ValidatorBuilder};
use jose_core::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, UnixTime, time::FixedClock};
use jose_crypto::{DecryptionKey, EncryptionKey, SigningKey, VerifyingKey, material::PrivateMaterial};
use jose_jwe::Encryptor;
use jose_jws::Signer;

pub(crate) const ISSUER: &str = "https://id.example";
pub(crate) const API: &str = "https://api.example";
pub(crate) const NOW: i64 = 1_700_000_000;

/// What tables say of a token that is no refusal.
pub(crate) const ACCEPTED: &str = "accepted";

/// Stands in claims wherever there is room. No refusal may repeat it.
pub(crate) const PLANTED: &str = "planted-4f1c";

/// The keys of the issuer and of the API.
pub(crate) struct World {
    pub(crate) signing: SigningKey,
    pub(crate) verifying: VerifyingKey,
    pub(crate) encryption: EncryptionKey,
    pub(crate) decryption: DecryptionKey,
}

impl World {
    pub(crate) fn new() -> Self {
        let issuer = PrivateMaterial::generate_on(Curve::P256).unwrap();
        let api = PrivateMaterial::generate_on(Curve::X25519).unwrap();
        let by = KeyManagementAlgorithm::EcdhEsA256Kw;
        Self {
            signing: SigningKey::new(JwsAlgorithm::Es256, &issuer).unwrap().with_key_id("issuer"),
            verifying: VerifyingKey::new(JwsAlgorithm::Es256, &issuer.public()).unwrap().with_key_id("issuer"),
            encryption: EncryptionKey::new(by, &api.public()).unwrap().with_key_id("api"),
            decryption: DecryptionKey::new(by, &api).unwrap().with_key_id("api"),
        }
    }

    /// The policy of the API for access tokens, without a mode.
    pub(crate) fn policy(&self) -> ValidatorBuilder {
        Validator::access_token().issuer(ISSUER, self.verifying.clone()).audience(API).clock(clock(NOW))
    }

    /// [`World::policy`] for signed tokens, without leeway.
    pub(crate) fn signed(&self) -> Validator {
        self.policy().signed_only().leeway(Duration::ZERO).build().unwrap()
    }

    /// [`World::policy`] for nested tokens.
    pub(crate) fn nested(&self) -> Validator {
        self.policy().encrypted(self.decryption.clone()).build().unwrap()
    }

    /// A policy that waives whatever can be waived.
    pub(crate) fn lax(&self) -> Validator {
        waive_all(self).signed_only().clock(clock(NOW)).leeway(Duration::ZERO).build().unwrap()
    }

    /// The issuer, without a decision about encryption.
    pub(crate) fn issuer(&self) -> IssuerBuilder {
        Issuer::builder(ISSUER).sign_with(self.signing.clone()).clock(clock(NOW))
    }

    /// An access token with this payload, signed by the issuer.
    pub(crate) fn sign(&self, payload: impl AsRef<[u8]>) -> String {
        sign(&self.signing, Some("at+jwt"), payload)
    }

    /// Encrypted to the API, as a nested token should be.
    pub(crate) fn seal(&self, plaintext: impl AsRef<[u8]>) -> String {
        seal(&self.encryption, Some("JWT"), plaintext)
    }
}

/// Issuer, audience, type and expiry waived; the mode is left to be stated.
pub(crate) fn waive_all(world: &World) -> ValidatorBuilder {
    Validator::builder()
        .waive_issuer(world.verifying.clone(), "a test")
        .waive_audience("a test")
        .waive_token_type("a test")
        .waive_expiry("a test")
}

pub(crate) fn clock(seconds: i64) -> FixedClock {
    FixedClock::new(UnixTime::from_seconds(seconds))
}

pub(crate) fn sign(key: &SigningKey, message_type: Option<&str>, payload: impl AsRef<[u8]>) -> String {
    let signer = Signer::new(key);
    let signer = match message_type {
        Some(message_type) => signer.message_type(message_type),
        None => signer,
    };
    signer.sign_compact(payload.as_ref()).unwrap()
}

pub(crate) fn seal(key: &EncryptionKey, content_type: Option<&str>, plaintext: impl AsRef<[u8]>) -> String {
    let encryptor = Encryptor::new(key, key.content_encryption().unwrap_or(ContentEncryption::A256Gcm));
    let encryptor = match content_type {
        Some(content_type) => encryptor.content_type(content_type),
        None => encryptor,
    };
    encryptor.encrypt_compact(plaintext.as_ref()).unwrap()
}

/// [`ACCEPTED`], or the code of the refusal.
pub(crate) fn verdict(name: &str, validator: &Validator, token: &str) -> &'static str {
    match validator.validate::<serde_json::Value>(token) {
        Ok(_) => ACCEPTED,
        Err(error) => code(name, &error),
    }
}

/// The refusal of a token that must not be accepted.
pub(crate) fn refusal<T>(name: &str, result: Result<Token<T>, ValidateError>) -> ValidateError {
    match result {
        Ok(_) => panic!("{name} is accepted"),
        Err(error) => {
            code(name, &error);
            error
        }
    }
}

/// The code of a refusal, after what every refusal must keep to: one short sentence, and no value that the token brought.
pub(crate) fn code(name: &str, error: &ValidateError) -> &'static str {
    let sentence = error.to_string();
    assert!(sentence.len() < 200, "{name}: too long: {sentence}");
    assert!(!sentence.ends_with('.') && !sentence.contains('\n'), "{name}: {sentence}");
    assert!(!everything(error).contains(PLANTED), "{name}: a value shows: {sentence}");
    error.code()
}

/// Whatever a log could show of an error.
fn everything(error: &dyn Error) -> String {
    let mut all = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        write!(all, "{error} {error:?} {error:#?} ").unwrap();
        next = error.source();
    }
    all
}
