//! Encrypted tokens.

use jose_bench_measure::Lane;
use jose4rs::jwe::{ContentEncryptionAlgorithm, JsonWebEncryption, KeyManagementAlgorithm};
use jose4rs::jwk::JsonWebKey;
use jose4rs::jws::JsonWebSignature;
use jose4rs::jwt::JwtClaims;
use jose4rs::jwx::JsonWebStructure;

use super::signed::{only, private, public, sign_with};
use super::{NAME, WITH_SERDE, consumer, peer};
use crate::Result;
use crate::act::{Jwe, Jws};
use crate::claims::Claims;
use crate::primitive::payload;
use crate::world::{RECIPIENT_KEY_ID, World};

fn algorithm(jwe: Jwe) -> KeyManagementAlgorithm {
    match jwe {
        Jwe::DirGcm | Jwe::DirCbc => KeyManagementAlgorithm::Direct,
        Jwe::A256Kw => KeyManagementAlgorithm::A256Kw,
        Jwe::A256GcmKw => KeyManagementAlgorithm::A256GcmKw,
        Jwe::RsaOaep256 => KeyManagementAlgorithm::RsaOaep256,
        Jwe::EcdhP256 | Jwe::EcdhX25519 => KeyManagementAlgorithm::EcdhEsA256Kw,
    }
}

fn content(jwe: Jwe) -> ContentEncryptionAlgorithm {
    if jwe == Jwe::DirCbc {
        ContentEncryptionAlgorithm::Aes128CbcHmacSha256
    } else {
        ContentEncryptionAlgorithm::Aes256Gcm
    }
}

fn key(jwe: Jwe, private: bool, world: &World) -> Result<JsonWebKey> {
    Ok(JsonWebKey::from_json(match world.recipient(jwe) {
        Some(files) if private => files.secret_json(jwe.alg()),
        Some(files) => files.public_json(jwe.alg()),
        None if jwe.alg() == "dir" => world.shared(jwe.enc(), RECIPIENT_KEY_ID)?.to_secret_json().to_string(),
        None => world.shared(jwe.alg(), RECIPIENT_KEY_ID)?.to_secret_json().to_string(),
    })?)
}

fn encrypt_with(jwe: Jwe, plaintext: impl AsRef<[u8]>, nested: bool, key: &JsonWebKey) -> Result<String> {
    let mut message = JsonWebEncryption::new();
    message.set_payload(plaintext);
    message.set_algorithm(algorithm(jwe));
    message.set_encryption_method(content(jwe));
    message.set_key_id_header_value(RECIPIENT_KEY_ID);
    if nested {
        message.set_content_type_header_value("JWT");
    }
    message.encrypt(key)?;
    Ok(message.compact_serialization()?)
}

pub(super) fn encrypt(jwe: Jwe, world: &World) -> Result<Vec<Lane>> {
    let (recipient, claims) = (key(jwe, false, world)?, world.claims.clone());
    let (same, parsed) = (key(jwe, false, world)?, JwtClaims::parse(&world.json)?);
    Ok(vec![
        peer(WITH_SERDE, move || encrypt_with(jwe, serde_json::to_vec(&claims)?, false, &recipient)),
        peer(NAME, move || encrypt_with(jwe, parsed.to_json(), false, &same)),
    ])
}

pub(super) fn decrypt(jwe: Jwe, world: &World) -> Result<Vec<Lane>> {
    let token = world.encrypted(jwe, None, &world.json)?;
    let (recipient, consumer) = (key(jwe, true, world)?, consumer());
    let (same_key, same) = (key(jwe, true, world)?, token.clone());
    Ok(vec![
        peer(NAME, move || -> Result<JwtClaims> {
            let mut message = JsonWebEncryption::from_compact_serialization(&token)?;
            let payload = std::str::from_utf8(message.payload(&recipient)?)?;
            consumer.process_to_claims(payload).map_err(|error| error.to_string().into())
        }),
        peer(WITH_SERDE, move || {
            Claims::read(JsonWebEncryption::from_compact_serialization(&same)?.payload(&same_key)?)
        }),
    ])
}

pub(super) fn decrypt_bytes(size: usize, world: &World) -> Result<Vec<Lane>> {
    let token = world.encrypted(Jwe::DirGcm, None, &payload(size))?;
    let key = key(Jwe::DirGcm, true, world)?;
    Ok(vec![peer(NAME, move || -> Result<JsonWebEncryption<'static>> {
        let mut message = JsonWebEncryption::from_compact_serialization(&token)?;
        std::hint::black_box(message.payload(&key)?);
        Ok(message)
    })])
}

pub(super) fn nested_issue(jwe: Jwe, world: &World) -> Result<Vec<Lane>> {
    let (signing, recipient, claims) = (private(Jws::Es256, world)?, key(jwe, false, world)?, world.claims.clone());
    Ok(vec![peer(WITH_SERDE, move || {
        let inner = sign_with(Jws::Es256, serde_json::to_vec(&claims)?, &signing)?;
        encrypt_with(jwe, inner, true, &recipient)
    })])
}

pub(super) fn nested_open(jwe: Jwe, world: &World) -> Result<Vec<Lane>> {
    let token = world.nested(jwe)?;
    let (recipient, sender, consumer) = (key(jwe, true, world)?, public(Jws::Es256, world)?, consumer());
    let (same_recipient, same_sender, same) = (key(jwe, true, world)?, public(Jws::Es256, world)?, token.clone());
    Ok(vec![
        peer(NAME, move || -> Result<JwtClaims> {
            let inner = opened(&token, &recipient)?;
            let payload = std::str::from_utf8(inner.payload(&sender)?)?;
            consumer.process_to_claims(payload).map_err(|error| error.to_string().into())
        }),
        peer(WITH_SERDE, move || Claims::read(opened(&same, &same_recipient)?.payload(&same_sender)?)),
    ])
}

fn opened(token: &str, recipient: &JsonWebKey) -> Result<JsonWebSignature<'static>> {
    let mut message = JsonWebEncryption::from_compact_serialization(token)?;
    let mut inner = JsonWebSignature::new();
    inner.set_algorithm_constraints(only_es256());
    inner.set_compact_serialization(std::str::from_utf8(message.payload(recipient)?)?)?;
    Ok(inner)
}

fn only_es256() -> &'static jose4rs::jwa::AlgorithmConstraints<jose4rs::jws::AlgorithmIdentifier> {
    static ONLY: std::sync::OnceLock<&'static jose4rs::jwa::AlgorithmConstraints<jose4rs::jws::AlgorithmIdentifier>> =
        std::sync::OnceLock::new();
    ONLY.get_or_init(|| only(Jws::Es256))
}
