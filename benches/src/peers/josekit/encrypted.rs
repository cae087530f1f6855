//! Encrypted tokens.

use jose_bench_measure::Lane;
use josekit::jwe::{self, JweDecrypter, JweEncrypter, JweHeader};
use josekit::jwk::Jwk;
use josekit::jws;
use josekit::jwt::{self, JwtPayload};

use super::signed::{check, header as inner_header, signer, verifier};
use super::{NAME, WITH_SERDE, peer, validator};
use crate::Result;
use crate::act::{Jwe, Jws};
use crate::claims::Claims;
use crate::primitive::payload;
use crate::world::{RECIPIENT_KEY_ID, World};

fn encrypter(jwe: Jwe, world: &World) -> Result<Box<dyn JweEncrypter>> {
    let pem = world.recipient(jwe).map(|files| files.public_pem.as_str()).unwrap_or_default();
    Ok(match jwe {
        Jwe::DirGcm | Jwe::DirCbc => Box::new(jwe::Dir.encrypter_from_bytes(world.secret)?),
        Jwe::A256Kw => Box::new(jwe::A256KW.encrypter_from_bytes(world.secret)?),
        Jwe::A256GcmKw => Box::new(jwe::A256GCMKW.encrypter_from_bytes(world.secret)?),
        Jwe::RsaOaep256 => Box::new(jwe::RSA_OAEP_256.encrypter_from_pem(pem)?),
        Jwe::EcdhP256 | Jwe::EcdhX25519 => Box::new(jwe::ECDH_ES_A256KW.encrypter_from_jwk(&jwk(jwe, false, world)?)?),
    })
}

fn decrypter(jwe: Jwe, world: &World) -> Result<Box<dyn JweDecrypter>> {
    let pem = world.recipient(jwe).map(|files| files.pem.as_str()).unwrap_or_default();
    Ok(match jwe {
        Jwe::DirGcm | Jwe::DirCbc => Box::new(jwe::Dir.decrypter_from_bytes(world.secret)?),
        Jwe::A256Kw => Box::new(jwe::A256KW.decrypter_from_bytes(world.secret)?),
        Jwe::A256GcmKw => Box::new(jwe::A256GCMKW.decrypter_from_bytes(world.secret)?),
        Jwe::RsaOaep256 => Box::new(jwe::RSA_OAEP_256.decrypter_from_pem(pem)?),
        Jwe::EcdhP256 | Jwe::EcdhX25519 => Box::new(jwe::ECDH_ES_A256KW.decrypter_from_jwk(&jwk(jwe, true, world)?)?),
    })
}

fn jwk(jwe: Jwe, private: bool, world: &World) -> Result<Jwk> {
    let files = world.recipient(jwe).ok_or("no key pair")?;
    Ok(Jwk::from_bytes(if private { files.secret_json(jwe.alg()) } else { files.public_json(jwe.alg()) })?)
}

fn header(jwe: Jwe) -> JweHeader {
    let mut header = JweHeader::new();
    header.set_token_type("JWT");
    header.set_key_id(RECIPIENT_KEY_ID);
    header.set_content_encryption(jwe.enc());
    header
}

pub(super) fn encrypt(jwe: Jwe, world: &World) -> Result<Vec<Lane>> {
    let (key, header, claims) = (encrypter(jwe, world)?, header(jwe), world.claims.clone());
    let own = JwtPayload::from_map(serde_json::from_slice::<serde_json::Map<_, _>>(&world.json)?)?;
    let (same_key, same_header) = (encrypter(jwe, world)?, header.clone());
    Ok(vec![
        peer(NAME, move || jwt::encode_with_encrypter(&own, &same_header, &*same_key)),
        peer(WITH_SERDE, move || -> Result<String> {
            Ok(jwe::serialize_compact(&serde_json::to_vec(&claims)?, &header, &*key)?)
        }),
    ])
}

pub(super) fn decrypt(jwe: Jwe, world: &World) -> Result<Vec<Lane>> {
    let token = world.encrypted(jwe, None, &world.json)?;
    let (key, same_key, same, policy) = (decrypter(jwe, world)?, decrypter(jwe, world)?, token.clone(), validator());
    Ok(vec![
        peer(NAME, move || -> Result<JwtPayload> {
            let (payload, _) = jwt::decode_with_decrypter(&token, &*key)?;
            check(&payload, &policy)?;
            Ok(payload)
        }),
        peer(WITH_SERDE, move || Claims::read(&jwe::deserialize_compact(&same, &*same_key)?.0)),
    ])
}

pub(super) fn decrypt_bytes(size: usize, world: &World) -> Result<Vec<Lane>> {
    let token = world.encrypted(Jwe::DirGcm, None, &payload(size))?;
    let key = decrypter(Jwe::DirGcm, world)?;
    Ok(vec![peer(NAME, move || jwe::deserialize_compact(&token, &*key))])
}

pub(super) fn nested_issue(jwe: Jwe, world: &World) -> Result<Vec<Lane>> {
    let (signing, recipient, claims) = (signer(Jws::Es256, world)?, encrypter(jwe, world)?, world.claims.clone());
    let (inner_header, mut header) = (inner_header(), header(jwe));
    header.set_content_type("JWT");
    Ok(vec![peer(WITH_SERDE, move || -> Result<String> {
        let inner = jws::serialize_compact(&serde_json::to_vec(&claims)?, &inner_header, &*signing)?;
        Ok(jwe::serialize_compact(inner.as_bytes(), &header, &*recipient)?)
    })])
}

pub(super) fn nested_open(jwe: Jwe, world: &World) -> Result<Vec<Lane>> {
    let token = world.nested(jwe)?;
    let (recipient, sender, policy) = (decrypter(jwe, world)?, verifier(Jws::Es256, world)?, validator());
    let (same_recipient, same_sender, same) = (decrypter(jwe, world)?, verifier(Jws::Es256, world)?, token.clone());
    Ok(vec![
        peer(NAME, move || -> Result<JwtPayload> {
            let (inner, _) = jwe::deserialize_compact(&token, &*recipient)?;
            let (payload, _) = jwt::decode_with_verifier(&inner, &*sender)?;
            check(&payload, &policy)?;
            Ok(payload)
        }),
        peer(WITH_SERDE, move || {
            let (inner, _) = jwe::deserialize_compact(&same, &*same_recipient)?;
            Claims::read(&jws::deserialize_compact(&inner, &*same_sender)?.0)
        }),
    ])
}
